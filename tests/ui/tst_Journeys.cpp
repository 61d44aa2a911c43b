#include "tests/ui/SamplePdf.h"
#include "tests/ui/WindowTest.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/QuoteCard.h"
#include "ui/conversation/TurnView.h"
#include "ui/viewer/PdfView.h"
#include "ui/viewer/TextViewer.h"
#include "ui/viewer/ViewerPane.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace quire;
using namespace quire::test;

namespace {

} // namespace

class TestJourneys : public WindowTest
{
    Q_OBJECT

private:
    static void dropOn(QWidget* window, const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
    }

    /// The first quote of the first answer that was found in its source; waits until it is shown.
    static QuoteCard* firstCard(WindowFixture& w)
    {
        QuoteCard* card = nullptr;
        const bool there = QTest::qWaitFor([&] {
            if (const TurnView* view = w.window->conversation()->view(0))
                for (QuoteCard* each : view->findChildren<QuoteCard*>())
                    if (!card && each->citation().verdict != Verdict::NotFound)
                        card = each;
            return card != nullptr;
        });
        return there ? card : nullptr;
    }

private slots:
    void askAboutADroppedBook()
    {
        WindowFixture w(folder());
        dropOn(w.window.get(), {sample(QStringLiteral("the-keepers-of-sarn-ness.md"))});
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        const ReadingPlan plan = w.desk().reading().plan;
        QVERIFY(plan.tokens > 3000);
        QVERIFY(plan.bytes > 0);
        QVERIFY(plan.tokensPerSecond > 0);
        QTRY_COMPARE(w.desk().sources().entries().at(0).record.tokens > 3000, true);

        if (w.desk().reading().state == ReadingStatus::State::Quoted) {
            QPushButton* read = nullptr;
            for (QPushButton* each : w.window->findChildren<QPushButton*>(QStringLiteral("readButton")))
                if (each->isVisible())
                    read = each;
            QVERIFY(read);
            QTest::mouseClick(read, Qt::LeftButton);
        }
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);

        w.ask(QStringLiteral("Why does the tower stand so low?"));
        QVERIFY(w.desk().isAnswering());
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().at(0).answer.isEmpty() || !w.desk().isAnswering(),
                                 patience);
        if (w.desk().isAnswering())
            w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        const TurnRecord& turn = w.desk().turns().at(0);
        QVERIFY2(turn.failure.isEmpty(), qPrintable(turn.failure));
        // Only the question was new: the documents had been read.
        QVERIFY(turn.promptTokens - turn.cachedTokens < 200);
        QTRY_VERIFY(w.window->conversation()->view(0));
    }

    void readingPausesAtOnceAndGoesOn()
    {
        WindowFixture w(folder());
        w.window->addPaths({sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                            sample(QStringLiteral("services-agreement.txt"))});
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        if (w.desk().reading().state == ReadingStatus::State::Read)
            QSKIP("The machine read everything while it measured its speed.");
        w.desk().startReading();
        const auto pause = [&w] { w.desk().pauseReading(); };
        QCOMPARE(w.stateAfterFirstProgress(pause, patience), ReadingStatus::State::Paused);
        w.desk().startReading();
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
    }

    void comeBackAfterClosing()
    {
        QString answer;
        qint64 id = 0;
        {
            WindowFixture w(folder());
            w.window->addPaths({sample(QStringLiteral("library-catalogue"))});
            QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
            QVERIFY(w.desk().sources().entries().size() >= 6);
            w.ask(QStringLiteral("Where are the days of grace taken into account?"));
            QTRY_VERIFY_WITH_TIMEOUT(w.desk().turns().at(0).answer.size() > 20 || !w.desk().isAnswering(),
                                     patience);
            w.desk().stopAnswer();
            QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
            answer = w.desk().turns().at(0).answer;
            id = w.desk().session().id;
            w.desk().rename(QStringLiteral("Grace"));
            w.window->close();
        }
        WindowFixture w(folder());
        w.desk().open(id);
        QTRY_COMPARE(w.desk().session().id, id);
        QCOMPARE(w.desk().session().title, QStringLiteral("Grace"));
        QCOMPARE(w.desk().turns().size(), 1);
        QCOMPARE(w.desk().turns().at(0).answer, answer);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isBusy(), patience);
        QVERIFY(w.desk().sources().included().size() >= 6);
        // Nothing is read again: what the first window read is on disk, and the next answer begins at once.
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
        QVERIFY(w.askAndWait(QStringLiteral("Where is a loan renewed?"), patience));
        const TurnRecord& turn = w.desk().turns().last();
        QVERIFY2(turn.promptTokens - turn.cachedTokens < 400,
                 qPrintable(QString::number(turn.promptTokens - turn.cachedTokens)));
    }

    void nothingIsLostWhenTheProcessIsKilledInMidAnswer()
    {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--child"), folder()});
        QVERIFY(child.waitForStarted());
        QByteArray said;
        QElapsedTimer timer;
        timer.start();
        while (!said.contains("answering") && timer.elapsed() < patience &&
               child.state() == QProcess::Running) {
            child.waitForReadyRead(500);
            said += child.readAllStandardOutput();
        }
        QVERIFY2(said.contains("answering"), said + child.readAllStandardError());
        child.kill(); // SIGKILL
        child.waitForFinished();

        WindowFixture w(folder());
        QList<SessionRecord> listed;
        connect(&w.library, &Library::sessionsListed, this,
                [&](const QList<SessionRecord>& all) { listed = all; });
        w.library.listSessions();
        QTRY_COMPARE(listed.size(), 1);
        w.desk().open(listed.at(0).id);
        QTRY_COMPARE(w.desk().turns().size(), 1);
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Stopped);
        QVERIFY(!w.desk().turns().at(0).thinking.isEmpty() || !w.desk().turns().at(0).answer.isEmpty());
        QCOMPARE(w.desk().sources().entries().size(), 1);

        // And it goes on: the same question is answered to its end beside what was left of it.
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        QTRY_VERIFY(w.window->conversation()->view(0));
        auto* again =
            w.window->conversation()->view(0)->findChild<QPushButton*>(QStringLiteral("answerAgain"));
        QVERIFY(again && again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Done);
        QCOMPARE(w.desk().turns().at(0).versions, 2);
        QVERIFY(w.askAndWait(QStringLiteral("What does the blue key open?"), patience));
        QCOMPARE(w.desk().turns().size(), 2);
    }

    void anEditedQuestionForks()
    {
        WindowFixture w(folder());
        w.desk().sources().addText(
            QStringLiteral("note.txt"),
            QStringLiteral("The blue key opens the cellar. The red key opens the attic."));
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        const auto askAndStop = [&] {
            QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().last().answer.isEmpty() || !w.desk().isAnswering(),
                                     patience);
            w.desk().stopAnswer();
            QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        };
        w.ask(QStringLiteral("What does the blue key open?"));
        askAndStop();
        w.ask(QStringLiteral("And the red one?"));
        askAndStop();
        QTRY_VERIFY(w.window->conversation()->view(0));
        QTest::mouseClick(
            w.window->conversation()->view(0)->findChild<QToolButton*>(QStringLiteral("editQuestion")),
            Qt::LeftButton);
        QPlainTextEdit* editor = w.window->composer()->editor();
        QCOMPARE(editor->toPlainText(), QStringLiteral("What does the blue key open?"));
        editor->clear();
        w.ask(QStringLiteral("What opens the attic?"));
        askAndStop();
        QCOMPARE(w.desk().turns().size(), 1);
        QCOMPARE(w.desk().turns().at(0).versions, 2);
        TurnView* view = w.window->conversation()->view(0);
        QTRY_COMPARE(view->findChild<QLabel*>(QStringLiteral("version"))->text(), QStringLiteral("2/2"));
        QTest::mouseClick(view->findChild<QToolButton*>(QStringLiteral("previousVersion")), Qt::LeftButton);
        QTRY_COMPARE(w.desk().turns().size(), 2);
        QCOMPARE(w.desk().turns().at(0).question, QStringLiteral("What does the blue key open?"));
    }

    void aCitationOpensItsPassageLit()
    {
        WindowFixture w(folder());
        dropOn(w.window.get(), {sample(QStringLiteral("the-keepers-of-sarn-ness.md"))});
        QVERIFY(w.read(patience));
        QVERIFY(w.askAndWait(QStringLiteral("Why was the bearing on the chart wrong?"), patience));
        QuoteCard* card = firstCard(w);
        QVERIFY2(card, "The bundled model is kept to quotes that exist.");
        QTest::mouseClick(card, Qt::LeftButton);
        QTRY_VERIFY(w.window->viewer()->isVisible());
        const QTextCursor lit = w.window->viewer()->textViewer()->litPassage();
        QVERIFY(lit.hasSelection());
        QCOMPARE(lit.selectedText().replace(QChar(0x2029), u'\n'), card->citation().source);
        const QRect where = w.window->viewer()->textViewer()->cursorRect(lit);
        QVERIFY(w.window->viewer()->textViewer()->viewport()->rect().intersects(where));
    }

    void aCitationOfAPdfLightsItsRectangleOnThePage()
    {
        WindowFixture w(folder());
        const QString pdf = folder() + QStringLiteral("/house-book.pdf");
        writeSamplePdf(pdf, 6);
        dropOn(w.window.get(), {pdf});
        QVERIFY(w.read(patience));
        QVERIFY(
            w.askAndWait(QStringLiteral("Where does the key of room %1 hang?").arg(roomName(4)), patience));
        QuoteCard* card = firstCard(w);
        QVERIFY2(card, "The bundled model is kept to quotes that exist.");
        QTest::mouseClick(card, Qt::LeftButton);
        PdfView* pages = w.window->viewer()->pdfView();
        QTRY_VERIFY(pages->isVisible());
        const SourceDocument& document = w.window->viewer()->document();
        const QList<SourceDocument::Mark> marks =
            document.marks(card->citation().begin, card->citation().end);
        QVERIFY(!marks.isEmpty());
        const int page = marks.first().page;
        QTRY_COMPARE(pages->currentPage(), page);
        QCOMPARE(pages->litOn(page), marks.first().rectangles);
        // What is lit is where the words are: the text under it is the quote's.
        const auto [begin, end] = document.textIn(page, marks.first().rectangles.first());
        QVERIFY(begin < card->citation().end && end > card->citation().begin);
        // And it is seen: the page is drawn with the marker's colour on it.
        const auto isLit = [&] {
            const QImage shown = pages->viewport()->grab().toImage();
            const QColor marker = Colours::light().lit;
            int lit = 0;
            for (int y = 0; y < shown.height(); y += 2)
                for (int x = 0; x < shown.width(); x += 2)
                    lit += shown.pixelColor(x, y) == marker;
            return lit > 50;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isLit(), patience);
    }

    void aCodebaseIsReadAndCitedByLine()
    {
        WindowFixture w(folder());
        dropOn(w.window.get(), {sample(QStringLiteral("library-catalogue"))});
        QVERIFY(w.read(patience));
        QVERIFY(w.askAndWait(QStringLiteral("Where are the days of grace taken into account?"), patience));
        QuoteCard* card = firstCard(w);
        QVERIFY(card);
        QVERIFY2(card->citation().place.contains(QStringLiteral("line")), qPrintable(card->citation().place));
    }

    void aContractIsReadAndItsClauseOpensLit()
    {
        WindowFixture w(folder());
        dropOn(w.window.get(), {sample(QStringLiteral("services-agreement.txt"))});
        QVERIFY(w.read(patience));
        QVERIFY(w.askAndWait(QStringLiteral("How much notice must the Client give to end the agreement?"),
                             patience));
        QuoteCard* card = firstCard(w);
        QVERIFY2(card, "The bundled model is kept to quotes that exist.");
        QVERIFY2(card->citation().place.contains(QStringLiteral("line")), qPrintable(card->citation().place));
        QTest::mouseClick(card, Qt::LeftButton);
        QTRY_VERIFY(w.window->viewer()->isVisible());
        const QTextCursor lit = w.window->viewer()->textViewer()->litPassage();
        QCOMPARE(lit.selectedText().replace(QChar(0x2029), u'\n'), card->citation().source);
    }

    void bookContractAndCodeInOneSession()
    {
        qint64 id = 0;
        QString answer;
        {
            WindowFixture w(folder(), bothModels(folder()));
            dropOn(w.window.get(), {sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                                    sample(QStringLiteral("services-agreement.txt")),
                                    sample(QStringLiteral("library-catalogue"))});
            QVERIFY(w.read(patience));
            QVERIFY(w.askAndWait(QStringLiteral("Why was the bearing on the chart wrong?"), patience));
            QVERIFY2(w.desk().turns().at(0).failure.isEmpty(), qPrintable(w.desk().turns().at(0).failure));
            QVERIFY(firstCard(w));
            QVERIFY(
                w.askAndWait(QStringLiteral("What becomes of the work when the agreement ends?"), patience));
            id = w.desk().session().id;
            answer = w.desk().turns().at(1).answer;
            w.window->close();
        }
        WindowFixture w(folder(), bothModels(folder()));
        w.desk().open(id);
        QTRY_COMPARE(w.desk().turns().size(), 2);
        QCOMPARE(w.desk().turns().at(1).answer, answer);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
        // The other model reads it for itself; then both have it.
        auto* models = w.window->findChild<QWidget*>(QStringLiteral("modelSwitch"));
        QTest::mouseClick(models->findChild<QToolButton*>(QStringLiteral("pro")), Qt::LeftButton);
        QVERIFY(w.read(patience));
        QVERIFY(w.askAndWait(QStringLiteral("Where is a loan renewed?"), patience));
        QVERIFY(w.desk().turns().last().modelName.contains(QStringLiteral("pro")));
        w.nextSave = folder() + QStringLiteral("/all.md");
        QTest::keyClick(w.window.get(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(QFileInfo(w.nextSave).size() > 50);
        QFile exported(w.nextSave);
        QVERIFY(exported.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(exported.readAll());
        for (const TurnRecord& turn : w.desk().turns())
            QVERIFY2(text.contains(turn.question), qPrintable(turn.question));
    }

    void theSampleIsAskedAndAnsweredByOneClick()
    {
        WindowFixture w(folder());
        auto* card = w.window->findChild<QPushButton*>(QStringLiteral("welcomeSample"));
        QVERIFY(card && card->isVisible());
        QTest::mouseClick(card, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().turns().size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QVERIFY2(w.desk().turns().at(0).state == TurnState::Done, qPrintable(w.desk().turns().at(0).failure));
        QVERIFY(firstCard(w));
    }

    void modesAreSwitchedWithOneClick()
    {
        WindowFixture w(folder(), bothModels(folder()));
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QVERIFY(w.read(patience));
        auto* models = w.window->findChild<QWidget*>(QStringLiteral("modelSwitch"));
        QTest::mouseClick(models->findChild<QToolButton*>(QStringLiteral("pro")), Qt::LeftButton);
        QCOMPARE(w.desk().session().mode.model, QStringLiteral("pro"));
        // The other model has read nothing yet, and the window says what that costs.
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        QCOMPARE(w.desk().reading().plan.modelName, QStringLiteral("v4-nano-pro"));
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().last().modelName, QStringLiteral("v4-nano-pro"));
        QTest::mouseClick(models->findChild<QToolButton*>(QStringLiteral("flash")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().plan.modelName, QStringLiteral("v4-nano-flash"),
                                  patience);
        // What Flash had read is still there.
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
        auto* efforts = w.window->findChild<QWidget*>(QStringLiteral("effortSwitch"));
        QTest::mouseClick(efforts->findChild<QToolButton*>(QStringLiteral("think")), Qt::LeftButton);
        QCOMPARE(w.desk().session().mode.effort, QStringLiteral("think"));
        w.ask(QStringLiteral("Where are bicycles carried?"));
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().last().thinking.isEmpty() || !w.desk().isAnswering(),
                                 patience);
        w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QCOMPARE(w.desk().turns().last().mode.effort, QStringLiteral("think"));
    }

    void sessionsAreExported()
    {
        WindowFixture w(folder());
        w.desk().sources().addText(QStringLiteral("note.txt"),
                                   QStringLiteral("The blue key opens the cellar."));
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        w.ask(QStringLiteral("What does it open?"));
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().at(0).answer.isEmpty() || !w.desk().isAnswering(),
                                 patience);
        w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        for (const char* suffix : {"md", "json", "pdf"}) {
            w.nextSave = folder() + QStringLiteral("/out.") + QLatin1String(suffix);
            QTest::keyClick(w.window.get(), Qt::Key_E, Qt::ControlModifier);
            QTRY_VERIFY2(QFileInfo(w.nextSave).size() > 50, suffix);
        }
        QFile json(folder() + QStringLiteral("/out.json"));
        QVERIFY(json.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(json.readAll()).object().value(QStringLiteral("title")).toString(),
                 QStringLiteral("What does it open?"));
    }
};

/// The process that is killed: asks a model that talks for long, and says when some of the answer is kept.
static int child(const QString& folder)
{
    WindowFixture w(folder, talkingModel(folder));
    w.desk().sources().addText(QStringLiteral("note.txt"), QStringLiteral("The blue key opens the cellar."));
    if (!QTest::qWaitFor([&] { return w.isReadyToRead(); }, patience))
        return 1;
    w.desk().ask(QStringLiteral("What does it open?"));
    QString kept;
    const auto someIsKept = [&] {
        w.library.withSession(w.desk().session().id, &w.library, [&](const SessionContent& content) {
            const TurnRecord turn = content.turns.value(0);
            kept = turn.thinking + turn.answer;
        });
        return !kept.isEmpty();
    };
    if (!QTest::qWaitFor(someIsKept, patience))
        return 2;
    if (!w.desk().isAnswering())
        return 3;
    std::puts("answering");
    std::fflush(stdout);
    return QApplication::exec();
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--child")
        return child(QString::fromLocal8Bit(argv[2]));
    TestJourneys journeys;
    return QTest::qExec(&journeys, argc, argv);
}

#include "tst_Journeys.moc"
