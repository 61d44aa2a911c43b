#include "tests/app/QuireProcess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace quire::test;

class TestSessionsCommand : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    /// A library as the window makes it, with one session about a pasted text.
    void fillLibrary(const char* turns) const
    {
        QDir().mkpath(m_folder->filePath(QStringLiteral("quire")));
        QVERIFY(runQuire({QStringLiteral("sessions"), QStringLiteral("list")}).exitCode != 0); // none yet
        sqlite3* database = nullptr;
        QCOMPARE(sqlite3_open(m_folder->filePath(QStringLiteral("quire/library.db")).toUtf8().constData(),
                              &database),
                 SQLITE_OK);
        sqlite3_close(database);
        // The first command brings the empty file to this build's form.
        QCOMPARE(runQuire({QStringLiteral("sessions"), QStringLiteral("list")}).exitCode, 0);
        QCOMPARE(sqlite3_open(m_folder->filePath(QStringLiteral("quire/library.db")).toUtf8().constData(),
                              &database),
                 SQLITE_OK);
        const QByteArray sql =
            QByteArray("INSERT INTO session VALUES(7, 'The ferry', 1, 0, 0, 0, 'flash', 'fast', ") +
            (*turns ? "70" : "0") +
            ", 0);"
            "INSERT INTO document(id, session, label, position, included, name, path, pasted, tokens, bytes, "
            "modified) "
            "VALUES(8, 7, 'A', 0, 1, 'rules.txt', '', 'Bicycles are carried on the "
            "upper deck. "
            "Dogs stay below.', 0, 0, 0);" +
            turns;
        QCOMPARE(sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }

    static constexpr const char* oneTurn =
        "INSERT INTO turn VALUES(70, 7, 0, 0, 'Where do dogs stay?', 'flash', 'fast', '', "
        "'> [A1] Dogs stay below.', 1, '', 'v4-nano-flash', 0, 0, 0, 0, 0, 0, 0);"
        "INSERT INTO citation VALUES(70, 0, 'A', 'A1', 'Dogs stay below.', 'Dogs stay below.', 'rules.txt, "
        "line 1', 0, "
        "0, 0, 1, 40, 56);";

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", m_folder->path().toLocal8Bit());
    }

    void sessionsAreListedShownAndExported()
    {
        fillLibrary(oneTurn);
        const QuireResult list = runQuire({QStringLiteral("sessions"), QStringLiteral("list")});
        QCOMPARE(list.exitCode, 0);
        QVERIFY2(list.out.contains("The ferry"), list.out + list.err);
        const QJsonArray json =
            QJsonDocument::fromJson(
                runQuire({QStringLiteral("sessions"), QStringLiteral("list"), QStringLiteral("--json")}).out)
                .array();
        QCOMPARE(json.size(), 1);
        QCOMPARE(json[0].toObject()[QStringLiteral("id")].toString(), QStringLiteral("7"));

        const QuireResult show =
            runQuire({QStringLiteral("sessions"), QStringLiteral("show"), QStringLiteral("ferry")});
        QCOMPARE(show.exitCode, 0);
        QVERIFY2(show.out.contains("> Dogs stay below.") && show.out.contains("rules.txt, line 1, verified"),
                 show.out);

        const QString file = m_folder->filePath(QStringLiteral("out.json"));
        QCOMPARE(runQuire({QStringLiteral("sessions"), QStringLiteral("export"), QStringLiteral("7"),
                           QStringLiteral("--out"), file})
                     .exitCode,
                 0);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(written.readAll()).object()[QStringLiteral("title")].toString(),
                 QStringLiteral("The ferry"));
    }

    void aQuestionGoesIntoASession()
    {
        fillLibrary(oneTurn);
        const QuireResult answer =
            runQuire({QStringLiteral("ask"), QStringLiteral("--session"), QStringLiteral("ferry"),
                      QStringLiteral("--json"), QStringLiteral("Where are bicycles carried?")});
        QVERIFY2(answer.exitCode == 0, answer.err);
        const QJsonObject object = QJsonDocument::fromJson(answer.out).object();
        QCOMPARE(object[QStringLiteral("question")].toString(),
                 QStringLiteral("Where are bicycles carried?"));
        QVERIFY(!object[QStringLiteral("answer")].toString().isEmpty());
        const QuireResult show =
            runQuire({QStringLiteral("sessions"), QStringLiteral("show"), QStringLiteral("7")});
        QVERIFY2(show.out.contains("Where do dogs stay?") && show.out.contains("Where are bicycles carried?"),
                 show.out);
    }

    void mistakesAreSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no such session")
            << QStringList{"sessions", "show", "nothing"} << QByteArray("no session");
        QTest::newRow("no such way") << QStringList{"sessions", "burn"} << QByteArray("takes list");
        QTest::newRow("with files") << QStringList{"ask", "--session", "7", "--file", "a", "b?"}
                                    << QByteArray("own sources");
    }

    void mistakesAreSaid()
    {
        fillLibrary("");
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const QuireResult result = runQuire(arguments);
        QVERIFY(result.exitCode > 0);
        QVERIFY2(result.err.contains(said), result.err);
    }
};

QTEST_GUILESS_MAIN(TestSessionsCommand)
#include "tst_SessionsCommand.moc"
