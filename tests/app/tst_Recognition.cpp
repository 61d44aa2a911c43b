#include "app/desk/Desk.h"
#include "app/desk/OcrChoice.h"
#include "app/jobs/JobQueue.h"
#include "tests/app/TestModel.h"
#include "tests/ingest/support/Scan.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace quire;
using namespace quire::test;

namespace {

constexpr int patience = 240'000;

/// A desk over the real engine, database and files; what it keeps lies in `folder`.
struct Workplace
{
    explicit Workplace(const QString& folder)
        : settings(folder + QStringLiteral("/quire.ini")), library(folder + QStringLiteral("/library.db")),
          engine({{folder + QStringLiteral("/models")}, 0, cacheIn(folder)}),
          desk(library, engine, within(settings, folder))
    {
    }

    static ReadingCache cacheIn(const QString& folder) { return {folder + QStringLiteral("/reading"), 0}; }
    static Settings& within(Settings& settings, const QString& folder)
    {
        settings.setCacheFolder(cacheIn(folder).folder);
        return settings;
    }

    Sources& sources() { return desk.sources(); }
    const SourceEntry& entry() { return sources().entries().at(0); }
    QByteArray text() { return entry().document.isNull() ? QByteArray() : entry().document.text(); }
    bool hasScan() { return text().contains("twelve metres"); }
    bool isAt(ReadingStatus::State state)
    {
        return QTest::qWaitFor([&] { return desk.reading().state == state; }, patience);
    }
    /// Reads what was added.
    bool read()
    {
        using State = ReadingStatus::State;
        const auto known = [&] {
            return desk.reading().state == State::Quoted || desk.reading().state == State::Read;
        };
        if (!QTest::qWaitFor(known, patience))
            return false;
        desk.startReading();
        return isAt(State::Read);
    }

    Settings settings;
    Library library;
    EngineThread engine;
    Desk desk;
};

} // namespace

/// Text in pictures of pages: recognised behind what can be read without, and never in secret.
class TestRecognition : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString folder() const { return m_folder->path(); }
    QString scanned() const { return m_folder->filePath(QStringLiteral("scan.pdf")); }
    /// The scan is in the session without the text of its picture, and the session is read.
    static bool readWithoutIt(Workplace& place, const QString& path)
    {
        place.settings.setRecognisesText(false);
        place.sources().addPaths({path});
        return place.read() && !place.hasScan();
    }

private slots:
    void initTestCase()
    {
        if (!OcrChoice::isPossible() || !OcrChoice::installedLanguages().contains(QStringLiteral("eng")))
            QSKIP("Tesseract with English (tesseract-ocr) is not installed.");
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(folder()).mkpath(QStringLiteral("models/random-flash"));
        writeTalkingModel(m_folder->filePath(QStringLiteral("models/random-flash")), 8192);
        QFile file(scanned());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(scan::mixedPdf());
    }

    void aScanIsThereAtOnceAndItsTextComesLater()
    {
        Workplace place(folder());
        QList<SourceDocument> shown;
        connect(&place.sources(), &Sources::ready, this,
                [&](const SourceEntry& entry) { shown.append(entry.document); });
        QList<int> steps;
        connect(&place.sources(), &Sources::recognitionChanged, this, [&] {
            for (const Recognition::Task& task : place.sources().recognition().tasks())
                steps.append(task.done * 10 + int(task.state));
        });
        place.sources().addPaths({scanned()});
        QTRY_VERIFY_WITH_TIMEOUT(shown.size() == 1, patience);
        QCOMPARE(shown[0].picturePages(), 1);
        QVERIFY(shown[0].notes().at(0).reason.contains(QStringLiteral("still to be recognised")));
        QVERIFY(shown[0].text().contains("before the scan") && !shown[0].text().contains("twelve metres"));
        QTRY_VERIFY_WITH_TIMEOUT(place.entry().record.tokens > 0, patience);
        const qint64 tokens = place.entry().record.tokens;

        QTRY_VERIFY_WITH_TIMEOUT(place.hasScan(), patience);
        QCOMPARE(shown.size(), 2);
        QVERIFY(steps.contains(int(Recognition::State::Running)));
        QVERIFY(place.entry().document.isComplete());
        QCOMPARE(place.entry().document.recognisedPages(), 1);
        QCOMPARE(place.entry().record.recognised, QStringLiteral("auto"));
        QVERIFY(place.sources().offered().isEmpty() && !place.sources().recognition().isBusy());
        const qint64 before = shown[0].document()->pageText(0).size();
        QCOMPARE(place.text().first(before), shown[0].text().first(before));
        // Tokens and plan are those of the new text.
        QTRY_VERIFY_WITH_TIMEOUT(place.entry().record.tokens > tokens + 10, patience);
        QTRY_VERIFY_WITH_TIMEOUT(place.desk.reading().plan.tokens > place.entry().record.tokens, patience);
    }

    void aPromptThatIsReadDoesNotChangeByItself()
    {
        Workplace place(folder());
        QVERIFY(readWithoutIt(place, scanned()));
        const qint64 tokens = place.entry().record.tokens;
        QSignalSpy weighed(&place.desk, &Desk::recognisedWeighed);
        place.sources().recognise({place.entry().record.id});
        QTRY_VERIFY_WITH_TIMEOUT(!weighed.isEmpty(), patience);
        QVERIFY(!place.hasScan());
        QCOMPARE(place.sources().offered().size(), 1);
        QCOMPARE(place.desk.reading().state, ReadingStatus::State::Read);
        // The scan stands between the first page and the last.
        const qint64 from = place.desk.recognisedReadsFrom();
        QVERIFY2(from > 0 && from < tokens, qPrintable(QString::number(from)));

        place.desk.useRecognised();
        QVERIFY(place.hasScan());
        QVERIFY(place.sources().offered().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(place.desk.reading().plan.tokens > tokens + 20, patience);
    }

    void aSessionWithQuestionsDoesNotChangeByItself()
    {
        Workplace place(folder());
        place.settings.setRecognisesText(false);
        place.sources().addPaths({scanned()});
        QTRY_COMPARE_WITH_TIMEOUT(place.sources().included().size(), 1, patience);
        place.desk.ask(QStringLiteral("Who pays?"));
        QTRY_VERIFY_WITH_TIMEOUT(!place.desk.isAnswering(), patience);
        place.sources().recognise({place.entry().record.id});
        QTRY_COMPARE_WITH_TIMEOUT(place.sources().offered().size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(place.desk.recognisedReadsFrom() > 0, patience);
        QVERIFY(!place.hasScan());
    }

    void aSessionComesBackWithItsRecognisedText()
    {
        qint64 session = 0;
        QByteArray text;
        {
            Workplace place(folder());
            place.sources().addPaths({scanned()});
            QTRY_VERIFY_WITH_TIMEOUT(place.hasScan(), patience);
            QVERIFY(place.read());
            text = place.text();
            session = place.desk.session().id;
        }
        {
            Workplace place(folder());
            QSignalSpy ready(&place.sources(), &Sources::ready);
            place.desk.open(session);
            QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, patience);
            QCOMPARE(place.text(), text); // at once, from what was kept
            QVERIFY(!place.sources().recognition().isBusy());
            QVERIFY(place.isAt(ReadingStatus::State::Read));
        }
        // It was not kept after all: recognised again, and nobody has to be asked.
        QVERIFY(QDir(folder() + QStringLiteral("/reading/recognised")).removeRecursively());
        Workplace place(folder());
        place.settings.setRecognisesText(false);
        place.desk.open(session);
        QTRY_VERIFY_WITH_TIMEOUT(place.desk.session().id == session, patience);
        QTRY_VERIFY_WITH_TIMEOUT(place.hasScan(), patience);
        QCOMPARE(place.text(), text);
    }

    void anotherSessionTakesKeptTextAtOnce()
    {
        Workplace place(folder());
        place.sources().addPaths({scanned()});
        QTRY_VERIFY_WITH_TIMEOUT(place.hasScan(), patience);
        place.desk.newSession();
        QSignalSpy ready(&place.sources(), &Sources::ready);
        place.sources().addPaths({scanned()});
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, patience);
        QVERIFY(place.hasScan());
        QCOMPARE(place.entry().record.recognised, QStringLiteral("auto"));
    }

    void whatIsStoppedCanBeginAgain()
    {
        Workplace place(folder());
        QSignalSpy ready(&place.sources(), &Sources::ready);
        connect(&place.sources(), &Sources::recognitionChanged, &place.desk, [&] {
            if (ready.size() == 1 && place.sources().recognition().isBusy() && !m_stopped) {
                m_stopped = true;
                place.sources().stopRecognising();
            }
        });
        m_stopped = false;
        place.sources().addPaths({scanned()});
        QTRY_VERIFY_WITH_TIMEOUT(m_stopped, patience);
        const qint64 id = place.entry().record.id;
        QCOMPARE(place.sources().recognition().of(id)->state, Recognition::State::Stopped);
        QVERIFY(!place.sources().recognition().isBusy());
        QTest::qWait(300);
        QVERIFY(!place.hasScan());
        place.sources().recognise({id});
        QTRY_VERIFY_WITH_TIMEOUT(place.hasScan(), patience);
    }

    void onlyWhenAskedIsOnlyWhenAsked()
    {
        Workplace place(folder());
        place.settings.setRecognisesText(false);
        place.sources().addPaths({scanned()});
        QTRY_COMPARE_WITH_TIMEOUT(place.sources().included().size(), 1, patience);
        QVERIFY(!place.sources().recognition().isBusy());
        QVERIFY(place.entry().document.notes().at(0).reason.contains(QStringLiteral("switched off")));
    }

    void aScanInAnArchiveOrAFolderIsRecognisedToo()
    {
        QDir(folder()).mkpath(QStringLiteral("letters"));
        QFile::copy(scanned(), folder() + QStringLiteral("/letters/scan.pdf"));
        Workplace place(folder());
        place.sources().addPaths({folder() + QStringLiteral("/letters")});
        QTRY_VERIFY_WITH_TIMEOUT(!place.sources().isEmpty() && place.hasScan(), patience);
        // Looked through once more it is the same, and stays.
        QSignalSpy ready(&place.sources(), &Sources::ready);
        place.sources().lookThrough(folder() + QStringLiteral("/letters"));
        QTRY_VERIFY_WITH_TIMEOUT(!place.sources().isBusy(), patience);
        QVERIFY(place.hasScan());
        QCOMPARE(ready.size(), 0);
    }

    void aQueuedReadingReadsWhatTheSessionHas()
    {
        qint64 session = 0;
        {
            Workplace place(folder());
            place.sources().addPaths({scanned()});
            QTRY_VERIFY_WITH_TIMEOUT(place.hasScan(), patience);
            session = place.desk.session().id;
        }
        QVERIFY(QDir(folder() + QStringLiteral("/reading/recognised")).removeRecursively());
        {
            Workplace place(folder());
            JobQueue jobs(place.library, place.engine, Workplace::cacheIn(folder()));
            QSignalSpy finished(&jobs, &JobQueue::finished);
            jobs.add(session, QStringLiteral("Scan"), {}, false);
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
            QCOMPARE(finished.at(0).at(0).value<JobRecord>().state, JobState::Done);
        }
        Workplace place(folder());
        place.desk.open(session);
        QVERIFY(place.isAt(ReadingStatus::State::Read));
        QVERIFY(place.hasScan());
        QCOMPARE(place.desk.reading().plan.toRead(), 0);
    }

    void aQuotedPassageIsFoundWhereItStandsNow()
    {
        Workplace place(folder());
        QVERIFY(readWithoutIt(place, scanned()));
        const QString words = QStringLiteral("behind the scan");
        const qint64 before = place.text().indexOf(words.toUtf8());
        place.sources().recognise({place.entry().record.id});
        QTRY_COMPARE_WITH_TIMEOUT(place.sources().offered().size(), 1, patience);
        place.desk.useRecognised();
        const qint64 now = place.text().indexOf(words.toUtf8());
        QVERIFY(now > before + 50);
        QCOMPARE(place.entry().document.placeOf(words, before, before + words.size()),
                 std::pair(now, now + words.size()));
        QCOMPARE(place.entry().document.placeOf(QStringLiteral("nowhere"), 3, 10),
                 (std::pair<qint64, qint64>(0, 0)));
    }

private:
    bool m_stopped = false;
};

QTEST_MAIN(TestRecognition)
#include "tst_Recognition.moc"
