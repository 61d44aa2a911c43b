#pragma once

#include "ingest/Reader.h"
#include "ingest/folder/FileTree.h"

#include <memory>

namespace quire {

/// Opens an archive in a process of its own (see findWorker()); nullptr for what is no archive. A member that
/// breaks the process costs that member: for the next one it is started again, a few times. Throws
/// IngestError for a damaged archive; the tree throws WorkerDied besides what an archive's tree throws.
std::unique_ptr<FileTree> openArchiveIsolated(const Source& source, const ReadContext& context,
                                              const QString& worker);

} // namespace quire
