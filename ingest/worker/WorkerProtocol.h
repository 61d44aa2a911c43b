#pragma once

#include "ingest/IngestError.h"

#include <QByteArray>
#include <QDataStream>
#include <QString>
#include <QStringList>

namespace quire {

/// What the application asks of quire-extract, on its standard input: frames of a type, a length (both 4
/// bytes, big-endian) and that many bytes. One ReadDocument, and then a KnownPage for each FindPage; or one
/// OpenArchive and then any number of Unpack.
enum class WorkerOrder : quint32
{
    ReadDocument = 1, ///< WorkerRequest
    OpenArchive = 2,  ///< WorkerRequest
    Unpack = 3,       ///< member (quint32), most bytes (qint64), cut rather than refuse (bool)
    KnownPage = 4,    ///< the answer to FindPage: words of a page, or nothing
};

/// A file to read, with limits.
struct WorkerRequest
{
    QString name;
    QString path; ///< of a file to open; empty when `bytes` holds it
    QByteArray bytes;
    QString password; ///< empty: none
    qint64 byteBudget = 0;
    qint64 timeBudgetMs = 0;
    qint64 memoryBudget = 0; ///< bytes of address space
    bool recognise = false;
    QStringList ocrLanguages;
    qint64 ocrBudgetMs = 0;
    qint32 threads = 1;
    bool recogniseLater = false;
    bool inBackground = false;
    bool keepsPages = false; ///< FindPage and KeepPage are welcome
};

QDataStream& operator<<(QDataStream& out, const WorkerRequest& request);
QDataStream& operator>>(QDataStream& in, WorkerRequest& request);

/// What quire-extract answers on its standard output, in such frames: to ReadDocument any number of Progress,
/// FindPage and KeepPage, then any number of Document, the last one empty, or an Error; to OpenArchive
/// Members or an Error; to each Unpack Bytes or an Error.
enum class WorkerFrame : quint32
{
    Progress = 1, ///< two qint64: done, total
    Document = 2, ///< a piece of what DocumentCodec writes
    Error = 3,    ///< code (qint32), what happened, what to do (QString)
    Members =
        4,     ///< how many (quint32), then of each path (QByteArray), type (quint8), claimed bytes (qint64)
    Bytes = 5, ///< of one member
    FindPage = 6, ///< ReadContext::knownPage is asked: the key
    KeepPage = 7, ///< for ReadContext::keepPage: key and words (QByteArray)
};

constexpr qint64 workerFrameHead = 8;

QByteArray workerFrameHeadOf(quint32 type, qint64 length);

/// The IngestError in the body of an Error frame.
IngestError workerError(const QByteArray& body);

} // namespace quire
