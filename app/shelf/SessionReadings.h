#pragma once

#include "app/library/Library.h"
#include "app/shelf/CacheShelf.h"

namespace quire {

class EngineThread;

/// Which readings on disk belong to which sessions of the library: notes them down as the engine keeps them,
/// and takes them along when a session goes for good. What another session uses, or somebody pinned, stays.
class SessionReadings : public QObject
{
    Q_OBJECT
public:
    /// What was to be forgotten when the process last ended is forgotten now.
    SessionReadings(Library& library, EngineThread& engine, CacheShelf& shelf, QObject* parent = nullptr);

    /// Calls `then`, unless `context` is gone, with the bytes that would be freed if what was read for the
    /// session went with it.
    void weigh(qint64 session, QObject* context, const std::function<void(qint64 bytes)>& then);
    /// Lets a session go that was removed with its readings (Library::remove), and them.
    void bury(qint64 session);

private:
    void forget(const QStringList& readings);

    Library& m_library;
    CacheShelf& m_shelf;
};

} // namespace quire
