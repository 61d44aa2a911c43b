#include "ingest/IntakeMemory.h"

#include <QFile>

#include <sys/stat.h>

#include <ctime>

namespace quire {

namespace {

constexpr qint64 second = 1000000000;

qint64 nanoseconds(const timespec& time)
{
    return qint64(time.tv_sec) * second + time.tv_nsec;
}

} // namespace

IntakeMemory::Stamp IntakeMemory::stampOf(const QString& path)
{
    struct stat status = {};
    Stamp stamp;
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return stamp;
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    stamp = {status.st_size, qint64(status.st_ino), nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
             false};
    stamp.isFresh = nanoseconds(now) - stamp.modified < 2 * second;
    return stamp;
}

DocumentPtr IntakeMemory::find(const QString& path, const QString& name, bool recognise)
{
    const Stamp now = stampOf(path);
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.constFind(path);
    if (entry == m_entries.constEnd() || now.size < 0 || entry->document->name() != name)
        return nullptr;
    Stamp then = entry->stamp;
    then.isFresh = now.isFresh;
    if (entry->stamp.isFresh || then != now)
        return nullptr;
    if (recognise && entry->document->ledger().count(Coverage::NeedsOcr) > 0)
        return nullptr;
    ++m_reused;
    return entry->document;
}

void IntakeMemory::keep(const QString& path, const Stamp& stamp, const DocumentPtr& document)
{
    if (path.isEmpty() || stamp.size < 0)
        return;
    const std::lock_guard lock(m_mutex);
    m_entries.insert(path, {stamp, document});
}

} // namespace quire
