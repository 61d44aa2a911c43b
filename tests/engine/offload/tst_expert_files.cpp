#include "engine/offload/PagedExperts.h"
#include "tests/engine/model/ModelTestTools.h"
#include "tests/support/CheckpointWriter.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>

using namespace quire;
namespace fs = std::filesystem;

namespace {

std::uint64_t valueBytes(const Matrix& m)
{
    return m.rowBytes() * static_cast<std::uint64_t>(m.rows);
}

bool sameMatrix(const Matrix& a, const Matrix& b)
{
    const std::uint64_t scales = a.scales ? a.bytes() - valueBytes(a) : 0;
    return a.format == b.format && a.rows == b.rows && a.cols == b.cols &&
           (a.scales == nullptr) == !b.scales && std::memcmp(a.data, b.data, valueBytes(a)) == 0 &&
           (scales == 0 || std::memcmp(a.scales, b.scales, scales) == 0);
}

bool sameExpert(const ExpertWeights& a, const ExpertWeights& b)
{
    return sameMatrix(a.w1, b.w1) && sameMatrix(a.w2, b.w2) && sameMatrix(a.w3, b.w3);
}

struct FreeMemory
{
    void operator()(std::byte* memory) const { std::free(memory); }
};

std::unique_ptr<std::byte, FreeMemory> alignedMemory(std::size_t bytes)
{
    constexpr std::size_t block = DirectFile::alignment;
    return std::unique_ptr<std::byte, FreeMemory>(
        static_cast<std::byte*>(std::aligned_alloc(block, (bytes + block - 1) / block * block)));
}

/// A file of bytes that tell where they are.
class NumberedFile
{
public:
    explicit NumberedFile(std::size_t size) : m_bytes(size)
    {
        std::mt19937 random(7);
        for (std::byte& byte : m_bytes)
            byte = static_cast<std::byte>(random());
        std::ofstream(path(), std::ios::binary)
            .write(reinterpret_cast<const char*>(m_bytes.data()), static_cast<std::streamsize>(size));
    }

    fs::path path() const { return m_folder.path().toStdString() + "/numbers"; }
    std::size_t size() const { return m_bytes.size(); }
    bool holds(std::uint64_t offset, std::size_t bytes, const std::byte* memory) const
    {
        return std::memcmp(m_bytes.data() + offset, memory + offset % DirectFile::alignment, bytes) == 0;
    }

private:
    QTemporaryDir m_folder;
    std::vector<std::byte> m_bytes;
};

} // namespace

class ExpertFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void anyPieceCanBeRead()
    {
        const NumberedFile numbers(300'001); // its last block is cut short
        const DirectFile file(numbers.path(), numbers.size());
        std::mt19937 random(1);
        for (int i = 0; i < 500; ++i) {
            const std::uint64_t offset = random() % numbers.size();
            const std::size_t bytes =
                i % 5 == 0 ? numbers.size() - offset : 1 + random() % (numbers.size() - offset);
            const auto memory = alignedMemory(DirectFile::spanOf(offset, bytes));
            file.read(offset, bytes, memory.get());
            QVERIFY(numbers.holds(offset, bytes, memory.get()));
        }
    }

    void filesThatChangeAreRefused()
    {
        const NumberedFile numbers(100'000);
        EXPECT_ERROR(DirectFile(numbers.path(), 99'999), ErrorCode::FileUnreadable, "changed");
        EXPECT_ERROR(DirectFile(numbers.path().parent_path() / "nothing", 1), ErrorCode::FileUnreadable,
                     "nothing");
        EXPECT_ERROR(DirectFile(numbers.path().parent_path(), 4096), ErrorCode::FileUnreadable, "read");

        const DirectFile file(numbers.path(), numbers.size());
        const auto memory = alignedMemory(DirectFile::spanOf(50'000, 40'000));
        fs::resize_file(numbers.path(), 60'000);
        EXPECT_ERROR(file.read(50'000, 40'000, memory.get()), ErrorCode::FileUnreadable, "ends before");
        EXPECT_ERROR(file.read(90'000, 1'000, memory.get()), ErrorCode::FileUnreadable, "ends before");
        file.read(50'000, 10'000, memory.get());
        QVERIFY(numbers.holds(50'000, 10'000, memory.get()));
    }

    void expertsAreReadAsTheyAreStored_data()
    {
        QTest::addColumn<QString>("model");
        for (const char* name : {"flash-like", "flash-like-r8", "pro-like"})
            QTest::newRow(name) << QString(name);
    }

    void expertsAreReadAsTheyAreStored()
    {
        QFETCH(QString, model);
        QTemporaryDir folder;
        test::writeCheckpoint(folder.path().toStdString(), test::specNamed(model.toStdString()));
        const auto checkpoint = Checkpoint::open(folder.path().toStdString());
        const ExpertFiles files(*checkpoint, checkpoint->weights());
        const auto slot = alignedMemory(files.slotBytes());
        int experts = 0;
        for (const MoeWeights* moe : checkpoint->weights().mixtures()) {
            for (std::size_t e = 0; e < moe->experts.size(); ++e) {
                const ExpertKey key{moe->layer, static_cast<int>(e)};
                std::memset(slot.get(), 0x5a, files.slotBytes());
                const std::uint64_t bytes = files.read(key, slot.get());
                const ExpertWeights view = files.inSlot(key, moe->experts[e], slot.get());
                QVERIFY(sameExpert(view, moe->experts[e]));
                QVERIFY(bytes >= view.w1.bytes() + view.w2.bytes() + view.w3.bytes());
                ++experts;
            }
        }
        QCOMPARE(files.count(), experts);
        QCOMPARE(ExpertSizes::of(checkpoint->weights()).all / ExpertSizes::of(checkpoint->weights()).largest,
                 std::uint64_t(experts));
    }

    void aShareHasItsOwnExpertsOnly()
    {
        QTemporaryDir folder;
        test::writeCheckpoint(folder.path().toStdString(), test::specNamed("flash-like"));
        const auto checkpoint = Checkpoint::open(folder.path().toStdString());
        const Weights share = shardWeights(checkpoint->weights(), checkpoint->config(), 1, 2);
        PagedExperts paged(*checkpoint, share, 1U << 20);
        const MoeWeights& moe = share.layers[2].moe;
        QCOMPARE(moe.firstExpert, 4);
        paged.announce(moe, std::vector<std::int32_t>{0, 3, 7, 5, 5}); // 0 and 3 are another rank's
        PagedExperts::Pass pass(paged, moe, {5, 7}, nullptr);
        std::size_t seen = 0;
        for (auto here = pass.next(); !here.empty(); here = pass.next())
            for (const ExpertWeights& expert : here)
                QVERIFY(sameExpert(expert, moe.experts[seen++ == 0 ? 1 : 3]));
        QCOMPARE(seen, std::size_t(2));
        QCOMPARE(paged.counters().loads, std::uint64_t(2));
    }

    void budgetsAreKept()
    {
        QTemporaryDir folder;
        test::writeCheckpoint(folder.path().toStdString(), test::specNamed("flash-like"));
        const auto checkpoint = Checkpoint::open(folder.path().toStdString());
        const std::uint64_t slot = ExpertFiles(*checkpoint, checkpoint->weights()).slotBytes();
        for (const std::uint64_t budget : {slot, slot + 1, 3 * slot - 1, 10 * slot}) {
            const PagedExperts paged(*checkpoint, checkpoint->weights(), budget);
            QCOMPARE(static_cast<std::uint64_t>(paged.slotCount()), budget / slot);
        }
        const PagedExperts all(*checkpoint, checkpoint->weights(), std::uint64_t{1} << 40);
        QCOMPARE(all.slotCount(), all.experts());
        EXPECT_ERROR(PagedExperts(*checkpoint, checkpoint->weights(), slot - 1), ErrorCode::BadInput,
                     "at least one");
    }
};

QTEST_APPLESS_MAIN(ExpertFilesTest)
#include "tst_expert_files.moc"
