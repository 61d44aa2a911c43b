#pragma once

#include "app/ModelRegistry.h"
#include "tests/app/TestModel.h"
#include "ui/composer/Composer.h"
#include "ui/mainwindow/MainWindow.h"

#include <QDir>
#include <QPlainTextEdit>
#include <QTest>

#include <functional>
#include <memory>

namespace quire::test {

/// A random model that talks nonsense until its tokens are used up, through the very same engine.
inline QString talkingModel(const QString& folder)
{
    const QString place = folder + QStringLiteral("/models");
    if (!QDir(place).exists()) {
        QDir().mkpath(place + QStringLiteral("/random-flash"));
        writeTalkingModel(place + QStringLiteral("/random-flash"), 65536);
    }
    return place;
}

/// The models of the tests: the bundled ones where they are, else a random one that talks nonsense through
/// the very same engine.
inline QString modelPlace(const QString& folder)
{
    const QString bundled = QStringLiteral(QUIRE_RESOURCES "/models");
    for (const ModelInfo& model : ModelRegistry({bundled}).models())
        if (model.usable())
            return bundled;
    return talkingModel(folder);
}

inline QString sample(const QString& name)
{
    return QStringLiteral(QUIRE_RESOURCES "/samples/") + name;
}

/// A place with a model of each kind: the bundled ones; where there is no bundled Pro, Flash under its name.
inline QString bothModels(const QString& folder)
{
    const QString bundled = modelPlace(folder);
    bool flash = false, pro = false;
    for (const ModelInfo& model : ModelRegistry({bundled}).models()) {
        flash = flash || (model.usable() && model.slot == ModelSlot::Flash);
        pro = pro || (model.usable() && model.slot == ModelSlot::Pro);
    }
    if (flash && pro)
        return bundled;
    const QString place = folder + QStringLiteral("/both-models");
    QDir().mkpath(place);
    const QString only = bundled + u'/' + QDir(bundled).entryList({QStringLiteral("*flash*")}).value(0);
    QFile::link(only, place + QStringLiteral("/v4-nano-flash"));
    QFile::link(only, place + QStringLiteral("/v4-nano-pro"));
    return place;
}

/// A real window over the real engine, database and files; what it keeps lies in `folder`.
struct WindowFixture
{
    explicit WindowFixture(const QString& folder, const QString& models = {},
                           const std::function<MachineMemory()>& memory = {})
        : place(models.isEmpty() ? modelPlace(folder) : models),
          settings(folder + QStringLiteral("/quire.ini")), theme(*qApp, Appearance::Light),
          library(folder + QStringLiteral("/library.db")),
          engine({{place}, 0, {folder + QStringLiteral("/reading"), 0}, memory}),
          jobs(library, engine, {folder + QStringLiteral("/reading"), 0}),
          shelf({folder + QStringLiteral("/reading"), 0}, {place}), readings(library, engine, shelf)
    {
        settings.setCacheFolder(folder + QStringLiteral("/reading"));
        FileDialog files;
        files.openFiles = [this](QWidget*) { return nextFiles; };
        files.openFolder = [this](QWidget*) { return nextFolder; };
        files.findFile = [this](QWidget*, const QString&) { return nextFound; };
        files.saveFile = [this](QWidget*, const QString&, const QString&) { return nextSave; };
        files.askPassword = [this](QWidget*, const QString&, const QString& problem) {
            passwordProblem = problem;
            return nextPassword;
        };
        window = std::make_unique<MainWindow>(WindowTools{library,
                                                          engine,
                                                          jobs,
                                                          shelf,
                                                          readings,
                                                          settings,
                                                          theme,
                                                          files,
                                                          QStringLiteral(QUIRE_RESOURCES "/samples"),
                                                          {place},
                                                          folder,
                                                          folder + QStringLiteral("/log"),
                                                          {},
                                                          {}});
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

    /// Does something in the very moment the engine first says how far it has read, since a fast machine is
    /// at the end soon after: the state of the reading right then, Nothing when the moment does not come.
    ReadingStatus::State stateAfterFirstProgress(const std::function<void()>& act, int patience)
    {
        auto state = ReadingStatus::State::Nothing;
        bool seen = false;
        const auto connection = QObject::connect(&desk(), &Desk::readingChanged, window.get(), [&] {
            if (seen || desk().reading().progress.tokensPerSecond <= 0)
                return;
            seen = true;
            act();
            state = desk().reading().state;
        });
        (void)QTest::qWaitFor([&] { return seen; }, patience);
        QObject::disconnect(connection);
        return state;
    }

    /// Types a question and presses Enter.
    void ask(const QString& question)
    {
        QPlainTextEdit* editor = window->composer()->editor();
        editor->setFocus();
        QTest::keyClicks(editor, question);
        QTest::keyClick(editor, Qt::Key_Return);
    }

    /// Reads what was added, and waits for it.
    bool read(int patience)
    {
        using State = ReadingStatus::State;
        if (!QTest::qWaitFor([this] { return isReadyToRead(); }, patience))
            return false;
        if (desk().reading().state != State::Read)
            desk().startReading();
        return QTest::qWaitFor([this] { return desk().reading().state == State::Read; }, patience);
    }

    /// Asks and waits for the end of the answer.
    bool askAndWait(const QString& question, int patience)
    {
        const auto before = desk().turns().size();
        ask(question);
        return QTest::qWaitFor([&] { return desk().turns().size() > before && !desk().isAnswering(); },
                               patience);
    }

    QString place; ///< of the models
    QStringList nextFiles;
    QString nextFolder;
    QString nextFound;
    QString nextSave;
    QString nextPassword;
    QString passwordProblem; ///< why one was asked for last
    Settings settings;
    Theme theme;
    Library library;
    EngineThread engine;
    JobQueue jobs;
    CacheShelf shelf;
    SessionReadings readings;
    std::unique_ptr<MainWindow> window;
};

} // namespace quire::test
