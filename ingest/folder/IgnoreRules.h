#pragma once

#include <QByteArray>

#include <functional>
#include <utility>
#include <vector>

namespace quire {

/// True when `text` matches a shell pattern by git's rules: `*` and `?` stop at "/", "**" between slashes
/// spans folders, `[a-z]`, `[!x]` and `[[:alpha:]]` are sets, a backslash takes the next character as it is.
bool matchesGlob(QByteArrayView pattern, QByteArrayView text);

/// The ignore rules of a tree, by the semantics of gitignore(5): nested files, negation, anchored and
/// folder-only patterns; ".ignore" is read after ".gitignore" and so outranks it. Rules are added going down
/// the tree and dropped coming up. Paths are relative to the tree's root, with "/" and without a leading one,
/// as bytes.
///
/// Ours rather than libgit2's because archives have no work tree for it to look into, and it knows no
/// ".ignore"; libgit2 is what the tests compare it with.
class IgnoreRules
{
public:
    /// `check` is called now and then where there are many rules to compare, and may throw.
    explicit IgnoreRules(std::function<void()> check = {}) : m_check(std::move(check)) {}

    /// Adds the lines of an ignore file that lies in `folder` ("" for the root).
    void add(QByteArrayView content, const QByteArray& folder);

    /// How many rules there are; drop() goes back to such a number.
    size_t size() const { return m_rules.size(); }
    void drop(size_t size) { m_rules.resize(size); }

    /// The verdict on one path whose parent folders are not ignored. A path below an ignored folder cannot be
    /// taken back: the walk never gets there.
    bool ignores(const QByteArray& path, bool isFolder) const;

private:
    struct Rule
    {
        QByteArray pattern;
        QByteArray folder; ///< with a final "/", or empty
        bool negated;
        bool foldersOnly;
        bool anchored; ///< compared with the path below `folder`, else with the name alone
        bool literal;  ///< no wildcards in it
    };
    static bool matches(const Rule& rule, QByteArrayView path, QByteArrayView name, bool isFolder);

    std::function<void()> m_check;
    std::vector<Rule> m_rules;
};

} // namespace quire
