#include "ingest/contracts/ClauseTree.h"

#include "ingest/contracts/ClauseBuilder.h"
#include "ingest/contracts/ClauseKeywords.h"

#include <algorithm>

namespace quire {

namespace {

QByteArray numberKey(int scope, bool article, const QByteArray& number)
{
    return QByteArray::number(scope) + (article ? '#' : ' ') + number;
}

QByteArray partKey(int parent, const QByteArray& part)
{
    return QByteArray::number(parent) + ' ' + part;
}

} // namespace

ClauseTree::ClauseTree(QByteArrayView text, const std::vector<Mention>& mentions)
{
    const std::vector<LabelCandidate> labels = findLabels(text, mentions);
    m_clauses = ClauseBuilder(text, labels).build(m_scopes);
    // Of two with the same number the first one counts.
    const auto keep = [](QHash<QByteArray, int>& index, const QByteArray& key, int clause) {
        if (!index.contains(key))
            index.insert(key, clause);
    };
    for (int i = 0; i < int(m_clauses.size()); ++i) {
        const Clause& clause = m_clauses[size_t(i)];
        if (clause.kind == ClauseKind::Attachment) {
            keep(m_attachments, clause.number.front(), i);
            continue;
        }
        const int scope = m_scopes[size_t(i)];
        const QByteArray key = numberKey(scope, clause.kind == ClauseKind::Article, keyOf(clause.number));
        if (m_byNumber.contains(key)) {
            m_clauses[size_t(i)].isNamedTwice = true;
            m_clauses[size_t(m_byNumber.value(key))].isNamedTwice = true;
        }
        keep(m_byNumber, key, i);
        keep(m_byPart, partKey(clause.parent, clause.number.back()), i);
    }
    // "Section 9(a)" may mean "9.A": where letters do not stand for two things, their case says nothing.
    for (int i = 0; i < int(m_clauses.size()); ++i) {
        const Clause& clause = m_clauses[size_t(i)];
        if (clause.kind == ClauseKind::Attachment)
            continue;
        const QByteArray lower = keyOf(clause.number).toLower();
        keep(m_byNumber, numberKey(m_scopes[size_t(i)], clause.kind == ClauseKind::Article, lower), i);
        keep(m_byPart, partKey(clause.parent, clause.number.back().toLower()), i);
    }
}

int ClauseTree::at(qint64 offset) const
{
    const auto after = std::upper_bound(m_clauses.begin(), m_clauses.end(), offset,
                                        [](qint64 o, const Clause& clause) { return o < clause.text.begin; });
    int found = int(after - m_clauses.begin()) - 1;
    while (found >= 0 && !m_clauses[size_t(found)].text.contains(offset))
        found = m_clauses[size_t(found)].parent;
    return found;
}

/// The clauses that number a clause, from the innermost; the document itself (-1) is the last.
std::vector<int> ClauseTree::scopesAround(int clause) const
{
    std::vector<int> scopes;
    for (; clause >= 0; clause = m_clauses[size_t(clause)].parent) {
        const Clause& one = m_clauses[size_t(clause)];
        if (one.kind == ClauseKind::Attachment || one.kind == ClauseKind::Article)
            scopes.push_back(clause);
    }
    scopes.push_back(-1);
    return scopes;
}

int ClauseTree::findAttachment(const Mention& mention, bool& inexact) const
{
    QByteArray key = attachmentKey(mention.keyword, mention.number.front());
    while (true) {
        if (const auto found = m_attachments.constFind(key); found != m_attachments.constEnd())
            return *found;
        const qsizetype open = key.lastIndexOf('(');
        if (open < 0)
            return -1;
        inexact = true;
        key.truncate(open);
    }
}

/// "(b)" is looked for in the clause itself, then in those around it.
int ClauseTree::findRelative(int from, const ClauseNumber& number) const
{
    for (int around = from;; around = m_clauses[size_t(around)].parent) {
        int found = around;
        for (const QByteArray& part : number) {
            auto child = m_byPart.constFind(partKey(found, part));
            if (child == m_byPart.constEnd())
                child = m_byPart.constFind(partKey(found, part.toLower()));
            found = child == m_byPart.constEnd() ? -2 : *child;
            if (found == -2)
                break;
        }
        if (found >= 0)
            return found;
        if (around < 0)
            return -1;
    }
}

int ClauseTree::findNumber(int scope, const Mention& mention, size_t parts) const
{
    const QByteArray number =
        keyOf(ClauseNumber(mention.number.begin(), mention.number.begin() + qsizetype(parts)));
    const bool article = mention.kind == Mention::Kind::Article;
    for (const bool kind : {article, !article}) { // "Section 4" may mean Article IV, and the other way round
        for (const QByteArray& written : {number, number.toLower()}) {
            const auto found = m_byNumber.constFind(numberKey(scope, kind, written));
            if (found != m_byNumber.constEnd())
                return *found;
        }
    }
    return -1;
}

int ClauseTree::find(const Mention& mention, bool& inexact) const
{
    inexact = false;
    if (mention.kind == Mention::Kind::Attachment)
        return findAttachment(mention, inexact);
    const int from = at(mention.text.begin);
    if (mention.kind == Mention::Kind::Relative)
        return findRelative(from, mention.number);
    std::vector<int> scopes = scopesAround(from);
    if (!mention.within.isEmpty()) {
        const int attachment = m_attachments.value(mention.within, -1);
        if (attachment < 0)
            return -1;
        scopes = {attachment};
    }
    for (size_t parts = mention.number.size(); parts > 0; --parts) {
        inexact = parts < mention.number.size();
        for (const int scope : scopes)
            if (const int found = findNumber(scope, mention, parts); found >= 0)
                return found;
    }
    // A chapter whose own number is nowhere begins with its first section.
    Mention first = mention;
    first.kind = Mention::Kind::Section;
    first.number.emplace_back("1");
    inexact = true;
    for (const int scope : scopes)
        if (const int found = findNumber(scope, first, first.number.size()); found >= 0)
            return found;
    return -1;
}

} // namespace quire
