#pragma once

#include "engine/Error.h"
#include "engine/kv/KvCache.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quire {

class Engine;
class ReadingRate;

/// How far a prefill has come. Rates are measured over the recent past, not since the start; the time left
/// takes into account that later tokens take longer.
struct PrefillProgress
{
    std::int64_t done = 0;  ///< tokens of this prefill in the cache
    std::int64_t total = 0; ///< tokens of this prefill
    double tokensPerSecond = 0;
    double secondsLeft = 0;
};

struct PrefillOptions
{
    int chunk = 0; ///< tokens a step; 0: the engine's own. The result does not depend on it.
    std::function<void(const PrefillProgress&)> progress; ///< called after every step, on the calling thread
    const std::atomic<bool>* stop = nullptr;              ///< raise to cancel; answers within 200 ms
    ReadingRate* rate = nullptr; ///< goes on with this one, for a reading in several parts; null: a new one
};

/// How the next token is chosen and when to end.
struct GenerateOptions
{
    int maxTokens = 1024;
    float temperature = 0; ///< 0: greedy
    float topP = 1;        ///< smallest set of tokens with this probability mass
    float minP = 0;        ///< drop tokens below this share of the likeliest one's probability
    std::uint64_t seed = 0;
    std::vector<std::string> stop; ///< end before any of these texts; they are not part of the answer
    int logprobs = 0;              ///< likeliest alternatives to report per token, 0 .. 20
    bool speculate = true;         ///< draft with the MTP head; never changes the output
    /// Sees the answer's tokens so far and may lower logits[vocab] of tokens that must not come next, to
    /// minus infinity if need be, before one is drawn. Must depend on its arguments alone. May be empty.
    std::function<void(std::span<const std::int32_t> answer, std::span<float> logits)> guide;
    const std::atomic<bool>* stopFlag = nullptr;
};

struct TokenLogprob
{
    std::int32_t token = 0;
    float logprob = 0; ///< natural logarithm, of the unmodified distribution
};

struct GeneratedToken
{
    std::int32_t token = 0;
    std::string text; ///< complete UTF-8; may be empty while a character or a stop text is incomplete
    float logprob = 0;
    std::vector<TokenLogprob> alternatives; ///< likeliest first
};

enum class FinishReason
{
    EndOfText,
    MaxTokens,
    StopText,
    Cancelled,
    ContextFull
};
std::string_view name(FinishReason reason);

struct GenerateResult
{
    std::vector<std::int32_t> tokens; ///< generated, the end-of-text token included if it came
    std::string text;                 ///< without special tokens and stop texts
    FinishReason reason = FinishReason::MaxTokens;
    double seconds = 0;
    std::int64_t drafted = 0;  ///< tokens proposed by the MTP head
    std::int64_t accepted = 0; ///< of these, the ones the model agreed with
};

/// A compressed row that a token attends to in the last layer that picks rows (CSA).
struct AttendedRow
{
    std::int64_t firstToken = 0; ///< of those the row stands for; a row also holds as many before them
    std::int64_t endToken = 0;
    float nats = 0; ///< its score above the sink's, of the head that hears it loudest
};

/// What several tokens together attend to a compressed row in one layer that picks rows.
struct RowShare
{
    std::int64_t firstToken = 0; ///< as AttendedRow's
    std::int64_t endToken = 0;
    float share = 0; ///< sum over the tokens of the row's part of their attention, 0 .. their number
};

/// A place in memory one can come back to: compact state plus shared rows; copying it copies no rows.
struct SessionSnapshot
{
    std::vector<KvSnapshot> ranks; ///< one a rank
    std::vector<float> logits;     ///< of the next token; empty at position 0
    std::vector<std::int32_t> tokens;
    std::optional<std::int32_t> pending; ///< generated, not yet read
};

/// The state of one token sequence on one engine: reads tokens, continues them, forks and rewinds.
/// The same tokens give bit-identical rows and logits however they were chunked, interrupted, forked or
/// rewound. Not thread-safe; all sessions of one engine run on one thread at a time.
class Session
{
public:
    explicit Session(std::shared_ptr<Engine> engine);
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    /// Reads tokens. Throws EngineError: BadInput (id out of range), ContextOverflow, Cancelled (everything
    /// read in completed steps is kept: position() says how much), NotFinite.
    void prefill(std::span<const std::int32_t> tokens, const PrefillOptions& options = {});
    /// As prefill, and returns the logits after every token [tokens, vocab].
    std::vector<float> prefillAllLogits(std::span<const std::int32_t> tokens, int chunk = 0,
                                        const std::atomic<bool>* stop = nullptr);
    /// Continues the sequence; needs at least one token read. The callback sees every token as it comes and
    /// returns false to end. The last token reported is in the cache already or is pending(): the next call
    /// of prefill or generate reads it first.
    GenerateResult generate(const GenerateOptions& options,
                            const std::function<bool(const GeneratedToken&)>& onToken = {});

    /// The MTP head's logits [vocab] for the token after `next`, as if `next` were read now; nothing changes.
    /// Throws EngineError(BadInput) if the model has no MTP head, nothing has been read, or the id is out of
    /// range.
    std::vector<float> draftLogits(std::int32_t next);

    /// The rows that the last of `next` would attend to if these tokens were read now, loudest first: where
    /// in the text the model looks before it says more. At most the indexer's top-k; none if no layer picks
    /// rows. Nothing changes. Throws as prefill, and EngineError(BadInput) for no tokens or more than a
    /// chunk.
    std::vector<AttendedRow> attendedRows(std::span<const std::int32_t> next);
    /// What all of `next` together would attend to in that layer, if these tokens were read now, largest
    /// share first. A token's attention is a softmax over its picked rows, each as loud as it is to the head
    /// that hears it loudest, against one sink `sink` nats above the heads' own: e^n / (e^sink + sum of e^n).
    /// A sink fainter than the heads' own shows what faint attention is about: where a word stands in few
    /// places these have most of it. None if the layer picks no rows. Throws as attendedRows.
    std::vector<RowShare> attentionShares(std::span<const std::int32_t> next, int layer, float sink);

    std::int64_t position() const;                   ///< tokens in the cache
    std::optional<std::int32_t> pending() const;     ///< generated, not yet read
    const std::vector<std::int32_t>& tokens() const; ///< the tokens in the cache
    const std::vector<float>& logits() const;        ///< [vocab] after the last token
    /// Bytes of cached rows (compressed and indexer rows; what grows with length).
    std::uint64_t rowBytes() const;
    /// Bytes of window rings and frontiers (what does not grow).
    std::uint64_t stateBytes() const;

    SessionSnapshot snapshot() const;
    void rewind(const SessionSnapshot& snapshot);
    void rewind(SessionSnapshot&& snapshot);
    /// A second continuation of the same prefix; rows are shared.
    Session fork() const;

    /// Called when rows from a disk turn out damaged (the error says which). If it returns true, having put
    /// good rows in their place, the step is taken again.
    void setHealer(std::function<bool(const EngineError&)> healer);
    /// For tests and the store: the state of one rank.
    const KvCache& cache(int rank = 0) const;
    KvCache& cache(int rank = 0);

private:
    struct Impl;
    friend class Generation;
    std::unique_ptr<Impl> m_impl;
};

} // namespace quire
