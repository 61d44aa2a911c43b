#include "ingest/folder/Walker.h"

#include "ingest/IngestError.h"

namespace quire {

namespace {

constexpr int deepest = 128;
constexpr qint64 ignoreFileBytes = 1 << 20;

} // namespace

Walker::Result Walker::walk(const std::function<void()>& check)
{
    m_check = check;
    m_result = {};
    m_rules = IgnoreRules(check);
    try {
        m_rules.add(m_tree.read(".git/info/exclude", ignoreFileBytes), {});
    } catch (const IngestError&) {
        // Most trees have none.
    }
    folder({}, 0);
    return std::move(m_result);
}

void Walker::folder(const QByteArray& path, int depth)
{
    if (m_check)
        m_check();
    const auto entries = m_tree.list(path);
    for (const char* name : {".gitignore", ".ignore"})
        for (const FileTree::Entry& e : entries)
            if (e.name == name && e.type == FileTree::Type::File)
                m_rules.add(m_tree.read(path.isEmpty() ? e.name : path + '/' + e.name, ignoreFileBytes),
                            path);
    for (const FileTree::Entry& e : entries)
        entry(e, path.isEmpty() ? e.name : path + '/' + e.name, depth);
}

std::optional<ExclusionReason> Walker::reasonFor(const FileTree::Entry& entry, const QByteArray& path) const
{
    const bool isFolder = entry.type == FileTree::Type::Folder;
    if (entry.type == FileTree::Type::Link)
        return ExclusionReason::Link;
    if (entry.type == FileTree::Type::Other)
        return ExclusionReason::Special;
    if (const auto reason = isFolder ? excludedFolder(entry.name) : excludedFile(entry.name))
        return reason;
    if (m_rules.ignores(path, isFolder))
        return ExclusionReason::Ignored;
    return std::nullopt;
}

void Walker::entry(const FileTree::Entry& entry, const QByteArray& path, int depth)
{
    const bool isFolder = entry.type == FileTree::Type::Folder;
    const QString shown = QString::fromUtf8(path) + (isFolder ? QStringLiteral("/") : QString());
    const auto reason = reasonFor(entry, path);
    const bool asked = m_included.contains(shown) && (isFolder || entry.type == FileTree::Type::File);
    if (reason && !asked) {
        m_result.excluded.push_back({shown, entry.size, *reason, exclusionText(*reason)});
        return;
    }
    if (!isFolder) {
        m_result.files.push_back({path, entry.size});
        return;
    }
    const size_t rules = m_rules.size();
    try {
        if (depth >= deepest)
            throw IngestError(IngestErrorCode::TooLarge,
                              QStringLiteral("more than %1 folders deep").arg(deepest));
        folder(path, depth + 1);
    } catch (const IngestError& error) {
        if (error.code() == IngestErrorCode::Cancelled || error.code() == IngestErrorCode::TookTooLong)
            throw;
        m_result.excluded.push_back({shown, 0, ExclusionReason::Unreadable, error.happened()});
    }
    m_rules.drop(rules);
}

} // namespace quire
