#include "ingest/contracts/Contract.h"

#include "ingest/contracts/ReferenceScanner.h"
#include "ingest/contracts/TextCursor.h"

#include <algorithm>

namespace quire {

namespace {

constexpr int highestNumber = 150; // of a contract's own clauses; "Section 409" is a law's

QString writtenAlone(const QByteArray& text, const Mention& mention)
{
    const QByteArrayView written = QByteArrayView(text).sliced(mention.text.begin, mention.text.size());
    if (mention.text.begin == mention.list.begin)
        return QString::fromUtf8(written).simplified();
    QString keyword = QString::fromLatin1(mention.keyword);
    if (mention.kind != Mention::Kind::Relative)
        keyword[0] = keyword[0].toUpper();
    QString number = QString::fromLatin1(mention.number.front());
    for (size_t i = 1; i < mention.number.size(); ++i) {
        const bool digit = TextCursor::isDigit(mention.number[i][0]);
        number += (digit ? QStringLiteral(".%1") : QStringLiteral("(%1)"))
                      .arg(QString::fromLatin1(mention.number[i]));
    }
    if (mention.kind == Mention::Kind::Relative)
        number = u'(' + QString::fromLatin1(mention.number.front()) + u')';
    return keyword + u' ' + number;
}

} // namespace

Contract::Contract(const QByteArray& text) : m_terms(findDefinedTerms(text))
{
    const std::vector<Mention> mentions = findMentions(text);
    m_clauses = ClauseTree(text, mentions);
    for (DefinedTerm& term : m_terms) {
        term.clause = m_clauses.at(term.place.begin);
        if (term.clause < 0)
            continue;
        TextCursor cursor(text,
                          m_clauses.clauses()[size_t(term.clause)].label.end); // the number is no part of it
        cursor.skipWhite();
        if (cursor.at() <= term.place.begin)
            term.definition.begin = std::max<qint64>(term.definition.begin, cursor.at());
    }
    resolve(text, mentions);
    m_isContract = looksLikeContract(text.size());
}

void Contract::resolve(const QByteArray& text, const std::vector<Mention>& mentions)
{
    using Outcome = CrossReference::Outcome;
    for (const Mention& mention : mentions) {
        CrossReference reference;
        reference.from = m_clauses.at(mention.text.begin);
        const auto isLabel = [&](int clause) {
            return clause >= 0 && m_clauses.clauses()[size_t(clause)].label.contains(mention.text.begin);
        };
        if (isLabel(reference.from)) // the clause's own number
            continue;
        reference.text = mention.text;
        reference.written = writtenAlone(text, mention);
        reference.elsewhere = mention.elsewhere;
        bool inexact = false;
        if (!mention.elsewhere.isEmpty()) {
            reference.outcome = Outcome::Elsewhere;
        } else if (reference.target = m_clauses.find(mention, inexact); reference.target >= 0) {
            reference.outcome = inexact ? Outcome::Enclosing : Outcome::Resolved;
        } else if (mention.kind == Mention::Kind::Attachment || !mention.within.isEmpty()) {
            reference.outcome = Outcome::NotInside;
        } else if (mention.kind == Mention::Kind::Section && mention.number.front().toInt() > highestNumber) {
            reference.outcome = Outcome::Elsewhere;
        }
        m_references.push_back(std::move(reference));
    }
}

bool Contract::looksLikeContract(qsizetype bytes) const
{
    constexpr qsizetype fewestClauses = 4;
    const auto& clauses = m_clauses.clauses();
    const auto numbered = std::count_if(clauses.begin(), clauses.end(), [](const Clause& clause) {
        return clause.kind == ClauseKind::Section || clause.kind == ClauseKind::Article;
    });
    const auto resolved =
        std::count_if(m_references.begin(), m_references.end(), [](const CrossReference& reference) {
            return reference.outcome == CrossReference::Outcome::Resolved;
        });
    const auto marks = qsizetype(m_terms.size()) + resolved;
    // Contracts have a dozen such marks in 10 KB, books of numbered chapters one in 100 KB.
    constexpr qsizetype bytesPerMark = 8192, bytesPerClause = 32768;
    return numbered >= fewestClauses && marks >= 2 && marks * 20 >= numbered &&
           marks * bytesPerMark >= bytes && numbered * bytesPerClause >= bytes;
}

QString Contract::heading(int index, const QByteArray& text) const
{
    constexpr qsizetype longest = 48; // characters of a clause's beginning
    const Clause& clause = m_clauses.clauses()[size_t(index)];
    QString words = clause.title;
    if (words.isEmpty()) {
        // Twice as many bytes: a cut character at their end is cut off again.
        const qint64 end = std::min(clause.text.end, clause.label.end + 4 * longest);
        words = QString::fromUtf8(text.mid(clause.label.end, end - clause.label.end)).simplified();
        if (words.size() > longest) {
            const qsizetype space = words.lastIndexOf(u' ', longest);
            words = words.first(space > 0 ? space : longest) + QStringLiteral(" …");
        }
    }
    while (words.endsWith(u'.') || words.endsWith(u':'))
        words.chop(1);
    return words.isEmpty() ? clause.name : clause.name + u' ' + words;
}

QString Contract::describe(ByteRange text) const
{
    const auto& clauses = m_clauses.clauses();
    const auto around = [&](qint64 offset) { // the innermost clause whose name means nothing else
        int clause = m_clauses.at(offset);
        while (clause >= 0 && clauses[size_t(clause)].isNamedTwice)
            clause = clauses[size_t(clause)].parent;
        return clause;
    };
    const int first = around(text.begin), last = around(std::max(text.begin, text.end - 1));
    if (first < 0)
        return {};
    // What lies within one clause is named by it: a paragraph and its items.
    for (int outer = last; outer >= 0; outer = clauses[size_t(outer)].parent)
        if (outer == first)
            return clauses[size_t(first)].name;
    return last < 0 ? clauses[size_t(first)].name
                    : clauses[size_t(first)].name + u'\u2013' + clauses[size_t(last)].name;
}

} // namespace quire
