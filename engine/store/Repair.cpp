#include "engine/store/StoreContext.h"

#include <algorithm>
#include <cerrno>

namespace quire {

namespace {

std::vector<std::string> namesIn(StoreContext& context, const char* folder)
{
    std::vector<std::string> names;
    if (const int error = context.system->list(context.root / folder, names); error < 0)
        throwUnwritable(context.root / folder, -error);
    std::sort(names.begin(), names.end());
    return names;
}

/// What the folders hold and the index does not name, and the other way round.
struct Differences
{
    std::vector<std::filesystem::path> strangers;
    std::vector<FileRow> lostFiles;
    std::vector<SnapshotRow> lostSnapshots;

    bool any() const { return !strangers.empty() || !lostFiles.empty() || !lostSnapshots.empty(); }
};

template <typename Row>
void compareFolder(StoreContext& context, const char* folder, const std::vector<Row>& rows,
                   Differences& found, std::vector<Row>* lost)
{
    const std::vector<std::string> names = namesIn(context, folder);
    std::set<std::string> known;
    for (const Row& row : rows) {
        std::string name;
        if constexpr (std::is_same_v<Row, SessionRow>)
            name = row.id;
        else
            name = row.name;
        if (lost && !std::binary_search(names.begin(), names.end(), name))
            lost->push_back(row);
        known.insert(std::move(name));
    }
    for (const std::string& name : names)
        if (!known.contains(name))
            found.strangers.push_back(context.root / folder / name);
}

Differences compareFolders(StoreContext& context)
{
    Differences found;
    compareFolder(context, "blocks", context.index->files(), found, &found.lostFiles);
    compareFolder(context, "snapshots", context.index->snapshots(), found, &found.lostSnapshots);
    compareFolder<SessionRow>(context, "sessions", context.index->sessions(), found, nullptr);
    return found;
}

void forgetLost(StoreContext& context, const Differences& differences)
{
    Transaction transaction(context.index->database());
    DoomedFiles doomed;
    for (const FileRow& file : differences.lostFiles) {
        for (const SegmentRow& row : context.index->segmentsIn(file.id))
            removeSegment(context, row, doomed);
        context.index->removeFile(file.id);
    }
    for (const SnapshotRow& row : differences.lostSnapshots)
        context.index->removeSnapshot(row.id);
    transaction.commit();
}

/// Puts what the files say into a new index.
class Rebuilder
{
public:
    Rebuilder(StoreContext& context, bool deep) : m_context(context), m_deep(deep) {}

    RepairReport run();

private:
    void addBlockFile(const std::string& name);
    void addSnapshot(const std::string& name);
    void addSession(const std::string& id);
    bool rowsAreSound(const BlockFile& file, const SegmentRecord& record);
    template <typename Add>
    void each(const char* folder, Add add);

    StoreContext& m_context;
    bool m_deep;
    std::map<std::string, std::int64_t> m_models; ///< by identity
    DoomedFiles m_doomed;
    RepairReport m_report;
    std::vector<std::byte> m_scratch;
};

template <typename Add>
void Rebuilder::each(const char* folder, Add add)
{
    for (const std::string& name : namesIn(m_context, folder)) {
        try {
            add(name);
        } catch (const EngineError& error) {
            if (error.code() != ErrorCode::CacheDamaged && error.code() != ErrorCode::BadInput)
                throw;
            m_report.removed.emplace_back(error.what());
            m_doomed.paths.push_back(m_context.root / folder / name);
        }
    }
}

RepairReport Rebuilder::run()
{
    m_report.indexRebuilt = true;
    Transaction transaction(m_context.index->database());
    each("blocks", [this](const std::string& name) { addBlockFile(name); });
    each("sessions", [this](const std::string& name) { addSession(name); });
    each("snapshots", [this](const std::string& name) { addSnapshot(name); });
    m_context.index->markComplete();
    transaction.commit();
    m_doomed.removeFrom(*m_context.system);
    return m_report;
}

bool Rebuilder::rowsAreSound(const BlockFile& file, const SegmentRecord& record)
{
    if (!m_deep)
        return true;
    m_scratch.resize(file.header().model.geometry.blockBytes());
    try {
        loadRows(file, record, m_scratch.data());
        return true;
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheDamaged)
            throw;
        m_report.removed.emplace_back(error.what());
        return false;
    }
}

void Rebuilder::addBlockFile(const std::string& name)
{
    const BlockFile file = BlockFile::open(m_context.system, m_context.blockPath(name), false);
    const BlockHeader& header = file.header();
    const std::vector<BlockFile::Found> found = file.scan();
    if (found.empty())
        throw EngineError(ErrorCode::CacheDamaged,
                          "The cache file " + file.path().string() + " holds no whole record.");
    FileRow row;
    row.model = m_models[header.model.identity] = m_context.index->addModel(header.model);
    row.name = name;
    row.created = secondsNow();
    row.bytes = bytesOnVolume(*m_context.system, file.path());
    row.id = m_context.index->addFile(row);
    std::int64_t kept = 0;
    for (const auto& [place, record] : found) {
        row.recordsEnd = BlockFile::recordAfter(place);
        if (!rowsAreSound(file, record)) {
            row.tip = -1;
            continue;
        }
        if (row.tip >= 0)
            row.tip = std::max(row.tip, record.end);
        m_context.index->addSegment({0, row.model, row.id, header.base, record.startKey, record.endKey,
                                     record.start, record.end, place, record.seconds});
        ++kept;
    }
    m_report.keptSegments += kept;
    if (kept > 0) {
        m_context.index->updateFile(row);
    } else {
        m_context.index->removeFile(row.id);
        m_doomed.paths.push_back(file.path());
    }
}

void Rebuilder::addSnapshot(const std::string& name)
{
    const std::filesystem::path path = m_context.snapshotPath(name);
    const SnapshotFile file = SnapshotFile::decode(readFile(m_context.system, path), path);
    const auto model = m_models.find(file.identity);
    if (model == m_models.end())
        throw EngineError(ErrorCode::CacheDamaged, "The snapshot " + path.string() + " has lost its rows.");
    SnapshotRow row;
    row.model = model->second;
    row.key = file.key;
    row.position = file.position;
    row.kind = file.kind;
    row.name = name;
    row.owner = file.owner;
    row.bytes = bytesOnVolume(*m_context.system, path);
    row.created = secondsNow();
    m_context.index->addSnapshot(row);
    ++m_report.keptSnapshots;
}

void Rebuilder::addSession(const std::string& id)
{
    const std::filesystem::path path = m_context.sessionPath(id);
    SessionFile file = SessionFile::decode(readFile(m_context.system, path), path);
    if (file.row.id != id)
        throw EngineError(ErrorCode::CacheDamaged, "The session file " + path.string() + " is another's.");
    file.row.model = m_models[file.model.identity] = m_context.index->addModel(file.model);
    m_context.index->putSession(file.row);
    ++m_report.keptSessions;
}

class Verifier
{
public:
    Verifier(StoreContext& context, const std::function<bool(std::uint64_t, std::uint64_t)>& progress)
        : m_context(context), m_progress(progress)
    {
    }

    VerifyReport run();

private:
    template <typename Check>
    void guarded(Check check);
    bool advance(std::int64_t bytes);
    void checkFile(const FileRow& row);
    void checkRows(const FileRow& row, const SegmentRow& segment);

    StoreContext& m_context;
    const std::function<bool(std::uint64_t, std::uint64_t)>& m_progress;
    std::uint64_t m_total = 0;
    VerifyReport m_report;
    std::vector<std::byte> m_scratch;
};

template <typename Check>
void Verifier::guarded(Check check)
{
    try {
        check();
    } catch (const EngineError& error) {
        m_report.problems.emplace_back(error.what());
    }
}

bool Verifier::advance(std::int64_t bytes)
{
    m_report.bytes += static_cast<std::uint64_t>(bytes);
    return !m_progress || m_progress(m_report.bytes, m_total);
}

void Verifier::checkRows(const FileRow& row, const SegmentRow& segment)
{
    const std::string identity = m_context.index->model(segment.model).identity;
    const SegmentRecord record = readSegment(m_context, segment, identity);
    const BlockFile file = BlockFile::open(m_context.system, m_context.blockPath(row.name), false);
    m_scratch.resize(file.header().model.geometry.blockBytes());
    loadRows(file, record, m_scratch.data());
}

void Verifier::checkFile(const FileRow& row)
{
    const std::vector<SegmentRow> segments = m_context.index->segmentsIn(row.id);
    for (const SegmentRow& segment : segments)
        guarded([&] { checkRows(row, segment); });
    guarded([&] {
        const BlockFile file = BlockFile::open(m_context.system, m_context.blockPath(row.name), false);
        if (file.scan().size() < segments.size() && row.tip >= 0)
            throw EngineError(ErrorCode::CacheDamaged,
                              "The index could not be made again from " + file.path().string() + ".");
    });
}

VerifyReport Verifier::run()
{
    guarded([&] {
        if (!m_context.index->isSound())
            throw EngineError(ErrorCode::CacheDamaged, "The reading cache's index is damaged.");
    });
    guarded([&] {
        m_total = static_cast<std::uint64_t>(m_context.index->bytes());
        const Differences differences = compareFolders(m_context);
        for (const auto& path : differences.strangers)
            m_report.problems.push_back("The index does not know " + path.string() + ".");
        for (const SessionRow& row : m_context.index->sessions()) {
            guarded([&] {
                const auto path = m_context.sessionPath(row.id);
                // It may be one commit behind the index, if writing it failed.
                if (SessionFile::decode(readFile(m_context.system, path), path).row.id != row.id)
                    throw EngineError(ErrorCode::CacheDamaged,
                                      "Session " + row.id + " and its file disagree.");
            });
            ++m_report.sessions;
        }
        for (const SnapshotRow& row : m_context.index->snapshots()) {
            guarded([&] { readSnapshot(m_context, row, m_context.index->model(row.model).identity); });
            ++m_report.snapshots;
            if (!advance(row.bytes))
                return;
        }
        for (const FileRow& row : m_context.index->files()) {
            checkFile(row);
            ++m_report.blocks;
            if (!advance(row.bytes))
                return;
        }
    });
    return m_report;
}

/// Session files are written after the index: a process that died in between left an old one, or none.
void refreshSessionFiles(StoreContext& context)
{
    for (const SessionRow& row : context.index->sessions()) {
        const std::vector<std::byte> wanted = SessionFile{context.index->model(row.model), row}.encode();
        const std::filesystem::path path = context.sessionPath(row.id);
        try {
            FileInfo info;
            if (context.system->info(path, info) < 0 || readFile(context.system, path) != wanted)
                writeFileAtomically(context.system, path, wanted);
        } catch (const EngineError&) {
            continue; // the index knows the session; the file is for the day when it does not
        }
    }
}

} // namespace

void sweep(StoreContext& context)
{
    const Differences differences = compareFolders(context);
    const bool complete = context.index->isComplete();
    if (!complete && differences.strangers.empty())
        context.index->markComplete();
    if (complete)
        refreshSessionFiles(context);
    if (!differences.any())
        return;
    // Either a process died between writing and naming, or the index has lost what it knew.
    if (complete ? !context.index->isSound() : !differences.strangers.empty())
        throw EngineError(ErrorCode::CacheDamaged, "The reading cache's index is damaged.");
    forgetLost(context, differences);
    for (const std::filesystem::path& path : differences.strangers)
        context.system->unlink(path);
}

VerifyReport verifyStore(StoreContext& context,
                         const std::function<bool(std::uint64_t, std::uint64_t)>& progress)
{
    return Verifier(context, progress).run();
}

void remakeIndex(StoreContext& context)
{
    const WriterLock lock(context);
    rebuildIndex(context, false);
}

RepairReport rebuildIndex(StoreContext& context, bool deep)
{
    context.index.reset();
    // The file first: SQLite drops what it finds beside a file that is not there, never the other way round.
    for (const char* suffix : {"", "-wal", "-shm"}) {
        const std::filesystem::path path = context.indexPath().string() + suffix;
        if (const int error = context.system->unlink(path); error < 0 && error != -ENOENT) {
            openIndex(context);
            throwUnwritable(path, -error);
        }
    }
    context.indexInode = 0;
    context.refresh();
    return Rebuilder(context, deep).run();
}

} // namespace quire
