#include "tests/ui/FullDisk.h"
#include "tests/ui/KeptTalk.h"
#include "tests/ui/ScarceMemory.h"
#include "tests/ui/WindowTest.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/TurnView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/widgets/BannerStack.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTreeWidget>

using namespace quire;
using namespace quire::test;

/// What goes wrong around the window is said, has a way on, and loses nothing.
class TestFailures : public WindowTest
{
    Q_OBJECT

private:
    static QPushButton* button(WindowFixture& w, int turn, const char* name)
    {
        TurnView* view = w.window->conversation()->view(turn);
        return view ? view->findChild<QPushButton*>(QLatin1String(name)) : nullptr;
    }

private slots:
    void aChangedFileIsSaidAndReadAgain()
    {
        WindowFixture w(folder());
        const QString path = copyOf(QStringLiteral("ferry-rules.txt"));
        w.window->addPaths({path});
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("\nDogs travel free of charge on Sundays.\n");
        file.flush();
        file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime);
        file.close();
        w.desk().sources().lookAtDisk();
        QVERIFY(w.window->banners()->has(QStringLiteral("stale")));
        QTest::mouseClick(w.window->banners()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isBusy(), patience);
        QVERIFY(!w.window->banners()->has(QStringLiteral("stale")));
        QVERIFY(w.desk().sources().entries().at(0).document.text().contains("Sundays"));
    }

    void aMovedFileIsFoundAgain()
    {
        WindowFixture w(folder());
        const QString path = copyOf(QStringLiteral("ferry-rules.txt"));
        const SessionContent talk = keepTalk(w.library, path, 1);
        QDir(folder()).mkdir(QStringLiteral("moved"));
        const QString moved = folder() + QStringLiteral("/moved/ferry-rules.txt");
        QVERIFY(QFile::rename(path, moved));
        w.desk().open(talk.session.id);
        QTRY_VERIFY_WITH_TIMEOUT(w.window->banners()->has(QStringLiteral("missing")), patience);
        QCOMPARE(w.desk().turns().size(), 1); // the answers are there
        w.nextFound = moved;
        QTest::mouseClick(w.window->banners()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().entries().at(0).state, SourceEntry::State::Ready,
                                  patience);
        QVERIFY(!w.window->banners()->has(QStringLiteral("missing")));
    }

    void aFullDiskIsSaidAndNothingIsLost()
    {
        WindowFixture w(folder());
        const SessionContent talk = keepTalk(w.library, copyOf(QStringLiteral("ferry-rules.txt")), 1);
        w.desk().open(talk.session.id);
        QTRY_COMPARE(w.desk().turns().size(), 1);
        {
            const FullDisk full;
            w.desk().rename(QStringLiteral("Written later"));
            w.library.flush();
        }
        QTRY_VERIFY(w.window->banners()->has(QStringLiteral("unsaved")));
        QTest::mouseClick(w.window->banners()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(!w.window->banners()->has(QStringLiteral("unsaved")));
        QString title;
        w.library.withSession(talk.session.id, this,
                              [&](const SessionContent& content) { title = content.session.title; });
        QTRY_COMPARE(title, QStringLiteral("Written later"));
    }

    void withoutAModelTheWindowSaysSoAndHasAWayOn()
    {
        QDir(folder()).mkdir(QStringLiteral("no-models"));
        WindowFixture w(folder(), folder() + QStringLiteral("/no-models"));
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Failed, patience);
        const QString failure = w.desk().reading().failure;
        QVERIFY2(failure.contains(QStringLiteral("No Flash model")) &&
                     failure.contains(QStringLiteral("settings")) && !failure.contains(QStringLiteral("--")),
                 qPrintable(failure));
        const QList<QPushButton*> ways =
            w.window->findChildren<QPushButton*>(QStringLiteral("readingModels"));
        QVERIFY(
            std::any_of(ways.begin(), ways.end(), [](const QPushButton* each) { return each->isVisible(); }));
        // A question fails with the same reason, and stays to be asked again.
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Failed);
        QVERIFY(!w.desk().turns().at(0).failure.isEmpty());
        // With a model there it goes on.
        w.engine.setModelPlaces({modelPlace(folder())});
        QTRY_VERIFY(w.window->conversation()->view(0));
        auto* again =
            w.window->conversation()->view(0)->findChild<QPushButton*>(QStringLiteral("answerAgain"));
        QTRY_VERIFY(again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QVERIFY2(w.desk().turns().at(0).state == TurnState::Done, qPrintable(w.desk().turns().at(0).failure));
    }

    void aModelFolderThatIsGoneIsListedAndCanBeTakenOff()
    {
        WindowFixture w(folder());
        const QString gone = folder() + QStringLiteral("/unplugged/models");
        w.settings.setModelFolders({gone});
        SettingsDialog dialog({w.settings, w.theme, w.engine, FileDialog::native(), {w.place}, folder()}, {},
                              w.window.get());
        dialog.showPage(SettingsDialog::Models);
        dialog.show();
        auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("models"));
        const QList<QTreeWidgetItem*> rows =
            list->findItems(QDir::toNativeSeparators(gone), Qt::MatchExactly, 3);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first()->text(1), QStringLiteral("not found"));
        list->setCurrentItem(rows.first());
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("removeModel")), Qt::LeftButton);
        QVERIFY(w.settings.modelFolders().isEmpty());
        QVERIFY(list->findItems(QDir::toNativeSeparators(gone), Qt::MatchExactly, 3).isEmpty());
        QVERIFY(list->topLevelItemCount() > 0); // the others are there as before
    }

    void aFullDiskWhileAnsweringKeepsTheAnswerUntilThereIsRoom()
    {
        WindowFixture w(folder());
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QVERIFY(w.read(patience));
        w.library.flush();
        {
            const FullDisk full;
            QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
            QTRY_VERIFY_WITH_TIMEOUT(w.window->banners()->has(QStringLiteral("unsaved")), patience);
        }
        // The answer came, and the next one comes, whether it can be kept or not.
        const TurnRecord answered = w.desk().turns().at(0);
        QVERIFY2(answered.state == TurnState::Done, qPrintable(answered.failure));
        QVERIFY(!answered.answer.isEmpty());
        QTest::mouseClick(w.window->banners()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.window->banners()->has(QStringLiteral("unsaved")), patience);
        TurnRecord kept;
        w.library.withSession(w.desk().session().id, this,
                              [&](const SessionContent& content) { kept = content.turns.value(0); });
        QTRY_COMPARE(kept.answer, answered.answer);
        QCOMPARE(kept.citations.size(), answered.citations.size());
        QVERIFY(w.askAndWait(QStringLiteral("Who helps with luggage?"), patience));
        QCOMPARE(w.desk().turns().at(1).state, TurnState::Done);
    }

    void anEngineThatFailsInMidAnswerKeepsWhatWasSaidAndGoesOn()
    {
        const QString place = talkingModel(folder());
        const QString weights = place + QStringLiteral("/random-flash/model.safetensors");
        const QString whole = folder() + QStringLiteral("/whole.safetensors");
        QVERIFY(QFile::copy(weights, whole));
        const qint64 size = QFileInfo(weights).size();
        WindowFixture w(folder(), place);
        w.desk().sources().addText(QStringLiteral("note.txt"),
                                   QStringLiteral("The blue key opens the cellar."));
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        w.ask(QStringLiteral("What does it open?"));
        QTRY_VERIFY_WITH_TIMEOUT(w.desk().turns().at(0).answer.size() > 20, patience);
        // The weights lose their end while they are in use: a disk that fails, a file that is overwritten.
        QVERIFY(QFile::resize(weights, size / 8));
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        const TurnRecord broken = w.desk().turns().at(0);
        QCOMPARE(broken.state, TurnState::Failed);
        QVERIFY2(broken.failure.contains(QStringLiteral("model.safetensors")), qPrintable(broken.failure));
        QVERIFY(broken.answer.size() > 20);
        QTRY_VERIFY(button(w, 0, "answerAgain") && button(w, 0, "answerAgain")->isVisible());
        QVERIFY(button(w, 0, "answerModels")->isVisible());

        // It is in the library as it is shown.
        QString kept;
        w.library.withSession(w.desk().session().id, this,
                              [&](const SessionContent& content) { kept = content.turns.value(0).answer; });
        QTRY_COMPARE(kept, broken.answer);

        // While they are damaged the same is said again; with the weights back it goes on.
        QTest::mouseClick(button(w, 0, "answerAgain"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Failed);
        QVERIFY(QFile::remove(weights));
        QVERIFY(QFile::copy(whole, weights));
        QTRY_VERIFY(button(w, 0, "answerAgain") && button(w, 0, "answerAgain")->isVisible());
        QTest::mouseClick(button(w, 0, "answerAgain"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().at(0).answer.isEmpty() || !w.desk().isAnswering(),
                                 patience);
        w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QVERIFY2(w.desk().turns().at(0).state != TurnState::Failed,
                 qPrintable(w.desk().turns().at(0).failure));
        QCOMPARE(w.desk().turns().at(0).versions, 3); // the broken ones are there to go back to
    }

    void memoryThatRunsOutInMidAnswerIsSaidAndNothingIsLost()
    {
        const QString place = talkingModel(folder());
        WindowFixture w(folder(), place);
        w.desk().sources().addText(QStringLiteral("note.txt"),
                                   QStringLiteral("The blue key opens the cellar."));
        QVERIFY(w.read(patience));
        w.ask(QStringLiteral("What does it open?"));
        QTRY_VERIFY_WITH_TIMEOUT(w.desk().turns().at(0).answer.size() > 20, patience);
        {
            const ScarceMemory memory;
            QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
            QVERIFY(memory.refusals() > 0);
            const TurnRecord broken = w.desk().turns().at(0);
            QCOMPARE(broken.state, TurnState::Failed);
            QVERIFY2(broken.failure.contains(QStringLiteral("not enough memory")),
                     qPrintable(broken.failure));
            QVERIFY(broken.answer.size() > 20);
            QTRY_VERIFY(button(w, 0, "answerAgain") && button(w, 0, "answerAgain")->isVisible());
            QString kept;
            w.library.withSession(w.desk().session().id, this, [&](const SessionContent& content) {
                kept = content.turns.value(0).answer;
            });
            QTRY_COMPARE(kept, broken.answer);
            // As long as there is none the same is said again, whatever is asked for.
            QTest::mouseClick(button(w, 0, "answerAgain"), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
            QCOMPARE(w.desk().turns().at(0).state, TurnState::Failed);
        }
        // Other programs were closed: it goes on, and what was read need not be read again.
        QTRY_VERIFY(button(w, 0, "answerAgain") && button(w, 0, "answerAgain")->isVisible());
        QTest::mouseClick(button(w, 0, "answerAgain"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(w.desk().turns().at(0).answer.size() > 20 || !w.desk().isAnswering(),
                                 patience);
        w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        const TurnRecord whole = w.desk().turns().at(0);
        QVERIFY2(whole.state != TurnState::Failed, qPrintable(whole.failure));
        QCOMPARE(whole.versions, 3);
        QVERIFY2(whole.promptTokens - whole.cachedTokens < 40,
                 qPrintable(QString::number(whole.promptTokens - whole.cachedTokens)));
    }

    void aDamagedCheckpointIsNamedAndTheQuestionStays()
    {
        const QString place = talkingModel(folder());
        QFile weights(place + QStringLiteral("/random-flash/model.safetensors"));
        QVERIFY(weights.open(QIODevice::ReadWrite));
        weights.write("damaged!");
        weights.close();
        WindowFixture w(folder(), place);
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Failed, patience);
        QVERIFY2(w.desk().reading().failure.contains(QStringLiteral("model.safetensors")),
                 qPrintable(w.desk().reading().failure));
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().at(0).question, QStringLiteral("Where are bicycles carried?"));
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Failed);
    }

    void aDamagedLibraryIsSaidAndWhatCanBeReadComesOver()
    {
        constexpr int talks = 40;
        const QString path = folder() + QStringLiteral("/library.db");
        const QString document = copyOf(QStringLiteral("ferry-rules.txt"));
        {
            Library library(path);
            for (int i = 0; i < talks; ++i)
                keepTalk(library, document, 6);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write(QByteArray(2 * 4096, '#'));
        file.close();
        WindowFixture w(folder());
        QTRY_VERIFY(w.window->banners()->has(QStringLiteral("damaged")));
        const QString said = w.window->banners()->text(QStringLiteral("damaged"));
        QVERIFY(said.contains(QStringLiteral(".damaged-")));

        // What came over stands in the list, opens, and goes on.
        auto* list = w.window->findChild<QListView*>(QStringLiteral("sessionList"));
        QTRY_VERIFY(list->model()->rowCount() > talks / 2);
        const int rescued = list->model()->rowCount() - 1; // and the heading
        QVERIFY2(said.contains(QString::number(rescued)), qPrintable(said));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isBusy(), patience);
        const auto before = w.desk().turns().size();
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().size(), before + 1);
        QCOMPARE(w.desk().turns().last().state, TurnState::Done);
    }
};

QTEST_MAIN(TestFailures)
#include "tst_Failures.moc"
