#include "ingest/IntakeMemory.h"

#include "ingest/ContentHash.h"

#include <QFile>

#include <sys/stat.h>

#include <algorithm>
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
    Entry entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = m_entries.value(path);
    }
    if (!entry.document || now.size < 0 || entry.document->name() != name)
        return nullptr;
    Stamp then = entry.stamp;
    then.isFresh = now.isFresh;
    if (recognise && entry.document->ledger().count(Coverage::NeedsOcr) > 0)
        return nullptr;
    if (entry.stamp.isFresh || then != now) {
        if (entry.content.isEmpty() || now.size != then.size || hashOf(path) != entry.content ||
            stampOf(path) != now)
            return nullptr;
        entry.stamp = now;
    }
    const std::lock_guard lock(m_mutex);
    m_entries.insert(path, entry);
    ++m_reused;
    return entry.document;
}

QByteArray IntakeMemory::hashOf(const QString& path)
{
    constexpr qsizetype pieceBytes = qsizetype(1) << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    ContentHash hash;
    QByteArray piece(std::min<qint64>(pieceBytes, file.size() + 1), Qt::Uninitialized);
    for (qint64 size = 0; (size = file.read(piece.data(), piece.size())) > 0;)
        hash.add(piece.constData(), size);
    return hash.value();
}

void IntakeMemory::keep(const QString& path, const Stamp& stamp, const DocumentPtr& document)
{
    if (path.isEmpty() || stamp.size < 0)
        return;
    QByteArray content = hashOf(path);
    Stamp now = stampOf(path);
    now.isFresh = stamp.isFresh;
    if (now != stamp)
        content.clear(); // of another file than was read, perhaps
    const std::lock_guard lock(m_mutex);
    m_entries.insert(path, {stamp, content, document});
}

} // namespace quire
