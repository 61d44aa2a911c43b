#pragma once

#include <QString>

#include <memory>

namespace quire {

class CacheStore;
class Settings;

/// Where what was read is kept on disk, and how much of it.
struct ReadingCache
{
    QString folder;        ///< empty: nothing is kept
    qint64 quotaBytes = 0; ///< 0: no limit

    /// In the person's cache directory.
    static QString standardFolder();
    static ReadingCache chosenIn(const Settings& settings);

    /// Null when nothing is to be kept. Throws EngineError(CacheUnwritable) when the folder can neither be
    /// written nor read.
    std::shared_ptr<CacheStore> open() const;
};

} // namespace quire
