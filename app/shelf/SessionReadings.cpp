#include "app/shelf/SessionReadings.h"

#include "app/desk/EngineThread.h"

namespace quire {

SessionReadings::SessionReadings(Library& library, EngineThread& engine, CacheShelf& shelf, QObject* parent)
    : QObject(parent), m_library(library), m_shelf(shelf)
{
    connect(&engine, &EngineThread::readingKept, &library, &Library::saveReading);
    library.withDoomedReadings(this, [this](const QStringList& readings) { forget(readings); });
}

void SessionReadings::weigh(qint64 session, QObject* context, const std::function<void(qint64)>& then)
{
    m_library.withReadingsOnlyOf(session, context, [=, this](const QStringList& readings) {
        if (!readings.isEmpty())
            m_shelf.weigh(readings, context, then);
    });
}

void SessionReadings::bury(qint64 session)
{
    m_library.bury(session, this, [this](const QStringList& readings) { forget(readings); });
}

/// The library remembers them until they are gone from the disk.
void SessionReadings::forget(const QStringList& readings)
{
    if (!readings.isEmpty())
        m_shelf.dropAll(readings, this, [this, readings] { m_library.forgotReadings(readings); });
}

} // namespace quire
