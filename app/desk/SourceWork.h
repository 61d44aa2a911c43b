#pragma once

#include "app/FolderOrders.h"
#include "app/ReadingCache.h"
#include "app/desk/SourceDocument.h"
#include "ingest/IntakeMemory.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/ocr/RecognitionStore.h"

#include <QHash>
#include <QStringList>

#include <atomic>
#include <memory>
#include <variant>

namespace quire {

/// One thing to take in: a file, a part of an archive, or text that was pasted.
struct SourceItem
{
    qint64 id = 0;
    QString path; ///< of a file; else empty
    QString name; ///< what the document is called
    QByteArray pasted;
    QString password;   ///< for a locked file; empty: none is known
    QString recognised; ///< languages (see OcrChoice) in which its pictures are wanted as text; empty: not
    bool recogniseLater = false; ///< what waits to be recognised will be
};

/// Something of a folder that was not taken in, and why.
struct LeftOut
{
    QString path;
    QString reason;
};

/// What came of a folder or an archive.
struct SourceTree
{
    QList<SourceDocument> documents;
    QList<LeftOut> leftOut;
    QStringList locked; ///< paths of files that want a password
};

/// A folder, or an archive, to take in.
struct SourceFolder
{
    QString path;
    QString recognised; ///< as SourceItem has it, of every file that is not among `known`
    bool recogniseLater = false;
    QHash<QString, QString> known; ///< SourceItem::recognised of files that were taken in before, by path
};

/// Reads sources into documents, whatever is not to be trusted in a process of its own; blocking, for one
/// thread at a time. Files that did not change since they were read last are not read again. Functions throw
/// IngestError.
class SourceWork
{
public:
    /// `cache`: where what was recognised, and the order of folders, is kept.
    explicit SourceWork(const ReadingCache& cache);
    ~SourceWork();

    /// A file that turns out to be an archive comes as a tree. Text of pictures is there when it was kept;
    /// else the document says that it waits to be recognised.
    std::variant<SourceDocument, SourceTree> read(const SourceItem& item, const ReadContext& context);
    SourceTree readFolder(const SourceFolder& folder, const ReadContext& context);
    /// Recognises the text of pictures, which takes seconds a page, and keeps it.
    SourceDocument recognise(const SourceItem& item, const ReadContext& context);

    /// The file on disk that holds a source: its own, or the archive it lies in. Empty: neither is there.
    static QString fileOf(const QString& path);
    /// Documents that did not have to be read again. Any thread may ask.
    qint64 reused() const { return m_reused; }

private:
    std::variant<SourceDocument, SourceTree> readFile(const SourceItem& item, ReadContext context);
    SourceDocument readPart(const SourceItem& item, const QString& archive, const ReadContext& context);
    SourceTree treeAt(const QString& path, ReadContext context);
    DocumentPtr kept(const DocumentPtr& document, const Source& source, const QString& languages) const;
    IntakeMemory& memoryFor(qint64 bytes);

    const ReaderRegistry m_readers;
    const RecognitionStore m_kept;
    const FolderOrders m_orders;
    std::unique_ptr<IntakeMemory> m_memory;
    qint64 m_remembered = 0; ///< bytes of files that m_memory holds
    std::atomic<qint64> m_reused = 0;
    struct Archive
    {
        QString path;
        IntakeMemory::Stamp stamp;
        SourceTree tree;
    } m_archive; ///< the last one: its documents are asked for one by one
};

} // namespace quire

Q_DECLARE_METATYPE(quire::SourceTree)
