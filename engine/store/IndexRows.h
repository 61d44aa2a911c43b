#pragma once

#include "engine/store/Index.h"

namespace quire {

/// Checksum of a row's values; the row's id is not among them, since it is nothing but a handle.
std::int64_t sumOf(const FileRow& row);
std::int64_t sumOf(const SegmentRow& row);
std::int64_t sumOf(const SnapshotRow& row);
std::int64_t sumOf(const SessionRow& row);

/// The row a statement stands at, columns in the order of the struct, checksum last. Throws
/// EngineError(CacheDamaged) if it does not match.
FileRow readFileRow(Statement& statement);
SegmentRow readSegmentRow(Statement& statement);
SnapshotRow readSnapshotRow(Statement& statement);
SessionRow readSessionRow(Statement& statement);

} // namespace quire
