#include "tests/ui/TroubleScreens.h"

#include "tests/ui/FullDisk.h"
#include "tests/ui/KeptTalk.h"
#include "tests/ui/Photographer.h"
#include "tests/ui/SmallComputer.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/widgets/BannerStack.h"

#include <QTabWidget>
#include <QTemporaryDir>

namespace quire::test {

namespace {

/// A window of the size and colours of the other pictures.
struct Scene
{
    Scene(const QString& folder, const QString& out, Appearance appearance, const QString& models = {},
          const std::function<MachineMemory()>& memory = {})
        : window(folder, models, memory), photographer(window, out)
    {
        window.theme.setAppearance(appearance);
        window.window->resize(1320, 840);
    }

    bool waitForState(ReadingStatus::State state)
    {
        return photographer.waitFor([&] { return window.desk().reading().state == state; });
    }

    WindowFixture window;
    Photographer photographer;
};

void takeMemory(const QString& folder, const QString& out, Appearance appearance)
{
    SmallComputer computer;
    const QString models = modelPlace(folder);
    *computer.free = memoryFor(models, ModelSlot::Flash, 9000 + answerReserve);
    Scene scene(folder, out, appearance, models, computer.look());
    WindowFixture& w = scene.window;
    w.window->addPaths({sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                        sample(QStringLiteral("services-agreement.txt")),
                        sample(QStringLiteral("library-catalogue"))});
    scene.waitForState(ReadingStatus::State::Quoted);
    scene.photographer.take(QStringLiteral("18-memory-documents"));
    scene.photographer.ask(QStringLiteral("Why was the bearing on the chart wrong?"));
    scene.photographer.take(QStringLiteral("18-memory-question"));
}

void takeLargeModel(const QString& folder, const QString& out, Appearance appearance)
{
    SmallComputer computer;
    *computer.free = 4 << 20;
    Scene scene(folder, out, appearance, {}, computer.look());
    scene.window.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
    scene.waitForState(ReadingStatus::State::Failed);
    scene.photographer.take(QStringLiteral("18-memory-model"));
}

void takeNoModel(const QString& folder, const QString& out, Appearance appearance)
{
    QDir(folder).mkdir(QStringLiteral("models"));
    Scene scene(folder, out, appearance, folder + QStringLiteral("/models"));
    scene.window.settings.setModelFolders({folder + QStringLiteral("/on-a-disk-that-is-gone")});
    scene.window.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
    scene.waitForState(ReadingStatus::State::Failed);
    scene.photographer.take(QStringLiteral("18-no-model"));
    scene.photographer.ask(QStringLiteral("Where are bicycles carried?"));
    scene.photographer.take(QStringLiteral("18-no-model-question"));
    scene.photographer.takeDialog(
        QStringLiteral("18-no-model-settings"),
        [&] { QTest::keyClick(scene.window.window.get(), Qt::Key_Comma, Qt::ControlModifier); },
        [](QWidget* dialog) {
            if (auto* tabs = dialog->findChild<QTabWidget*>())
                tabs->setCurrentIndex(SettingsDialog::Models);
        });
}

void takeLibrary(const QString& folder, const QString& out, Appearance appearance)
{
    const QString path = folder + QStringLiteral("/library.db");
    {
        Library library(path);
        for (int i = 0; i < 40; ++i)
            keepTalk(library, sample(QStringLiteral("ferry-rules.txt")), 6);
    }
    QFile file(path);
    if (file.open(QIODevice::ReadWrite)) {
        file.seek(file.size() / 2);
        file.write(QByteArray(2 * 4096, '#'));
        file.close();
    }
    Scene scene(folder, out, appearance);
    BannerStack& banners = *scene.window.window->banners();
    scene.photographer.waitFor([&] { return banners.has(QStringLiteral("damaged")); });
    scene.photographer.take(QStringLiteral("18-damaged-library"));
    scene.window.window->offerCrashReport();
    scene.photographer.take(QStringLiteral("18-crash-report"));
}

void takeFiles(const QString& folder, const QString& out, Appearance appearance)
{
    const QString path = folder + QStringLiteral("/ferry-rules.txt");
    QFile::copy(sample(QStringLiteral("ferry-rules.txt")), path);
    Scene scene(folder, out, appearance);
    WindowFixture& w = scene.window;
    w.window->addPaths({path});
    scene.photographer.read();
    scene.photographer.ask(QStringLiteral("Where are bicycles carried?"));
    QFile file(path);
    if (file.open(QIODevice::Append)) {
        file.write("\nDogs travel free of charge on Sundays.\n");
        file.flush();
        file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime);
        file.close();
    }
    w.desk().sources().lookAtDisk();
    scene.photographer.take(QStringLiteral("18-changed-file"));
    QPixmap picture; // a file, too: written when there is room again
    {
        const FullDisk full;
        w.desk().rename(QStringLiteral("On the ferry"));
        w.library.flush();
        scene.photographer.waitFor([&] { return w.window->banners()->has(QStringLiteral("unsaved")); });
        QTest::qWait(250);
        picture = w.window->grab();
    }
    picture.save(out + QStringLiteral("/18-full-disk.png"));
}

} // namespace

void takeTroubleScreens(const QString& out, Appearance appearance)
{
    for (const auto& take : {takeMemory, takeLargeModel, takeNoModel, takeLibrary, takeFiles}) {
        const QTemporaryDir folder;
        take(folder.path(), out, appearance);
    }
}

} // namespace quire::test
