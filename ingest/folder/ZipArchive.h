#pragma once

#include "ingest/Source.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

struct zip;

namespace quire {

/// A ZIP file, read only. Sizes that entries claim are not believed: what comes out is counted, and reading
/// stops at the limits, so that a bomb costs no more than they allow.
class ZipArchive
{
public:
    /// True when a source begins like a ZIP file.
    static bool matches(const Source& source);

    /// `budget`: bytes of the archive, and the most that all entries together may unpack to. Throws
    /// FileUnreadable, TooLarge, BadFormat.
    ZipArchive(const Source& source, qint64 budget);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    struct Entry
    {
        QByteArray name; ///< as stored, UTF-8
        qint64 size = 0; ///< as claimed
        bool isLink = false;
    };
    const std::vector<Entry>& entries() const { return m_entries; }

    bool contains(const QByteArray& name) const;
    /// At most `limit` bytes of an entry, exactly named. Throws BadFormat (missing, damaged), PasswordNeeded,
    /// TooLarge (over the limit or the budget).
    QByteArray read(const QByteArray& name, qint64 limit) const;
    /// As read(), but cut at the limit instead of refused.
    QByteArray readHead(const QByteArray& name, qint64 limit) const;

private:
    QByteArray unpack(const QByteArray& name, qint64 limit, bool cut) const;

    QString m_name;
    QByteArray m_bytes; ///< of an archive in memory: libzip reads from it
    zip* m_zip = nullptr;
    std::vector<Entry> m_entries;
    const qint64 m_budget;
    mutable qint64 m_spent = 0;
};

} // namespace quire
