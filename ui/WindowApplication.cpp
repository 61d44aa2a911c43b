#include "ui/WindowApplication.h"

#include "app/ModelRegistry.h"
#include "ui/mainwindow/MainWindow.h"

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
    const QString data =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/quire");
    QDir().mkpath(data);
    QFile::setPermissions(data, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    Settings settings(Settings::standardFile());
    translate(application, settings.language());
    Theme theme(application, appearanceOf(settings));
    theme.setTextScale(settings.textScale());
    const QStringList bundled = ModelRegistry::standardPlaces(QApplication::applicationDirPath());
    Library library(data + QStringLiteral("/library.db"));
    EngineThread engine(
        {settings.modelFolders() + bundled, settings.threads(), ReadingCache::chosenIn(settings)});
    MainWindow window(
        {library, engine, settings, theme, FileDialog::native(), samplesFolder(bundled), bundled, data});
    window.show();
    if (!paths.isEmpty())
        window.addPaths(paths);
    return QApplication::exec();
}

} // namespace quire
