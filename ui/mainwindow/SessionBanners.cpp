#include "ui/mainwindow/SessionBanners.h"

#include "ui/widgets/BannerStack.h"

#include <QFileInfo>

namespace quire {

SessionBanners::SessionBanners(Desk& desk, Library& library, BannerStack& banners, const FileDialog& files,
                               QWidget* window)
    : QObject(window), m_desk(desk), m_library(library), m_banners(banners), m_files(files), m_window(window)
{
    connect(&desk, &Desk::readingChanged, this, &SessionBanners::refresh);
    connect(&desk.sources(), &Sources::changed, this, &SessionBanners::refresh);
    connect(&library, &Library::damaged, this, &SessionBanners::libraryDamaged);
    connect(&library, &Library::unsaved, this, &SessionBanners::libraryUnsaved);
}

void SessionBanners::refreshOne(const QString& key, bool there, const QString& text, const QString& way,
                                const std::function<void()>& go)
{
    if (there)
        m_banners.set(key, text, {{way, go}});
    else
        m_banners.clear(key);
}

void SessionBanners::refresh()
{
    int stale = 0, missing = 0, locked = 0;
    for (const SourceEntry& entry : m_desk.sources().entries()) {
        stale += entry.stale;
        missing += entry.missing;
        locked += entry.locked;
    }
    refreshOne(
        QStringLiteral("stale"), stale > 0,
        tr("%n sources have changed on disk. Earlier answers quote what they said before.", nullptr, stale),
        tr("Read again"), [this] { readStaleAgain(); });
    refreshOne(QStringLiteral("missing"), missing > 0,
               tr("%n sources are no longer where they were. Answers stay; new ones need the text.", nullptr,
                  missing),
               tr("Find…"), [this] { findMissing(); });
    refreshOne(QStringLiteral("locked"), locked > 0,
               tr("%n sources are locked by a password and are not read yet.", nullptr, locked),
               tr("Unlock…"), [this] { unlock(); });
}

void SessionBanners::readStaleAgain()
{
    for (const SourceEntry& entry : QList<SourceEntry>(m_desk.sources().entries()))
        if (entry.stale)
            m_desk.sources().readAgain(entry.record.id);
}

/// Each missing file is asked for; others that lie beside one that was found are found with it.
void SessionBanners::findMissing()
{
    for (const SourceEntry& entry : QList<SourceEntry>(m_desk.sources().entries())) {
        if (!entry.missing || QFileInfo::exists(m_desk.sources().find(entry.record.id)->record.path))
            continue;
        const QString found = m_files.findFile(m_window, entry.record.name);
        if (found.isEmpty())
            return;
        const QString was = QFileInfo(entry.record.path).absolutePath();
        const QString is = QFileInfo(found).absolutePath();
        m_desk.sources().relocate(entry.record.id, found);
        for (const SourceEntry& other : QList<SourceEntry>(m_desk.sources().entries())) {
            const QString moved = is + other.record.path.mid(was.size());
            if (other.missing && other.record.path.startsWith(was + u'/') && QFileInfo::exists(moved))
                m_desk.sources().relocate(other.record.id, moved);
        }
    }
}

/// Each locked file is asked for; whoever gives no password has had enough for now.
void SessionBanners::unlock()
{
    for (const SourceEntry& entry : QList<SourceEntry>(m_desk.sources().entries())) {
        if (!entry.locked)
            continue;
        const QString password = m_files.askPassword(m_window, entry.record.name, entry.failure);
        if (password.isEmpty())
            return;
        m_desk.sources().unlock(entry.record.id, password);
    }
}

void SessionBanners::libraryDamaged(const QString& keptAs, int rescued)
{
    m_banners.set(QStringLiteral("damaged"),
                  tr("The library was damaged. %n sessions could be saved from it.", nullptr, rescued) +
                      u' ' + tr("The old file is kept as %1.").arg(keptAs),
                  {{tr("Close"), [this] { m_banners.clear(QStringLiteral("damaged")); }}});
}

void SessionBanners::libraryUnsaved(const QString& message)
{
    if (message.isEmpty())
        return m_banners.clear(QStringLiteral("unsaved"));
    m_banners.set(QStringLiteral("unsaved"),
                  message + u' ' + tr("What you do now is kept in memory and saved as soon as it can be."),
                  {{tr("Try again"), [this] { m_library.retry(); }}});
}

void SessionBanners::offerCrashReport()
{
    const QString key = QStringLiteral("crash");
    m_banners.set(key,
                  tr("Quire ended unexpectedly. Your sessions are as they were; a report was kept on this "
                     "computer and sent nowhere."),
                  {{tr("Show it"),
                    [this, key] {
                        m_banners.clear(key);
                        Q_EMIT crashReportAsked();
                    }},
                   {tr("Close"), [this, key] { m_banners.clear(key); }}});
}

} // namespace quire
