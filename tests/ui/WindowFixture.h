#pragma once

#include "app/ModelRegistry.h"
#include "tests/app/TestModel.h"
#include "ui/composer/Composer.h"
#include "ui/mainwindow/MainWindow.h"

#include <QDir>
#include <QPlainTextEdit>
#include <QTest>

#include <memory>

namespace quire::test {

/// The models of the tests: the bundled ones where they are, else a random one that talks nonsense through
/// the very same engine.
inline QString modelPlace(const QString& folder)
{
    const QString bundled = QStringLiteral(QUIRE_RESOURCES "/models");
    for (const ModelInfo& model : ModelRegistry({bundled}).models())
        if (model.usable())
            return bundled;
    const QString place = folder + QStringLiteral("/models");
    if (!QDir(place).exists()) {
        QDir().mkpath(place + QStringLiteral("/random-flash"));
        writeTalkingModel(place + QStringLiteral("/random-flash"), 65536);
    }
    return place;
}

inline QString sample(const QString& name)
{
    return QStringLiteral(QUIRE_RESOURCES "/samples/") + name;
}

/// A real window over the real engine, database and files; what it keeps lies in `folder`.
struct WindowFixture
{
    explicit WindowFixture(const QString& folder)
        : settings(folder + QStringLiteral("/quire.ini")), theme(*qApp, Appearance::Light),
          library(folder + QStringLiteral("/library.db")),
          engine({{modelPlace(folder)}, 0, {folder + QStringLiteral("/reading"), 0}})
    {
        FileDialog files;
        files.openFiles = [this](QWidget*) { return nextFiles; };
        files.openFolder = [this](QWidget*) { return nextFolder; };
        files.saveFile = [this](QWidget*, const QString&, const QString&) { return nextSave; };
        window = std::make_unique<MainWindow>(WindowTools{library,
                                                          engine,
                                                          settings,
                                                          theme,
                                                          files,
                                                          QStringLiteral(QUIRE_RESOURCES "/samples"),
                                                          {modelPlace(folder)},
                                                          folder});
        window->resize(1280, 820);
        window->show();
    }

    Desk& desk() { return window->desk(); }

    bool isReadyToRead()
    {
        const ReadingStatus::State state = desk().reading().state;
        if (state == ReadingStatus::State::Failed)
            qWarning("Reading failed: %s", qPrintable(desk().reading().failure));
        return state == ReadingStatus::State::Quoted || state == ReadingStatus::State::Read;
    }

    /// Types a question and presses Enter.
    void ask(const QString& question)
    {
        QPlainTextEdit* editor = window->composer()->editor();
        editor->setFocus();
        QTest::keyClicks(editor, question);
        QTest::keyClick(editor, Qt::Key_Return);
    }

    QStringList nextFiles;
    QString nextFolder;
    QString nextSave;
    Settings settings;
    Theme theme;
    Library library;
    EngineThread engine;
    std::unique_ptr<MainWindow> window;
};

} // namespace quire::test
