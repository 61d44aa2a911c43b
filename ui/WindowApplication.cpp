#include "ui/WindowApplication.h"

#include "app/ModelRegistry.h"
#include "app/desktop/InstanceLock.h"
#include "app/log/CrashReport.h"
#include "app/log/LogFile.h"
#include "ui/mainwindow/WindowSet.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QLibraryInfo>
#include <QStandardPaths>
#include <QTranslator>

namespace quire {

namespace {

Appearance appearanceOf(const Settings& settings)
{
    const QString name = settings.appearance();
    return name == QLatin1String("dark")    ? Appearance::Dark
           : name == QLatin1String("light") ? Appearance::Light
                                            : Appearance::System;
}

/// The person's language, or the desktop's; English where there is no translation, for its plurals.
void translate(QApplication& application, const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    auto* own = new QTranslator(&application);
    const QString folder = QStringLiteral(":/quire/translations");
    if (own->load(locale, QStringLiteral("quire"), QStringLiteral("_"), folder) ||
        own->load(QStringLiteral("quire_en"), folder))
        QCoreApplication::installTranslator(own);
    auto* dialogs = new QTranslator(&application);
    if (dialogs->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(dialogs);
}

QString folderOf(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + QStringLiteral("/quire");
}

/// The folder of the samples beside the bundled models; empty when it is not installed.
QString samplesFolder(const QStringList& modelPlaces)
{
    for (const QString& place : modelPlaces) {
        const QString samples = QDir::cleanPath(place + QStringLiteral("/../samples"));
        if (QFileInfo(samples).isDir())
            return samples;
    }
    return {};
}

} // namespace

int runWindow(QApplication& application, const QStringList& paths)
{
    QApplication::setApplicationDisplayName(QStringLiteral("Quire"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/quire/icons/quire.svg")));
    QApplication::setDesktopFileName(QStringLiteral("io.github.quire.Quire"));
    const QString data = folderOf(QStandardPaths::GenericDataLocation);
    const QString logs = data + QStringLiteral("/log");
    QDir().mkpath(data);
    QFile::setPermissions(data, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    InstanceLock instance(data);
    if (!instance.claim(paths))
        return 0; // the one that runs shows them
    LogFile log(logs + QStringLiteral("/quire.log"));
    const QList<crash::Report> crashes = crash::reports(logs);
    crash::watch(logs, QApplication::applicationVersion());
    qInfo("Quire %s begins", qUtf8Printable(QApplication::applicationVersion()));

    Settings settings(Settings::standardFile());
    translate(application, settings.language());
    Theme theme(application, appearanceOf(settings));
    theme.setTextScale(settings.textScale());
    const QStringList bundled = ModelRegistry::standardPlaces(QApplication::applicationDirPath());
    Library library(data + QStringLiteral("/library.db"));
    EngineThread engine(
        {settings.modelFolders() + bundled, settings.threads(), ReadingCache::chosenIn(settings)});
    JobQueue jobs(library, engine, ReadingCache::chosenIn(settings));
    CacheShelf shelf(ReadingCache::chosenIn(settings), settings.modelFolders() + bundled);
    SessionReadings readings(library, engine, shelf);
    WindowSet windows({library,
                       engine,
                       jobs,
                       shelf,
                       readings,
                       settings,
                       theme,
                       FileDialog::native(),
                       samplesFolder(bundled),
                       bundled,
                       data,
                       logs,
                       {},
                       {}},
                      {QDBusConnection::sessionBus(), QDBusConnection::systemBus()});
    QObject::connect(&instance, &InstanceLock::asked, &windows, &WindowSet::open);
    QObject::connect(&library, &Library::failed, &application,
                     [](const QString& message) { qWarning("%s", qUtf8Printable(message)); });
    QObject::connect(&engine, &EngineThread::modelFailed, &application,
                     [](const QString& message) { qWarning("%s", qUtf8Printable(message)); });
    MainWindow* window = windows.openWindow();
    window->addPaths(paths);
    if (!crashes.isEmpty() && crashes.first().path != settings.crashSeen()) {
        settings.setCrashSeen(crashes.first().path);
        window->offerCrashReport();
    }
    return QApplication::exec();
}

} // namespace quire
