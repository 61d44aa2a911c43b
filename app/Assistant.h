#pragma once

#include "app/CitationResolver.h"
#include "app/QuoteGuide.h"
#include "app/SecondLook.h"
#include "app/TokenMemo.h"
#include "engine/Engine.h"
#include "engine/session/ReadingRate.h"
#include "engine/store/StoredSession.h"
#include "ingest/prompt/PromptBuilder.h"

#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace quire {

/// How a question is to be answered.
struct AskOptions
{
    Effort effort = Effort::Fast;
    int maxTokens = 1024; ///< of the answer, thinking included; less where the context ends
    float temperature = 0;
    std::uint64_t seed = 0;
    bool speculate = true; ///< draft with the MTP head, where the model has one; never changes the answer
    const std::atomic<bool>* stop = nullptr; ///< raised: stop soon and keep what there is
    ReadingRate* rate = nullptr;             ///< learns how fast this model reads here; may be null
};

/// A piece of an answer as it is shown.
struct AnswerPart
{
    QString text;                     ///< prose, or a mark in it; empty for a quote
    std::optional<Citation> citation; ///< of a quote or a mark, looked up

    bool isQuote() const { return citation && !citation->reference; }
};

/// What is told while an answer comes, in the thread that asked. All may be empty.
struct AskEvents
{
    std::function<void(const PrefillProgress&)> reading;
    std::function<void(const QString&)> thinking; ///< more of the thinking text
    std::function<void(const QString&)> text;     ///< more of the answer as the model writes it
    std::function<void(const AnswerPart&)> part;  ///< more of the answer; prose comes in small pieces
};

struct Answer
{
    QString thinking;
    QString text; ///< as the model wrote it
    std::vector<AnswerPart> parts;
    bool declined = false;                         ///< the model says that the documents do not say
    bool repeating = false;                        ///< stopped because the model said the same over and over
    FinishReason reason = FinishReason::EndOfText; ///< StopText when repeating

    qint64 promptTokens = 0; ///< documents, earlier turns and question
    qint64 readTokens = 0;   ///< of these, what had to be read now
    double readSeconds = 0;
    qint64 rereadTokens = 0; ///< of passages shown a second time (SecondLook)
    double rereadSeconds = 0;
    qint64 answerTokens = 0; ///< thinking included
    double answerSeconds = 0;
    qint64 drafted = 0; ///< tokens guessed by the MTP head
    qint64 accepted = 0;

    std::vector<Citation> citations() const;
};

/// How much of the documents need not be read again, and why not more.
struct DocumentsAtHand
{
    qint64 tokens = 0; ///< in memory or in the reading cache
    qint64 all = 0;    ///< of the documents
    /// The document that is the first not to be as it was read before, and the token where it differs; empty
    /// if all is there, or nothing was ever read.
    QString changed;
    qint64 changedAt = 0;
};

/// One conversation about some documents: reads them once, then answers question after question. What it
/// reads and says goes to the reading cache, where any later conversation finds it. Blocking; for one thread
/// at a time, the same as every other session of the engine.
class Assistant
{
public:
    /// `cache` may be null: nothing outlives the object. Throws AppError(InputUnusable) when the model has no
    /// tokenizer.
    Assistant(std::shared_ptr<Engine> engine, Prompt prompt, std::shared_ptr<CacheStore> cache = {});

    /// Asks and answers; a finished or cancelled answer becomes part of the conversation. When `stop` is
    /// raised while reading, AppError(Cancelled) is thrown, and what was read stays read. Throws
    /// AppError(InputUnusable) when documents and question are more than the model takes, and EngineError.
    Answer ask(const QString& question, const AskOptions& options = {}, const AskEvents& events = {});

    /// Reads what every question begins with, so that the first one is answered at once. Throws as ask()
    /// does.
    void readDocuments(const AskOptions& options = {}, const AskEvents& events = {});
    /// Tokens of what readDocuments() reads.
    qint64 documentSize(Effort effort);
    DocumentsAtHand documentsAtHand(Effort effort);
    /// Empty, or why what was read and said last could not be kept on disk.
    QString notKept() const;
    /// What the reading cache calls it; empty while nothing of it is kept.
    QString keptAs() const;
    /// What the session keeps of all it has read: rows, windows and frontiers.
    std::uint64_t cacheBytes() const
    {
        return m_session.session().rowBytes() + m_session.session().stateBytes();
    }
    /// Goes on from other turns than those asked here: a conversation that was kept, or another branch of it.
    void setHistory(const std::vector<std::pair<QString, QString>>& questionsAndAnswers);

private:
    class Reply;

    /// A model made for one form of answer does not think, whatever was asked for.
    Effort possible(Effort asked) const;
    std::vector<TokenId> tokensFor(const std::vector<Message>& messages, Effort effort);
    /// What every question begins with.
    const std::vector<TokenId>& documentTokens(Effort effort);
    QString documentAt(qint64 token, std::span<const TokenId> documents) const;
    [[noreturn]] void refuse(qint64 tokens) const;
    /// Brings the session to exactly these tokens, re-reading as little as it can.
    void read(const std::vector<TokenId>& tokens, const AskOptions& options, const AskEvents& events,
              Answer& answer);
    /// The documents are many passages and the model asks to see the best of them once more.
    bool looksAgain() const { return m_secondLook && m_secondLook->isWorthwhile(); }
    GenerateResult generate(const GenerateOptions& options, Reply& reply, Answer& answer);
    /// The same from the passages that the model looks at now, the question having been read.
    GenerateResult generateFromExcerpt(const QString& question, const GenerateOptions& options,
                                       const AskEvents& events, Reply& reply, Answer& answer);
    void remember(std::vector<Message> messages, const Answer& answer);

    std::shared_ptr<Engine> m_engine;
    Prompt m_prompt;
    CitationResolver m_resolver;
    std::optional<QuoteGuide> m_guide; ///< for models that need one
    std::optional<SecondLook> m_secondLook;
    TokenMemo m_memo;
    std::map<Effort, std::vector<TokenId>>
        m_documentTokens;            ///< differs where the effort changes the beginning
    std::vector<Message> m_messages; ///< so far; empty before the first question
    StoredSession m_session;
};

} // namespace quire
