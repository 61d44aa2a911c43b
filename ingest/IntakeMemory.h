#pragma once

#include "ingest/Document.h"

#include <QHash>

#include <mutex>

namespace quire {

/// What files were when they were read, so that an intake that comes again reads only those that changed
/// since. A file counts as unchanged when its size, its inode and its times of change, to the nanosecond, are
/// what they were, and it had not been written to within the two seconds before it was read (some file
/// systems keep no finer time); or else when it has the same size and the same content (128 bits of XXH3): a
/// checkout or a copy changes times and nothing else. May be used from several threads at once.
class IntakeMemory
{
public:
    /// The document of a file that did not change; else nothing. `recognise`: nor one with pictures of text
    /// that nobody has tried to recognise.
    DocumentPtr find(const QString& path, const QString& name, bool recognise = false);
    /// Call stampOf() before reading, and this with it after.
    struct Stamp
    {
        qint64 size = -1, inode = 0, modified = 0, changed = 0; ///< times in nanoseconds
        bool isFresh = false;                                   ///< written to just now: not to be trusted
        bool operator==(const Stamp&) const = default;
    };
    static Stamp stampOf(const QString& path);
    void keep(const QString& path, const Stamp& stamp, const DocumentPtr& document);

    /// What is in a file, as 16 bytes of XXH3; empty when it cannot be read.
    static QByteArray hashOf(const QString& path);

    qint64 reused() const { return m_reused; } ///< documents that were not read again

private:
    struct Entry
    {
        Stamp stamp;
        QByteArray content; ///< hash; empty where the file changed while it was read
        DocumentPtr document;
    };

    std::mutex m_mutex;
    QHash<QString, Entry> m_entries;
    qint64 m_reused = 0;
};

} // namespace quire
