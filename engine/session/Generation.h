#pragma once

#include "engine/session/DraftPolicy.h"
#include "engine/session/Sampler.h"
#include "engine/session/SessionState.h"
#include "engine/session/StopMatcher.h"
#include "engine/text/StreamDecoder.h"
#include "engine/text/Tokenizer.h"

#include <chrono>
#include <optional>

namespace quire {

/// One run of Session::generate: draws tokens, lets the MTP head guess ahead, turns tokens into text, decides
/// when to end.
///
/// Speculation never changes the output. The guess is read together with the token before it; the token drawn
/// from the model's own logits decides. If it is the guess, the second token came for (nearly) free; if not,
/// only the first is kept. Since logits do not depend on how many tokens a step carries, the tokens are those
/// that drawing one by one gives.
class Generation
{
public:
    Generation(Session::Impl& session, const GenerateOptions& options,
               const std::function<bool(const GeneratedToken&)>& onToken);

    GenerateResult run();

private:
    void loop();
    bool mayDraft() const;
    std::int32_t draw(std::span<const float> logits, std::int64_t position) const;
    /// Reads `token`, and a guess with it; reports the guess too if it was right. False: generation has
    /// ended.
    bool readWithDraft(std::int32_t token);
    /// Reports a token drawn from these logits. False: it was the last.
    bool emit(std::int32_t token, std::span<const float> logits);
    std::string textOf(std::int32_t token);
    void describe(GeneratedToken& out, std::span<const float> logits) const;
    bool isEnd(std::int32_t token) const;

    Session::Impl& m_session;
    const GenerateOptions& m_options;
    const std::function<bool(const GeneratedToken&)>& m_onToken;
    Sampler m_sampler;
    StopMatcher m_stops;
    std::optional<StreamDecoder> m_decoder;
    DraftPolicy m_drafts;
    std::vector<float> m_pair; ///< logits of a two-token step
    GenerateResult m_result;
};

} // namespace quire
