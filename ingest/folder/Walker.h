#pragma once

#include "ingest/folder/Exclusion.h"
#include "ingest/folder/FileTree.h"
#include "ingest/folder/IgnoreRules.h"

#include <QSet>

#include <functional>
#include <vector>

namespace quire {

/// Walks a tree in order of path and tells which files to read and what was left out by name, type or ignore
/// rule. Content is not looked at here.
class Walker
{
public:
    struct File
    {
        QByteArray path; ///< relative to the tree's root
        qint64 bytes = 0;
    };
    struct Result
    {
        std::vector<File> files;
        std::vector<Exclusion> excluded;
    };

    /// `included`: paths (as Exclusion::path says them) that a person wants in spite of the rules; naming a
    /// folder includes it, and the rules go on below it.
    explicit Walker(const FileTree& tree, QSet<QString> included = {})
        : m_tree(tree), m_included(std::move(included))
    {
    }

    /// `check` is called for every folder, and more often where there are many rules; it may throw. Throws
    /// FileUnreadable when the root cannot be listed.
    Result walk(const std::function<void()>& check = {});

private:
    void folder(const QByteArray& path, int depth);
    void entry(const FileTree::Entry& entry, const QByteArray& path, int depth);
    std::optional<ExclusionReason> reasonFor(const FileTree::Entry& entry, const QByteArray& path) const;

    const FileTree& m_tree;
    const QSet<QString> m_included;
    std::function<void()> m_check;
    IgnoreRules m_rules;
    Result m_result;
};

} // namespace quire
