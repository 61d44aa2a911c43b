#pragma once

#include "ingest/prompt/PromptBuilder.h"

#include <functional>
#include <vector>

namespace quire {

/// Counts the tokens of text with a model's tokenizer. Ingest knows no model: whoever knows one gives this.
using TokenCounter = std::function<qint64(QByteArrayView)>;

/// Tokens of a prompt, part by part. A block begins with "<" behind a line end, where every tokenizer of this
/// family cuts: so the parts add up to what the whole takes, token for token.
struct PromptTokens
{
    std::vector<qint64> documents; ///< beside the blocks of the prompt's map
    qint64 system = 0;             ///< the system message

    qint64 total() const;
};

/// The documents of one folder, those of its folders included.
struct FolderTokens
{
    QString folder; ///< "src/app/"
    int documents = 0;
    qint64 tokens = 0;
};

/// Measures prompts against a model's context, of which a part is kept for the question and the answer.
/// Remembers what it counted: including or leaving out a document counts nothing again.
class TokenBudget
{
public:
    static constexpr qint64 fullContext = 1 << 20; ///< 1,048,576 tokens
    static constexpr qint64 usualReserve = 1 << 14;

    explicit TokenBudget(TokenCounter counter, qint64 context = fullContext, qint64 reserve = usualReserve)
        : m_counter(std::move(counter)), m_context(context), m_reserve(reserve)
    {
    }

    qint64 count(const PromptBlockPtr& block);
    PromptTokens measure(const Prompt& prompt);

    qint64 context() const { return m_context; }
    qint64 reserve() const { return m_reserve; }
    /// Tokens that are free; negative: so many too many.
    qint64 room(const PromptTokens& tokens) const { return m_context - m_reserve - tokens.total(); }

    /// Sums by folder, of the documents that stand in one, by name.
    static std::vector<FolderTokens> byFolder(const Prompt& prompt, const PromptTokens& tokens);

private:
    const TokenCounter m_counter;
    const qint64 m_context;
    const qint64 m_reserve;
    QHash<const PromptBlock*, std::pair<PromptBlockPtr, qint64>>
        m_counted; ///< keeps the blocks: no address comes back
    qint64 m_system = -1;
};

} // namespace quire
