#include "engine/session/Session.h"

#include "engine/Error.h"
#include "engine/session/ReadingRate.h"
#include "engine/session/Sampler.h"
#include "engine/session/SessionState.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace quire {

namespace {

using Clock = std::chrono::steady_clock;

int chunkOf(int wanted, const Engine& engine)
{
    const int most = engine.options().chunk;
    return wanted <= 0 ? most : std::min(wanted, most);
}

} // namespace

std::string_view name(FinishReason reason)
{
    switch (reason) {
    case FinishReason::EndOfText:
        return "end of text";
    case FinishReason::MaxTokens:
        return "token limit";
    case FinishReason::StopText:
        return "stop text";
    case FinishReason::Cancelled:
        return "cancelled";
    case FinishReason::ContextFull:
        return "context full";
    }
    return "unknown";
}

Session::Impl::Impl(std::shared_ptr<Engine> owner) : engine(std::move(owner))
{
    caches.reserve(static_cast<std::size_t>(engine->ranks()));
    for (int r = 0; r < engine->ranks(); ++r)
        caches.emplace_back(engine->config(), *engine->rank(r).ops, engine->options().chunk);
}

void Session::Impl::check(std::span<const std::int32_t> ids) const
{
    const ModelConfig& config = engine->config();
    const auto total = position() + static_cast<std::int64_t>(ids.size());
    if (total > config.maxPositions)
        throw EngineError(ErrorCode::ContextOverflow,
                          "The prompt has " + std::to_string(total) +
                              " tokens, but this model takes at most " + std::to_string(config.maxPositions) +
                              ".",
                          "Leave out some documents or use a model with a longer context.");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i] < 0 || ids[i] >= config.vocabSize)
            throw EngineError(ErrorCode::BadInput,
                              "Token " + std::to_string(i) + " has id " + std::to_string(ids[i]) +
                                  ", but the vocabulary has " + std::to_string(config.vocabSize) +
                                  " entries.",
                              "Use ids made with this model's own tokenizer.");
    }
}

void Session::Impl::run(std::span<const std::int32_t> ids, int logitRows, float* out,
                        const std::atomic<bool>* stop, std::vector<RowWatcher>* watchers)
{
    for (;;) {
        try {
            runOnce(ids, logitRows, out, stop, watchers);
            return;
        } catch (const EngineError& error) {
            // A step that is not committed has changed nothing: it can be taken again on mended rows.
            if (error.code() != ErrorCode::CacheDamaged || !healer || !healer(error))
                throw;
        }
    }
}

void Session::Impl::runOnce(std::span<const std::int32_t> ids, int logitRows, float* out,
                            const std::atomic<bool>* stop, std::vector<RowWatcher>* watchers)
{
    engine->onRanks([&](EngineRank& rank) {
        KvCache& cache = caches[static_cast<std::size_t>(rank.index)];
        rank.ops->setStopFlag(stop);
        const auto count = static_cast<int>(ids.size());
        cache.reserve(count);
        RowWatcher* watcher = watchers ? &(*watchers)[static_cast<std::size_t>(rank.index)] : nullptr;
        const float* streams = rank.transformer->forward(ids, cache, watcher);
        if (logitRows == 0)
            return;
        // Every rank takes part in the head; the first one's copy is kept.
        const auto vocab = static_cast<std::size_t>(engine->config().vocabSize);
        std::vector<float> spare(rank.index == 0 ? 0 : static_cast<std::size_t>(logitRows) * vocab);
        const auto skipped = static_cast<std::size_t>(count - logitRows);
        const auto stride = static_cast<std::size_t>(engine->config().streams) *
                            static_cast<std::size_t>(engine->config().hiddenSize);
        rank.transformer->logits(rank.weights.finalHead, streams + skipped * stride, logitRows,
                                 rank.index == 0 ? out : spare.data());
    });
    // What was computed with weights that went away meanwhile is not for use.
    engine->checkpoint().requireIntact();
    const auto values =
        static_cast<std::size_t>(logitRows) * static_cast<std::size_t>(engine->config().vocabSize);
    if (!std::all_of(out, out + values, [](float v) { return std::isfinite(v); }))
        throw EngineError(ErrorCode::NotFinite,
                          "The model's output is not a number after token " +
                              std::to_string(position() + static_cast<std::int64_t>(ids.size())) + ".",
                          "Its weights are probably damaged: compare their checksums with the publisher's.");
}

void Session::Impl::commit(std::span<const std::int32_t> ids, int count)
{
    // Past this point the step is the session's: it must not stop halfway.
    engine->onRanks([&](EngineRank& rank) {
        rank.ops->setStopFlag(nullptr);
        rank.transformer->commit(ids, count, caches[static_cast<std::size_t>(rank.index)]);
    });
    tokens.insert(tokens.end(), ids.begin(), ids.begin() + count);
}

void Session::Impl::step(std::span<const std::int32_t> ids, bool wantLogits, const std::atomic<bool>* stop)
{
    std::vector<float> next(wantLogits ? static_cast<std::size_t>(engine->config().vocabSize) : 0);
    run(ids, wantLogits ? 1 : 0, next.data(), stop);
    commit(ids, static_cast<int>(ids.size()));
    logits = std::move(next);
}

std::vector<float> Session::Impl::draftLogits(std::int32_t next)
{
    std::vector<float> guess(static_cast<std::size_t>(engine->config().vocabSize));
    engine->onRanks([&](EngineRank& rank) {
        std::vector<float> spare(rank.index == 0 ? 0 : guess.size());
        rank.transformer->draft(next, caches[static_cast<std::size_t>(rank.index)],
                                rank.index == 0 ? guess.data() : spare.data());
    });
    engine->checkpoint().requireIntact();
    return guess;
}

void Session::Impl::settle(const std::atomic<bool>* stop)
{
    if (!pending)
        return;
    const std::int32_t token = *pending;
    check({&token, 1});
    step({&token, 1}, true, stop);
    pending.reset();
}

Session::Session(std::shared_ptr<Engine> engine) : m_impl(std::make_unique<Impl>(std::move(engine))) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

void Session::prefill(std::span<const std::int32_t> tokens, const PrefillOptions& options)
{
    Impl& state = *m_impl;
    state.check(tokens);
    state.settle(options.stop);
    const auto chunk = static_cast<std::size_t>(chunkOf(options.chunk, *state.engine));
    const std::int64_t end = state.position() + static_cast<std::int64_t>(tokens.size());
    ReadingRate own(ReadingWork::of(state.engine->config()));
    ReadingRate& rate = options.rate ? *options.rate : own;
    for (std::size_t done = 0; done < tokens.size();) {
        const std::size_t count = std::min(chunk, tokens.size() - done);
        const Clock::time_point began = Clock::now();
        state.step(tokens.subspan(done, count), done + count == tokens.size(), options.stop);
        done += count;
        rate.step(static_cast<std::int64_t>(count), state.position(),
                  std::chrono::duration<double>(Clock::now() - began).count());
        if (options.progress)
            options.progress({static_cast<std::int64_t>(done), static_cast<std::int64_t>(tokens.size()),
                              rate.tokensPerSecond(), rate.secondsFor(state.position(), end)});
    }
}

std::vector<float> Session::prefillAllLogits(std::span<const std::int32_t> tokens, int chunk,
                                             const std::atomic<bool>* stop)
{
    Impl& state = *m_impl;
    state.check(tokens);
    state.settle(stop);
    const auto vocab = static_cast<std::size_t>(state.engine->config().vocabSize);
    std::vector<float> all(tokens.size() * vocab);
    const auto most = static_cast<std::size_t>(chunkOf(chunk, *state.engine));
    for (std::size_t done = 0; done < tokens.size();) {
        const std::size_t count = std::min(most, tokens.size() - done);
        const auto ids = tokens.subspan(done, count);
        state.run(ids, static_cast<int>(count), all.data() + done * vocab, stop);
        state.commit(ids, static_cast<int>(count));
        done += count;
    }
    if (!tokens.empty())
        state.logits.assign(all.end() - static_cast<std::ptrdiff_t>(vocab), all.end());
    return all;
}

std::vector<float> Session::draftLogits(std::int32_t next)
{
    Impl& state = *m_impl;
    state.settle(nullptr);
    state.check({&next, 1});
    if (!state.engine->rank(0).transformer->hasMtp())
        throw EngineError(ErrorCode::BadInput, "This model has no MTP head.");
    if (state.tokens.empty())
        throw EngineError(ErrorCode::BadInput, "The MTP head has nothing to guess from.",
                          "Read some tokens first.");
    return state.draftLogits(next);
}

std::vector<RowWatcher> Session::Impl::watch(std::span<const std::int32_t> next, int layer, int lastTokens)
{
    settle(nullptr);
    check(next);
    if (next.empty() || next.size() > static_cast<std::size_t>(engine->options().chunk))
        throw EngineError(ErrorCode::BadInput, "Rows can be asked for of 1 to " +
                                                   std::to_string(engine->options().chunk) +
                                                   " tokens, not of " + std::to_string(next.size()) + ".");
    if (!RowWatcher::picksRows(engine->config(), layer))
        return {};
    std::vector<RowWatcher> watchers;
    for (int r = 0; r < engine->ranks(); ++r)
        watchers.emplace_back(engine->rank(r), caches[static_cast<std::size_t>(r)], layer, lastTokens);
    run(next, 0, nullptr, nullptr, &watchers); // never committed: nothing changes
    return watchers;
}

std::vector<AttendedRow> Session::attendedRows(std::span<const std::int32_t> next)
{
    const int layer = RowWatcher::lastPickingLayer(m_impl->engine->config());
    return RowWatcher::loudest(m_impl->watch(next, layer, 1));
}

std::vector<RowShare> Session::attentionShares(std::span<const std::int32_t> next, int layer, float sink)
{
    return RowWatcher::shares(m_impl->watch(next, layer, static_cast<int>(next.size())), sink);
}

std::int64_t Session::position() const
{
    return m_impl->position();
}

std::optional<std::int32_t> Session::pending() const
{
    return m_impl->pending;
}

const std::vector<std::int32_t>& Session::tokens() const
{
    return m_impl->tokens;
}

const std::vector<float>& Session::logits() const
{
    return m_impl->logits;
}

std::uint64_t Session::rowBytes() const
{
    return m_impl->caches.front().rowBytes();
}

std::uint64_t Session::stateBytes() const
{
    return m_impl->caches.front().stateBytes();
}

SessionSnapshot Session::snapshot() const
{
    SessionSnapshot snapshot{{}, m_impl->logits, m_impl->tokens, m_impl->pending};
    for (const KvCache& cache : m_impl->caches)
        snapshot.ranks.push_back(cache.snapshot());
    return snapshot;
}

void Session::rewind(const SessionSnapshot& snapshot)
{
    rewind(SessionSnapshot(snapshot));
}

void Session::rewind(SessionSnapshot&& snapshot)
{
    for (std::size_t r = 0; r < m_impl->caches.size(); ++r)
        m_impl->caches[r].restore(snapshot.ranks[r]);
    m_impl->logits = std::move(snapshot.logits);
    m_impl->tokens = std::move(snapshot.tokens);
    m_impl->pending = snapshot.pending;
}

Session Session::fork() const
{
    Session other(m_impl->engine);
    other.rewind(snapshot());
    return other;
}

void Session::setHealer(std::function<bool(const EngineError&)> healer)
{
    m_impl->healer = std::move(healer);
}

const KvCache& Session::cache(int rank) const
{
    return m_impl->caches[static_cast<std::size_t>(rank)];
}

KvCache& Session::cache(int rank)
{
    return m_impl->caches[static_cast<std::size_t>(rank)];
}

} // namespace quire
