#include "engine/model/MemoryPlan.h"
#include "tests/engine/model/ModelTestTools.h"
#include "tests/support/CheckpointWriter.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace quire;

namespace {

constexpr std::uint64_t gibi = 1ULL << 30;

/// The official layers, of which only what the plan looks at matters.
ModelConfig official(int layers, std::vector<int> firstRatios, int heads, int hidden)
{
    ModelConfig c = test::specNamed("flash-dims").config;
    c.layers = layers;
    c.heads = heads;
    c.hiddenSize = hidden;
    c.compressRatios = std::move(firstRatios);
    while (static_cast<int>(c.compressRatios.size()) < layers)
        c.compressRatios.push_back(c.compressRatios.size() % 2 == 0 ? 4 : 128);
    c.compressRatios.push_back(0);
    return c;
}

ModelConfig flash()
{
    return official(43, {0, 0}, 64, 4096);
}

ModelConfig pro()
{
    return official(61, {128, 128}, 128, 7168);
}

MachineMemory machineWith(std::uint64_t available)
{
    return {available, available, false};
}

void write(const std::filesystem::path& file, const std::string& text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

} // namespace

class MemoryPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsGrowByTheFormula()
    {
        const MemoryPlan f = MemoryPlan::make(flash(), 160 * gibi, machineWith(512 * gibi));
        QCOMPARE(f.rowBytesPerToken, 3514.25);
        QCOMPARE(f.at(1 << 20).rows, std::uint64_t(3514.25 * (1 << 20))); // 3.43 GiB
        QCOMPARE(bytesText(f.at(1 << 20).rows), std::string("3.43 GiB"));
        const MemoryPlan p = MemoryPlan::make(pro(), 860 * gibi, machineWith(512 * gibi));
        QCOMPARE(p.rowBytesPerToken, 5031.4375);
        QCOMPARE(bytesText(p.at(1 << 20).rows), std::string("4.91 GiB"));
        QCOMPARE(f.at(3).rows, std::uint64_t(0));
        QCOMPARE(f.at(4).rows, std::uint64_t(21 * (584 + 68)));
        QCOMPARE(f.at(128).rows, std::uint64_t(21 * 32 * (584 + 68) + 20 * 584));
    }

    void tableNamesTheFigures()
    {
        const std::string f = MemoryPlan::make(flash(), 160 * gibi, machineWith(512 * gibi)).table();
        const std::string p = MemoryPlan::make(pro(), 860 * gibi, machineWith(512 * gibi)).table();
        for (const char* part : {"3,514 B", "160 GiB", "1,048,576", "3.43 GiB", "131,072", "4,096", "fits"})
            QVERIFY2(f.find(part) != std::string::npos, f.c_str());
        for (const char* part : {"5,031 B", "4.91 GiB", "fits with weights paged from disk", "of the disk"})
            QVERIFY2(p.find(part) != std::string::npos, p.c_str());
        QVERIFY(f.find("speed of the disk") == std::string::npos);
    }

    void snapshotsAreSmall()
    {
        const std::uint64_t f = MemoryPlan::make(flash(), 0, machineWith(gibi)).snapshotBytes;
        const std::uint64_t p = MemoryPlan::make(pro(), 0, machineWith(gibi)).snapshotBytes;
        // 44 windows of 128 rows of 584 bytes, 21 windows of k and z of 4 x (512 + 128), one token's streams
        QCOMPARE(f, std::uint64_t(44 * 128 * 584 + 21 * 2 * 4 * 4 * 640 + 4 * 4 * 4096));
        QCOMPARE(p, std::uint64_t(62 * 128 * 584 + 30 * 2 * 4 * 4 * 640 + 4 * 4 * 7168));
    }

    void float32RowsAreCounted()
    {
        MemoryPlanOptions options;
        options.numerics = Numerics::Plain;
        const MemoryPlan plan = MemoryPlan::make(flash(), 0, machineWith(gibi), options);
        QCOMPARE(plan.rowBytesPerToken, 21 * (2048 + 512) / 4.0 + 20 * 2048 / 128.0);
        QVERIFY(plan.table().find("float32") != std::string::npos);
    }

    void verdictsFollowTheMachine()
    {
        const auto verdict = [](std::uint64_t weights, std::uint64_t available) {
            return MemoryPlan::make(flash(), weights, machineWith(available)).at(1 << 20).verdict;
        };
        QCOMPARE(verdict(160 * gibi, 192 * gibi), MemoryVerdict::Fits);
        QCOMPARE(verdict(160 * gibi, 64 * gibi), MemoryVerdict::FitsPaged);
        QCOMPARE(verdict(160 * gibi, 3 * gibi), MemoryVerdict::DoesNotFit);
        const MemoryPlan plan = MemoryPlan::make(flash(), gibi, machineWith(64 * gibi));
        QCOMPARE(plan.at((1 << 20) + 1).verdict, MemoryVerdict::BeyondContext);
        const MemoryNeed need = plan.at(1 << 20);
        QCOMPARE(need.resident, need.rows + plan.windows + plan.frontiers + plan.workspace);
        QCOMPARE(need.total, need.resident + gibi);
    }

    void expertsGetWhatIsLeft()
    {
        // V4-Flash: 150 of 160 GiB are routed experts of 13 MiB.
        MemoryPlanOptions options;
        options.experts = {150 * gibi, 13U << 20};
        const auto plan = [&](std::uint64_t available) {
            return MemoryPlan::make(flash(), 160 * gibi, machineWith(available), options);
        };
        QCOMPARE(plan(192 * gibi).at(4096).expertMemory, std::uint64_t(0)); // all fits: used where mapped
        QCOMPARE(plan(192 * gibi).at(4096).verdict, MemoryVerdict::Fits);
        const MemoryPlan some = plan(64 * gibi);
        const MemoryNeed need = some.at(4096);
        QCOMPARE(need.verdict, MemoryVerdict::FitsPaged);
        QCOMPARE(need.expertMemory, 56 * gibi - need.resident - 10 * gibi);
        QVERIFY(some.at(1 << 20).expertMemory < need.expertMemory); // longer contexts leave less
        QVERIFY2(some.table().find("30 % of the experts in memory") != std::string::npos,
                 some.table().c_str());
        QVERIFY2(some.table().find("Experts: 45") != std::string::npos, some.table().c_str());
        // What every token needs does not fit: a cache of experts would only make it worse.
        QCOMPARE(plan(8 * gibi).at(4096).expertMemory, std::uint64_t(0));
        QCOMPARE(plan(8 * gibi).at(4096).verdict, MemoryVerdict::FitsPaged);
        QVERIFY(plan(8 * gibi).table().find("paged by the system") != std::string::npos);
    }

    void whatIsAskedForExpertsCounts()
    {
        MemoryPlanOptions options;
        options.experts = {150 * gibi, 13U << 20};
        options.expertMemory = 20 * gibi;
        const MemoryPlan plan = MemoryPlan::make(flash(), 160 * gibi, machineWith(192 * gibi), options);
        const MemoryNeed need = plan.at(4096);
        QCOMPARE(need.expertMemory, 20 * gibi);
        QCOMPARE(need.total, need.resident + 30 * gibi);
        QCOMPARE(need.verdict, MemoryVerdict::FitsPaged);
        QVERIFY2(plan.table().find("13 % of the experts in memory") != std::string::npos,
                 plan.table().c_str());
        QVERIFY(plan.table().find("as asked") != std::string::npos);
        const MemoryPlan small = MemoryPlan::make(flash(), 160 * gibi, machineWith(16 * gibi), options);
        QCOMPARE(small.at(4096).verdict, MemoryVerdict::DoesNotFit);
        EXPECT_ERROR(small.require(4096), ErrorCode::OutOfMemory, "Allow less memory for experts");
        options.expertMemory = 500 * gibi; // more than there are
        const MemoryPlan all = MemoryPlan::make(flash(), 160 * gibi, machineWith(192 * gibi), options);
        QCOMPARE(all.at(4096).expertMemory, 150 * gibi);
        QCOMPARE(all.at(4096).verdict, MemoryVerdict::Fits);
    }

    void ranksAndChunksCost()
    {
        const MemoryPlan one = MemoryPlan::make(flash(), 0, machineWith(gibi), {Numerics::Fast, 512, 1});
        const MemoryPlan two = MemoryPlan::make(flash(), 0, machineWith(gibi), {Numerics::Fast, 512, 2});
        QCOMPARE(two.at(131072).resident, 2 * one.at(131072).resident);
        const MemoryPlan wide = MemoryPlan::make(flash(), 0, machineWith(gibi), {Numerics::Fast, 4096, 1});
        QVERIFY(wide.workspace > 4 * one.workspace);
        QVERIFY(wide.windows > one.windows);
    }

    void refusalCarriesTheTable()
    {
        const MemoryPlan small = MemoryPlan::make(flash(), 160 * gibi, machineWith(3 * gibi));
        try {
            small.require(1 << 20);
            QFAIL("It fits.");
        } catch (const EngineError& error) {
            QCOMPARE(error.details(), small.table());
            QVERIFY2(!QByteArray(error.what()).contains('\n'),
                     error.what()); // a sentence, wherever it is shown
        }
        EXPECT_ERROR(small.require(1 << 20), ErrorCode::OutOfMemory, "1,048,576 tokens does not fit");
        MemoryPlan::make(flash(), 160 * gibi, machineWith(64 * gibi)).require(1 << 20);
    }

    void sizesReadWell()
    {
        QCOMPARE(bytesText(0), std::string("0 B"));
        QCOMPARE(bytesText(584), std::string("584 B"));
        QCOMPARE(bytesText(1536), std::string("1.50 KiB"));
        QCOMPARE(bytesText(14394368), std::string("13.7 MiB"));
        QCOMPARE(bytesText(160 * gibi), std::string("160 GiB"));
        QCOMPARE(groupedText(7), std::string("7"));
        QCOMPARE(groupedText(1000), std::string("1,000"));
        QCOMPARE(groupedText(1048576), std::string("1,048,576"));
    }

    void thisMachineHasMemory()
    {
        const MachineMemory memory = MachineMemory::detect();
        QVERIFY(memory.total > (64U << 20));
        QVERIFY(memory.available > 0 && memory.available <= memory.total);
    }

    void containerLimitsCount_data()
    {
        QTest::addColumn<bool>("unified");
        QTest::newRow("version 1") << false;
        QTest::newRow("version 2") << true;
    }

    void containerLimitsCount()
    {
        QFETCH(bool, unified);
        QTemporaryDir directory;
        const std::filesystem::path root = directory.path().toStdString();
        EXPECT_ERROR(MachineMemory::detect(root), ErrorCode::FileUnreadable, "meminfo");
        write(root / "proc/meminfo", "MemTotal:  8388608 kB\nMemFree: 10 kB\nMemAvailable:  6291456 kB\n");
        QCOMPARE(MachineMemory::detect(root).total, 8 * gibi);
        QCOMPARE(MachineMemory::detect(root).available, 6 * gibi);

        write(root / "proc/self/cgroup", unified ? "0::/box/job\n" : "5:devices:/x\n4:memory:/box/job\n");
        const std::filesystem::path outer =
            root / (unified ? "sys/fs/cgroup/box" : "sys/fs/cgroup/memory/box");
        const char* limit = unified ? "memory.max" : "memory.limit_in_bytes";
        const char* usage = unified ? "memory.current" : "memory.usage_in_bytes";
        write(outer / "job" / limit, unified ? "max\n" : "9223372036854771712\n");
        QVERIFY(!MachineMemory::detect(root).limited);

        write(outer / limit, std::to_string(2 * gibi));
        write(outer / usage, std::to_string(gibi));
        const std::string stat = std::to_string(gibi / 4);
        write(outer / "memory.stat", unified ? "anon 5\ninactive_file " + stat + "\nactive_file 0\n"
                                             : "total_inactive_file " + stat + "\ntotal_active_file 0\n");
        const MachineMemory memory = MachineMemory::detect(root);
        QVERIFY(memory.limited);
        QCOMPARE(memory.total, 2 * gibi);
        QCOMPARE(memory.available, gibi + gibi / 4);
    }
};

QTEST_APPLESS_MAIN(MemoryPlanTest)
#include "tst_memory_plan.moc"
