#include "app/ReadingCache.h"

#include "app/Settings.h"
#include "engine/store/CacheStore.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace quire {

QString ReadingCache::standardFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/quire/reading");
}

ReadingCache ReadingCache::chosenIn(const Settings& settings)
{
    if (!settings.keepsReading())
        return {};
    return {settings.cacheFolder(), settings.cacheQuota()};
}

std::shared_ptr<CacheStore> ReadingCache::open() const
{
    if (folder.isEmpty())
        return {};
    QDir().mkpath(QFileInfo(folder).absolutePath());
    StoreOptions options;
    options.quotaBytes = quint64(quotaBytes);
    return CacheStore::open(folder.toStdString(), options);
}

} // namespace quire
