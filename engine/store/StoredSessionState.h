#pragma once

#include "engine/store/SnapshotBudget.h"
#include "engine/store/StoredSession.h"

#include <chrono>

namespace quire {

/// What a stored session is made of. Everything the session reads or writes goes through start(), readOn()
/// and keep().
struct StoredSession::Impl
{
    using Clock = std::chrono::steady_clock;

    Impl(std::shared_ptr<Engine> ownEngine, std::shared_ptr<CacheStore> ownStore);

    void restore(std::span<const std::int32_t> tokens, const LoadedPrefix& loaded,
                 std::optional<std::int32_t> pending);
    void resume(LoadedSession loaded);
    /// How many of these tokens, up to `limit`, the session has read, if it has read nothing else; else 0.
    std::int64_t onTheWay(std::span<const std::int32_t> tokens, std::int64_t limit) const;
    /// The farthest place in memory from which these tokens go on; null if there is none.
    const SessionSnapshot* placeFor(std::span<const std::int32_t> tokens, std::int64_t limit) const;
    bool loadFrom(std::span<const std::int32_t> tokens, std::int64_t limit, std::int64_t atLeast);
    void start(std::span<const std::int32_t> tokens, std::int64_t limit, ReadResult& result);
    void readOn(std::span<const std::int32_t> tokens, const ReadOptions& options, ReadResult& result);
    SnapshotKind kindAt(std::int64_t position, std::int64_t total, const ReadOptions& options) const;
    std::int64_t nextStop(std::int64_t total, const ReadOptions& options) const;
    void keep(SnapshotKind kind);
    void commit(SnapshotKind kind);
    void remember();
    void forgetPending(std::span<const std::int32_t> tokens);
    void mapFinishedBlocks();
    void replaceBlock(const LoadedBlock& block, std::int64_t number);
    bool heal(const EngineError& error);
    void watch();

    std::shared_ptr<Engine> engine;
    std::shared_ptr<CacheStore> store;
    CacheModel model;
    Session session;
    SessionLabel label;
    std::string id;                      ///< in the store; empty before anything is kept
    std::vector<SessionSnapshot> places; ///< ends of the shared beginning, of prompts and answers
    std::vector<std::int32_t> known;
    std::string problem;
    const std::atomic<bool>* stop = nullptr;
    std::int64_t mappedBlocks = 0; ///< leading blocks that lie in the store's files
    std::int64_t keptPosition = 0; ///< where keep() was last called
    std::int64_t lastDocument = 0; ///< the last document's end that was kept
    Clock::time_point since = Clock::now();
    double seconds = 0; ///< spent on tokens not kept yet
    double keeping = 0; ///< seconds spent in keep()
    SnapshotBudget budget;
};

} // namespace quire
