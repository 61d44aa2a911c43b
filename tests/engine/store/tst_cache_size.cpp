#include "FakeReading.h"
#include "ScratchFolder.h"

#include <QTest>

#include <cmath>

using namespace quire;
using test::FakeReading;
using test::ScratchFolder;

namespace {

/// The smallest rows that are read with this program: whatever is stored beside them weighs most here.
CacheModel nanoModel()
{
    return {"a small model of the real one's kinds of layers",
            RowGeometry(8192, {{4, 194}, {4, 34}, {128, 194}, {4, 194}, {4, 34}})};
}
/// Of its snapshots, packed, where reading pauses, and on average in the middle of a window.
constexpr std::size_t boundaryState = 112000;
constexpr std::size_t answerState = 175000;

/// Ids as frequent and as rare as those of a text.
std::vector<std::int32_t> prose(std::int64_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::int32_t> tokens(static_cast<std::size_t>(count));
    for (std::int32_t& token : tokens)
        token = static_cast<std::int32_t>(10240 * std::pow(std::uniform_real_distribution<>()(random), 3));
    return tokens;
}

} // namespace

/// The arithmetic of the files: what is on the volume, and what is written, next to the rows themselves.
class tst_CacheSize : public QObject
{
    Q_OBJECT

private slots:
    void diskAndWritingStayNearTheRows();
    void tenBranchesShareTheirPrefix();
};

void tst_CacheSize::diskAndWritingStayNearTheRows()
{
    constexpr std::int64_t tokens = 64 * 8192 + 3000;
    const ScratchFolder folder;
    FakeReading reading(nanoModel(), prose(tokens, 1), boundaryState);
    auto store = CacheStore::open(folder.cache());
    const std::string id = store->createSession(reading.model(), "long");
    reading.readInto(*store, 0, SnapshotKind::PromptEnd, id);
    const auto written = static_cast<double>(store->usage().bytesWritten);
    store.reset();
    const StoreUsage usage = CacheStore::open(folder.cache())->usage();
    const auto kept = static_cast<double>(usage.bytes);
    const auto rows = static_cast<double>(reading.model().geometry.rowBytes(tokens));
    qInfo("%lld tokens: rows %.2f bytes a token, on disk %.2f (x %.4f; block files %.2f, snapshots %.2f, "
          "index %.2f), written/kept %.3f",
          static_cast<long long>(tokens), rows / tokens, kept / tokens, kept / rows,
          static_cast<double>(usage.rowFileBytes) / tokens, static_cast<double>(usage.snapshotBytes) / tokens,
          static_cast<double>(usage.indexBytes) / tokens, written / kept);
    QVERIFY(kept < 1.03 * rows);
    QVERIFY(written < 1.1 * kept);
}

void tst_CacheSize::tenBranchesShareTheirPrefix()
{
    constexpr std::int64_t tokens = 200000;
    const ScratchFolder folder;
    const auto store = CacheStore::open(folder.cache());
    FakeReading trunk(nanoModel(), prose(tokens, 1), boundaryState);
    trunk.readInto(*store, 0, SnapshotKind::PromptEnd);
    const std::uint64_t one = store->usage().bytes;
    for (unsigned branch = 0; branch < 10; ++branch) {
        std::vector<std::int32_t> own = trunk.tokens();
        for (const std::int32_t token : prose(100, 100 + branch))
            own.push_back(token);
        FakeReading reading(trunk.model(), own, answerState);
        QCOMPARE(reading.readInto(*store, tokens, SnapshotKind::AnswerEnd).newTokens, 100);
        QCOMPARE(store->load(reading.model(), own).position, tokens + 100);
    }
    const std::uint64_t ten = store->usage().bytes;
    qInfo("one reading of 200,000 tokens: %llu bytes; with ten branches of 100: %llu (x %.3f)",
          static_cast<unsigned long long>(one), static_cast<unsigned long long>(ten),
          static_cast<double>(ten) / static_cast<double>(one));
    QVERIFY(static_cast<double>(ten) < 1.1 * static_cast<double>(one));
}

QTEST_GUILESS_MAIN(tst_CacheSize)
#include "tst_cache_size.moc"
