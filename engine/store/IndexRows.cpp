#include "engine/store/IndexRows.h"

#include "engine/store/Bytes.h"

namespace quire {

namespace {

/// Checksum of a row's values; the row's id is not among them, since it is nothing but a handle.
template <typename... Values>
std::int64_t sumOfAll(const Values&... values)
{
    ByteWriter out;
    const auto add = [&out](const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>)
            out.putText(value);
        else
            out.put(value);
    };
    (add(values), ...);
    return static_cast<std::int64_t>(checksum(out.bytes()));
}

template <typename Row>
const Row& compared(const Row& row, std::int64_t sum)
{
    if (sumOf(row) != sum)
        throw EngineError(ErrorCode::CacheDamaged, "A row of the reading cache's index is damaged.");
    return row;
}

} // namespace

std::int64_t sumOf(const FileRow& r)
{
    return sumOfAll(r.model, r.name, r.tip, r.recordsEnd, r.bytes, r.created);
}

std::int64_t sumOf(const SegmentRow& r)
{
    return sumOfAll(r.model, r.file, r.base, r.startKey, r.endKey, r.start, r.end, r.place.offset,
                    r.place.bytes, r.seconds);
}

std::int64_t sumOf(const SnapshotRow& r)
{
    return sumOfAll(r.model, r.key, r.position, r.kind, r.name, r.owner, r.bytes, r.created);
}

std::int64_t sumOf(const SessionRow& r)
{
    return sumOfAll(r.id, r.model, r.title, r.key, r.position, r.pending, r.pinned, r.created, r.used);
}

FileRow readFileRow(Statement& s)
{
    FileRow r;
    r.id = s.number();
    r.model = s.number();
    r.name = s.text();
    r.tip = s.number();
    r.recordsEnd = s.number();
    r.bytes = s.number();
    r.created = s.number();
    return compared(r, s.number());
}

SegmentRow readSegmentRow(Statement& s)
{
    SegmentRow r;
    r.id = s.number();
    r.model = s.number();
    r.file = s.number();
    r.base = s.key();
    r.startKey = s.key();
    r.endKey = s.key();
    r.start = s.number();
    r.end = s.number();
    r.place.offset = s.number();
    r.place.bytes = s.number();
    r.seconds = s.real();
    return compared(r, s.number());
}

SnapshotRow readSnapshotRow(Statement& s)
{
    SnapshotRow r;
    r.id = s.number();
    r.model = s.number();
    r.key = s.key();
    r.position = s.number();
    r.kind = static_cast<SnapshotKind>(s.number());
    r.name = s.text();
    r.owner = s.text();
    r.bytes = s.number();
    r.created = s.number();
    return compared(r, s.number());
}

SessionRow readSessionRow(Statement& s)
{
    SessionRow r;
    r.id = s.text();
    r.model = s.number();
    r.title = s.text();
    r.key = s.key();
    r.position = s.number();
    r.pending = s.number();
    r.pinned = s.number() != 0;
    r.created = s.number();
    r.used = s.number();
    return compared(r, s.number());
}

} // namespace quire
