#include "engine/Engine.h"
#include "engine/model/MemoryPlan.h"
#include "tests/support/CheckpointWriter.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <string>

using namespace quire;

namespace {

/// Memory of this process that no file stands behind, in bytes.
std::uint64_t ownMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssAnon:"))
            return std::stoull(line.substr(8)) * 1024;
    return 0;
}

} // namespace

/// Weights are used where they lie in the mapped files: what a model takes besides is what the plan says,
/// and no more than a twentieth of the files on top.
class ResidentWeightsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsCopiedOrExpanded_data();
    void nothingIsCopiedOrExpanded();

private:
    QTemporaryDir m_directory;
};

void ResidentWeightsTest::initTestCase()
{
    test::CheckpointSpec spec = test::specNamed("wide");
    spec.fill = test::CheckpointSpec::Fill::RawCodes;
    spec.config.moeIntermediate = 2048;
    spec.config.experts = 12;
    test::writeCheckpoint(m_directory.path().toStdString(), spec);
}

void ResidentWeightsTest::nothingIsCopiedOrExpanded_data()
{
    QTest::addColumn<QString>("numerics");
    for (const char* numerics : {"fast", "plain", "cache", "exact"})
        QTest::newRow(numerics) << QString(numerics);
}

void ResidentWeightsTest::nothingIsCopiedOrExpanded()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("AddressSanitizer keeps memory of its own");
#endif
    QFETCH(QString, numerics);
    EngineOptions options;
    options.numerics = parseNumerics(numerics.toStdString());
    options.threads = 1;
    options.chunk = 128;
    const std::uint64_t before = ownMemory();
    QVERIFY(before > 0);
    const std::shared_ptr<Engine> engine = Engine::open(m_directory.path().toStdString(), options);
    Session session = engine->newSession();
    std::vector<std::int32_t> ids(300);
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = static_cast<std::int32_t>((i * 7919 + 13) % 512);
    session.prefill(ids);
    GenerateOptions generate;
    generate.maxTokens = 8;
    session.generate(generate);
    const std::uint64_t taken = ownMemory() - std::min(before, ownMemory());

    MemoryPlanOptions plan;
    plan.numerics = options.numerics;
    plan.chunk = options.chunk;
    const std::uint64_t files = engine->checkpoint().fileBytes();
    const std::uint64_t planned =
        MemoryPlan::make(engine->config(), files, MachineMemory::detect(), plan).at(8192).resident;
    qInfo("files %.1f MB; taken besides %.1f MB, planned %.1f MB", static_cast<double>(files) / 1e6,
          static_cast<double>(taken) / 1e6, static_cast<double>(planned) / 1e6);
    QVERIFY(static_cast<double>(taken) <= 0.05 * static_cast<double>(files) + static_cast<double>(planned));
}

QTEST_GUILESS_MAIN(ResidentWeightsTest)
#include "tst_resident_weights.moc"
