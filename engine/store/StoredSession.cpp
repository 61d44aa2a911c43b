#include "engine/store/StoredSession.h"

#include "engine/store/StoredSessionState.h"

namespace quire {

namespace {

/// An answer that grows is kept this often, tokens.
constexpr std::int64_t answerStride = 1024;

} // namespace

StoredSession::StoredSession(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
    m_impl->watch();
}

StoredSession::StoredSession(std::shared_ptr<Engine> engine, std::shared_ptr<CacheStore> store,
                             SessionLabel label)
    : StoredSession(std::make_unique<Impl>(std::move(engine), std::move(store)))
{
    m_impl->label = std::move(label);
}

StoredSession::~StoredSession() = default;
StoredSession::StoredSession(StoredSession&&) noexcept = default;
StoredSession& StoredSession::operator=(StoredSession&&) noexcept = default;

StoredSession StoredSession::resume(std::shared_ptr<Engine> engine, std::shared_ptr<CacheStore> store,
                                    const std::string& id)
{
    auto impl = std::make_unique<Impl>(std::move(engine), std::move(store));
    const std::optional<SessionRow> row = impl->store ? impl->store->session(id) : std::nullopt;
    if (!row)
        throw EngineError(ErrorCode::BadInput, "The reading cache holds no session " + id + ".");
    if (impl->store->modelOf(*row).identity != impl->model.identity)
        throw EngineError(ErrorCode::BadInput,
                          "The session \"" + row->title + "\" was read by another model.",
                          "Open that model, or read the documents again with this one.");
    impl->id = id;
    impl->resume(impl->store->loadSession(id));
    return StoredSession(std::move(impl));
}

ReadResult StoredSession::read(std::span<const std::int32_t> tokens, const ReadOptions& options)
{
    Impl& state = *m_impl;
    state.stop = options.prefill.stop;
    ReadResult result;
    const auto total = static_cast<std::int64_t>(tokens.size());
    state.start(tokens, total, result);
    // Paused right here in the middle of a step: the logits of the last token are not known.
    if (state.session.position() == total && total > 0 && state.session.logits().empty())
        state.start(tokens, total - 1, result);
    result.reused = state.session.position();
    state.lastDocument = std::min(state.lastDocument, result.reused);
    const bool nothingToRead = result.reused == total;
    state.since = Impl::Clock::now();
    state.readOn(tokens, options, result);
    if (nothingToRead)
        state.keep(total == options.sharedEnd ? SnapshotKind::PromptEnd : options.endsWith);
    state.known = state.session.tokens();
    return result;
}

Beginning StoredSession::beginningOf(std::span<const std::int32_t> tokens) const
{
    const Impl& state = *m_impl;
    const auto total = static_cast<std::int64_t>(tokens.size());
    Beginning beginning;
    if (state.store)
        beginning.stored = state.store->lookup(state.model, tokens);
    const SessionSnapshot* place = state.placeFor(tokens, total);
    beginning.tokens = std::max({beginning.stored.resumable, state.onTheWay(tokens, total),
                                 place ? static_cast<std::int64_t>(place->tokens.size()) : 0});
    return beginning;
}

GenerateResult StoredSession::generate(const GenerateOptions& options,
                                       const std::function<bool(const GeneratedToken&)>& onToken)
{
    Impl& state = *m_impl;
    state.stop = options.stopFlag;
    state.since = Impl::Clock::now();
    const auto watched = [&](const GeneratedToken& token) {
        if (state.session.position() >= state.keptPosition + answerStride)
            state.keep(SnapshotKind::Pause);
        return !onToken || onToken(token);
    };
    GenerateResult result = state.session.generate(options, watched);
    state.keep(SnapshotKind::AnswerEnd);
    state.remember();
    state.known = state.session.tokens();
    return result;
}

std::vector<AttendedRow> StoredSession::attendedRows(std::span<const std::int32_t> next)
{
    return m_impl->session.attendedRows(next);
}

std::vector<RowShare> StoredSession::attentionShares(std::span<const std::int32_t> next, int layer,
                                                     float sink)
{
    return m_impl->session.attentionShares(next, layer, sink);
}

StoredSession StoredSession::fork(SessionLabel label)
{
    Impl& state = *m_impl;
    state.since = Impl::Clock::now();
    if (state.keptPosition != state.session.position())
        state.keep(SnapshotKind::Pause);
    StoredSession other(state.engine, state.store, std::move(label));
    other.m_impl->session.rewind(state.session.snapshot());
    other.m_impl->mappedBlocks = state.mappedBlocks;
    other.m_impl->known = state.known;
    other.m_impl->places = state.places;
    other.pause();
    return other;
}

void StoredSession::pause()
{
    m_impl->since = Impl::Clock::now();
    m_impl->keep(SnapshotKind::Pause);
}

const Session& StoredSession::session() const
{
    return m_impl->session;
}

const std::string& StoredSession::id() const
{
    return m_impl->id;
}

std::string StoredSession::keptAs() const
{
    const Impl& state = *m_impl;
    if (!state.id.empty() || !state.store || state.label.key.empty())
        return state.id;
    const std::optional<SessionRow> before = state.store->sessionOf(state.model, state.label.key);
    return before ? before->id : std::string();
}

const std::vector<std::int32_t>& StoredSession::knownTokens() const
{
    return m_impl->known;
}

double StoredSession::secondsKeeping() const
{
    return m_impl->keeping;
}

const std::string& StoredSession::problem() const
{
    return m_impl->problem;
}

} // namespace quire
