// Every screen of the window as a PNG, over the real engine with the bundled model:
//   screens FOLDER [--dark] [--rtl] [--language de]
// QT_SCALE_FACTOR=2 gives pictures for dense displays; QT_QPA_PLATFORM=offscreen needs no display.
#include "tests/ingest/support/Scan.h"
#include "tests/ui/KeptTalk.h"
#include "tests/ui/Photographer.h"
#include "tests/ui/TroubleScreens.h"
#include "ui/conversation/FindBar.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/models/DownloadDialog.h"
#include "ui/sessions/SessionsPanel.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sources/SourcesPanel.h"
#include "ui/viewer/ViewerPane.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPdfWriter>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTextDocument>
#include <QTranslator>

using namespace quire;
using namespace quire::test;

namespace {

/// Journey one: from an empty window to an answer with a lit citation.
void takeReading(WindowFixture& w, Photographer& photographer)
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
    photographer.ask(QStringLiteral("What interest does a sum bear that is paid late?"));
    photographer.take(QStringLiteral("05-answer"));
    if (QuoteCard* card = photographer.card()) {
        QTest::mouseClick(card, Qt::LeftButton);
        photographer.take(QStringLiteral("06-citation-text"));
    }
    w.ask(QStringLiteral("What did the diary say of the chart?"));
    photographer.take(QStringLiteral("07-answering"));
    photographer.waitFor([&] { return !w.desk().isAnswering(); });
}

/// A source opened from the list.
void openSource(WindowFixture& w, const QString& name)
{
    for (const SourceEntry& entry : w.desk().sources().entries())
        if (entry.record.name.endsWith(name))
            Q_EMIT w.window->side()->sources()->openDocument(entry.record.id);
}

/// A text set as a book of A5 pages.
void printBook(const QString& markdown, const QString& path)
{
    QFile file(markdown);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QTextDocument book;
    book.setDefaultFont(QFont(QStringLiteral("DejaVu Serif"), 8));
    book.setMarkdown(QString::fromUtf8(file.readAll()));
    QPdfWriter writer(path);
    writer.setTitle(QStringLiteral("The keepers of Sarn Ness"));
    writer.setPageSize(QPageSize(QPageSize::A5));
    book.print(&writer);
}

void takeDocuments(WindowFixture& w, Photographer& photographer, const QString& folder)
{
    openSource(w, QStringLiteral("loans.py"));
    photographer.take(QStringLiteral("06-code"));
    w.desk().newSession();
    QFile letter(folder + QStringLiteral("/lamps.html"));
    if (letter.open(QIODevice::WriteOnly))
        letter.write(
            "<html><body><h1>On the lamps of Sarn Ness</h1><p>The first lamp was lit in March of the year "
            "of the great frost. It burned rape oil, which the keeper carried up ninety-one steps twice "
            "a night, and it was seen from the far side of the sound when the air was clear.</p>"
            "<h2>Oil</h2><p>Rape oil thickens in the cold. On the worst nights it was warmed on the "
            "kitchen stove before it was carried up, and the stove was not let go out from November to "
            "April.</p><h2>Glass</h2><p>The lens came from across the water in forty crates, two of "
            "which were lost. What is missing was cast again nine years later.</p></body></html>");
    letter.close();
    w.window->addPaths({letter.fileName()});
    photographer.waitFor([&] { return w.isReadyToRead(); });
    openSource(w, QStringLiteral("lamps.html"));
    photographer.take(QStringLiteral("06-flow"));

    w.desk().newSession();
    const QString pdf = folder + QStringLiteral("/the-keepers-of-sarn-ness.pdf");
    printBook(sample(QStringLiteral("the-keepers-of-sarn-ness.md")), pdf);
    w.window->addPaths({pdf});
    photographer.read();
    photographer.ask(QStringLiteral("Why was the bearing on the chart wrong?"));
    if (QuoteCard* card = photographer.card())
        QTest::mouseClick(card, Qt::LeftButton);
    photographer.take(QStringLiteral("08-citation-pdf"));
    w.window->viewer()->setSideShown(true);
    photographer.take(QStringLiteral("08-citation-pdf-pages"));
}

void takePanels(WindowFixture& w, Photographer& photographer)
{
    w.window->side()->showPage(SidePanel::CitationsPage);
    photographer.take(QStringLiteral("09-citations"));
    w.window->side()->showPage(SidePanel::NotesPage);
    w.desk().keepNote({0, 0, {}, {}, 0, 0, {}, {}, QStringLiteral("Ask the landlord about the second key.")});
    photographer.take(QStringLiteral("09-notes"));
    w.window->side()->showPage(SidePanel::SourcesPage);
    w.window->findBar()->open();
    w.window->findBar()->field()->setText(QStringLiteral("chart"));
    photographer.take(QStringLiteral("09-find"));
    w.window->findBar()->close();
    w.window->activateWindow();
    photographer.waitFor([&] { return w.window->isActiveWindow(); });
    for (const char* name : {"sourceTree", "conversation", "quoteCard"})
        if (auto* stop = w.window->findChild<QWidget*>(QLatin1String(name))) {
            stop->setFocus(Qt::TabFocusReason);
            photographer.take(QStringLiteral("19-focus-") + QLatin1String(name));
        }
    w.window->composer()->focusText();
    w.jobs.add(w.desk().session().id, w.desk().session().title, w.desk().session().mode, true);
}

/// A scan whose text is recognised after it was read.
void takeRecognition(WindowFixture& w, Photographer& photographer, const QString& folder)
{
    w.desk().newSession();
    w.settings.setRecognisesText(false);
    QFile scanned(folder + QStringLiteral("/harbour-rules.pdf"));
    if (!scanned.open(QIODevice::WriteOnly))
        return;
    scanned.write(scan::mixedPdf());
    scanned.close();
    w.window->addPaths({scanned.fileName()});
    photographer.read();
    Sources& sources = w.desk().sources();
    sources.recognise({sources.entries().at(0).record.id});
    photographer.take(QStringLiteral("07-recognising"));
    photographer.waitFor([&] { return !sources.offered().isEmpty(); });
    QTest::qWait(500); // until what it costs is known
    photographer.take(QStringLiteral("07-recognised"));
    w.settings.setRecognisesText(true);
}

/// What goes wrong, as it is shown.
void takeTroubles(WindowFixture& w, Photographer& photographer, const QString& folder)
{
    SessionContent talk = keepTalk(w.library, sample(QStringLiteral("ferry-rules.txt")), 2);
    TurnRecord broken;
    broken.id = newId() + 1000;
    broken.session = talk.session.id;
    broken.parent = talk.session.leaf;
    broken.asked = QDateTime::currentDateTime();
    broken.question = QStringLiteral("And where do dogs travel?");
    broken.answer = QStringLiteral("The rules say that dogs");
    broken.state = TurnState::Failed;
    broken.failure =
        QStringLiteral("model.safetensors can no longer be read: it was changed while it was in use, "
                       "or its disk failed. Put the file back as it was, then ask again.");
    w.library.save(broken);
    talk.session.leaf = broken.id;
    w.library.save(talk.session);
    w.desk().open(talk.session.id);
    photographer.waitFor([&] { return w.desk().turns().size() == 3; });
    photographer.take(QStringLiteral("10-failed-answer"));
    w.desk().newSession();
    QFile::copy(QStringLiteral(QUIRE_TEST_DATA "/locked.pdf"), folder + QStringLiteral("/locked.pdf"));
    w.window->addPaths({folder + QStringLiteral("/not-there.pdf"), folder + QStringLiteral("/locked.pdf")});
    photographer.waitFor([&] { return !w.desk().sources().isBusy(); });
    photographer.take(QStringLiteral("10-missing-and-locked"));
    auto* search = w.window->findChild<QLineEdit*>(QStringLiteral("sessionSearch"));
    search->setText(QStringLiteral("bear"));
    QTest::qWait(500);
    photographer.take(QStringLiteral("10-search"));
    search->clear();
}

void takeDialogs(WindowFixture& w, Photographer& photographer)
{
    const auto press = [&](int key) { QTest::keyClick(w.window.get(), Qt::Key(key), Qt::ControlModifier); };
    photographer.takeDialog(QStringLiteral("13-jobs"), [&] { press(Qt::Key_J); });
    photographer.takeDialog(
        QStringLiteral("14-shelf"), [&] { press(Qt::Key_B); }, [](QWidget*) { QTest::qWait(500); });
    for (int page = 0; page <= SettingsDialog::Shortcuts; ++page)
        photographer.takeDialog(
            QStringLiteral("11-settings-%1").arg(page), [&] { press(Qt::Key_Comma); },
            [page](QWidget* dialog) {
                if (auto* tabs = dialog->findChild<QTabWidget*>())
                    tabs->setCurrentIndex(page);
            });
    const auto choose = [&](const QString& text) {
        for (const QAction* menu : w.window->menuBar()->actions())
            for (QAction* action : menu->menu()->actions())
                if (action->text() == text)
                    action->trigger();
    };
    photographer.takeDialog(QStringLiteral("15-about"), [&] { choose(MainWindow::tr("About Quire")); });
    photographer.takeDialog(QStringLiteral("16-log"), [&] { choose(MainWindow::tr("Log…")); });
    DownloadDialog download(w.place, w.theme, w.window.get());
    download.show();
    photographer.take(QStringLiteral("17-download"), &download);
    download.close();
}

/// A session that goes, with what can be done about what was read for it.
void takeRemoval(WindowFixture& w, Photographer& photographer)
{
    const JobRecord job = w.jobs.jobs().value(0); // it is about the session with the PDF
    Q_EMIT w.window->findChild<SessionsPanel*>()->removed(job.session, job.title);
    photographer.waitFor(
        [&] { return w.window->findChildren<QPushButton*>(QStringLiteral("toastAction")).size() == 2; });
    photographer.take(QStringLiteral("10-deleted"));
}

void walk(WindowFixture& w, Photographer& photographer, const QString& folder)
{
    takeReading(w, photographer);
    takeDocuments(w, photographer, folder);
    takePanels(w, photographer);
    takeRecognition(w, photographer, folder);
    takeTroubles(w, photographer, folder);
    takeDialogs(w, photographer);
    takeRemoval(w, photographer);
    w.window->resize(900, 600);
    photographer.take(QStringLiteral("12-small"));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/quire/icons/quire.svg")));
    QApplication::setApplicationVersion(QStringLiteral(QUIRE_VERSION));
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("dark"), QStringLiteral("Dark colours.")});
    parser.addOption({QStringLiteral("rtl"), QStringLiteral("From right to left.")});
    parser.addOption({QStringLiteral("language"), QStringLiteral("en, de, …"), QStringLiteral("code"),
                      QStringLiteral("en")});
    parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("Where the pictures go."));
    parser.process(application);
    const QString out = parser.positionalArguments().value(0, QStringLiteral("."));
    QDir().mkpath(out);
    QLocale::setDefault(QLocale(parser.value(QStringLiteral("language"))));
    if (parser.isSet(QStringLiteral("rtl")))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    QTranslator translator;
    if (translator.load(QStringLiteral(":/quire/translations/quire_") +
                        parser.value(QStringLiteral("language"))))
        QCoreApplication::installTranslator(&translator);
    QTranslator dialogs; // as the application does
    if (dialogs.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&dialogs);
    QTemporaryDir folder;
    WindowFixture fixture(folder.path());
    fixture.theme.setAppearance(parser.isSet(QStringLiteral("dark")) ? Appearance::Dark : Appearance::Light);
    fixture.window->resize(1320, 840);
    Photographer photographer(fixture, out);
    walk(fixture, photographer, folder.path());
    fixture.window->close();
    takeTroubleScreens(out, fixture.theme.appearance());
    return 0;
}
