#pragma once

#include "app/library/Records.h"

#include <QList>

namespace quire {

/// A part of an answer as it is shown: Markdown, or a citation by its number.
struct AnswerSegment
{
    QString markdown; ///< with references as links "cite:N"
    int citation = -1;

    bool isQuote() const { return citation >= 0; }
    bool operator==(const AnswerSegment&) const = default;
    /// How often `words` stand in it as it is shown, in either case; `citations` are those of its answer.
    int count(const QString& words, const QList<CitationRecord>& citations) const;
};

/// Cuts an answer that grows into segments; only the last one ever changes. Long prose is cut between
/// paragraphs, so that what was laid out once stays.
class AnswerText
{
public:
    /// Takes the whole answer so far. True when it only grew; false when everything is to be shown anew.
    bool update(const QString& answer, bool ended);

    const QList<AnswerSegment>& segments() const { return m_segments; }
    /// How often `words` stand in a whole answer as it is shown.
    static int count(const QString& words, const QString& answer, const QList<CitationRecord>& citations);
    /// A quote has begun that is not yet complete.
    bool insideQuote() const { return m_parser.insideQuote(); }

private:
    void take(const std::vector<AnswerPiece>& pieces);
    void addProse(const QString& text);

    AnswerParser m_parser;
    QString m_seen;
    bool m_ended = false;
    int m_citations = 0;
    QList<AnswerSegment> m_segments;
};

} // namespace quire
