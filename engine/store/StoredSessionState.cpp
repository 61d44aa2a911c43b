#include "engine/store/StoredSessionState.h"

#include "engine/EngineRank.h"
#include "engine/session/ReadingRate.h"
#include "engine/store/StateCodec.h"

#include <algorithm>

namespace quire {

namespace {

/// Ends of documents closer together than this are not worth a snapshot each: of a short text up to eight
/// are, of a long one those that lie four blocks apart.
std::int64_t documentStride(std::int64_t total)
{
    return std::clamp<std::int64_t>(total / 8, KvCache::tokensPerBlock / 2, 4 * KvCache::tokensPerBlock);
}

/// Places remembered in memory; one takes some megabytes with a big model.
constexpr std::size_t placesKept = 6;

/// Rows straight from a session's memory.
class CacheRows final : public RowSource
{
public:
    explicit CacheRows(KvCache& cache) : m_position(cache.position()), m_logs(rowLogsOf(cache)) {}

    BlockRows block(std::int64_t number) override
    {
        BlockRows rows;
        for (RowLog* log : m_logs) {
            const RowBlocks view = log->view();
            // Rows that came from the store may have to go there again: not without having looked.
            const std::int64_t first = number * view.rowsPerBlock;
            const std::int64_t ratio = KvCache::tokensPerBlock / view.rowsPerBlock;
            log->check(first, std::min<std::int64_t>(view.rowsPerBlock, m_position / ratio - first));
            rows.push_back(view.rowsPerBlock * number < m_position / ratio ? view.blocks[number] : nullptr);
        }
        return rows;
    }

private:
    std::int64_t m_position;
    std::vector<RowLog*> m_logs;
};

std::int64_t commonPrefix(std::span<const std::int32_t> a, std::span<const std::int32_t> b)
{
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

} // namespace

CacheModel cacheModelOf(Engine& engine)
{
    const KvCache cache(engine.config(), *engine.rank(0).ops, 1);
    return {engine.identity(), geometryOf(cache)};
}

StoredSession::Impl::Impl(std::shared_ptr<Engine> ownEngine, std::shared_ptr<CacheStore> ownStore)
    : engine(std::move(ownEngine)), store(std::move(ownStore)), session(engine)
{
    if (!store)
        return;
    if (!engine->rank(0).ops->sharesHostMemory()) {
        problem = "What a GPU has read is not kept on disk yet: it is read again next time.";
        store.reset();
        return;
    }
    try {
        model = cacheModelOf(*engine);
    } catch (const EngineError& error) {
        problem = error.what();
        store.reset();
    }
}

void StoredSession::Impl::watch()
{
    session.setHealer([this](const EngineError& error) { return heal(error); });
}

void StoredSession::Impl::restore(std::span<const std::int32_t> tokens, const LoadedPrefix& loaded,
                                  std::optional<std::int32_t> pending)
{
    SessionSnapshot snapshot;
    DecodedState state = decodeState(engine->config(), session.cache(), loaded);
    // Ranks wait for each other: one of them must not stop in the middle of a step.
    if (engine->ranks() > 1)
        for (const LoadedBlock& block : loaded.blocks)
            if (block.check)
                block.check->checkAll();
    // Every rank holds the same rows and the same state.
    snapshot.ranks.assign(static_cast<std::size_t>(engine->ranks()), state.snapshot);
    snapshot.logits = std::move(state.logits);
    snapshot.tokens.assign(tokens.begin(), tokens.begin() + loaded.position);
    snapshot.pending = pending;
    session.rewind(std::move(snapshot));
    mappedBlocks = loaded.position / KvCache::tokensPerBlock;
    keptPosition = loaded.position;
    seconds = 0;
}

void StoredSession::Impl::resume(LoadedSession loaded)
{
    known = std::move(loaded.tokens);
    std::optional<std::int32_t> pending;
    if (loaded.row.pending >= 0)
        pending = static_cast<std::int32_t>(loaded.row.pending);
    const auto isEnd = [&](std::int64_t position) { return position == loaded.row.position; };
    if (loaded.prefix.position > 0) {
        try {
            restore(known, loaded.prefix, isEnd(loaded.prefix.position) ? pending : std::nullopt);
            return;
        } catch (const DamagedRows& damage) {
            store->forgetDamaged(model, known, damage);
        }
    }
    ReadResult result;
    start(known, static_cast<std::int64_t>(known.size()), result);
    if (pending && isEnd(session.position())) {
        SessionSnapshot snapshot = session.snapshot();
        snapshot.pending = pending;
        session.rewind(std::move(snapshot));
    }
}

std::int64_t StoredSession::Impl::onTheWay(std::span<const std::int32_t> tokens, std::int64_t limit) const
{
    const std::int64_t common = commonPrefix(session.tokens(), tokens);
    return common == session.position() && common <= limit ? common : 0;
}

const SessionSnapshot* StoredSession::Impl::placeFor(std::span<const std::int32_t> tokens,
                                                     std::int64_t limit) const
{
    const SessionSnapshot* best = nullptr;
    for (const SessionSnapshot& place : places) {
        const auto size = static_cast<std::int64_t>(place.tokens.size());
        if (size <= limit && commonPrefix(place.tokens, tokens) == size &&
            (!best || place.tokens.size() > best->tokens.size()))
            best = &place;
    }
    return best;
}

/// Takes the session from the store if that brings it past `atLeast` tokens.
bool StoredSession::Impl::loadFrom(std::span<const std::int32_t> tokens, std::int64_t limit,
                                   std::int64_t atLeast)
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        try {
            const LoadedPrefix loaded = store->load(model, tokens, limit);
            if (loaded.position <= atLeast)
                return false;
            restore(tokens, loaded, {});
            return true;
        } catch (const DamagedRows& damage) {
            store->forgetDamaged(model, tokens, damage);
        }
    }
    return false;
}

/// A token that was chosen but is not what comes next.
void StoredSession::Impl::forgetPending(std::span<const std::int32_t> tokens)
{
    const std::optional<std::int32_t> pending = session.pending();
    const auto position = static_cast<std::size_t>(session.position());
    if (!pending || (position < tokens.size() && tokens[position] == *pending))
        return;
    SessionSnapshot snapshot = session.snapshot();
    snapshot.pending.reset();
    session.rewind(snapshot);
}

/// Goes to the last known place on the way to these tokens: in this session, in memory or in the store.
void StoredSession::Impl::start(std::span<const std::int32_t> tokens, std::int64_t limit, ReadResult& result)
{
    const std::int64_t here = onTheWay(tokens, limit);
    const SessionSnapshot* place = placeFor(tokens, limit);
    const std::int64_t there = place ? static_cast<std::int64_t>(place->tokens.size()) : 0;
    if (store) {
        result.stored = store->lookup(model, tokens);
        if (result.stored.resumable > std::max(here, there) && loadFrom(tokens, limit, std::max(here, there)))
            return;
    }
    if (there > here) {
        session.rewind(*place);
        mappedBlocks = std::min(mappedBlocks, there / KvCache::tokensPerBlock);
        keptPosition = there;
    } else if (here == 0) {
        session = Session(engine);
        watch();
        mappedBlocks = keptPosition = 0;
    }
    forgetPending(tokens);
}

SnapshotKind StoredSession::Impl::kindAt(std::int64_t position, std::int64_t total,
                                         const ReadOptions& options) const
{
    if (position == options.sharedEnd)
        return SnapshotKind::PromptEnd;
    if (position == total)
        return options.endsWith;
    return std::binary_search(options.documentEnds.begin(), options.documentEnds.end(), position)
               ? SnapshotKind::DocumentEnd
               : SnapshotKind::Reading;
}

/// Where reading pauses to be kept: the next block boundary, end of a document, or end.
std::int64_t StoredSession::Impl::nextStop(std::int64_t total, const ReadOptions& options) const
{
    const std::int64_t position = session.position();
    std::int64_t stopAt = std::min(total, (position / KvCache::tokensPerBlock + 1) * KvCache::tokensPerBlock);
    const auto document = std::lower_bound(options.documentEnds.begin(), options.documentEnds.end(),
                                           lastDocument + documentStride(total));
    if (document != options.documentEnds.end() && *document > position)
        stopAt = std::min(stopAt, *document);
    if (options.sharedEnd > position)
        stopAt = std::min(stopAt, options.sharedEnd);
    return stopAt;
}

void StoredSession::Impl::readOn(std::span<const std::int32_t> tokens, const ReadOptions& options,
                                 ReadResult& result)
{
    const auto total = static_cast<std::int64_t>(tokens.size());
    ReadingRate own(ReadingWork::of(engine->config()));
    ReadingRate& rate = options.prefill.rate ? *options.prefill.rate : own;
    while (session.position() < total || session.pending()) {
        const std::int64_t first = session.position() + (session.pending() ? 1 : 0);
        const std::int64_t stopAt = std::max(first, nextStop(total, options));
        PrefillOptions part = options.prefill;
        part.rate = &rate;
        if (part.progress)
            part.progress = [&](const PrefillProgress& inner) {
                const std::int64_t done = session.position();
                options.prefill.progress({done, total, inner.tokensPerSecond, rate.secondsFor(done, total)});
            };
        const std::int64_t before = session.position();
        since = Clock::now();
        try {
            session.prefill(
                tokens.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(stopAt - first)),
                part);
        } catch (const EngineError& error) {
            // Paused or failed in the middle: what has been read by then is kept.
            result.computed += session.position() - before;
            if (error.code() == ErrorCode::Cancelled && session.position() > 0)
                keep(SnapshotKind::Pause);
            throw;
        }
        result.computed += session.position() - before;
        keep(kindAt(session.position(), total, options));
        if (session.position() == total || session.position() == options.sharedEnd)
            remember();
    }
}

void StoredSession::Impl::keep(SnapshotKind kind)
{
    const Clock::time_point began = Clock::now();
    seconds += std::chrono::duration<double>(began - since).count();
    if (kind == SnapshotKind::DocumentEnd)
        lastDocument = session.position();
    if (store && !session.tokens().empty()) {
        try {
            commit(kind);
            problem.clear();
        } catch (const DamagedRows& damage) {
            heal(damage);
            problem = damage.what();
        } catch (const EngineError& error) {
            problem = error.what();
        }
    }
    since = Clock::now();
    keeping += std::chrono::duration<double>(since - began).count();
}

void StoredSession::Impl::commit(SnapshotKind kind)
{
    // Somebody may have dropped it meanwhile; what is said on is kept under its name again.
    if (id.empty() || (!label.key.empty() && !store->session(id)))
        id = store->createSession(model, label.title, label.key);
    CacheRows rows(session.cache());
    const std::optional<std::int32_t> pending = session.pending();
    // A session that knows what comes next need not know how likely it was, nor one that reads on.
    const std::vector<float> noLogits;
    const std::vector<float>& logits = pending || kind == SnapshotKind::Reading ? noLogits : session.logits();
    const std::int64_t read = std::max<std::int64_t>(0, session.position() - keptPosition);
    budget.setRows(static_cast<double>(model.geometry.rowBytes(read)));
    std::optional<SnapshotImage> image;
    if (kind != SnapshotKind::Reading || budget.isDue())
        image = SnapshotImage{kind, encodeState(session.cache(), session.cache().snapshot(), logits)};
    const CommitResult done = store->commit(
        {model, session.tokens(), rows, seconds, std::move(image), id, pending ? *pending : -1});
    budget.spend(kind == SnapshotKind::Reading ? static_cast<double>(done.snapshotBytes) : 0);
    mapFinishedBlocks();
    keptPosition = session.position();
    seconds = 0;
}

/// Keeps the place in memory, where coming back costs nothing.
void StoredSession::Impl::remember()
{
    if (session.logits().empty())
        return;
    SessionSnapshot place = session.snapshot();
    place.pending.reset();
    const auto same = [&](const SessionSnapshot& other) { return other.tokens == place.tokens; };
    std::erase_if(places, same);
    places.push_back(std::move(place));
    if (places.size() > placesKept)
        places.erase(places.begin() + 1); // the first is the one that all prompts share
}

/// Lets go of memory that the store's files hold as well.
void StoredSession::Impl::mapFinishedBlocks()
{
    const std::int64_t finished = session.position() / KvCache::tokensPerBlock;
    for (; mappedBlocks < finished; ++mappedBlocks) {
        const std::optional<LoadedBlock> block = store->loadBlock(model, session.tokens(), mappedBlocks);
        if (!block)
            return;
        replaceBlock(*block, mappedBlocks);
    }
}

void StoredSession::Impl::replaceBlock(const LoadedBlock& block, std::int64_t number)
{
    for (int rank = 0; rank < engine->ranks(); ++rank) {
        const std::vector<RowLog*> logs = rowLogsOf(session.cache(rank));
        for (std::size_t i = 0; i < logs.size(); ++i) {
            const auto region = static_cast<int>(i);
            logs[i]->replace(static_cast<std::size_t>(number), regionBuffer(block, model.geometry, region),
                             regionCheck(block, region));
        }
    }
}

/// Computes damaged rows again and puts them in the place of the damaged ones. The step that stumbled over
/// them is then taken again.
bool StoredSession::Impl::heal(const EngineError& error)
{
    const auto* damage = dynamic_cast<const DamagedRows*>(&error);
    if (!damage || !store)
        return false;
    const std::vector<std::int32_t> tokens = session.tokens();
    const std::int64_t end = (damage->block() + 1) * KvCache::tokensPerBlock;
    if (end > static_cast<std::int64_t>(tokens.size()))
        return false;
    store->forgetDamaged(model, tokens, *damage);
    Impl other(engine, store);
    other.watch();
    other.stop = stop;
    ReadOptions options;
    options.prefill.stop = stop;
    options.endsWith = SnapshotKind::Reading;
    ReadResult result;
    const auto needed = std::span(tokens).first(static_cast<std::size_t>(end));
    other.start(needed, end, result);
    other.readOn(needed, options, result);
    for (int rank = 0; rank < engine->ranks(); ++rank) {
        const std::vector<RowLog*> good = rowLogsOf(other.session.cache(rank));
        const std::vector<RowLog*> bad = rowLogsOf(session.cache(rank));
        for (std::size_t i = 0; i < good.size(); ++i)
            bad[i]->replace(static_cast<std::size_t>(damage->block()), *good[i]);
    }
    return true;
}

} // namespace quire
