#pragma once

#include "ingest/prompt/TokenBudget.h"

namespace quire {

/// How far a prompt is what an earlier one was, so that no more is read again than must be.
struct PromptDifference
{
    bool isSame = false;
    qint64 bytes = 0; ///< that both begin with
    /// Tokens that both begin with, counted up to the passage or tag where they part: there every tokenizer
    /// of this family cuts, so none of them reaches into what changed.
    qint64 tokens = 0;
    qint64 total = 0; ///< tokens of the new documents
    /// The passage of the new prompt where they part; nothing in a document's tags and behind its end.
    std::optional<PassageRef> passage;
    /// The document it is, or would be, in; null behind the last.
    DocumentPtr document;
};

/// `before`: Prompt::documents() of the earlier one.
PromptDifference differenceOf(const QByteArray& before, const Prompt& after, const TokenCounter& counter);

} // namespace quire
