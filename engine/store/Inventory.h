#pragma once

#include "engine/store/StoreContext.h"

namespace quire {

/// Everything the index knows at one moment, and which session needs what.
class Inventory
{
public:
    explicit Inventory(StoreContext& context);

    struct SessionEntry
    {
        SessionRow row;
        std::vector<const SegmentRow*> chain; ///< empty if it is not whole
        bool whole = false;
    };

    const std::vector<SessionEntry>& sessions() const { return m_sessions; }
    const std::vector<FileRow>& files() const { return m_files; }
    const std::vector<SegmentRow>& segments() const { return m_segments; }
    const std::vector<SnapshotRow>& snapshots() const { return m_snapshots; }
    const FileRow& file(std::int64_t id) const { return m_files[m_fileById.at(id)]; }
    std::vector<const SegmentRow*> segmentsIn(std::int64_t file) const;

    /// The segments of its prompt, as far as they are there; from the end.
    std::vector<const SegmentRow*> chainOf(const SnapshotRow& snapshot) const;

    /// Indices into sessions() of those that need the file, the segment, the snapshot.
    const std::set<std::size_t>& usersOf(const FileRow& file) const;
    const std::set<std::size_t>& usersOf(const SegmentRow& segment) const;
    const std::set<std::size_t>& usersOf(const SnapshotRow& snapshot) const;
    /// Seconds to compute the rows in a file.
    double secondsOf(const FileRow& file) const;

private:
    void follow(std::size_t session);
    bool chainTo(std::int64_t model, const Key& key, std::int64_t position,
                 std::vector<const SegmentRow*>& chain) const;

    std::vector<FileRow> m_files;
    std::vector<SegmentRow> m_segments;
    std::vector<SnapshotRow> m_snapshots;
    std::vector<SessionEntry> m_sessions;
    std::map<std::int64_t, std::size_t> m_fileById;
    std::multimap<std::pair<std::int64_t, Key>, const SegmentRow*> m_byEnd;
    std::map<std::int64_t, std::set<std::size_t>> m_fileUsers, m_segmentUsers;
    std::map<std::pair<std::int64_t, Key>, std::set<std::size_t>> m_keyUsers;
    std::set<std::size_t> m_nobody;
};

/// Removes these files and snapshots, by their ids.
void removeAll(StoreContext& context, const Inventory& inventory, const std::set<std::int64_t>& files,
               const std::set<std::int64_t>& snapshots, DoomedFiles& doomed);

} // namespace quire
