#pragma once

#include "engine/store/CacheStore.h"

namespace quire {

/// Something of the caller's that travels with a session: documents, the prompt, citations.
struct BundleAttachment
{
    std::string name;
    std::vector<std::byte> bytes;
};

struct BundleContents
{
    std::string session; ///< id in the store it was imported into
    std::string title;
    std::string identity; ///< of the model that read it
    std::int64_t tokens = 0;
    std::vector<BundleAttachment> attachments;
};

/// Writes a session into one file: model identity, tokens, rows, the snapshots at its end and at the places
/// kept for coming back to, attachments, each part with a checksum. Rows are checked on the way. Throws
/// EngineError: BadInput (no such session, or it cannot be resumed from where it stands), CacheUnwritable,
/// DamagedRows.
void exportBundle(CacheStore& store, const std::string& session, const std::filesystem::path& file,
                  const std::vector<BundleAttachment>& attachments = {},
                  const std::shared_ptr<FileSystem>& system = systemFileSystem());

/// Puts a bundle's session into a store as a new session. It can be resumed by an engine of the same
/// identity. Throws EngineError: BadInput (the file is no bundle, or another version's), CacheDamaged (it is
/// not whole, or not what was written; nothing has been added that is not sound), FileUnreadable,
/// CacheUnwritable.
BundleContents importBundle(CacheStore& store, const std::filesystem::path& file,
                            const std::shared_ptr<FileSystem>& system = systemFileSystem());

} // namespace quire
