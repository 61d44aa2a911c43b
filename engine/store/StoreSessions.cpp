#include "engine/store/StoreContext.h"

#include <algorithm>

namespace quire {

namespace {

SessionRow requireSession(StoreContext& context, const std::string& id)
{
    if (std::optional<SessionRow> row = context.index->session(id))
        return *row;
    throw EngineError(ErrorCode::BadInput, "The reading cache holds no session " + id + ".");
}

std::string nameOf(const CacheModel& model, const std::string& key)
{
    const Key name =
        chainKey(chainKey({}, std::as_bytes(std::span(model.identity))), std::as_bytes(std::span(key)));
    return name.hex().substr(0, 16);
}

template <typename Change>
void changeSession(StoreContext& context, const std::string& id, Change change)
{
    context.requireWritable();
    withIndex(context, [&] {
        const WriterLock writer(context);
        Transaction transaction(context.index->database());
        SessionRow row = requireSession(context, id);
        change(row);
        context.index->putSession(row);
        transaction.commit();
        saveSession(context, row, context.index->model(row.model));
    });
}

} // namespace

std::string CacheStore::createSession(const CacheModel& model, const std::string& title,
                                      const std::string& key)
{
    const std::scoped_lock lock(m_mutex);
    m_context->requireWritable();
    return withIndex(*m_context, [&] {
        const WriterLock writer(*m_context);
        SessionRow row;
        row.key = TokenPath(model.identity, model.geometry.blockTokens(), {}).keyAt(0);
        row.created = secondsNow();
        row.id = key.empty() ? freshName() : nameOf(model, key);
        if (std::optional<SessionRow> before = m_context->index->session(row.id))
            row = *std::move(before);
        row.title = title;
        row.used = secondsNow();
        Transaction transaction(m_context->index->database());
        row.model = m_context->index->addModel(model);
        m_context->index->putSession(row);
        transaction.commit();
        saveSession(*m_context, row, model);
        return row.id;
    });
}

std::vector<SessionRow> CacheStore::sessions()
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return m_context->index->sessions(); });
}

std::optional<SessionRow> CacheStore::session(const std::string& id)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return m_context->index->session(id); });
}

std::optional<SessionRow> CacheStore::sessionOf(const CacheModel& model, const std::string& key)
{
    return session(nameOf(model, key));
}

CacheModel CacheStore::modelOf(const SessionRow& session)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return m_context->index->model(session.model); });
}

namespace {

/// What can be told of a session from its records.
class SessionReader
{
public:
    SessionReader(StoreContext& context, const std::string& id)
        : m_context(context), m_session{requireSession(context, id), {}, {}},
          m_model(context.index->model(m_session.row.model)),
          m_chain(
              context.search(m_session.row.model, m_model).chainTo(m_session.row.key, m_session.row.position))
    {
        m_session.tokens.reserve(static_cast<std::size_t>(m_session.row.position));
    }

    LoadedSession tokensOnly()
    {
        takeTokens(m_chain);
        return std::move(m_session);
    }

    LoadedSession all()
    {
        const std::optional<SnapshotRow> snapshot =
            lastSnapshot(m_context, m_session.row.model, m_chain, m_session.row.position);
        if (snapshot) {
            try {
                takeRows(*snapshot);
            } catch (const EngineError&) {
                // Damage: whoever looks by tokens will find it again, and deal with it.
                m_session.tokens.clear();
                m_session.prefix = {};
            }
        }
        const auto known = static_cast<std::int64_t>(m_session.tokens.size());
        const auto rest = std::find_if(m_chain.begin(), m_chain.end(),
                                       [&](const SegmentRow& row) { return row.start >= known; });
        takeTokens({rest, m_chain.end()});
        return std::move(m_session);
    }

private:
    void add(const SegmentRecord& record)
    {
        m_session.tokens.insert(m_session.tokens.end(), record.tokens.begin(), record.tokens.end());
    }

    void takeRows(const SnapshotRow& snapshot)
    {
        LoadedPrefix& prefix = m_session.prefix;
        const auto end = std::find_if(m_chain.begin(), m_chain.end(),
                                      [&](const SegmentRow& row) { return row.end > snapshot.position; });
        const std::span<const SegmentRow> segments(m_chain.begin(), end);
        for (std::size_t at = 0; at < segments.size();) {
            const auto block = blockFrom(segments, at);
            at += block.size();
            prefix.blocks.push_back(loadSegments(m_context, m_model, block,
                                                 [this](const SegmentRecord& record) { add(record); }));
        }
        const TokenPath path(m_model.identity, m_model.geometry.blockTokens(), m_session.tokens);
        if (path.size() != snapshot.position || path.keyAt(path.size()) != snapshot.key)
            throw EngineError(ErrorCode::CacheDamaged, "A session's records are not about its tokens.");
        prefix.state = readSnapshot(m_context, snapshot, m_model.identity).state;
        prefix.position = snapshot.position;
    }

    void takeTokens(std::span<const SegmentRow> segments)
    {
        try {
            for (const SegmentRow& segment : segments)
                add(readSegment(m_context, segment, m_model.identity));
        } catch (const EngineError& error) {
            if (error.code() != ErrorCode::CacheDamaged && error.code() != ErrorCode::FileUnreadable)
                throw;
        }
    }

    StoreContext& m_context;
    LoadedSession m_session;
    CacheModel m_model;
    std::vector<SegmentRow> m_chain;
};

} // namespace

std::vector<std::int32_t> CacheStore::sessionTokens(const std::string& id)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return SessionReader(*m_context, id).tokensOnly().tokens; });
}

LoadedSession CacheStore::loadSession(const std::string& id)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return SessionReader(*m_context, id).all(); });
}

void CacheStore::rename(const std::string& id, const std::string& title)
{
    const std::scoped_lock lock(m_mutex);
    changeSession(*m_context, id, [&](SessionRow& row) { row.title = title; });
}

void CacheStore::pin(const std::string& id, bool pinned)
{
    const std::scoped_lock lock(m_mutex);
    changeSession(*m_context, id, [&](SessionRow& row) { row.pinned = pinned; });
}

void CacheStore::drop(const std::string& id, bool andRows)
{
    const std::scoped_lock lock(m_mutex);
    m_context->requireWritable();
    withIndex(*m_context, [&] {
        const WriterLock writer(*m_context);
        requireSession(*m_context, id);
        dropSession(*m_context, id, andRows);
    });
}

std::uint64_t CacheStore::freedBy(const std::set<std::string>& ids)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return bytesFreedByDropping(*m_context, ids); });
}

} // namespace quire
