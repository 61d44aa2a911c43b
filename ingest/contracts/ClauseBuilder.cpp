#include "ingest/contracts/ClauseBuilder.h"

#include "ingest/contracts/ItemLists.h"
#include "ingest/contracts/NumberChain.h"
#include "ingest/contracts/TextCursor.h"

#include <QHash>

#include <algorithm>
#include <numeric>

namespace quire {

namespace {

using Family = LabelCandidate::Family;
using Form = LabelCandidate::Form;
using Labels = std::vector<const LabelCandidate*>;
using Numbering = ClauseBuilder::Numbering;

constexpr size_t fewestLetters = 3; // "A.", "B." alone may be anything
constexpr qint64 cover = 300;       // bytes at the top, where filings name the exhibit they are
constexpr qint64 shortestAttachment = 120;

/// The share of two-level numbers that begin with the number of the article around them.
bool carryArticles(const NumberChain& articles, const Labels& decimals)
{
    size_t article = 0;
    int carrying = 0, all = 0;
    for (const LabelCandidate* label : decimals) {
        if (label->path.size() != 2)
            continue;
        while (article + 1 < articles.labels.size() &&
               articles.labels[article + 1]->label.begin < label->label.begin)
            ++article;
        if (label->label.begin < articles.begin())
            continue;
        ++all;
        carrying += articles.labels[article]->path.front() == label->path.front();
    }
    return carrying >= 2 && carrying * 2 >= all;
}

Labels merged(const Labels& a, const Labels& b)
{
    Labels both;
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both),
               [](auto* x, auto* y) { return x->label.begin < y->label.begin; });
    return both;
}

Numbering numberingOf(const Labels& articles, const Labels& decimals, const Labels& romans,
                      const Labels& letters)
{
    const NumberChain a = bestChain(articles), d = bestChain(decimals);
    if (a.labels.size() >= 2) {
        if (carryArticles(a, decimals)) {
            Labels deep;
            std::copy_if(decimals.begin(), decimals.end(), std::back_inserter(deep),
                         [](const LabelCandidate* label) { return label->path.size() > 1; });
            return {bestChain(merged(articles, deep)).labels, false};
        }
        if (d.labels.size() < 2 || a.span() * 2 >= d.span())
            return {a.labels, true};
    }
    const NumberChain* best = d.labels.size() >= 2 ? &d : nullptr;
    const NumberChain r = bestChain(romans), l = bestChain(letters);
    for (const NumberChain* chain : {&r, &l}) {
        if (chain->labels.size() < fewestLetters)
            continue;
        if (!best || (5 * chain->span() > 6 * best->span() && chain->begin() < best->begin()))
            best = chain;
    }
    return {best ? best->labels : d.labels, false};
}

/// "§7.2(b)", "§ 5 Abs. 2 lit. a", "Exhibit A, (b)"
QString itemName(const LabelCandidate& label, const Clause* parent)
{
    const QString token = QString::fromLatin1(label.token);
    if (!parent)
        return u'(' + token + u')';
    const bool digit = token[0].isDigit();
    if (parent->german && parent->kind != ClauseKind::Attachment)
        return parent->name +
               (!digit                            ? QStringLiteral(" lit. ")
                : label.form == Form::Parentheses ? QStringLiteral(" Abs. ")
                                                  : QStringLiteral(" Nr. ")) +
               token;
    const bool apart = parent->kind == ClauseKind::Attachment || parent->kind == ClauseKind::Article;
    return parent->name + (apart ? QStringLiteral(", (") : QStringLiteral("(")) + token + u')';
}

} // namespace

ClauseBuilder::Labels ClauseBuilder::within(ByteRange range, Family family) const
{
    Labels found;
    auto label =
        std::lower_bound(m_labels.begin(), m_labels.end(), range.begin,
                         [](const LabelCandidate& l, qint64 begin) { return l.label.begin < begin; });
    for (; label != m_labels.end() && label->label.begin < range.end; ++label)
        if (label->family == family)
            found.push_back(&*label);
    return found;
}

Numbering ClauseBuilder::numberingIn(ByteRange range) const
{
    return numberingOf(within(range, Family::Article), within(range, Family::Decimal),
                       within(range, Family::UpperRoman), within(range, Family::UpperLetter));
}

/// Where an attachment begins that counts its clauses from 1 again, behind a body that has text; the text's
/// end when none does. The body's numbering must not go on in there.
qint64 ClauseBuilder::firstRestart() const
{
    constexpr int mostTries = 12;
    constexpr qint64 leastRoom = 200; // bytes a clause; a table of contents has less
    int tries = 0;
    for (const LabelCandidate* label : within({cover, m_text.size()}, Family::Attachment)) {
        if (label->weight < 0.6f || !countsAnew(*label))
            continue;
        const Numbering before = numberingIn({0, label->label.begin});
        if (before.chain.size() > 2 && before.span() / qint64(before.chain.size()) >= leastRoom)
            return label->label.begin;
        if (++tries == mostTries)
            break;
    }
    return m_text.size();
}

/// True when one of the first numbers behind an attachment's heading is 1.
bool ClauseBuilder::countsAnew(const LabelCandidate& attachment) const
{
    constexpr int first = 3;
    int seen = 0;
    for (const LabelCandidate* label = &attachment + 1; label != m_labels.data() + m_labels.size(); ++label) {
        if (label->family == Family::Attachment && label->token != attachment.token)
            return false;
        if (label->family != Family::Decimal && label->family != Family::Article)
            continue;
        if (std::all_of(label->path.begin(), label->path.end(), [](int n) { return n == 1; }))
            return true;
        if (++seen == first)
            return false;
    }
    return false;
}

/// Attachments stand behind the body. What a table of contents or a list of exhibits says of them comes
/// before; a header on each page repeats them.
Labels ClauseBuilder::findAttachments() const
{
    const ByteRange all{0, m_text.size()};
    const Numbering body = numberingIn({0, firstRestart()});
    const qint64 bodyEnd = body.chain.size() >= 2 ? body.chain.back()->label.begin : cover;
    Labels runs; // the first of those that say the same one after the other
    for (const LabelCandidate* label : within(all, Family::Attachment)) {
        if (label->weight < 0.6f || label->label.begin < std::max(cover, bodyEnd))
            continue;
        if (runs.empty() || runs.back()->token != label->token)
            runs.push_back(label);
    }
    QHash<QByteArray, size_t> chosen;
    for (size_t i = 0; i < runs.size(); ++i) {
        const qint64 end = i + 1 < runs.size() ? runs[i + 1]->label.begin : m_text.size();
        const bool isLong = end - runs[i]->label.begin >= shortestAttachment;
        if (isLong || !chosen.contains(runs[i]->token))
            chosen.insert(runs[i]->token, i);
    }
    Labels attachments;
    for (size_t i = 0; i < runs.size(); ++i)
        if (chosen.value(runs[i]->token) == i)
            attachments.push_back(runs[i]);
    return attachments;
}

int ClauseBuilder::add(const LabelCandidate* label, ClauseKind kind, int parent, int scope)
{
    m_nodes.push_back({label, kind, parent, scope, kind == ClauseKind::Attachment});
    return int(m_nodes.size()) - 1;
}

void ClauseBuilder::addSections(const Labels& chain, int parent, int scope, std::vector<int>& added)
{
    std::vector<int> open; // sections around the next one, from the outermost
    for (const LabelCandidate* label : chain) {
        const auto holds = [&](int node) {
            const std::vector<int>& outer = m_nodes[size_t(node)].label->path;
            return outer.size() < label->path.size() &&
                   std::equal(outer.begin(), outer.end(), label->path.begin());
        };
        while (!open.empty() && !holds(open.back()))
            open.pop_back();
        const ClauseKind kind = label->family == Family::Article ? ClauseKind::Article : ClauseKind::Section;
        added.push_back(add(label, kind, open.empty() ? parent : open.back(), scope));
        open.push_back(added.back());
    }
}

void ClauseBuilder::addArticles(const Labels& articles, int parent, ByteRange range)
{
    std::vector<Labels> sections;
    bool anew = false; // each article counts from 1: its number is needed to cite a section
    int last = 0;
    for (size_t i = 0; i < articles.size(); ++i) {
        const ByteRange text{articles[i]->label.end,
                             i + 1 < articles.size() ? articles[i + 1]->label.begin : range.end};
        NumberChain chain = bestChain(within(text, Family::Decimal), {articles[i]->path.front(), last});
        if (chain.labels.size() == 1 && chain.labels.front()->weight < 1)
            chain.labels.clear();
        if (!chain.isEmpty()) {
            anew = anew || chain.labels.front()->path.front() <= last;
            last = chain.labels.back()->path.front();
        }
        sections.push_back(std::move(chain.labels));
    }
    std::vector<int> headings;
    for (size_t i = 0; i < articles.size(); ++i) {
        const int article = add(articles[i], ClauseKind::Article, parent, parent);
        m_nodes[size_t(article)].ownScope = anew;
        headings.push_back(article);
        addSections(sections[i], article, anew ? article : parent, headings);
    }
    addListsBetween(headings, range.end);
}

/// The lists in the texts that stand behind headings.
void ClauseBuilder::addListsBetween(const std::vector<int>& headings, qint64 end)
{
    for (size_t i = 0; i < headings.size(); ++i)
        addLists({m_nodes[size_t(headings[i])].label->label.end,
                  i + 1 < headings.size() ? m_nodes[size_t(headings[i + 1])].label->label.begin : end},
                 headings[i], false);
}

void ClauseBuilder::addScope(int parent, ByteRange range)
{
    const Numbering numbering = numberingIn(range);
    if (numbering.chain.size() < 2) {
        addLists(range, parent, false);
        return;
    }
    addLists({range.begin, numbering.begin()}, parent, true);
    if (numbering.articles) {
        addArticles(numbering.chain, parent, range);
        return;
    }
    std::vector<int> headings;
    addSections(numbering.chain, parent, parent, headings);
    addListsBetween(headings, range.end);
}

void ClauseBuilder::addLists(ByteRange range, int parent, bool recitals)
{
    Labels labels;
    auto label =
        std::lower_bound(m_labels.begin(), m_labels.end(), range.begin,
                         [](const LabelCandidate& l, qint64 begin) { return l.label.begin < begin; });
    for (; label != m_labels.end() && label->label.begin < range.end; ++label) {
        if (!labels.empty() && labels.back()->label.begin == label->label.begin)
            continue;
        if (label->token.isEmpty() || label->family == Family::Attachment || label->path.size() > 1)
            continue;
        // Before the first clause stand parties and recitals, and what a table of contents leaves.
        const bool capital = TextCursor::isUpper(label->token[0]);
        if (recitals && (label->where != LabelCandidate::Where::Line ||
                         !(capital || label->form == Form::Parentheses) || label->family == Family::Decimal))
            continue;
        labels.push_back(&*label);
    }
    if (!recitals) {
        addItems(labels, parent, false);
        return;
    }
    // Parties are (1), (2); recitals begin anew with A.
    const auto capital = std::stable_partition(labels.begin(), labels.end(), [](const LabelCandidate* one) {
        return !TextCursor::isUpper(one->token[0]);
    });
    addItems(Labels(labels.begin(), capital), parent, false);
    addItems(Labels(capital, labels.end()), parent, true);
}

void ClauseBuilder::addItems(const Labels& labels, int parent, bool recitals)
{
    const int first = int(m_nodes.size());
    const int scope = parent < 0                         ? -1
                      : m_nodes[size_t(parent)].ownScope ? parent
                                                         : m_nodes[size_t(parent)].scope;
    for (const ListItem& item : findLists(labels))
        add(item.label, recitals && item.parent < 0 ? ClauseKind::Recital : ClauseKind::Item,
            item.parent < 0 ? parent : first + item.parent, scope);
}

ClauseNumber ClauseBuilder::numberOf(const Node& node, const Clause* parent) const
{
    ClauseNumber number;
    if (node.kind == ClauseKind::Item || node.kind == ClauseKind::Recital) {
        if (parent && parent->kind != ClauseKind::Attachment)
            number = parent->number;
        number.push_back(node.label->token);
        return number;
    }
    if (node.kind == ClauseKind::Attachment || node.label->family == Family::UpperLetter)
        return {node.label->token};
    for (const int part : node.label->path)
        number.push_back(QByteArray::number(part));
    return number;
}

/// "1.01" as it is printed, without what stands around it.
QString ClauseBuilder::printedNumber(ByteRange label) const
{
    const QByteArrayView printed = m_text.sliced(label.begin, label.size());
    TextCursor cursor(printed, 0);
    while (!cursor.atEnd() && !TextCursor::isDigit(cursor.peek()))
        cursor.skip();
    const qsizetype begin = cursor.at();
    while (TextCursor::isDigit(cursor.peek()) ||
           (cursor.peek() == '.' && TextCursor::isDigit(cursor.peek(1))))
        cursor.skip();
    return QString::fromLatin1(printed.sliced(begin, cursor.at() - begin));
}

QString ClauseBuilder::nameOf(const Clause& clause, const Node& node, const std::vector<Clause>& all) const
{
    const QString token = QString::fromLatin1(node.label->token);
    if (node.kind == ClauseKind::Item)
        return itemName(*node.label, clause.parent < 0 ? nullptr : &all[size_t(clause.parent)]);
    const QString scope = node.scope >= 0 ? all[size_t(node.scope)].name + QStringLiteral(", ") : QString();
    if (node.kind == ClauseKind::Attachment)
        return token[0].toUpper() + token.mid(1);
    if (node.kind == ClauseKind::Recital)
        return scope + QStringLiteral("Recital ") + token;
    if (node.kind == ClauseKind::Article) {
        const QByteArrayView printed = m_text.sliced(clause.label.begin, clause.label.size());
        TextCursor cursor(printed, 0);
        const bool german = sameWord(cursor.word(), "artikel");
        cursor.eat('.');
        cursor.skipBlanks();
        QByteArrayView number = cursor.word();
        if (number.isEmpty())
            number = cursor.digits(4);
        return scope + (german ? QStringLiteral("Artikel ") : QStringLiteral("Article ")) +
               QString::fromUtf8(number);
    }
    const bool letters =
        node.label->family == Family::UpperRoman || node.label->family == Family::UpperLetter;
    return scope + u'\u00A7' + (letters ? token : printedNumber(clause.label));
}

/// The nodes in order of position, as clauses.
std::vector<Clause> ClauseBuilder::inOrder(std::vector<int>& scopes) const
{
    std::vector<int> order(m_nodes.size()), place(m_nodes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) {
        return m_nodes[size_t(a)].label->label.begin < m_nodes[size_t(b)].label->label.begin;
    });
    for (size_t i = 0; i < order.size(); ++i)
        place[size_t(order[i])] = int(i);
    std::vector<Clause> clauses;
    for (const int index : order) {
        Node node = m_nodes[size_t(index)];
        node.scope = node.scope < 0 ? -1 : place[size_t(node.scope)];
        const LabelCandidate& label = *node.label;
        Clause clause;
        clause.kind = node.kind;
        clause.parent = node.parent < 0 ? -1 : place[size_t(node.parent)];
        const Clause* parent = clause.parent < 0 ? nullptr : &clauses[size_t(clause.parent)];
        clause.level = parent ? parent->level + 1 : 1;
        clause.german = label.sign || (parent && parent->german);
        clause.label = label.label;
        clause.text = {label.label.begin, m_text.size()};
        if (label.titleEnd > label.label.end)
            clause.title = QString::fromUtf8(m_text.sliced(label.label.end, label.titleEnd - label.label.end))
                               .simplified();
        clause.number = numberOf(node, parent);
        clause.name = nameOf(clause, node, clauses);
        scopes.push_back(node.scope);
        clauses.push_back(std::move(clause));
    }
    return clauses;
}

std::vector<Clause> ClauseBuilder::build(std::vector<int>& scopes)
{
    const Labels attachments = findAttachments();
    addScope(-1, {0, attachments.empty() ? m_text.size() : attachments.front()->label.begin});
    for (size_t i = 0; i < attachments.size(); ++i) {
        const int node = add(attachments[i], ClauseKind::Attachment, -1, -1);
        addScope(node, {attachments[i]->label.end,
                        i + 1 < attachments.size() ? attachments[i + 1]->label.begin : m_text.size()});
    }
    std::vector<Clause> clauses = inOrder(scopes);
    // A clause ends where the next one begins that is not in it.
    std::vector<size_t> open;
    for (size_t i = 0; i < clauses.size(); ++i) {
        while (!open.empty() && int(open.back()) != clauses[i].parent) {
            clauses[open.back()].text.end = clauses[i].label.begin;
            open.pop_back();
        }
        open.push_back(i);
    }
    return clauses;
}

} // namespace quire
