#include "app/AppError.h"
#include "app/library/Library.h"
#include "app/library/LibraryFile.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace quire;

class TestLibraryFile : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    static SessionRecord session(qint64 id, const QString& title)
    {
        SessionRecord s;
        s.id = id;
        s.title = title;
        s.created = s.used = QDateTime::currentDateTime();
        return s;
    }

    static TurnRecord turn(qint64 id, qint64 sessionId, qint64 parent, const QString& question)
    {
        TurnRecord t;
        t.id = id;
        t.session = sessionId;
        t.parent = parent;
        t.asked = QDateTime::currentDateTime();
        t.question = question;
        t.answer = QStringLiteral("An answer to ") + question;
        t.state = TurnState::Done;
        return t;
    }

private slots:
    void init() { m_path = m_folder.filePath(QStringLiteral("%1.db").arg(newId())); }

    void sessionsComeBackWhole()
    {
        {
            LibraryFile file(m_path);
            SessionRecord s = session(1, QStringLiteral("Käfer & Ølberg"));
            s.mode = {QStringLiteral("pro"), QStringLiteral("think")};
            s.leaf = 7;
            file.save(s);
            DocumentRecord d;
            d.id = 3;
            d.session = 1;
            d.label = QStringLiteral("A");
            d.name = QStringLiteral("lease.txt");
            d.pasted = QByteArrayLiteral("text\0with a zero");
            d.tokens = 12;
            file.save(d);
            TurnRecord t = turn(7, 1, 0, QStringLiteral("Who pays?"));
            CitationRecord c;
            c.label = d.label;
            c.words = QStringLiteral("the tenant pays");
            c.verdict = Verdict::Close;
            c.begin = 4;
            c.end = 19;
            t.citations = {c, {}};
            file.save(t);
        }
        LibraryFile file(m_path);
        const SessionContent content = file.session(1);
        QCOMPARE(content.session.title, QStringLiteral("Käfer & Ølberg"));
        QCOMPARE(content.session.mode.effort, QStringLiteral("think"));
        QCOMPARE(content.documents.size(), 1);
        QCOMPARE(content.documents[0].pasted, QByteArrayLiteral("text\0with a zero"));
        QCOMPARE(content.turns.size(), 1);
        QCOMPARE(content.turns[0].citations.size(), 2);
        QCOMPARE(content.turns[0].citations[0].verdict, Verdict::Close);
        QCOMPARE(content.turns[0].citations[1].verdict, Verdict::NotFound);
        QCOMPARE(content.turns[0].citations[0].end, 19);
    }

    void editedQuestionsAreVersionsOfEachOther()
    {
        LibraryFile file(m_path);
        SessionRecord s = session(1, QStringLiteral("Branches"));
        s.leaf = 12;
        file.save(s);
        file.save(turn(10, 1, 0, QStringLiteral("first")));
        file.save(turn(11, 1, 10, QStringLiteral("second")));
        file.save(turn(12, 1, 0, QStringLiteral("first, edited")));
        const QList<TurnRecord> shown = file.session(1).turns;
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0].version, 2);
        QCOMPARE(shown[0].versions, 2);
        QCOMPARE(file.leafOf(10), 11);
        s.leaf = file.leafOf(10);
        file.save(s);
        QCOMPARE(file.session(1).turns.size(), 2);
    }

    void aLibraryFromBeforeSeedsAndReadingsWereKeptIsBroughtUp()
    {
        {
            LibraryFile file(m_path);
            SessionRecord s = session(1, QStringLiteral("Old"));
            s.leaf = 10;
            file.save(s);
            file.save(turn(10, 1, 0, QStringLiteral("What was it?")));
            DocumentRecord document;
            document.id = 5;
            document.session = 1;
            document.label = QStringLiteral("A");
            file.save(document);
        }
        {
            Sqlite old(m_path);
            old.execute("ALTER TABLE turn DROP COLUMN seed; DROP TABLE session_reading; "
                        "DROP TABLE doomed_reading; ALTER TABLE document DROP COLUMN recognised");
            old.setUserVersion(2);
        }
        LibraryFile file(m_path);
        TurnRecord t = file.session(1).turns.at(0);
        QCOMPARE(t.question, QStringLiteral("What was it?"));
        QCOMPARE(t.seed, 0);
        QVERIFY(file.session(1).documents.at(0).recognised.isEmpty());
        t.id = 11;
        t.parent = 10;
        t.seed = 3;
        file.save(t);
        SessionRecord s = file.session(1).session;
        s.leaf = 11;
        file.save(s);
        QCOMPARE(file.session(1).turns.at(1).seed, 3);
        file.saveReading(1, QStringLiteral("reading"));
        QCOMPARE(file.readingsOnlyOf(1), QStringList{QStringLiteral("reading")});
    }

    void aTurnThatWasRunningIsStoppedAfterACrash()
    {
        {
            LibraryFile file(m_path);
            SessionRecord s = session(1, QStringLiteral("Crash"));
            s.leaf = 10;
            file.save(s);
            TurnRecord t = turn(10, 1, 0, QStringLiteral("What happened?"));
            t.state = TurnState::Running;
            t.answer.clear();
            file.save(t);
            file.saveStreaming(10, {}, QStringLiteral("Half an ans"));
        }
        LibraryFile file(m_path);
        file.endOrphans();
        const TurnRecord t = file.session(1).turns.at(0);
        QCOMPARE(t.state, TurnState::Stopped);
        QCOMPARE(t.answer, QStringLiteral("Half an ans"));
    }

    void searchFindsTitlesQuestionsAndAnswers()
    {
        LibraryFile file(m_path);
        file.save(session(1, QStringLiteral("Lighthouse")));
        file.save(session(2, QStringLiteral("Contract")));
        file.save(turn(10, 2, 0, QStringLiteral("How much notice?")));
        QCOMPARE(file.search(QStringLiteral("lighth")).size(), 1);
        QCOMPARE(file.search(QStringLiteral("answer noti")).at(0).session, 2);
        QCOMPARE(file.search(QStringLiteral("\"*) OR NEAR(")).size(), 0);
        file.save(session(1, QStringLiteral("Renamed")));
        QCOMPARE(file.search(QStringLiteral("lighthouse")).size(), 0);
    }

    void deletingCanBeUndoneUntilThePurge()
    {
        LibraryFile file(m_path);
        file.save(session(1, QStringLiteral("Kept")));
        file.save(turn(10, 1, 0, QStringLiteral("question")));
        file.remove(1);
        QVERIFY(file.sessions().isEmpty());
        QVERIFY(file.search(QStringLiteral("kept")).isEmpty());
        file.restore(1);
        QCOMPARE(file.sessions().size(), 1);
        QCOMPARE(file.sessions().at(0).turns, 1);
        file.remove(1);
        file.purge();
        file.restore(1);
        QVERIFY(file.sessions().isEmpty());
    }

    void aDamagedLibraryIsSetAside()
    {
        {
            LibraryFile file(m_path);
            file.save(session(1, QStringLiteral("Lost")));
        }
        QFile damaged(m_path);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.write(QByteArray(4096, 'x'));
        damaged.close();
        LibraryFile file(m_path);
        QVERIFY(QFile::exists(file.setAside()));
        QVERIFY(file.sessions().isEmpty());
        file.save(session(2, QStringLiteral("New")));
        QCOMPARE(file.sessions().size(), 1);
    }

    void whatIsStillReadableOfADamagedLibraryComesOver()
    {
        const int all = 400;
        {
            LibraryFile file(m_path);
            for (int i = 1; i <= all; ++i) {
                file.save(session(i, QStringLiteral("Session %1").arg(i)));
                TurnRecord t = turn(1000 + i, i, 0, QStringLiteral("Question %1").arg(i));
                t.answer = QString(900, QChar(u'a'));
                file.save(t);
            }
        }
        QFile damaged(m_path);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        QVERIFY(damaged.size() > 400'000);
        damaged.seek(damaged.size() / 2 / 4096 * 4096);
        damaged.write(QByteArray(3 * 4096, 'x'));
        damaged.close();
        LibraryFile file(m_path);
        QVERIFY(!file.setAside().isEmpty());
        QCOMPARE(file.rescued(), file.sessions().size());
        QVERIFY2(file.rescued() > all / 2, qPrintable(QString::number(file.rescued())));
        int answers = 0;
        for (SessionRecord s : file.sessions()) {
            s.leaf = 1000 + s.id;
            file.save(s);
            answers += int(file.session(s.id).turns.size());
        }
        QVERIFY2(answers > all / 2, qPrintable(QString::number(answers)));
    }

    void whatCannotBeWrittenWaitsAndIsWrittenLater()
    {
        Library library(m_path);
        library.save(session(1, QStringLiteral("Before")));
        library.flush();
        QString said;
        bool recovered = false;
        connect(&library, &Library::unsaved, this, [&](const QString& message) {
            said += message;
            recovered = message.isEmpty();
        });
        // Files may not grow: every write fails, as on a full disk.
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        signal(SIGXFSZ, SIG_IGN);
        const rlimit none{1024, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
        library.save(session(2, QStringLiteral("Meanwhile")));
        TurnRecord t = turn(7, 2, 0, QStringLiteral("Is it lost?"));
        library.save(t);
        library.flush();
        setrlimit(RLIMIT_FSIZE, &before);
        QTRY_VERIFY(!said.isEmpty());
        library.retry();
        QTRY_VERIFY(recovered);
        int turns = 0;
        library.withSession(2, this, [&](const SessionContent& content) { turns = content.session.turns; });
        QTRY_COMPARE(turns, 1);
    }

    void notesAndJobsComeBack()
    {
        {
            LibraryFile file(m_path);
            file.save(session(1, QStringLiteral("Notes")));
            NoteRecord note;
            note.id = 5;
            note.session = 1;
            note.made = QDateTime::currentDateTime();
            note.words = QStringLiteral("the tenant pays");
            note.text = QStringLiteral("Ask the landlord");
            file.save(note);
            JobRecord job;
            job.id = 6;
            job.session = 1;
            job.overnight = true;
            job.state = JobState::Running;
            job.done = 40;
            file.save(job);
        }
        LibraryFile file(m_path);
        file.endOrphans();
        QCOMPARE(file.session(1).notes.at(0).text, QStringLiteral("Ask the landlord"));
        QCOMPARE(file.search(QStringLiteral("landlord")).size(), 1);
        QCOMPARE(file.jobs().at(0).state, JobState::Waiting);
        QCOMPARE(file.jobs().at(0).done, 40);
        QVERIFY(file.jobs().at(0).overnight);
        file.removeNote(5);
        QVERIFY(file.search(QStringLiteral("landlord")).isEmpty());
        file.removeJob(6);
        QVERIFY(file.jobs().isEmpty());
    }

    void aLibraryOfALaterVersionIsLeftAlone()
    {
        {
            Sqlite database(m_path);
            database.setUserVersion(9999);
        }
        QVERIFY_EXCEPTION_THROWN(LibraryFile{m_path}, AppError);
        QCOMPARE(Sqlite(m_path).userVersion(), 9999);
    }

    void theLibraryKeepsTheOrderOfItsCalls()
    {
        Library library(m_path);
        for (int i = 0; i < 50; ++i)
            library.save(session(1, QString::number(i)));
        QString title;
        library.withSession(1, this, [&](const SessionContent& content) { title = content.session.title; });
        QTRY_COMPARE(title, QStringLiteral("49"));
    }

    void onlyItsOwnerMayReadIt()
    {
        LibraryFile file(m_path);
        QVERIFY(!(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void readingsGoWithTheLastSessionThatUsesThem()
    {
        const QString shared = QStringLiteral("shared"), own = QStringLiteral("own");
        LibraryFile file(m_path);
        file.save(session(1, QStringLiteral("One")));
        file.save(session(2, QStringLiteral("Two")));
        for (const QString& reading : {shared, own, own})
            file.saveReading(1, reading);
        file.saveReading(2, shared);
        file.saveReading(77, own); // of a session that is not kept
        QCOMPARE(file.readingsOnlyOf(1), QStringList{own});
        QVERIFY(file.readingsOnlyOf(2).isEmpty());

        file.bury(1); // not removed: nothing happens
        QCOMPARE(file.sessions().size(), 2);
        file.remove(1, true);
        file.restore(1);
        file.bury(1); // brought back
        QCOMPARE(file.sessions().size(), 2);
        file.remove(1, true);
        file.bury(1);
        QCOMPARE(file.sessions().size(), 1);
        QCOMPARE(file.doomedReadings(), QStringList{own});
        QCOMPARE(file.readingsOnlyOf(2), QStringList{shared});

        // A session that is merely hidden may come back and keeps what it uses; purging ends both kinds.
        file.save(session(3, QStringLiteral("Three")));
        file.saveReading(3, shared);
        file.remove(3);
        QVERIFY(file.readingsOnlyOf(2).isEmpty());
        file.remove(2, true);
        file.purge();
        QCOMPARE(file.doomedReadings(), QStringList{own});
        file.forgotReadings({own});
        QVERIFY(file.doomedReadings().isEmpty());

        // Whoever reads something that is to be forgotten before it is keeps it.
        file.save(session(4, QStringLiteral("Four")));
        file.saveReading(4, own);
        file.remove(4, true);
        file.bury(4);
        QCOMPARE(file.doomedReadings(), QStringList{own});
        file.save(session(5, QStringLiteral("Five")));
        file.saveReading(5, own);
        QVERIFY(file.doomedReadings().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLibraryFile)
#include "tst_LibraryFile.moc"
