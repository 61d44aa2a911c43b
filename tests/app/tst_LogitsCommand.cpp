#include "tests/app/QuireProcess.h"
#include "tests/support/GoldenFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

#include <cmath>
#include <csignal>
#include <cstring>

using namespace quire::test;

namespace {

constexpr double tolerance = 1e-3; // of a logit in `plain`, as the golden data's notes ask

QByteArray idsText(const std::vector<std::int64_t>& ids, std::size_t count)
{
    QByteArray text;
    for (std::size_t i = 0; i < count; ++i)
        text += QByteArray::number(qint64(ids[i % ids.size()])) + (i % 10 == 9 ? "\n" : " ");
    return text;
}

std::vector<float> readRows(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    std::vector<float> rows(std::size_t(bytes.size()) / sizeof(float));
    std::memcpy(rows.data(), bytes.constData(), rows.size() * sizeof(float));
    return rows;
}

/// The largest difference between row `row` of `rows` and a golden row.
double worst(const std::vector<float>& rows, std::size_t row, const std::vector<float>& golden)
{
    if (rows.size() < (row + 1) * golden.size())
        return HUGE_VAL;
    double difference = 0;
    for (std::size_t i = 0; i < golden.size(); ++i)
        difference = std::max(difference, double(std::abs(rows[row * golden.size() + i] - golden[i])));
    return difference;
}

/// Whether the process has a file open in the folder: it has begun to write.
bool hasOpen(const QProcess& process, const QString& folder)
{
    const QDir open(QStringLiteral("/proc/%1/fd").arg(process.processId()));
    for (const QFileInfo& file : open.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot))
        if (file.symLinkTarget().contains(folder))
            return true;
    return false;
}

} // namespace

class tst_LogitsCommand : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithGoldenData_data();
    void agreesWithGoldenData();
    void mtpAgreesWithGoldenData_data();
    void mtpAgreesWithGoldenData();
    void writesRowsInTheOrderRequested();
    void doesNotDependOnTheChunk();
    void doesNotDependOnTheMemoryForExperts();
    void readsStandardInput();
    void badIdsAreSaid_data();
    void badIdsAreSaid();
    void unwritablePlacesAreSaid();
    void ctrlCLeavesNothingBehind();

private:
    /// Runs with the ids in a file; returns the rows written.
    std::vector<float> logits(const GoldenVariant& variant, std::size_t count, const QStringList& options);
    QString out() const { return m_dir.filePath("out.f32"); }
    QString idsFile(const QByteArray& text);

    QTemporaryDir m_dir;
};

QString tst_LogitsCommand::idsFile(const QByteArray& text)
{
    QFile file(m_dir.filePath("ids.txt"));
    if (!file.open(QFile::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write ids.txt");
    return file.fileName();
}

std::vector<float> tst_LogitsCommand::logits(const GoldenVariant& variant, std::size_t count,
                                             const QStringList& options)
{
    QFile::remove(out());
    const std::vector<std::int64_t> ids = variant.goldens().integers("input_ids");
    const QuireResult result =
        runQuire(QStringList{"logits", "--model", QString::fromStdString(variant.model().string()), "--ids",
                             idsFile(idsText(ids, count)), "--out", out()} +
                 options);
    if (result.exitCode != 0)
        qWarning("%d: %s", result.exitCode, result.err.constData());
    return readRows(out());
}

void tst_LogitsCommand::agreesWithGoldenData_data()
{
    QTest::addColumn<int>("variant");
    QTest::addColumn<QString>("numerics");
    const std::vector<GoldenVariant> variants = goldenVariants();
    for (std::size_t i = 0; i < variants.size(); ++i)
        for (const char* numerics : {"plain", "exact"})
            QTest::addRow("%s, %s", variants[i].name.c_str(), numerics) << int(i) << numerics;
}

void tst_LogitsCommand::agreesWithGoldenData()
{
    QFETCH(int, variant);
    QFETCH(QString, numerics);
    const GoldenVariant golden = goldenVariants()[std::size_t(variant)];
    const GoldenFile file = golden.goldens();
    const std::string mode = numerics.toStdString();
    const int stable = file.notes()["modes"][mode]["stable_prefix"].get<int>();
    QStringList positions;
    std::vector<std::string> names;
    for (const int length : {1, 4, 5, 16, 128, 129}) {
        const std::string name = mode + ".prefill." + std::to_string(length);
        if (length <= stable && file.has(name)) {
            positions.push_back(QString::number(length - 1));
            names.push_back(name);
        }
    }
    const std::vector<float> rows =
        logits(golden, 129, {"--numerics", numerics, "--positions", positions.join(u','), "--chunk", "64"});
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double difference = worst(rows, i, file.floats(names[i]));
        QVERIFY2(difference <= tolerance,
                 qPrintable(QString("%1: %2").arg(names[i].c_str()).arg(difference)));
    }
}

void tst_LogitsCommand::mtpAgreesWithGoldenData_data()
{
    QTest::addColumn<int>("variant");
    const std::vector<GoldenVariant> variants = goldenVariants();
    for (std::size_t i = 0; i < variants.size(); ++i)
        QTest::addRow("%s", variants[i].name.c_str()) << int(i);
}

void tst_LogitsCommand::mtpAgreesWithGoldenData()
{
    QFETCH(int, variant);
    const GoldenVariant golden = goldenVariants()[std::size_t(variant)];
    const GoldenFile file = golden.goldens();
    for (const std::string& name : file.names("plain.mtp.")) {
        const std::size_t count = std::stoul(name.substr(name.rfind('.') + 1));
        const std::vector<float> rows = logits(golden, count, {"--numerics", "plain", "--mtp"});
        QVERIFY2(worst(rows, 0, file.floats(name)) <= tolerance, name.c_str());
    }
    const std::vector<float> all = logits(golden, 17, {"--numerics", "plain", "--mtp", "--positions", "all"});
    QCOMPARE(all.size(), file.floats("plain.mtp.17").size() * 16);
    QVERIFY(worst(all, 15, file.floats("plain.mtp.17")) <= tolerance);
    QVERIFY(worst(all, 3, file.floats("plain.mtp.5")) <= tolerance);
}

void tst_LogitsCommand::writesRowsInTheOrderRequested()
{
    const GoldenVariant golden = goldenVariants().front();
    const std::vector<float> ordered = logits(golden, 40, {"--positions", "3,4,5,39"});
    const std::vector<float> shuffled = logits(golden, 40, {"--positions", "39,4,3,4"});
    const std::size_t vocab = ordered.size() / 4;
    QVERIFY(vocab > 0);
    const auto row = [&](const std::vector<float>& rows, std::size_t i) {
        return std::vector<float>(rows.begin() + std::ptrdiff_t(i * vocab),
                                  rows.begin() + std::ptrdiff_t((i + 1) * vocab));
    };
    QCOMPARE(shuffled.size(), ordered.size());
    QVERIFY(row(shuffled, 0) == row(ordered, 3));
    QVERIFY(row(shuffled, 1) == row(ordered, 1));
    QVERIFY(row(shuffled, 2) == row(ordered, 0));
    QVERIFY(row(shuffled, 3) == row(ordered, 1));
    QVERIFY(logits(golden, 40, {}) == row(ordered, 3));
}

void tst_LogitsCommand::doesNotDependOnTheChunk()
{
    const GoldenVariant golden = goldenVariants().front();
    const std::vector<float> whole = logits(golden, 150, {"--positions", "all"});
    QVERIFY(!whole.empty());
    for (const char* chunk : {"1", "7", "64", "128"})
        QVERIFY2(logits(golden, 150, {"--positions", "all", "--chunk", chunk}) == whole, chunk);
}

void tst_LogitsCommand::doesNotDependOnTheMemoryForExperts()
{
    const GoldenVariant golden = goldenVariants().front();
    const std::vector<float> whole = logits(golden, 150, {"--positions", "all"});
    QVERIFY(!whole.empty());
    for (const char* size : {"40K", "400K", "1G"})
        QVERIFY2(logits(golden, 150, {"--positions", "all", "--expert-memory", size}) == whole, size);
}

void tst_LogitsCommand::readsStandardInput()
{
    const GoldenVariant golden = goldenVariants().front();
    const std::vector<float> expected = logits(golden, 3, {});
    QProcess process;
    prepare(process, {"logits", "--model", QString::fromStdString(golden.model().string()), "--ids", "-",
                      "--out", out()});
    process.start();
    process.write(idsText(golden.goldens().integers("input_ids"), 3));
    process.closeWriteChannel();
    QCOMPARE(result(process).exitCode, 0);
    QVERIFY(readRows(out()) == expected);
}

void tst_LogitsCommand::badIdsAreSaid_data()
{
    QTest::addColumn<QByteArray>("ids");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("said");

    QTest::newRow("no number") << QByteArray("1 2\nthree 4") << QStringList{} << 3
                               << QByteArray("line 2: 'three'");
    QTest::newRow("a fraction") << QByteArray("1.5") << QStringList{} << 3 << QByteArray("'1.5'");
    QTest::newRow("over the vocabulary")
        << QByteArray("1 2\n512") << QStringList{} << 3 << QByteArray("vocabulary of 512");
    QTest::newRow("negative") << QByteArray("-1") << QStringList{} << 3 << QByteArray("-1");
    QTest::newRow("huge") << QByteArray("99999999999999999999999") << QStringList{} << 3
                          << QByteArray("vocabulary");
    QTest::newRow("empty") << QByteArray(" \n") << QStringList{} << 3 << QByteArray("no token ids");
    QTest::newRow("binary") << QByteArray("\0\xff\xfe", 3) << QStringList{} << 3 << QByteArray("line 1");
    QTest::newRow("over the context") << idsText({5}, 4097) << QStringList{} << 3 << QByteArray("4096");
    QTest::newRow("position beyond the ids")
        << QByteArray("1 2 3") << QStringList{"--positions", "3"} << 2 << QByteArray("--positions");
    QTest::newRow("one id for MTP") << QByteArray("1") << QStringList{"--mtp"} << 3
                                    << QByteArray("two tokens");
}

void tst_LogitsCommand::badIdsAreSaid()
{
    QFETCH(QByteArray, ids);
    QFETCH(QStringList, options);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, said);
    QFile::remove(out());
    const QString model = QString::fromStdString(goldenVariants().front().model().string());
    const QuireResult result =
        runQuire(QStringList{"logits", "--model", model, "--ids", idsFile(ids), "--out", out()} + options);
    QVERIFY2(result.exitCode == exitCode, result.err.constData());
    QVERIFY2(result.err.contains(said), result.err.constData());
    QVERIFY(!QFile::exists(out()));
}

void tst_LogitsCommand::unwritablePlacesAreSaid()
{
    const QString model = QString::fromStdString(goldenVariants().front().model().string());
    const QuireResult result =
        runQuire({"logits", "--model", model, "--ids", idsFile("1 2"), "--out", "/no/such/place"});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("/no/such/place"), result.err.constData());
    // A finished file would take the place of a device or pipe.
    const QString pipe = m_dir.filePath("pipe");
    QVERIFY(::mkfifo(qPrintable(pipe), 0600) == 0);
    for (const QString& place : {pipe, m_dir.path()}) {
        const QuireResult refused =
            runQuire({"logits", "--model", model, "--ids", idsFile("1 2"), "--out", place});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains(place.toUtf8()), refused.err.constData());
    }
    struct stat status = {};
    QVERIFY(::stat(qPrintable(pipe), &status) == 0 && S_ISFIFO(status.st_mode));
    QCOMPARE(runQuire({"logits", "--model", model, "--ids", "/no/ids", "--out", out()}).exitCode, 3);
}

void tst_LogitsCommand::ctrlCLeavesNothingBehind()
{
    const GoldenVariant golden = goldenVariants().front();
    const QString folder = m_dir.filePath("cancelled");
    QVERIFY(QDir().mkpath(folder));
    QProcess process;
    prepare(process, {"logits", "--model", QString::fromStdString(golden.model().string()), "--ids",
                      idsFile(idsText(golden.goldens().integers("input_ids"), 4096)), "--positions", "all",
                      "--chunk", "1", "--numerics", "plain", "--out", folder + "/out.f32"});
    process.start();
    process.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(hasOpen(process, folder) || process.state() == QProcess::NotRunning, 60'000);
    ::kill(pid_t(process.processId()), SIGINT);
    const QuireResult cancelled = result(process, 30'000);
    QCOMPARE(cancelled.exitCode, 130);
    QVERIFY2(cancelled.err.contains("ancelled"), cancelled.err.constData());
    QVERIFY(QDir(folder).isEmpty());
}

QTEST_GUILESS_MAIN(tst_LogitsCommand)
#include "tst_LogitsCommand.moc"
