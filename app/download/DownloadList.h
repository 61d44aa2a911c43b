#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace quire {

/// One file of a model that is to be fetched.
struct DownloadItem
{
    QUrl url;
    QString name;      ///< of the file, without folders
    QByteArray sha256; ///< 32 bytes
};

/// Reads a list of files: one a line, "URL SHA-256 [name]"; empty lines and those that begin with # are left
/// out. Throws AppError(BadUsage) that names the line: an address that is none, a checksum that is missing or
/// misspelt, a name that leads elsewhere or comes twice.
QList<DownloadItem> parseDownloadList(const QString& text);

} // namespace quire
