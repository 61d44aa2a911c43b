#pragma once

#include "app/desk/SourceWork.h"

#include <QObject>
#include <QSet>
#include <QThread>

#include <atomic>
#include <functional>
#include <mutex>

namespace quire {

/// Reads sources into documents on a thread of its own, one after the other, in the order given.
class SourceReader : public QObject
{
    Q_OBJECT
public:
    explicit SourceReader(const ReadingCache& cache, QObject* parent = nullptr);
    ~SourceReader() override; ///< cancels what is going on

    /// A file or pasted text; a file that turns out to be an archive comes as a tree.
    void read(const SourceItem& item);
    /// All of a folder or an archive.
    void readFolder(qint64 id, const SourceFolder& folder);
    /// A document with pictures of text, with their text: takes long.
    void recognise(const SourceItem& item);
    void cancel(qint64 id);

    /// Documents that did not have to be read again.
    qint64 reused() const { return m_work.reused(); }

signals:
    void begun(qint64 id);
    void progressed(qint64 id, qint64 done, qint64 total);
    void done(qint64 id, const quire::SourceDocument& document);
    void treeDone(qint64 id, const quire::SourceTree& tree);
    /// It needs a password, or another one than was given.
    void locked(qint64 id, const QString& message);
    void failed(qint64 id, const QString& message);

private:
    void post(qint64 id, const QString& name, std::function<void(const ReadContext& context)> work);
    ReadContext contextFor(qint64 id);
    bool isCancelled(qint64 id);

    QThread m_thread;
    QObject* m_worker;
    SourceWork m_work; ///< touched by m_thread only
    std::atomic<bool> m_ending = false;
    std::mutex m_mutex;
    QSet<qint64> m_cancelled;
};

} // namespace quire
