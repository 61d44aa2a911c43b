#pragma once

#include "ingest/folder/FileTree.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace quire {

/// The files in a ZIP or TAR archive as a tree. Nothing is ever unpacked onto a disk. Entries whose names
/// lead out of the archive ("../x", "/etc/x") are of type Other and so end in the list of what was left out.
class ArchiveTree : public FileTree
{
public:
    /// One file as the archive lists it.
    struct Member
    {
        QByteArray path;
        qint64 size = 0;
        Type type = Type::File;
    };
    /// Gives at most `limit` bytes of a member by its number; `cut`: rather a part than an error when there
    /// are more.
    using Unpack = std::function<QByteArray(size_t member, qint64 limit, bool cut)>;

    ArchiveTree(const QString& path, const std::vector<Member>& members, Unpack unpack);

    std::vector<Entry> list(const QByteArray& folder) const override;
    QByteArray read(const QByteArray& path, qint64 limit) const override;
    Source source(const QByteArray& path, const QString& name, qint64 limit) const override;

private:
    size_t find(const QByteArray& path) const;
    void add(const QByteArray& folder, const Entry& entry);

    const QString m_path;
    const Unpack m_unpack;
    std::map<QByteArray, std::map<QByteArray, Entry>> m_folders;
    std::map<QByteArray, size_t> m_members;
    mutable std::mutex m_mutex; ///< unpackers know no threads
};

/// What an archive lists, and how to get at it.
struct ArchiveContents
{
    std::vector<ArchiveTree::Member> members;
    ArchiveTree::Unpack unpack;
};

/// True when a source begins, and is called, like an archive that openArchive() opens.
bool mayBeArchive(const Source& source);

/// Opens an archive: ZIP, TAR, and TAR packed by gzip or Zstandard; nothing for what is none of them.
/// `budget` bounds the archive and all that is unpacked from it. Throws IngestError for a damaged one.
std::optional<ArchiveContents> openArchiveContents(const Source& source, qint64 budget);

/// The same as a tree, in this process.
std::unique_ptr<FileTree> openArchive(const Source& source, qint64 budget);

} // namespace quire
