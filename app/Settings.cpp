#include "app/Settings.h"

#include "app/ReadingCache.h"

#include <QStandardPaths>

namespace quire {

QString Settings::standardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/quire/quire.ini");
}

QString Settings::appearance() const
{
    return m_store.value(QStringLiteral("appearance/mode"), QStringLiteral("system")).toString();
}

int Settings::textScale() const
{
    return qBound(80, m_store.value(QStringLiteral("appearance/textScale"), 100).toInt(), 200);
}

QString Settings::language() const
{
    return m_store.value(QStringLiteral("appearance/language")).toString();
}

bool Settings::tellsOnDesktop() const
{
    return m_store.value(QStringLiteral("general/notices"), true).toBool();
}

bool Settings::keepsAwake() const
{
    return m_store.value(QStringLiteral("general/awake"), true).toBool();
}

bool Settings::recognisesText() const
{
    return m_store.value(QStringLiteral("sources/recognise"), true).toBool();
}

QStringList Settings::ocrLanguages() const
{
    return m_store.value(QStringLiteral("sources/ocrLanguages")).toStringList();
}

AskMode Settings::mode() const
{
    AskMode mode;
    mode.model = m_store.value(QStringLiteral("ask/model"), mode.model).toString();
    mode.effort = m_store.value(QStringLiteral("ask/effort"), mode.effort).toString();
    return mode;
}

void Settings::setMode(const AskMode& mode)
{
    m_store.setValue(QStringLiteral("ask/model"), mode.model);
    m_store.setValue(QStringLiteral("ask/effort"), mode.effort);
}

int Settings::threads() const
{
    return qBound(0, m_store.value(QStringLiteral("engine/threads"), 0).toInt(), 1024);
}

QStringList Settings::modelFolders() const
{
    return m_store.value(QStringLiteral("models/folders")).toStringList();
}

bool Settings::keepsReading() const
{
    return m_store.value(QStringLiteral("storage/keep"), true).toBool();
}

QString Settings::cacheFolder() const
{
    const QString folder = m_store.value(QStringLiteral("storage/folder")).toString();
    return folder.isEmpty() ? ReadingCache::standardFolder() : folder;
}

qint64 Settings::cacheQuota() const
{
    constexpr qint64 standardQuota = 32'000'000'000; // nine books of a million tokens, read by Flash
    return std::max<qint64>(0, m_store.value(QStringLiteral("storage/quota"), standardQuota).toLongLong());
}

bool Settings::deletesReading() const
{
    return m_store.value(QStringLiteral("storage/deleteWithSession"), false).toBool();
}

QString Settings::crashSeen() const
{
    return m_store.value(QStringLiteral("log/crashSeen")).toString();
}

QByteArray Settings::windowPart(const QString& name) const
{
    return m_store.value(QStringLiteral("window/") + name).toByteArray();
}

} // namespace quire
