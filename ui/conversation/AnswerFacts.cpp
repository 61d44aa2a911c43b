#include "ui/conversation/AnswerFacts.h"

#include "ui/widgets/Format.h"

#include <QLocale>

#include <algorithm>

namespace quire {

int AnswerFacts::citations(Verdict verdict) const
{
    return int(std::count_if(m_turn.citations.begin(), m_turn.citations.end(),
                             [=](const CitationRecord& citation) { return citation.verdict == verdict; }));
}

QString AnswerFacts::inALine() const
{
    QStringList facts;
    if (!m_turn.modelName.isEmpty())
        facts.append(m_turn.modelName);
    if (const int verified = citations(Verdict::Verified); verified > 0)
        facts.append(tr("%n verified", nullptr, verified));
    if (const int missing = citations(Verdict::NotFound); missing > 0)
        facts.append(tr("%n not found", nullptr, missing));
    if (m_turn.answerMs > 0)
        facts.append(format::duration(m_turn.answerMs / 1000.0));
    return facts.join(QStringLiteral(" · "));
}

QString AnswerFacts::inFull() const
{
    const double seconds = (m_turn.answerMs - m_turn.firstTokenMs) / 1000.0;
    QStringList lines{tr("Model: %1").arg(m_turn.modelName),
                      tr("Effort: %1").arg(format::effort(m_turn.mode.effort)),
                      tr("Prompt: %1, of these %2 from the cache")
                          .arg(format::tokens(m_turn.promptTokens), format::count(m_turn.cachedTokens)),
                      tr("Answer: %1").arg(format::tokens(m_turn.answerTokens)),
                      tr("First token after %1 ms").arg(m_turn.firstTokenMs)};
    if (seconds > 0 && m_turn.answerTokens > 0)
        lines.append(tr("Speed: %1").arg(format::rate(double(m_turn.answerTokens) / seconds)));
    lines.append(m_turn.seed == 0 ? tr("The likeliest word each time (no seed)")
                                  : tr("Words were drawn, seed %1").arg(m_turn.seed));
    lines.append(tr("Asked: %1").arg(QLocale().toString(m_turn.asked, QLocale::ShortFormat)));
    return lines.join(u'\n');
}

} // namespace quire
