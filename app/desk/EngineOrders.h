#pragma once

#include "app/ReadingCache.h"
#include "app/library/Records.h"
#include "engine/model/MachineMemory.h"
#include "ingest/prompt/PromptBuilder.h"

#include <QList>
#include <QMetaType>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace quire {

/// Tokens kept free for an answer, and the most that one may take.
constexpr int answerReserve = 4096;

/// What the engine's thread works with.
struct EngineSetup
{
    QStringList modelPlaces; ///< where models are looked for, in order
    int threads = 0;         ///< 0: every core
    ReadingCache cache;
    std::function<MachineMemory()> memory = {}; ///< what there is; empty: as much as the machine says
};

/// The documents of a question, in the order of the prompt.
using PromptEntries = std::vector<PromptBuilder::Entry>;

/// What reading the documents would take, before it is begun.
struct ReadingPlan
{
    qint64 tokens = 0;          ///< of the documents, with what surrounds them
    qint64 cachedTokens = 0;    ///< of these, read before
    qint64 contextTokens = 0;   ///< the model's limit
    qint64 memoryTokens = 0;    ///< the most of `tokens` that memory holds as things are; may be above them
    qint64 freeBytes = 0;       ///< of memory
    qint64 bytes = 0;           ///< of cache rows, when all is read
    QString changed;            ///< the first source that is not as it was read before; may be empty
    double tokensPerSecond = 0; ///< measured; 0 when this model never read
    double secondsToRead = 0;   ///< what is not read yet, as far as can be told from what was
    QString modelName;

    /// Tokens that are too many for the model, or else for the memory; 0 when all is well.
    qint64 tooMany() const
    {
        return std::max<qint64>(0, tokens - (isTooLong() ? contextTokens : memoryTokens));
    }
    bool isTooLong() const { return tokens > contextTokens; }                 ///< for the model
    bool isTooLarge() const { return !isTooLong() && tokens > memoryTokens; } ///< for the memory
    qint64 toRead() const { return tokens - cachedTokens; }
    double seconds() const { return tokensPerSecond > 0 ? secondsToRead : -1; }
    bool operator==(const ReadingPlan&) const = default;
};

/// What asking in a mode would take before the answer begins.
struct ModeCost
{
    AskMode mode;
    QString modelName;
    qint64 toRead = 0;   ///< tokens
    double seconds = -1; ///< it takes; negative: this model never read here
};

struct ReadingProgress
{
    qint64 done = 0;
    qint64 total = 0;
    double tokensPerSecond = 0;
    double secondsLeft = 0;
};

/// An earlier question with its answer.
struct Exchange
{
    QString question;
    QString answer;
};

struct AskOrder
{
    qint64 session = 0;
    qint64 turn = 0;
    AskMode mode;
    PromptEntries entries;
    QList<Exchange> history;
    QString question;
    int seed = 0; ///< as TurnRecord::seed
    int mostTokens = answerReserve;
};

/// What came of an answer since the last report.
struct AnswerDelta
{
    QString thinking;
    QString answer;
    QList<CitationRecord> citations; ///< of the quotes and references that ended
};

/// What is known when an answer has ended.
struct AnswerEnd
{
    TurnState state = TurnState::Done;
    QString failure;
    QString modelName;
    int thinkingMs = 0;
    int answerMs = 0;
    int firstTokenMs = 0;
    qint64 promptTokens = 0;
    qint64 cachedTokens = 0;
    qint64 answerTokens = 0;
    QString notKept; ///< empty, or why it will have to be read again another time
};

enum class ReadingOutcome
{
    Finished,
    Paused,
    Failed,
};

} // namespace quire

Q_DECLARE_METATYPE(quire::ReadingPlan)
Q_DECLARE_METATYPE(quire::ModeCost)
Q_DECLARE_METATYPE(quire::ReadingProgress)
Q_DECLARE_METATYPE(quire::AnswerDelta)
Q_DECLARE_METATYPE(quire::AnswerEnd)
