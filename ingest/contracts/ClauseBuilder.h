#pragma once

#include "ingest/contracts/ClauseTree.h"
#include "ingest/contracts/LabelFinder.h"

#include <QByteArrayView>

#include <vector>

namespace quire {

/// Finds out which labels are clauses: the attachments of a text, in each the numbering that runs through
/// it, and the lists in its clauses.
class ClauseBuilder
{
public:
    ClauseBuilder(QByteArrayView text, const std::vector<LabelCandidate>& labels)
        : m_text(text), m_labels(labels)
    {
    }

    /// In order of position, parents first; ranges, levels, names and numbers filled in. `scopes`: beside
    /// them, the clause in which their numbers count (an attachment, or an article that counts anew), or -1.
    std::vector<Clause> build(std::vector<int>& scopes);

    /// The numbering that runs through a range.
    struct Numbering
    {
        std::vector<const LabelCandidate*> chain;
        bool articles = false; ///< articles, with sections that do not carry their numbers
        qint64 begin() const { return chain.front()->label.begin; }
        qint64 span() const { return chain.back()->label.begin - begin(); }
    };

private:
    struct Node
    {
        const LabelCandidate* label = nullptr;
        ClauseKind kind = ClauseKind::Section;
        int parent = -1;
        int scope = -1;
        bool ownScope = false;
    };
    using Labels = std::vector<const LabelCandidate*>;

    Labels within(ByteRange range, LabelCandidate::Family family) const;
    Numbering numberingIn(ByteRange range) const;
    qint64 firstRestart() const;
    bool countsAnew(const LabelCandidate& attachment) const;
    Labels findAttachments() const;
    void addScope(int parent, ByteRange range);
    void addArticles(const Labels& articles, int parent, ByteRange range);
    void addSections(const Labels& chain, int parent, int scope, std::vector<int>& added);
    void addLists(ByteRange range, int parent, bool recitals);
    void addItems(const Labels& labels, int parent, bool recitals);
    void addListsBetween(const std::vector<int>& headings, qint64 end);
    int add(const LabelCandidate* label, ClauseKind kind, int parent, int scope);
    QString printedNumber(ByteRange label) const;
    QString nameOf(const Clause& clause, const Node& node, const std::vector<Clause>& all) const;
    ClauseNumber numberOf(const Node& node, const Clause* parent) const;
    std::vector<Clause> inOrder(std::vector<int>& scopes) const;

    const QByteArrayView m_text;
    const std::vector<LabelCandidate>& m_labels;
    std::vector<Node> m_nodes;
};

} // namespace quire
