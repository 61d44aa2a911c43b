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

CacheModel CacheStore::modelOf(const SessionRow& session)
{
    const std::scoped_lock lock(m_mutex);
    return withIndex(*m_context, [&] { return m_context->index->model(session.model); });
}

std::vector<std::int32_t> CacheStore::sessionTokens(const std::string& id)
{
    const std::scoped_lock lock(m_mutex);
    SessionRow row;
    CacheModel model;
    const std::vector<SegmentRow> chain = withIndex(*m_context, [&] {
        row = requireSession(*m_context, id);
        model = m_context->index->model(row.model);
        return m_context->search(row.model, model).chainTo(row.key, row.position);
    });
    std::vector<std::int32_t> tokens;
    tokens.reserve(static_cast<std::size_t>(row.position));
    try {
        for (const SegmentRow& segment : chain) {
            const SegmentRecord record = readSegment(*m_context, segment, model.identity);
            tokens.insert(tokens.end(), record.tokens.begin(), record.tokens.end());
        }
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::CacheDamaged && error.code() != ErrorCode::FileUnreadable)
            throw;
    }
    return tokens;
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

} // namespace quire
