#include "engine/session/Generation.h"

#include "engine/Error.h"

#include <algorithm>

namespace quire {

namespace {

double secondsSince(std::chrono::steady_clock::time_point began)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

} // namespace

Generation::Generation(Session::Impl& session, const GenerateOptions& options,
                       const std::function<bool(const GeneratedToken&)>& onToken)
    : m_session(session), m_options(options), m_onToken(onToken),
      m_sampler({options.temperature, options.topP, options.minP, options.seed}), m_stops(options.stop)
{
    if (const Tokenizer* tokenizer = session.engine->tokenizer())
        m_decoder.emplace(*tokenizer);
}

GenerateResult Generation::run()
{
    const auto began = std::chrono::steady_clock::now();
    try {
        loop();
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::Cancelled)
            throw;
        m_result.reason = FinishReason::Cancelled;
    }
    if (m_decoder && !m_stops.matched()) {
        m_result.text += m_stops.feed(m_decoder->finish());
        m_result.text += m_stops.finish();
    }
    m_result.seconds = secondsSince(began);
    return std::move(m_result);
}

void Generation::loop()
{
    m_session.settle(m_options.stopFlag);
    if (m_session.logits.empty())
        throw EngineError(ErrorCode::BadInput,
                          "There is nothing to continue: the session has read no tokens.",
                          "Prefill a prompt first.");
    while (static_cast<int>(m_result.tokens.size()) < m_options.maxTokens) {
        if (m_session.position() >= m_session.engine->config().maxPositions) {
            m_result.reason = FinishReason::ContextFull;
            return;
        }
        const std::int32_t token = draw(m_session.logits, m_session.position());
        m_session.pending = token;
        if (!emit(token, m_session.logits))
            return;
        if (mayDraft() && m_drafts.wantsDraft()) {
            if (!readWithDraft(token))
                return;
        } else {
            const auto began = std::chrono::steady_clock::now();
            m_session.settle(m_options.stopFlag);
            m_drafts.readAlone(secondsSince(began));
        }
    }
    m_result.reason = FinishReason::MaxTokens;
}

bool Generation::mayDraft() const
{
    // The guess must fit the context and the answer's limit.
    return m_options.speculate && m_session.engine->rank(0).transformer->hasMtp() &&
           m_session.engine->options().chunk >= 2 &&
           m_session.position() + 2 <= m_session.engine->config().maxPositions &&
           static_cast<int>(m_result.tokens.size()) < m_options.maxTokens;
}

std::int32_t Generation::draw(std::span<const float> logits, std::int64_t position) const
{
    if (!m_options.guide)
        return m_sampler.sample(logits, position);
    std::vector<float> guided(logits.begin(), logits.end());
    m_options.guide(m_result.tokens, guided);
    return m_sampler.sample(guided, position);
}

bool Generation::readWithDraft(std::int32_t token)
{
    const auto began = std::chrono::steady_clock::now();
    const auto vocab = static_cast<std::size_t>(m_session.engine->config().vocabSize);
    m_pair.resize(2 * vocab);
    const std::int32_t pair[2] = {token, argmax(m_session.draftLogits(token))};
    m_session.run(pair, 2, m_pair.data(), m_options.stopFlag);
    const std::span<const float> afterFirst{m_pair.data(), vocab};
    const bool right = draw(afterFirst, m_session.position() + 1) == pair[1];
    ++m_result.drafted;
    m_session.commit(pair, right ? 2 : 1);
    m_session.pending.reset();
    const float* kept = m_pair.data() + (right ? vocab : 0);
    m_session.logits.assign(kept, kept + vocab);
    m_drafts.readPair(secondsSince(began), right);
    if (!right)
        return true;
    ++m_result.accepted;
    return emit(pair[1], afterFirst);
}

bool Generation::emit(std::int32_t token, std::span<const float> logits)
{
    GeneratedToken out;
    out.token = token;
    describe(out, logits);
    out.text = textOf(token);
    m_result.tokens.push_back(token);
    m_result.text += out.text;
    const bool wanted = !m_onToken || m_onToken(out);
    if (isEnd(token)) {
        m_result.reason = FinishReason::EndOfText;
        return false;
    }
    if (m_stops.matched()) {
        m_result.reason = FinishReason::StopText;
        return false;
    }
    if (!wanted || (m_options.stopFlag && m_options.stopFlag->load())) {
        m_result.reason = FinishReason::Cancelled;
        return false;
    }
    return true;
}

std::string Generation::textOf(std::int32_t token)
{
    if (!m_decoder || isEnd(token))
        return {};
    return m_stops.feed(m_decoder->feed(token));
}

void Generation::describe(GeneratedToken& out, std::span<const float> logits) const
{
    const double total = logSumExp(logits);
    const auto logprob = [&](std::int32_t token) {
        return static_cast<float>(logits[static_cast<std::size_t>(token)] - total);
    };
    out.logprob = logprob(out.token);
    for (const std::int32_t token : topTokens(logits, std::min(m_options.logprobs, 20)))
        out.alternatives.push_back({token, logprob(token)});
}

bool Generation::isEnd(std::int32_t token) const
{
    const std::vector<std::int32_t>& ends = m_session.engine->config().eosTokens;
    return std::find(ends.begin(), ends.end(), token) != ends.end();
}

GenerateResult Session::generate(const GenerateOptions& options,
                                 const std::function<bool(const GeneratedToken&)>& onToken)
{
    return Generation(*m_impl, options, onToken).run();
}

} // namespace quire
