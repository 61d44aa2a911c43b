#pragma once

#include "ingest/contracts/LabelFinder.h"

#include <QByteArrayView>

namespace quire {

/// Judges what stands behind a number: a heading, a sentence, the line of a table of contents, an amount.
class HeadingJudge
{
public:
    explicit HeadingJudge(QByteArrayView text) : m_text(text) {}

    /// Where a heading that begins behind a label ends; `at` itself when there is none. A heading is short
    /// and its words are capitals, or it stands on a line of its own.
    qsizetype titleEnd(qsizetype at) const;
    /// How much a label looks like a clause's, 0 to about 1.5. Of an item nothing is asked.
    float weigh(const LabelCandidate& label) const;
    /// True when a word says that the number before it counts something: "days", "percent".
    static bool isUnit(QByteArrayView word);

private:
    qsizetype segmentEnd(qsizetype at) const;
    bool goesOnBehind(qsizetype line) const;
    bool startsQuoted(qsizetype at) const;
    bool isItemAt(qsizetype at) const;
    bool continuesSentence(qsizetype begin) const;
    bool isContentsLine(qsizetype at) const;
    bool hasPageNumber(qsizetype at, qsizetype end) const;

    const QByteArrayView m_text;
};

/// Blanks that stand for a line end.
constexpr int widestGap = 3;

} // namespace quire
