#pragma once

#include "engine/text/Token.h"

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace quire {

class Tokenizer;

/// Asks a question again behind control tokens, right before the answer, for models made to hear it so: each
/// repetition can look into another part of the documents and weigh what the one before it found.
///
/// generation_config.json says how: {"recital": {"cue": TOKEN, "opened_by": [TOKEN, …], "tokens": N}}. With
/// three openings the prompt ends `Q cue  o₁ Q cue  o₂ Q cue  o₃ Q cue  <｜Assistant｜>`, where Q are the
/// last N tokens of the question: everything must stay within the model's sliding window.
class Recital
{
public:
    /// None unless the model in this directory asks for it. Throws AppError(InputUnusable) when it asks in
    /// a way that cannot be followed: a token that the tokenizer does not know, no openings, no tokens.
    static std::optional<Recital> wantedBy(const std::filesystem::path& directory,
                                           const Tokenizer& tokenizer);

    /// A prompt whose last user message ends with `question`, with the question recited.
    std::vector<TokenId> in(std::vector<TokenId> prompt, std::span<const TokenId> question) const;

private:
    Recital() = default;

    TokenId m_answer = 0; ///< the control token behind which the answer stands
    TokenId m_cue = 0;
    std::vector<TokenId> m_openings;
    std::size_t m_longest = 0;
};

} // namespace quire
