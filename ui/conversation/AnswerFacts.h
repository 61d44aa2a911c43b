#pragma once

#include "app/library/Records.h"

#include <QCoreApplication>

namespace quire {

/// What is worth knowing about an answer besides what it says. Refers to the turn.
class AnswerFacts
{
    Q_DECLARE_TR_FUNCTIONS(quire::AnswerFacts)

public:
    explicit AnswerFacts(const TurnRecord& turn) : m_turn(turn) {}

    QString inALine() const; ///< "v4-nano-flash · 2 verified · 3 s"
    QString inFull() const;  ///< in lines: model, effort, tokens, speed, seed, time

private:
    int citations(Verdict verdict) const;

    const TurnRecord& m_turn;
};

} // namespace quire
