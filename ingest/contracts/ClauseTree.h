#pragma once

#include "ingest/Anchor.h"
#include "ingest/contracts/Mention.h"

#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace quire {

enum class ClauseKind : quint8
{
    Attachment, ///< "Exhibit A"
    Article,    ///< "Article IV"
    Section,    ///< "§7.2"
    Item,       ///< "§7.2(b)"
    Recital,    ///< "Recital A"
};

/// One clause of a contract, whatever it is called there.
struct Clause
{
    ClauseKind kind = ClauseKind::Section;
    int parent = -1;           ///< index in ClauseTree::clauses(); -1 at the top
    int level = 1;             ///< 1 at the top
    QString name;              ///< as people cite it: "§7.2(b)(iii)", "Article IV", "Exhibit A, §3"
    QString title;             ///< its heading; may be empty
    ByteRange label;           ///< the number as it is printed
    ByteRange text;            ///< label, heading, its own text and that of the clauses in it
    ClauseNumber number;       ///< all of it, within the attachment or article that it counts in
    bool isNamedTwice = false; ///< another clause has the same name
    bool german = false;       ///< named in the German way: "§5 Abs. 2"
};

/// The clauses of a text, found by their numbers. Ranges are bytes of that text. Immutable.
class ClauseTree
{
public:
    ClauseTree() = default;
    /// `mentions`: of the same text. Linear in its length.
    ClauseTree(QByteArrayView text, const std::vector<Mention>& mentions);

    /// In order of position, parents before their children.
    const std::vector<Clause>& clauses() const { return m_clauses; }
    bool isEmpty() const { return m_clauses.empty(); }
    /// The innermost clause at an offset; -1 outside of all.
    int at(qint64 offset) const;
    /// The clause a mention names, seen from where it stands; -1 when there is none. `inexact` is told when
    /// only a clause around it was found: 7.2 for 7.2(b).
    int find(const Mention& mention, bool& inexact) const;

private:
    int findAttachment(const Mention& mention, bool& inexact) const;
    int findRelative(int from, const ClauseNumber& number) const;
    int findNumber(int scope, const Mention& mention, size_t parts) const;
    std::vector<int> scopesAround(int clause) const;

    std::vector<Clause> m_clauses;
    std::vector<int> m_scopes;            ///< beside m_clauses: the clause in which its number counts, or -1
    QHash<QByteArray, int> m_byNumber;    ///< scope, kind and number → clause
    QHash<QByteArray, int> m_byPart;      ///< parent and part of the number → clause
    QHash<QByteArray, int> m_attachments; ///< by key
};

} // namespace quire
