#pragma once

#include "app/desk/SourceDocument.h"
#include "ingest/IntakeMemory.h"
#include "ingest/Reader.h"

#include <QObject>
#include <QSet>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace quire {

/// One thing to take in: a file, or text that was pasted.
struct SourceItem
{
    qint64 id = 0;
    QString path; ///< of a file; else empty
    QString name; ///< what the document is called
    QByteArray pasted;
    QString password; ///< for a locked file; empty: none is known
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

/// Reads sources into documents on a thread of its own, one after the other, in the order given. Files that
/// did not change since they were read last are not read again.
class SourceReader : public QObject
{
    Q_OBJECT
public:
    explicit SourceReader(QObject* parent = nullptr);
    ~SourceReader() override; ///< cancels what is going on

    /// A file or pasted text; a file that turns out to be an archive comes as a tree.
    void read(const SourceItem& item);
    /// All of a folder or an archive.
    void readTree(qint64 id, const QString& path);
    void cancel(qint64 id);

    /// The file on disk that holds a source: its own, or the archive it lies in. Empty: neither is there.
    static QString fileOf(const QString& path);
    /// Documents that did not have to be read again.
    qint64 reused() const;

signals:
    void progressed(qint64 id, qint64 done, qint64 total);
    void done(qint64 id, const quire::SourceDocument& document);
    void treeDone(qint64 id, const quire::SourceTree& tree);
    /// It needs a password, or another one than was given.
    void locked(qint64 id, const QString& message);
    void failed(qint64 id, const QString& message);

private:
    void post(qint64 id, const QString& name, std::function<void()> work);
    ReadContext contextFor(qint64 id);
    bool isCancelled(qint64 id);
    void readFile(const SourceItem& item);
    void readPart(const SourceItem& item, const QString& archive);
    SourceTree treeAt(const QString& path, ReadContext context);
    IntakeMemory& memoryFor(qint64 bytes);

    QThread m_thread;
    QObject* m_worker;
    std::atomic<bool> m_ending = false;
    mutable std::mutex m_mutex;
    QSet<qint64> m_cancelled;
    std::unique_ptr<IntakeMemory> m_memory;

    // Touched by m_thread only.
    qint64 m_remembered = 0; ///< bytes of files that m_memory holds
    struct Archive
    {
        QString path;
        IntakeMemory::Stamp stamp;
        SourceTree tree;
    } m_archive; ///< the last one: its documents are asked for one by one
};

} // namespace quire

Q_DECLARE_METATYPE(quire::SourceTree)
