#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace quire {

/// When the program dies of a signal, a report is written beside the log: signal, version, where it was. It
/// holds no text of documents or answers, and goes nowhere by itself.
namespace crash {

struct Report
{
    QString path;
    QDateTime when;
};

/// Catches deadly signals from now on and writes reports into `folder`.
void watch(const QString& folder, const QString& version);
/// The reports in a folder, newest first.
QList<Report> reports(const QString& folder);

} // namespace crash
} // namespace quire
