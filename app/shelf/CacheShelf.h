#pragma once

#include "app/ReadingCache.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace quire {

/// One reading that is kept on disk.
struct ShelfEntry
{
    QString id;
    QString title;
    QString model; ///< name of the one that read it; empty: none that is installed
    qint64 tokens = 0;
    qint64 bytes = 0;    ///< of all it needs
    qint64 ownBytes = 0; ///< freed when it is dropped
    double seconds = 0;  ///< it took to read, and would again
    QDateTime used;
    bool pinned = false;
    bool whole = true; ///< false: a part would have to be read again
};

struct Shelf
{
    QString folder; ///< empty: nothing is kept
    qint64 bytes = 0;
    qint64 quota = 0; ///< 0: no limit
    QString problem;  ///< why nothing can be kept now; empty: all is well
    QList<ShelfEntry> entries;
};

/// The readings on disk as windows show them. A thread of its own looks after them; calls return at once,
/// answers come as signals.
class CacheShelf : public QObject
{
    Q_OBJECT
public:
    /// `modelPlaces`: where models lie (ModelRegistry), so that readings can be told apart by model.
    CacheShelf(const ReadingCache& place, const QStringList& modelPlaces, QObject* parent = nullptr);
    ~CacheShelf() override; ///< gives up what is being compared

    void setModelPlaces(const QStringList& places);
    void list();
    void pin(const QString& id, bool pinned);
    void drop(const QString& id);
    /// Calls `then`, unless `context` is gone, with the bytes that dropping all of these would free; those
    /// that are pinned stay and count nothing. Not called while nothing is kept.
    void weigh(const QStringList& ids, QObject* context, std::function<void(qint64 bytes)> then);
    /// Drops those that are not pinned, then calls `then`, unless something could not be dropped.
    void dropAll(const QStringList& ids, QObject* context, std::function<void()> then);
    /// The most bytes it may take from now on; 0: no limit. Says what would go with the next reading.
    void setQuota(qint64 bytes);
    /// Compares everything with its checksums; says what it found.
    void verify();
    void stopVerify() { m_stop = true; }
    void repair();
    void exportTo(const QString& id, const QString& file);
    void importFrom(const QString& file);

signals:
    void listed(const quire::Shelf& shelf);
    void verifying(int percent);
    void said(const QString& message, bool isProblem);

private:
    void post(std::function<void(CacheStore&)> work);
    Shelf look(CacheStore& store);
    void sayWhatWouldGo(CacheStore& store);
    QString modelOf(const QString& identity);

    QThread m_thread;
    QObject* m_worker;
    ReadingCache m_place;

    // Touched by m_thread only.
    std::shared_ptr<CacheStore> m_store;
    QStringList m_modelPlaces;
    QHash<QString, QString> m_models; ///< names by the identity of their weights
    bool m_modelsKnown = false;
    std::atomic<bool> m_stop = false;
};

} // namespace quire

Q_DECLARE_METATYPE(quire::Shelf)
