#include "engine/store/CacheStore.h"

#include "engine/store/StoreContext.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <random>

namespace quire {

namespace {

/// See https://bford.info/cachedir/: tells backup programs to pass the folder over.
constexpr const char* cacheDirTag =
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder holds a reading cache. Everything in it can be computed again.\n";

/// Makes what is missing of the folder. Returns why it cannot be written, or nothing.
std::string prepareFolder(StoreContext& context)
{
    try {
        for (const char* part : {"", "blocks", "snapshots", "sessions"}) {
            const std::filesystem::path path = *part ? context.root / part : context.root;
            const int error = context.system->makeDirectory(path, 0700);
            if (error < 0 && error != -EEXIST)
                throwUnwritable(path, -error);
        }
        FileInfo info;
        if (context.system->info(context.root / "lock", info) < 0)
            File(context.system, context.root / "lock", File::Mode::Append);
        // Others may be making the same folder at this very moment.
        const WriterLock lock(context);
        if (context.system->info(context.root / "CACHEDIR.TAG", info) < 0)
            writeFileAtomically(context.system, context.root / "CACHEDIR.TAG",
                                std::as_bytes(std::span(std::string_view(cacheDirTag))));
    } catch (const EngineError& error) {
        return error.what();
    }
    return {};
}

} // namespace

void openIndex(StoreContext& context)
{
    const auto access = context.writable() ? Database::Access::Write : Database::Access::ReadOnly;
    context.index.reset();
    context.index = std::make_unique<Index>(context.indexPath(), access, context.vfs);
    FileInfo info;
    context.system->info(context.indexPath(), info);
    context.indexInode = info.inode;
    context.badSegments.clear();
    context.badSnapshots.clear();
}

void StoreContext::refresh()
{
    FileInfo info;
    if (writable() && (system->info(indexPath(), info) < 0 || info.inode != indexInode))
        openIndex(*this);
}

std::uint64_t StoreContext::bytesWritten() const
{
    return system->bytesWritten() + index->database().bytesWritten();
}

void StoreContext::noteWritten()
{
    // An index that was opened again counts anew: what it had written before is noted already.
    const std::uint64_t now = bytesWritten();
    index->addWritten(now > notedBytes ? now - notedBytes : 0);
    notedBytes = now;
}

void StoreContext::requireWritable() const
{
    if (!writable())
        throw EngineError(ErrorCode::CacheUnwritable, readOnlyReason);
}

WriterLock::WriterLock(StoreContext& context)
    : m_file(context.system, context.root / "lock", File::Mode::Write)
{
    m_file.lock();
}

void DoomedFiles::removeFrom(FileSystem& system) const
{
    // What cannot be removed now is swept up when the store is next opened.
    for (const std::filesystem::path& path : paths)
        system.unlink(path);
}

std::int64_t secondsNow()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

std::string freshName()
{
    std::random_device device;
    const auto half = [&device] { return std::uint64_t{device()} << 32 | device(); };
    return Key{half(), 0}.hex().substr(0, 16);
}

std::int64_t bytesOnVolume(FileSystem& system, const std::filesystem::path& path)
{
    FileInfo info;
    return system.info(path, info) < 0 ? 0 : info.allocated;
}

CacheStore::CacheStore(std::unique_ptr<StoreContext> context) : m_context(std::move(context)) {}
CacheStore::~CacheStore() = default;

std::shared_ptr<CacheStore> CacheStore::open(const std::filesystem::path& root, const StoreOptions& options)
{
    auto context = std::make_unique<StoreContext>();
    context->system = options.fileSystem ? options.fileSystem : systemFileSystem();
    context->root = root;
    context->vfs = options.sqliteVfs;
    context->quotaBytes = options.quotaBytes;
    context->readOnlyReason = prepareFolder(*context);
    if (!context->writable()) {
        openIndex(*context);
        return std::shared_ptr<CacheStore>(new CacheStore(std::move(context)));
    }
    const WriterLock lock(*context);
    try {
        openIndex(*context);
        sweep(*context);
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheDamaged)
            throw;
        rebuildIndex(*context, false);
    }
    return std::shared_ptr<CacheStore>(new CacheStore(std::move(context)));
}

const std::filesystem::path& CacheStore::root() const
{
    return m_context->root;
}

const std::string& CacheStore::readOnlyReason() const
{
    return m_context->readOnlyReason;
}

namespace {

StoredPrefix lookupIn(StoreContext& context, const CacheModel& model, std::span<const std::int32_t> tokens)
{
    StoredPrefix prefix;
    const std::optional<std::int64_t> id = context.index->findModel(model);
    if (!id)
        return prefix;
    const TokenPath path(model.identity, model.geometry.blockTokens(), tokens);
    const PrefixRows rows = findPrefix(context, *id, model, path, path.size());
    prefix.tokens = rows.tokens;
    prefix.resumable = rows.snapshot ? rows.snapshot->position : 0;
    for (const SegmentRow& row : rows.segments)
        prefix.seconds += row.seconds;
    prefix.differsAt = divergence(context, *id, model, path, rows.tokens);
    if (rows.tokens == path.size())
        prefix.miss = Miss::None;
    else if (prefix.differsAt >= 0)
        prefix.miss = Miss::Differs;
    else
        prefix.miss = rows.tokens > 0 ? Miss::EndsHere : Miss::NothingStored;
    return prefix;
}

/// Whether a file does not hold what was written. False: it cannot be read now. Anything else is thrown on.
bool isDamage(const EngineError& error)
{
    if (error.code() != ErrorCode::CacheDamaged && error.code() != ErrorCode::FileUnreadable)
        throw error;
    return error.code() == ErrorCode::CacheDamaged;
}

/// Loads everything up to the snapshot, or forgets what is damaged and returns nothing.
std::optional<LoadedPrefix> tryLoad(StoreContext& context, const CacheModel& model,
                                    std::span<const std::int32_t> tokens, PrefixRows& rows)
{
    LoadedPrefix loaded;
    loaded.position = rows.snapshot->position;
    try {
        loaded.state = readSnapshot(context, *rows.snapshot, model.identity).state;
    } catch (const EngineError& error) {
        forgetSnapshot(context, *rows.snapshot, isDamage(error));
        return std::nullopt;
    }
    std::erase_if(rows.segments, [&](const SegmentRow& row) { return row.end > loaded.position; });
    for (std::size_t at = 0; at < rows.segments.size();) {
        const auto block = blockFrom(rows.segments, at);
        at += block.size();
        try {
            loaded.blocks.push_back(loadSegments(context, model, block, onlyTokensOf(tokens)));
        } catch (const DamagedRows& damage) {
            forgetSegments(context, block, damage.position(), damage.isForGood());
            return std::nullopt;
        } catch (const EngineError& error) {
            forgetSegments(context, block, firstDamage(context, block, model.identity), isDamage(error));
            return std::nullopt;
        }
    }
    return loaded;
}

LoadedPrefix loadFrom(StoreContext& context, const CacheModel& model, std::span<const std::int32_t> tokens,
                      std::int64_t limit)
{
    const std::optional<std::int64_t> id = context.index->findModel(model);
    const TokenPath path(model.identity, model.geometry.blockTokens(), tokens);
    while (id) {
        // Every failed attempt forgets something: this ends.
        PrefixRows rows = findPrefix(context, *id, model, path, limit < 0 ? path.size() : limit);
        if (!rows.snapshot)
            break;
        if (std::optional<LoadedPrefix> loaded = tryLoad(context, model, tokens, rows))
            return std::move(*loaded);
    }
    return {};
}

} // namespace

StoredPrefix CacheStore::lookup(const CacheModel& model, std::span<const std::int32_t> tokens)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return lookupIn(*m_context, model, tokens); });
}
LoadedPrefix CacheStore::load(const CacheModel& model, std::span<const std::int32_t> tokens,
                              std::int64_t limit)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return loadFrom(*m_context, model, tokens, limit); });
}

std::vector<StoredPlace> CacheStore::places(const CacheModel& model, std::span<const std::int32_t> tokens)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] {
        std::vector<StoredPlace> found;
        const std::optional<std::int64_t> id = m_context->index->findModel(model);
        if (!id)
            return found;
        const TokenPath path(model.identity, model.geometry.blockTokens(), tokens);
        for (const SegmentRow& segment : findPrefix(*m_context, *id, model, path, path.size()).segments)
            for (const SnapshotRow& row : m_context->index->snapshotsAt(*id, segment.endKey))
                if (row.kind >= SnapshotKind::DocumentEnd && row.position == segment.end &&
                    !m_context->badSnapshots.contains(row.id))
                    found.push_back({row.position, row.kind});
        return found;
    });
}

std::optional<LoadedBlock> CacheStore::loadBlock(const CacheModel& model,
                                                 std::span<const std::int32_t> tokens, std::int64_t number)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&]() -> std::optional<LoadedBlock> {
        const std::optional<std::int64_t> id = m_context->index->findModel(model);
        const TokenPath path(model.identity, model.geometry.blockTokens(), tokens);
        if (!id || (number + 1) * path.blockTokens() > path.size())
            return std::nullopt;
        const BlockCover cover = m_context->search(*id, model).cover(path, number);
        if (cover.reached != (number + 1) * path.blockTokens())
            return std::nullopt;
        return loadSegments(*m_context, model, cover.segments, onlyTokensOf(tokens));
    });
}

CommitResult CacheStore::commit(const Commit& commit)
{
    const std::scoped_lock lock(m_mutex);
    const CommitResult result = withIndex(*m_context, [&] { return commitTo(*m_context, commit); });
    if (m_context->quotaBytes > 0 &&
        static_cast<std::uint64_t>(m_context->index->bytes()) > m_context->quotaBytes)
        evictFrom(*m_context, m_context->quotaBytes, commit.session);
    return result;
}

void CacheStore::forgetDamaged(const CacheModel& model, std::span<const std::int32_t> tokens,
                               const DamagedRows& damage)
{
    const std::scoped_lock lock(m_mutex);
    withIndex(*m_context, [&] {
        const std::optional<std::int64_t> id = m_context->index->findModel(model);
        if (!id)
            return;
        const TokenPath path(model.identity, model.geometry.blockTokens(), tokens);
        const BlockCover cover = m_context->search(*id, model).cover(path, damage.block());
        forgetSegments(*m_context, cover.segments, damage.position(), damage.isForGood());
    });
}

StoreUsage CacheStore::usage()
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return measure(*m_context); });
}

void CacheStore::setQuota(std::uint64_t bytes)
{
    const std::scoped_lock lock(m_mutex);
    m_context->quotaBytes = bytes;
}

EvictionPlan CacheStore::planEviction(std::uint64_t targetBytes, const std::string& keepSession)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return planEvictionOf(*m_context, targetBytes, keepSession); });
}

EvictionPlan CacheStore::evict(std::uint64_t targetBytes, const std::string& keepSession)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return evictFrom(*m_context, targetBytes, keepSession); });
}

VerifyReport CacheStore::verify(const std::function<bool(std::uint64_t, std::uint64_t)>& progress)
{
    const std::scoped_lock lock(m_mutex);
    m_context->refresh();
    return verifyStore(*m_context, progress);
}

RepairReport CacheStore::repair()
{
    const std::scoped_lock lock(m_mutex);
    m_context->requireWritable();
    const WriterLock writer(*m_context);
    return rebuildIndex(*m_context, true);
}

} // namespace quire
