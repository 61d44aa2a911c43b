#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// One handbook in one format: what a test gives to a reader.
struct OwnBook
{
    QString title; ///< "EPUB 2", "TXT, Shift_JIS, CRLF"
    QString name;
    QByteArray bytes;
    /// For formats whose text is the file's own: all of it, with LF line ends. Empty for the others.
    QString text;
};

/// The same handbook, of some hundred paragraphs in several scripts, in every format that is not paged, and
/// as plain text in many encodings; besides a table as CSV and two programs.
std::vector<OwnBook> ownBooks();
