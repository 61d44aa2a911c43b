#include "tests/app/QuireProcess.h"
#include "tests/app/TestModel.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace quire::test;

/// What one process read, the next one does not read again; `quire cache` looks after it.
class tst_CacheCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatWasReadIsNotReadAgain();
    void anotherQuestionReadsTheQuestionAlone();
    void changedDocumentIsNamed();
    void sessionsAreListedPinnedAndDropped();
    void theMostRoomIsSaidAndKept();
    void bundleOpensElsewhere();
    void damageIsFoundAndMended();
    void unusableFoldersAreSaidAndDoNotStopAnswers();
    void benchShowsWhatKeepingCosts();

private:
    QJsonObject ask(const QString& document, const QString& question, const QString& cache = {});
    QuireResult cache(const QStringList& arguments, const QString& folder = {});
    QString firstId();
    QString file(const QString& name, const QByteArray& content);
    QString folder(const QString& name) const { return m_dir.filePath(name); }

    QTemporaryDir m_dir;
    QString m_model;
    QString m_lease;
    QByteArray m_said; ///< on standard error, by the last ask()
};

void tst_CacheCommand::initTestCase()
{
    m_model = m_dir.filePath("random");
    writeTalkingModel(m_model, 1 << 15);
    m_lease = file("lease.txt",
                   QByteArray("The rent is four hundred crowns a year, paid in May.\n\n").repeated(60));
}

QString tst_CacheCommand::file(const QString& name, const QByteArray& content)
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

QJsonObject tst_CacheCommand::ask(const QString& document, const QString& question, const QString& cache)
{
    const QuireResult result =
        runQuire({"ask", "--model", m_model, "--cache", cache.isEmpty() ? folder("cache") : cache, "--file",
                  document, "--max-tokens", "8", "--json", question});
    m_said = result.err;
    return QJsonDocument::fromJson(result.out).object();
}

QuireResult tst_CacheCommand::cache(const QStringList& arguments, const QString& where)
{
    return runQuire(QStringList{"cache"} + arguments +
                    QStringList{"--cache", where.isEmpty() ? folder("cache") : where});
}

QString tst_CacheCommand::firstId()
{
    // The second line of the table: the first is its head.
    const QList<QByteArray> lines = cache({"list"}).out.split('\n');
    for (const QByteArray& line : lines)
        if (line.contains("lease.txt"))
            return QString::fromUtf8(line.simplified().split(' ').first());
    return {};
}

void tst_CacheCommand::whatWasReadIsNotReadAgain()
{
    const QJsonObject first = ask(m_lease, "What is the rent?");
    QVERIFY2(first["prompt_tokens"].toInt() > 500, m_said.constData());
    QCOMPARE(first["read_tokens"].toInt(), first["prompt_tokens"].toInt());
    const QJsonObject again = ask(m_lease, "What is the rent?");
    QVERIFY(again["read_tokens"].toInt() < 40); // the question alone
    QCOMPARE(again["answer"].toString(), first["answer"].toString());
}

void tst_CacheCommand::anotherQuestionReadsTheQuestionAlone()
{
    const QJsonObject other = ask(m_lease, "When is it due?");
    QVERIFY(other["read_tokens"].toInt() > 0);
    QVERIFY2(other["read_tokens"].toInt() < 40, qPrintable(QString::number(other["read_tokens"].toInt())));
    const QJsonObject fresh = ask(m_lease, "When is it due?", folder("another"));
    QCOMPARE(fresh["read_tokens"].toInt(), fresh["prompt_tokens"].toInt());
    QCOMPARE(other["answer"].toString(), fresh["answer"].toString());
}

void tst_CacheCommand::changedDocumentIsNamed()
{
    const QString cacheFolder = folder("changed");
    const QString terms = file("terms.txt", QByteArray("Boats leave at noon.\n\n").repeated(100));
    ask(terms, "When?", cacheFolder);
    QVERIFY2(!m_said.contains("differs"), m_said.constData());
    file("terms.txt", QByteArray("Boats leave at noon.\n\n").repeated(99) + "Boats leave at dawn.\n");
    ask(terms, "When?", cacheFolder);
    QVERIFY2(m_said.contains("differs at token") && m_said.contains("terms.txt"), m_said.constData());
}

void tst_CacheCommand::sessionsAreListedPinnedAndDropped()
{
    const QString id = firstId();
    QVERIFY(!id.isEmpty());
    QCOMPARE(cache({"pin", id}).exitCode, 0);
    QVERIFY(cache({"list"}).out.contains("pinned"));
    const QByteArray room = cache({"du"}).out;
    QVERIFY2(room.contains("snapshots") && room.contains("Written since") && !room.contains(": 0 bytes"),
             room.constData());
    QCOMPARE(cache({"drop", QStringLiteral("nobody")}).exitCode, 3);
    const QuireResult plan = cache({"evict", "--to", "0"});
    QVERIFY2(plan.exitCode == 0 && plan.err.contains("--yes"), plan.err.constData());
    QCOMPARE(cache({"evict", "--to", "1.5 GiB"}).exitCode, 0);
    for (const QStringList& to : {QStringList{}, {"--to", "20Q"}, {"--to", "1.5"}, {"--to=-1"}}) {
        const QuireResult refused = cache(QStringList{"evict", "--yes"} + to);
        QVERIFY2(refused.exitCode == 2 && refused.err.contains("--to"), refused.err.constData());
    }
    QCOMPARE(firstId(), id); // only said
}

void tst_CacheCommand::theMostRoomIsSaidAndKept()
{
    // Unless the person says otherwise it is 32 GB, whatever the folder.
    QVERIFY(cache({"du"}).out.contains("of at most 29.8 GiB"));
    QVERIFY(cache({"list"}).err.contains("of at most 29.8 GiB"));

    // The person says otherwise, in the window: what is over that goes with the next reading.
    choose(QStringLiteral("storage/quota"), 64 << 10);
    const QString small = folder("small");
    ask(m_lease, "What is the rent?", small); // what all prompts begin with lies in its file, and stays
    ask(file("other.txt", QByteArray("The boat leaves at noon.\n\n").repeated(200)), "When?", small);
    ask(file("third.txt", QByteArray("The gate is shut at dusk.\n\n").repeated(200)), "When?", small);
    const QuireResult room = cache({"du"}, small);
    QVERIFY2(room.out.contains("of at most 64.0 KiB"), room.out.constData());
    QVERIFY(cache({"list"}, small).out.contains("partly evicted"));
    choose(QStringLiteral("storage/quota"), 0);
    QVERIFY(cache({"du"}, small).out.contains("may take all there is"));
}

void tst_CacheCommand::bundleOpensElsewhere()
{
    const QString bundle = m_dir.filePath("lease.quire");
    const QuireResult exported = cache({"export", firstId(), bundle, m_lease});
    QVERIFY2(exported.exitCode == 0, exported.err.constData());
    const QString documents = folder("documents");
    const QuireResult imported = cache({"import", bundle, documents}, folder("elsewhere"));
    QVERIFY2(imported.exitCode == 0 && imported.out.contains("lease.txt"), imported.err.constData());
    QFile original(m_lease), carried(documents + "/lease.txt");
    QVERIFY(original.open(QFile::ReadOnly) && carried.open(QFile::ReadOnly));
    QCOMPARE(carried.readAll(), original.readAll());
    // What lies in the folder is not written over.
    QVERIFY(cache({"import", bundle, documents}, folder("elsewhere again")).exitCode != 0);
    QVERIFY(cache({"list"}, folder("elsewhere")).out.contains(" s "));
    QVERIFY(ask(m_lease, "When is it due?", folder("elsewhere"))["read_tokens"].toInt() < 40);
    const QString broken = file("broken.quire", "not a bundle");
    const QuireResult refused = cache({"import", broken}, folder("elsewhere"));
    QVERIFY2(refused.exitCode == 3 && refused.err.startsWith("quire: "), refused.err.constData());
    QVERIFY2(refused.err.contains("not a Quire bundle"), refused.err.constData());
    // One that is cut short is still one.
    QFile whole(bundle);
    QVERIFY(whole.open(QFile::ReadOnly));
    const QuireResult torn =
        cache({"import", file("torn.quire", whole.read(whole.size() / 2))}, folder("elsewhere"));
    QVERIFY2(torn.exitCode == 3 && torn.err.contains("is damaged"), torn.err.constData());
}

void tst_CacheCommand::damageIsFoundAndMended()
{
    QCOMPARE(cache({"verify"}).exitCode, 0);
    const QDir blocks(folder("cache") + "/blocks");
    for (const QString& name : blocks.entryList(QDir::Files)) { // one of them begins with the first rows
        QFile block(blocks.filePath(name));
        QVERIFY(block.open(QFile::ReadWrite) && block.seek(4096 + 200));
        const char old = block.peek(1).at(0);
        block.putChar(char(old ^ 16));
    }
    const QuireResult verified = cache({"verify"});
    QVERIFY2(verified.exitCode == 3 && !verified.out.isEmpty(), verified.out.constData());
    QCOMPARE(cache({"repair"}).exitCode, 0);
    QCOMPARE(cache({"verify"}).exitCode, 0);
    const QJsonObject again = ask(m_lease, "When is it due?");
    QCOMPARE(again["answer"], ask(m_lease, "When is it due?", folder("another"))["answer"]);
    const QuireResult dropped = cache({"drop", firstId()});
    QCOMPARE(dropped.exitCode, 0);
    QVERIFY2(dropped.err.contains("freed. The cache takes"), dropped.err.constData());
    QVERIFY(firstId().isEmpty());
}

void tst_CacheCommand::unusableFoldersAreSaidAndDoNotStopAnswers()
{
    const QString occupied = file("occupied", "a file, not a folder");
    const QJsonObject answer = ask(m_lease, "What is the rent?", occupied + "/cache");
    QVERIFY(answer["answer_tokens"].toInt() > 0);
    QVERIFY2(m_said.contains("occupied"), m_said.constData());
    QCOMPARE(cache({"list"}, occupied + "/cache").exitCode, 3);
}

void tst_CacheCommand::benchShowsWhatKeepingCosts()
{
    const QString plot = m_dir.filePath("times.svg");
    const QuireResult result = runQuire({"bench", "cache", "--model", m_model, "--lengths", "256,1K",
                                         "--cache", m_dir.path(), "--json", "--plot", plot});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QJsonArray points = QJsonDocument::fromJson(result.out).array();
    QCOMPARE(points.size(), 2);
    for (const QJsonValue& point : points)
        for (const char* figure : {"rowBytes", "diskBytes", "openSeconds", "firstTokenSeconds"})
            QVERIFY2(point[QLatin1String(figure)].toDouble() > 0, figure);
    QFile svg(plot);
    QVERIFY(svg.open(QFile::ReadOnly) && svg.readAll().contains("first token"));
}

QTEST_GUILESS_MAIN(tst_CacheCommand)
#include "tst_CacheCommand.moc"
