// Every screen of the window as a PNG, over the real engine with the bundled model:
//   screens FOLDER [--dark] [--language de]
// QT_SCALE_FACTOR=2 gives pictures for dense displays; QT_QPA_PLATFORM=offscreen needs no display.
#include "tests/ui/SamplePdf.h"
#include "tests/ui/WindowFixture.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/FindBar.h"
#include "ui/conversation/QuoteCard.h"
#include "ui/conversation/TurnView.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/viewer/ViewerPane.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTranslator>

using namespace quire;
using namespace quire::test;

namespace {

constexpr int patience = 300'000;

class Photographer
{
public:
    Photographer(WindowFixture& fixture, const QString& out) : m_fixture(fixture), m_out(out) {}

    void take(const QString& name, QWidget* widget = nullptr)
    {
        QTest::qWait(250);
        QWidget* shown = widget ? widget : m_fixture.window.get();
        shown->grab().save(QStringLiteral("%1/%2.png").arg(m_out, name));
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout);
    }

    bool waitFor(const std::function<bool()>& what) { return QTest::qWaitFor(what, patience); }

    bool read()
    {
        using State = ReadingStatus::State;
        const auto state = [this] { return m_fixture.desk().reading().state; };
        waitFor([&] { return state() == State::Paused || m_fixture.isReadyToRead(); });
        if (state() != State::Read)
            m_fixture.desk().startReading();
        return waitFor([&] { return m_fixture.desk().reading().state == ReadingStatus::State::Read; });
    }

    void ask(const QString& question)
    {
        m_fixture.ask(question);
        waitFor([&] { return !m_fixture.desk().isAnswering(); });
        QTest::qWait(200); // until it is shown
    }

    QuoteCard* card()
    {
        QuoteCard* last = nullptr;
        for (int i = 0; i < m_fixture.desk().turns().size(); ++i)
            if (TurnView* view = m_fixture.window->conversation()->view(i))
                for (QuoteCard* each : view->findChildren<QuoteCard*>())
                    if (each->citation().verdict != Verdict::NotFound)
                        last = each;
        return last;
    }

    /// Shows a dialog that the window opens with exec().
    void takeDialog(const QString& name, const std::function<void()>& open,
                    const std::function<void(QWidget*)>& prepare = {})
    {
        QTimer::singleShot(400, [&] {
            QWidget* dialog = QApplication::activeModalWidget();
            if (!dialog)
                return;
            if (prepare)
                prepare(dialog);
            take(name, dialog);
            dialog->close();
        });
        open();
    }

private:
    WindowFixture& m_fixture;
    QString m_out;
};

void walk(WindowFixture& w, Photographer& photographer, const QString& folder)
{
    photographer.take(QStringLiteral("01-welcome"));
    w.window->addPaths({sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                        sample(QStringLiteral("services-agreement.txt")),
                        sample(QStringLiteral("library-catalogue"))});
    photographer.waitFor([&] { return w.isReadyToRead(); });
    photographer.take(QStringLiteral("02-reading-quote"));
    w.desk().startReading();
    photographer.waitFor([&] { return w.desk().reading().progress.tokensPerSecond > 0; });
    photographer.take(QStringLiteral("03-reading"));
    w.desk().pauseReading();
    photographer.take(QStringLiteral("04-paused"));
    photographer.read();
    photographer.ask(QStringLiteral("Why was the bearing on the chart wrong?"));
    photographer.ask(QStringLiteral("How much notice must the Client give to end the agreement?"));
    photographer.take(QStringLiteral("05-answer"));
    if (QuoteCard* card = photographer.card()) {
        QTest::mouseClick(card, Qt::LeftButton);
        photographer.take(QStringLiteral("06-citation-text"));
    }
    w.ask(QStringLiteral("What is the keeper's daughter called?"));
    photographer.take(QStringLiteral("07-answering"));
    photographer.waitFor([&] { return !w.desk().isAnswering(); });

    w.desk().newSession();
    const QString pdf = folder + QStringLiteral("/house-book.pdf");
    writeSamplePdf(pdf, 12);
    w.window->addPaths({pdf});
    photographer.read();
    photographer.ask(QStringLiteral("Where does the key of room %1 hang?").arg(roomName(7)));
    if (QuoteCard* card = photographer.card())
        QTest::mouseClick(card, Qt::LeftButton);
    photographer.take(QStringLiteral("08-citation-pdf"));
    w.window->viewer()->setSideShown(true);
    photographer.take(QStringLiteral("08-citation-pdf-pages"));
    w.window->side()->showPage(SidePanel::CitationsPage);
    photographer.take(QStringLiteral("09-citations"));
    w.window->side()->showPage(SidePanel::NotesPage);
    w.desk().keepNote({0, 0, {}, {}, 0, 0, {}, {}, QStringLiteral("Ask the landlord about the second key.")});
    photographer.take(QStringLiteral("09-notes"));
    w.window->side()->showPage(SidePanel::SourcesPage);
    w.window->findBar()->open();
    w.window->findBar()->field()->setText(QStringLiteral("key"));
    photographer.take(QStringLiteral("09-find"));
    w.window->findBar()->close();
    w.jobs.add(w.desk().session().id, w.desk().session().title, w.desk().session().mode, true);

    w.desk().newSession();
    w.window->addPaths({folder + QStringLiteral("/not-there.pdf")});
    photographer.take(QStringLiteral("09-missing-file"));
    auto* search = w.window->findChild<QLineEdit*>(QStringLiteral("sessionSearch"));
    search->setText(QStringLiteral("bear"));
    QTest::qWait(500);
    photographer.take(QStringLiteral("10-search"));
    search->clear();
    const auto press = [&](int key) { QTest::keyClick(w.window.get(), Qt::Key(key), Qt::ControlModifier); };
    photographer.takeDialog(QStringLiteral("13-jobs"), [&] { press(Qt::Key_J); });
    photographer.takeDialog(QStringLiteral("14-shelf"), [&] { press(Qt::Key_B); });
    for (int page = 0; page < 4; ++page)
        photographer.takeDialog(
            QStringLiteral("11-settings-%1").arg(page),
            [&] { QTest::keyClick(w.window.get(), Qt::Key_Comma, Qt::ControlModifier); },
            [page](QWidget* dialog) {
                if (auto* tabs = dialog->findChild<QTabWidget*>())
                    tabs->setCurrentIndex(page);
            });
    w.window->resize(900, 600);
    photographer.take(QStringLiteral("12-small"));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("dark"), QStringLiteral("Dark colours.")});
    parser.addOption({QStringLiteral("language"), QStringLiteral("en, de, …"), QStringLiteral("code"),
                      QStringLiteral("en")});
    parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("Where the pictures go."));
    parser.process(application);
    const QString out = parser.positionalArguments().value(0, QStringLiteral("."));
    QDir().mkpath(out);
    QTranslator translator;
    if (translator.load(QStringLiteral(":/quire/translations/quire_") +
                        parser.value(QStringLiteral("language"))))
        QCoreApplication::installTranslator(&translator);
    QTemporaryDir folder;
    WindowFixture fixture(folder.path());
    fixture.theme.setAppearance(parser.isSet(QStringLiteral("dark")) ? Appearance::Dark : Appearance::Light);
    fixture.window->resize(1320, 840);
    Photographer photographer(fixture, out);
    walk(fixture, photographer, folder.path());
    return 0;
}
