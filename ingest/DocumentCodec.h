#pragma once

#include "ingest/Document.h"

#include <QByteArray>

class QIODevice;

namespace quire {

/// Documents as bytes and back: between the isolated reader and the application, and for keeping what was
/// read. The bytes begin with a format number; they are not meant for other programs. Decoding trusts
/// nothing: every offset is checked, because the other side may have been taken over by the file it read.
class DocumentCodec
{
public:
    static QByteArray encode(const Document& document);
    /// Throws BadFormat.
    static DocumentPtr decode(const QByteArray& bytes);
    /// The same, for a file that is called otherwise, or lies elsewhere, by now.
    static DocumentPtr decode(const QByteArray& bytes, const QString& name, const QString& path);

    /// The same to and from a device, which may be a pipe: nothing is in memory twice. read() leaves what
    /// follows the document.
    static void write(const Document& document, QIODevice& device);
    static DocumentPtr read(QIODevice& device);

private:
    struct Place
    {
        QString name;
        QString path;
    };
    static DocumentPtr decodeAt(const QByteArray& bytes, const Place* place);
    static DocumentPtr readAt(QIODevice& device, const Place* place);
    static void checkAnchors(const Document& document);
};

} // namespace quire
