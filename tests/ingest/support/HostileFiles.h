#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// Files that mean harm or are broken, each of them different: cut short, with flipped bits, bombs, loops,
/// lying sizes, absurd measures, nesting without end. The same ones each time.
struct HostileFile
{
    QString name;
    QByteArray bytes;
};

std::vector<HostileFile> hostileFiles();

/// Sound small files of every format, which the damaged ones are made from.
std::vector<HostileFile> soundFiles();
