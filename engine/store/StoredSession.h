#pragma once

#include "engine/Engine.h"
#include "engine/store/CacheStore.h"

#include <chrono>

namespace quire {

struct ReadOptions
{
    /// Progress counts all tokens given; those that need not be read again are done from the start.
    PrefillOptions prefill;
    /// Positions where documents end, ascending: places that other prompts may share.
    std::vector<std::int64_t> documentEnds;
    /// Where what every prompt of this session begins with ends: a place to come back to; -1: nowhere.
    std::int64_t sharedEnd = -1;
    /// What the end of the tokens is. A Pause goes when the session goes on.
    SnapshotKind endsWith = SnapshotKind::PromptEnd;
};

/// How a session is called in the store.
struct SessionLabel
{
    std::string title;
    /// Sessions of the same key and model are one there, the last to be kept being it; empty: of its own.
    std::string key;
};

/// How much of some tokens need not be read.
struct Beginning
{
    std::int64_t tokens = 0;
    StoredPrefix stored; ///< what the store holds, and why not more
};

struct ReadResult
{
    std::int64_t reused = 0;   ///< tokens that were not read again
    std::int64_t computed = 0; ///< tokens that were
    StoredPrefix stored;       ///< what the store held before, and why not more
};

/// A session whose reading survives the process: rows go to the cache store at every 8,192 tokens, ends of
/// documents, prompts and answers, and while an answer grows. What any session has read before is not read
/// again. Rows are mapped from the store rather than kept in memory once they are there.
///
/// If the store cannot be written, the session goes on without; problem() says why. Rows found damaged are
/// computed again when they are wanted; answers never see them.
///
/// Not thread-safe; all sessions of one engine run on one thread at a time.
class StoredSession
{
public:
    /// A new session. store may be null: nothing outlives the object.
    StoredSession(std::shared_ptr<Engine> engine, std::shared_ptr<CacheStore> store, SessionLabel label);
    /// A session kept before, at the last place it can be resumed from without reading. Throws BadInput if
    /// the store has no such session or it is another model's.
    static StoredSession resume(std::shared_ptr<Engine> engine, std::shared_ptr<CacheStore> store,
                                const std::string& id);
    ~StoredSession();
    StoredSession(StoredSession&&) noexcept;
    StoredSession& operator=(StoredSession&&) noexcept;

    /// Makes the session one that has read exactly these tokens, reading as few of them as possible.
    /// Throws as Session::prefill; what has been read by then is kept.
    ReadResult read(std::span<const std::int32_t> tokens, const ReadOptions& options = {});
    /// How many leading tokens of these read() would not have to read, and what the store holds of them.
    Beginning beginningOf(std::span<const std::int32_t> tokens) const;
    /// As Session::generate; keeps what was generated.
    GenerateResult generate(const GenerateOptions& options,
                            const std::function<bool(const GeneratedToken&)>& onToken = {});
    /// As Session::attendedRows.
    std::vector<AttendedRow> attendedRows(std::span<const std::int32_t> next);
    /// As Session::attentionShares.
    std::vector<RowShare> attentionShares(std::span<const std::int32_t> next, int layer, float sink);
    /// Another session that begins as this one; no rows are copied, in memory or on disk.
    StoredSession fork(SessionLabel label);
    /// Keeps the present state, so that closing the application loses nothing.
    void pause();

    const Session& session() const;
    /// In the store; empty as long as nothing is kept.
    const std::string& id() const;
    /// As id(); or, while nothing is kept, the id of the session of the same key that was kept before.
    std::string keptAs() const;
    /// Tokens a resumed session had read or written before, all of them as far as they are known: read() them
    /// to be where it was. Same as session().tokens() if nothing is missing.
    const std::vector<std::int32_t>& knownTokens() const;
    /// Empty, or why the last attempt to keep something failed.
    const std::string& problem() const;
    /// Time spent on keeping, of all that reading and answering took.
    double secondsKeeping() const;

private:
    struct Impl;
    explicit StoredSession(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// What the store needs to know of an engine's model.
CacheModel cacheModelOf(Engine& engine);

} // namespace quire
