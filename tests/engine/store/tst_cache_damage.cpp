#include "FakeReading.h"
#include "ScratchFolder.h"

#include <QTest>

#include <fstream>
#include <map>

using namespace quire;
using test::FakeReading;
using test::ScratchFolder;

namespace fs = std::filesystem;

namespace {

void flipBit(const fs::path& file, std::int64_t bit)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(bit / 8);
    const int byte = stream.get();
    stream.seekp(bit / 8);
    stream.put(static_cast<char>(byte ^ (1 << (bit % 8))));
}

/// Bytes of a block file that mean something; the rest are gaps between regions and records, and rows to
/// come.
std::vector<std::pair<std::int64_t, std::int64_t>> usedRanges(const fs::path& path)
{
    const BlockFile file = BlockFile::open(systemFileSystem(), path, false);
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges{
        {0, static_cast<std::int64_t>(file.rowsBegin())}};
    const RowGeometry& geometry = file.header().model.geometry;
    const std::int64_t blockStart = file.header().block * geometry.blockTokens();
    for (const auto& [place, record] : file.scan()) {
        ranges.emplace_back(place.offset, place.offset + place.bytes);
        for (const auto& piece : geometry.pieces(record.start - blockStart, record.end - blockStart)) {
            const auto first = static_cast<std::int64_t>(file.rowsBegin() + geometry.pieceOffset(piece));
            ranges.emplace_back(first, first + static_cast<std::int64_t>(geometry.pieceBytes(piece)));
        }
    }
    return ranges;
}

} // namespace

/// Whatever happens to a file, what is served is what was read.
class tst_CacheDamage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFlippedBitIsFound_data();
    void everyFlippedBitIsFound();
    void everyTruncationIsFound();

private:
    enum class Outcome
    {
        Found,
        Harmless
    };

    static int scale() { return qEnvironmentVariableIntValue("QUIRE_TEST_THOROUGH") ? 20 : 1; }
    void freshCopy();
    Outcome look();
    bool isUsed(const fs::path& file, std::int64_t byte) const;

    ScratchFolder m_pristineFolder, m_folder;
    std::vector<FakeReading> m_readings;
    std::vector<std::int64_t> m_positions;
    std::vector<fs::path> m_files; ///< relative
    std::map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>> m_used;
};

void tst_CacheDamage::initTestCase()
{
    {
        const auto store = CacheStore::open(m_pristineFolder.cache());
        std::vector<std::int32_t> tokens = FakeReading::text(150, 1);
        for (unsigned branch = 0; branch < 3; ++branch) {
            std::vector<std::int32_t> own = tokens;
            for (const std::int32_t token : FakeReading::text(30 + 20 * branch, 10 + branch))
                own.push_back(token);
            m_readings.emplace_back(FakeReading::smallModel(), own);
            FakeReading& reading = m_readings.back();
            reading.readInto(*store, 0, SnapshotKind::PromptEnd,
                             store->createSession(reading.model(), "book"));
            m_positions.push_back(reading.size());
        }
    }
    for (const auto& entry : fs::recursive_directory_iterator(m_pristineFolder.cache())) {
        if (!entry.is_regular_file() || entry.file_size() == 0 || entry.path().filename() == "CACHEDIR.TAG")
            continue;
        m_files.push_back(fs::relative(entry.path(), m_pristineFolder.cache()));
        if (entry.path().parent_path().filename() == "blocks")
            m_used[m_files.back().string()] = usedRanges(entry.path());
    }
}

bool tst_CacheDamage::isUsed(const fs::path& file, std::int64_t byte) const
{
    const auto found = m_used.find(file.string());
    if (found == m_used.end())
        return file.parent_path() == "snapshots"; // index and session files mend each other on opening
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const auto& range) { return byte >= range.first && byte < range.second; });
}

void tst_CacheDamage::freshCopy()
{
    fs::remove_all(m_folder.cache());
    fs::copy(m_pristineFolder.cache(), m_folder.cache(), fs::copy_options::recursive);
}

/// Opens the store and reads everything. Fails the test if anything wrong is served.
tst_CacheDamage::Outcome tst_CacheDamage::look()
{
    bool found = false;
    const auto store = CacheStore::open(m_folder.cache());
    const auto wrong = [](const char* what) { QTest::qFail(what, __FILE__, __LINE__); };
    if (!store->verify().problems.empty())
        found = true;
    if (store->sessions().size() != m_readings.size())
        found = true;
    for (std::size_t i = 0; i < m_readings.size(); ++i) {
        FakeReading& reading = m_readings[i];
        // As an engine does: what is found damaged while reading is forgotten, and reading goes on from
        // before.
        for (;;) {
            const LoadedPrefix loaded = store->load(reading.model(), reading.tokens());
            try {
                if (!reading.matches(loaded))
                    wrong("wrong rows were served");
                found = found || loaded.position != m_positions[i];
                break;
            } catch (const DamagedRows& damage) {
                found = true;
                store->forgetDamaged(reading.model(), reading.tokens(), damage);
            }
        }
        reading.readInto(*store, store->load(reading.model(), reading.tokens()).position,
                         SnapshotKind::PromptEnd);
        if (store->load(reading.model(), reading.tokens()).position != reading.size())
            wrong("what was read again is not there");
    }
    return found ? Outcome::Found : Outcome::Harmless;
}

void tst_CacheDamage::everyFlippedBitIsFound_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("flips");
    QTest::newRow("rows") << "blocks" << 300;
    QTest::newRow("snapshots") << "snapshots" << 100;
    QTest::newRow("sessions") << "sessions" << 30;
    QTest::newRow("index") << "" << 120;
}

void tst_CacheDamage::everyFlippedBitIsFound()
{
    QFETCH(QString, folder);
    QFETCH(int, flips);
    std::vector<fs::path> files;
    std::copy_if(m_files.begin(), m_files.end(), std::back_inserter(files),
                 [&](const fs::path& file) { return file.parent_path() == folder.toStdString(); });
    QVERIFY(!files.empty());
    std::mt19937_64 random(7);
    int foundCount = 0, unused = 0, harmless = 0;
    for (int i = 0; i < flips * scale(); ++i) {
        const fs::path& file = files[random() % files.size()];
        freshCopy();
        const auto bits = static_cast<std::int64_t>(fs::file_size(m_folder.cache() / file)) * 8;
        const auto bit = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bits));
        flipBit(m_folder.cache() / file, bit);
        const Outcome outcome = look();
        const bool used = isUsed(file, bit / 8);
        if (QTest::currentTestFailed() || (used && outcome == Outcome::Harmless)) {
            QFAIL(qPrintable(QStringLiteral("bit %1 of %2").arg(bit).arg(file.c_str())));
        }
        foundCount += outcome == Outcome::Found;
        harmless += outcome == Outcome::Harmless;
        unused += !used;
    }
    qInfo("%d bits flipped: %d found, %d mended on opening or in bytes that mean nothing", flips * scale(),
          foundCount, harmless);
}

void tst_CacheDamage::everyTruncationIsFound()
{
    std::mt19937_64 random(8);
    int found = 0, harmless = 0;
    for (int i = 0; i < 150 * scale(); ++i) {
        const fs::path& file = m_files[random() % m_files.size()];
        freshCopy();
        const std::uint64_t size = fs::file_size(m_folder.cache() / file);
        fs::resize_file(m_folder.cache() / file, random() % size);
        const Outcome outcome = look();
        if (QTest::currentTestFailed())
            QFAIL(file.c_str());
        (outcome == Outcome::Found ? found : harmless) += 1;
        // An index or a session file that is cut short is made again before anyone asks.
        QVERIFY2(outcome == Outcome::Found || file.parent_path().empty() || file.parent_path() == "sessions",
                 file.c_str());
    }
    qInfo("%d files cut short: %d found by reading, %d made good on opening", 150 * scale(), found, harmless);
}

QTEST_GUILESS_MAIN(tst_CacheDamage)
#include "tst_cache_damage.moc"
