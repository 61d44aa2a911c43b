#include "engine/store/Inventory.h"

#include <algorithm>

namespace quire {

Inventory::Inventory(StoreContext& context)
    : m_files(context.index->files()), m_segments(context.index->segments()),
      m_snapshots(context.index->snapshots())
{
    for (std::size_t i = 0; i < m_files.size(); ++i)
        m_fileById.emplace(m_files[i].id, i);
    std::erase_if(m_segments, [&](const SegmentRow& row) { return !m_fileById.contains(row.file); });
    for (const SegmentRow& row : m_segments)
        m_byEnd.emplace(std::pair(row.model, row.endKey), &row);
    for (SessionRow& row : context.index->sessions())
        m_sessions.push_back({std::move(row), {}, false});
    for (std::size_t i = 0; i < m_sessions.size(); ++i)
        follow(i);
}

void Inventory::follow(std::size_t session)
{
    SessionEntry& entry = m_sessions[session];
    entry.whole = chainTo(entry.row.model, entry.row.key, entry.row.position, entry.chain);
    std::reverse(entry.chain.begin(), entry.chain.end());
    for (const SegmentRow* segment : entry.chain) {
        m_fileUsers[segment->file].insert(session);
        m_segmentUsers[segment->id].insert(session);
        m_keyUsers[{segment->model, segment->endKey}].insert(session);
    }
}

/// Collects the chain from its end; what is found of a broken one is the part nearest the end.
bool Inventory::chainTo(std::int64_t model, const Key& key, std::int64_t position,
                        std::vector<const SegmentRow*>& chain) const
{
    Key end = key;
    std::int64_t at = position;
    while (at > 0) {
        const auto range = m_byEnd.equal_range({model, end});
        const SegmentRow* best = nullptr;
        for (auto found = range.first; found != range.second; ++found)
            if (found->second->end == at && (!best || found->second->start < best->start))
                best = found->second;
        if (!best || best->start >= at)
            return false;
        chain.push_back(best);
        end = best->startKey;
        at = best->start;
    }
    return true;
}

std::vector<const SegmentRow*> Inventory::chainOf(const SnapshotRow& snapshot) const
{
    std::vector<const SegmentRow*> chain;
    chainTo(snapshot.model, snapshot.key, snapshot.position, chain);
    return chain;
}

std::vector<const SegmentRow*> Inventory::segmentsIn(std::int64_t file) const
{
    std::vector<const SegmentRow*> found;
    for (const SegmentRow& row : m_segments)
        if (row.file == file)
            found.push_back(&row);
    return found;
}

const std::set<std::size_t>& Inventory::usersOf(const FileRow& file) const
{
    const auto found = m_fileUsers.find(file.id);
    return found == m_fileUsers.end() ? m_nobody : found->second;
}

const std::set<std::size_t>& Inventory::usersOf(const SegmentRow& segment) const
{
    const auto found = m_segmentUsers.find(segment.id);
    return found == m_segmentUsers.end() ? m_nobody : found->second;
}

const std::set<std::size_t>& Inventory::usersOf(const SnapshotRow& snapshot) const
{
    const auto found = m_keyUsers.find({snapshot.model, snapshot.key});
    return found == m_keyUsers.end() ? m_nobody : found->second;
}

double Inventory::secondsOf(const FileRow& file) const
{
    double seconds = 0;
    std::int64_t counted = 0; // records may name the same rows twice
    for (const SegmentRow* row : segmentsIn(file.id)) {
        if (row->end > counted)
            seconds += row->seconds;
        counted = std::max(counted, row->end);
    }
    return seconds;
}

} // namespace quire
