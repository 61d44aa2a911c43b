#include "tests/ui/WindowTest.h"
#include "ui/jobs/JobsDialog.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace quire;
using namespace quire::test;

class TestJobs : public WindowTest
{
    Q_OBJECT

private:
    QTime m_time{12, 0};

    /// A session with one document, kept in the library.
    qint64 prepare(WindowFixture& w)
    {
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        const bool ready = QTest::qWaitFor([&] { return w.isReadyToRead(); }, patience);
        return ready ? w.desk().session().id : 0;
    }

private slots:
    void aQueuedSessionIsReadWhenTheEngineIsFree()
    {
        WindowFixture w(folder());
        const qint64 session = prepare(w);
        QVERIFY(session);
        QSignalSpy finished(&w.jobs, &JobQueue::finished);
        w.jobs.add(session, QStringLiteral("Ferry"), w.desk().session().mode, false);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        const auto job = finished.at(0).at(0).value<JobRecord>();
        QCOMPARE(job.state, JobState::Done);
        QVERIFY2(job.message.isEmpty(), qPrintable(job.message));
    }

    void theQueueSurvivesARestartAndWaitsForTheNight()
    {
        qint64 session = 0;
        {
            WindowFixture w(folder());
            session = prepare(w);
            QVERIFY(session);
            w.jobs.add(session, QStringLiteral("Ferry"), w.desk().session().mode, true);
            w.window->close();
        }
        Library library(folder() + QStringLiteral("/library.db"));
        EngineThread engine({{modelPlace(folder())}, 0, {folder() + QStringLiteral("/reading"), 0}});
        JobQueue jobs(library, engine, {}, [this] { return m_time; });
        QTRY_COMPARE(jobs.jobs().size(), 1);
        QCOMPARE(jobs.of(session)->state, JobState::Waiting);
        QTest::qWait(2500);
        QCOMPARE(jobs.of(session)->state, JobState::Waiting); // it is noon
        m_time = QTime(23, 0);
        QSignalSpy finished(&jobs, &JobQueue::finished);
        jobs.resume(jobs.of(session)->id); // looks at the clock
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(jobs.of(session)->state, JobState::Done);
    }

    void aHeldJobWaitsUntilItIsLetGo()
    {
        WindowFixture w(folder());
        const qint64 session = prepare(w);
        QVERIFY(session);
        w.jobs.add(session, QStringLiteral("Ferry"), w.desk().session().mode, false);
        const qint64 id = w.jobs.of(session)->id;
        w.jobs.hold(id);
        QTest::qWait(2500);
        QCOMPARE(w.jobs.of(session)->state, JobState::Held);
        JobsDialog dialog(w.jobs, w.theme, w.window.get());
        dialog.show();
        auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("jobList"));
        QCOMPARE(list->topLevelItemCount(), 1);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("holdJob")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w.jobs.of(session)->state, JobState::Done, patience);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("removeJob")), Qt::LeftButton);
        QVERIFY(w.jobs.jobs().isEmpty());
    }

    void aMissingFileFailsTheJobWithItsReason()
    {
        WindowFixture w(folder());
        const QString path = folder() + QStringLiteral("/note.txt");
        QFile::copy(sample(QStringLiteral("ferry-rules.txt")), path);
        w.window->addPaths({path});
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        QFile::remove(path);
        QSignalSpy finished(&w.jobs, &JobQueue::finished);
        w.jobs.add(w.desk().session().id, QStringLiteral("Gone"), w.desk().session().mode, false);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(w.jobs.jobs().at(0).state, JobState::Failed);
        QVERIFY(w.jobs.jobs().at(0).message.contains(QStringLiteral("note.txt")));
    }
};

QTEST_MAIN(TestJobs)
#include "tst_Jobs.moc"
