#pragma once

#include "engine/Engine.h"
#include "engine/EngineRank.h"
#include "engine/session/AttendedRows.h"
#include "engine/session/Session.h"

namespace quire {

/// What a session is made of: one cache a rank, the tokens in it, the logits after the last one. Every change
/// goes through run() and commit(); a step that throws leaves the state as it was.
struct Session::Impl
{
    explicit Impl(std::shared_ptr<Engine> owner);

    std::shared_ptr<Engine> engine;
    std::vector<KvCache> caches;
    std::vector<std::int32_t> tokens;
    std::vector<float> logits;
    std::optional<std::int32_t> pending;
    std::function<bool(const EngineError&)> healer;

    std::int64_t position() const { return static_cast<std::int64_t>(tokens.size()); }
    /// Throws BadInput or ContextOverflow if these cannot follow.
    void check(std::span<const std::int32_t> ids) const;
    /// Runs the ids on every rank without keeping them; logits of the last `logitRows` go to
    /// out[logitRows, vocab]. Throws Cancelled, NotFinite.
    /// watchers: none, or one a rank.
    void run(std::span<const std::int32_t> ids, int logitRows, float* out, const std::atomic<bool>* stop,
             std::vector<RowWatcher>* watchers = nullptr);
    void runOnce(std::span<const std::int32_t> ids, int logitRows, float* out, const std::atomic<bool>* stop,
                 std::vector<RowWatcher>* watchers);
    /// What reading `next` would show to watchers of a layer, one a rank; none if it picks no rows.
    std::vector<RowWatcher> watch(std::span<const std::int32_t> next, int layer, int lastTokens);
    /// Keeps the first `count` ids of the last run().
    void commit(std::span<const std::int32_t> ids, int count);
    /// run() and commit() of all ids, their last logits becoming the session's if wanted.
    void step(std::span<const std::int32_t> ids, bool wantLogits, const std::atomic<bool>* stop);
    /// The MTP head's logits [vocab] for what follows `next`.
    std::vector<float> draftLogits(std::int32_t next);
    /// Reads the pending token, if there is one.
    void settle(const std::atomic<bool>* stop);
};

} // namespace quire
