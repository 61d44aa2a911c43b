#include "tests/ui/SmallComputer.h"
#include "tests/ui/WindowTest.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/TurnView.h"

#include <QLabel>
#include <QPushButton>

using namespace quire;
using namespace quire::test;

namespace {

QPushButton* shown(QWidget* window, const char* name)
{
    for (QPushButton* button : window->findChildren<QPushButton*>(QLatin1String(name)))
        if (button->isVisible())
            return button;
    return nullptr;
}

QString detailOf(QPushButton* button)
{
    return button->parentWidget()->findChild<QLabel*>(QStringLiteral("readingDetail"))->text();
}

} // namespace

/// What this computer's memory does not hold is said before anything is read, with what can be done about it;
/// afterwards everything goes on.
class TestMemory : public WindowTest
{
    Q_OBJECT

private:
    using State = ReadingStatus::State;

    static QPushButton* again(WindowFixture& w)
    {
        TurnView* view = w.window->conversation()->view(0);
        auto* button = view ? view->findChild<QPushButton*>(QStringLiteral("answerAgain")) : nullptr;
        return button && button->isVisible() ? button : nullptr;
    }

    QString keptQuestion(WindowFixture& w)
    {
        QString question;
        w.library.withSession(w.desk().session().id, this, [&](const SessionContent& content) {
            question = content.turns.value(0).question;
        });
        return QTest::qWaitFor([&] { return !question.isEmpty(); }, patience) ? question : QString();
    }

private slots:
    void documentsThatDoNotFitAreLeftOutAndTheRestIsRead()
    {
        const QString place = talkingModel(folder());
        SmallComputer computer;
        *computer.free = memoryFor(place, ModelSlot::Flash, 2000 + answerReserve);
        WindowFixture w(folder(), place, computer.look());
        w.window->addPaths({sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                            sample(QStringLiteral("ferry-rules.txt"))});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, State::Quoted, patience);
        const ReadingPlan plan = w.desk().reading().plan;
        QVERIFY(!plan.isTooLong());
        QVERIFY(plan.memoryTokens >= 2000 && plan.memoryTokens < 2200);
        QCOMPARE(plan.cachedTokens, 0); // nothing was tried

        // How much there is, what fits, what would have to go; other ways are there, too.
        QTRY_VERIFY(w.desk().sources().entries().at(0).record.tokens > 0);
        QPushButton* button = nullptr;
        QTRY_VERIFY((button = shown(w.window.get(), "readButton")) &&
                    button->text() == QStringLiteral("Leave out"));
        const QString detail = detailOf(button);
        QVERIFY2(detail.contains(QStringLiteral("of memory is free")), qPrintable(detail));
        QVERIFY2(detail.contains(QLocale().toString(plan.memoryTokens)), qPrintable(detail));
        QVERIFY2(detail.contains(QStringLiteral("the-keepers-of-sarn-ness.md")), qPrintable(detail));
        QVERIFY(shown(w.window.get(), "readingModels"));
        QVERIFY(!shown(w.window.get(), "readLater"));

        // Whoever asks all the same is told so, and the question stays.
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Failed);
        const QString failure = w.desk().turns().at(0).failure;
        QVERIFY2(failure.contains(QStringLiteral("memory")) && failure.contains(QStringLiteral("Leave out")),
                 qPrintable(failure));
        QCOMPARE(keptQuestion(w), QStringLiteral("Where are bicycles carried?"));

        QTRY_VERIFY((button = shown(w.window.get(), "readButton")));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(w.desk().sources().included().size(), 1);
        QVERIFY(w.read(patience));
        QTRY_VERIFY(again(w));
        QTest::mouseClick(again(w), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().at(0).answer.isEmpty(), patience);
        w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QCOMPARE(w.desk().turns().at(0).failure, QString());
    }

    void memoryThatOtherProgramsLetGoOfIsNoticed()
    {
        const QString place = talkingModel(folder());
        SmallComputer computer;
        *computer.free = memoryFor(place, ModelSlot::Flash, answerReserve); // not one token fits
        WindowFixture w(folder(), place, computer.look());
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, State::Quoted, patience);
        QPushButton* button = nullptr;
        QTRY_VERIFY((button = shown(w.window.get(), "readButton")) &&
                    button->text() == QStringLiteral("Look again"));
        QTest::mouseClick(button, Qt::LeftButton); // it is still as it was
        QTest::qWait(200);
        QTRY_VERIFY(w.desk().reading().plan.isTooLarge());

        *computer.free = SmallComputer::plenty;
        QTRY_VERIFY((button = shown(w.window.get(), "readButton")));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().plan.tooMany(), 0, patience);
        QVERIFY(w.read(patience));
    }

    void aModelLargerThanTheMemoryIsSaidAndAnotherOneGoesOn()
    {
        const QString place = talkingModel(folder());
        CheckpointSpec large = specNamed("flash-like");
        large.config.vocabSize = 40960;
        large.config.maxPositions = 65536;
        const QString pro = place + QStringLiteral("/random-pro");
        writeCheckpoint(pro.toStdString(), large);
        QFile::copy(place + QStringLiteral("/random-flash/tokenizer.json"),
                    pro + QStringLiteral("/tokenizer.json"));
        SmallComputer computer;
        *computer.free = memoryFor(place, ModelSlot::Flash, 10000);
        QVERIFY(*computer.free < memoryFor(place, ModelSlot::Pro, 0));
        WindowFixture w(folder(), place, computer.look());
        w.desk().setMode({QStringLiteral("pro"), QStringLiteral("fast")});
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, State::Failed, patience);
        // The plan's essence: what is needed, what there is, what helps.
        const QString failure = w.desk().reading().failure;
        QVERIFY2(failure.contains(QStringLiteral("does not fit into memory")) &&
                     failure.contains(QStringLiteral("it needs at least")) &&
                     failure.contains(QStringLiteral("are free")) &&
                     failure.contains(QStringLiteral("a smaller model")),
                 qPrintable(failure));
        QTRY_VERIFY(shown(w.window.get(), "readingModels"));
        QCOMPARE(detailOf(shown(w.window.get(), "readButton")), failure);

        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Failed);
        QCOMPARE(w.desk().turns().at(0).failure, failure);
        QCOMPARE(keptQuestion(w), QStringLiteral("Where are bicycles carried?"));

        // The other model goes on with the same sources and the same question.
        w.desk().setMode({QStringLiteral("flash"), QStringLiteral("fast")});
        QVERIFY(w.read(patience));
        QTRY_VERIFY(again(w));
        QTest::mouseClick(again(w), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().turns().at(0).answer.isEmpty(), patience);
        w.desk().stopAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);

        // And the large one as soon as there is room for it.
        *computer.free = SmallComputer::plenty;
        w.desk().setMode({QStringLiteral("pro"), QStringLiteral("fast")});
        QVERIFY(w.read(patience));
    }
};

QTEST_MAIN(TestMemory)
#include "tst_Memory.moc"
