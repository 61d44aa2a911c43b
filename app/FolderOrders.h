#pragma once

#include "ingest/Document.h"
#include "ingest/KeptFiles.h"

#include <vector>

namespace quire {

/// In which order the documents of a folder stood in a prompt last. Files that changed go behind those that
/// did not and stay there: they are the ones that will change again, and what stands before them need then
/// not be read again. Kept as hashes, beside what was read.
class FolderOrders
{
public:
    FolderOrders() = default; ///< knows none: everything comes in the order of paths
    /// `cacheFolder`: of what was read.
    explicit FolderOrders(const QString& cacheFolder);

    /// Puts documents, given by path, into the order that keeps most of the prompt they made last.
    void arrange(const QString& folder, std::vector<DocumentPtr>& documents) const;
    /// Remembers the order of a prompt.
    void keep(const QString& folder, const std::vector<DocumentPtr>& documents) const;

private:
    KeptFiles m_files;
};

} // namespace quire
