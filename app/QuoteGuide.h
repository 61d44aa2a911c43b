#pragma once

#include "engine/text/Tokenizer.h"
#include "ingest/prompt/PromptBuilder.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace quire {

/// Keeps a small model to the form of answer it was made for: one line `> [mark] first words…` with a mark
/// that exists and words that begin a sentence of that passage, the mark alone (the whole passage is the
/// quote), or the sentence that says there is no answer. What the model decides is which: at every step the
/// tokens that some allowed answer goes on with keep their logits, all others are ruled out.
class QuoteGuide
{
public:
    /// Words of the quote; the application shows the sentence to its end.
    static constexpr int quotedWords = 8;

    /// The arguments must outlive the object. `ends` are the tokens that end an answer.
    QuoteGuide(const Tokenizer& tokenizer, const Prompt& prompt, std::vector<TokenId> ends);

    /// Whether the model in this directory asks for it: generation_config.json has "answer_form": "quote".
    static bool wantedBy(const std::filesystem::path& directory);

    /// For GenerateOptions::guide.
    void operator()(std::span<const TokenId> answer, std::span<float> logits);

private:
    /// Every answer that begins with the words so far, as far as it is decided.
    const std::vector<std::string>& candidates(const std::string& said);
    std::vector<std::string> openings(const PassageRef& passage) const;

    const Tokenizer& m_tokenizer;
    const Prompt& m_prompt;
    std::vector<TokenId> m_ends;
    std::vector<std::string> m_marks;  ///< "> [A1]", …, and the sentence that declines
    std::string m_quotedLine;          ///< whose candidates m_quotes are: "> [A1]"
    std::vector<std::string> m_quotes; ///< "> [A1] first words…"
};

} // namespace quire
