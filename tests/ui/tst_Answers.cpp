#include "tests/ui/WindowFixture.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/TurnView.h"

#include <QMessageBox>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

using namespace quire;
using namespace quire::test;

namespace {
constexpr int patience = 240'000;
} // namespace

/// What can be done with an answer that is there.
class TestAnswers : public QObject
{
    Q_OBJECT

private:
    static QToolButton* button(WindowFixture& w, const char* name)
    {
        TurnView* view = w.window->conversation()->view(0);
        return view ? view->findChild<QToolButton*>(QLatin1String(name)) : nullptr;
    }

    /// What the dialog about the first answer says.
    static QString details(WindowFixture& w)
    {
        QString said;
        QTimer watch;
        connect(&watch, &QTimer::timeout, &watch, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                said = box->text();
                box->close();
            }
        });
        watch.start(50);
        QTest::mouseClick(button(w, "aboutAnswer"), Qt::LeftButton);
        return said;
    }

private slots:
    void anotherAnswerIsDrawnAndSaysItsSeed()
    {
        QTemporaryDir folder;
        WindowFixture w(folder.path());
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QVERIFY(w.read(patience));
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Done);
        QCOMPARE(w.desk().turns().at(0).seed, 0);
        QTRY_VERIFY(button(w, "regenerate") && button(w, "regenerate")->isVisible());
        const QString first = details(w);
        QVERIFY2(first.contains(QStringLiteral("v4-nano-flash")) &&
                     first.contains(QStringLiteral("tokens/s")),
                 qPrintable(first));
        // The button takes its own turn away, and is there until its click is over.
        bool outlived = false;
        connect(button(w, "regenerate"), &QToolButton::clicked, this, [&] { outlived = true; });
        QTest::mouseClick(button(w, "regenerate"), Qt::LeftButton);
        QVERIFY(outlived);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        const TurnRecord again = w.desk().turns().at(0);
        QVERIFY2(again.failure.isEmpty(), qPrintable(again.failure));
        QCOMPARE(again.versions, 2);
        QCOMPARE(again.seed, 1);
        QVERIFY(!again.answer.isEmpty());
        QTRY_VERIFY(button(w, "aboutAnswer") && button(w, "aboutAnswer")->isVisible());
        QVERIFY(details(w).contains(QStringLiteral("seed 1")));
        // The first one is there to go back to, and both come back as they were.
        w.desk().showVersion(0, 1);
        QTRY_COMPARE(w.desk().turns().at(0).seed, 0);
        w.desk().showVersion(0, 2);
        QTRY_COMPARE(w.desk().turns().at(0).seed, 1);
        QCOMPARE(w.desk().turns().at(0).answer, again.answer);
    }
};

QTEST_MAIN(TestAnswers)
#include "tst_Answers.moc"
