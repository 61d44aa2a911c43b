#include "engine/session/DraftPolicy.h"

#include <QTest>

using namespace quire;

namespace {

/// What an answer of `tokens` tokens costs when a step of two takes `pair` times a step of one and every
/// n-th guess is wrong (0: none is, 1: all are).
struct Answer
{
    double seconds = 0;
    int pairs = 0;
};

Answer answer(DraftPolicy& policy, int tokens, double pair, int wrongEvery)
{
    Answer result;
    for (int done = 0; done < tokens;) {
        if (!policy.wantsDraft()) {
            policy.readAlone(1);
            result.seconds += 1;
            ++done;
            continue;
        }
        const bool right = wrongEvery == 0 || ++result.pairs % wrongEvery != 0;
        result.pairs += wrongEvery == 0;
        policy.readPair(pair, right);
        result.seconds += pair;
        done += right ? 2 : 1;
    }
    return result;
}

} // namespace

/// Guessing goes on while it pays, and costs next to nothing when it does not.
class tst_DraftPolicy : public QObject
{
    Q_OBJECT

private slots:
    void rightGuessesAreTakenUp();
    void wrongGuessesCostLittle();
    void goodGuessesThatCostTooMuchAreLeft();
    void guessingIsTriedAgain();
};

void tst_DraftPolicy::rightGuessesAreTakenUp()
{
    DraftPolicy policy;
    QVERIFY(policy.wantsDraft());
    const Answer result = answer(policy, 4000, 1.2, 5);
    // Every guess taken: 4000 / 1.8 pairs of 1.2. A few tokens are read alone to know what that costs.
    QVERIFY2(result.seconds < 1.05 * 4000 / 1.8 * 1.2, qPrintable(QString::number(result.seconds)));
}

void tst_DraftPolicy::wrongGuessesCostLittle()
{
    DraftPolicy policy;
    const Answer result = answer(policy, 4000, 1.6, 1);
    QVERIFY2(result.seconds < 4000 * 1.03, qPrintable(QString::number(result.seconds)));
    QVERIFY(result.pairs > 8); // but it is tried again
}

void tst_DraftPolicy::goodGuessesThatCostTooMuchAreLeft()
{
    DraftPolicy policy;
    // Half of them right, but a pair takes nearly as long as two tokens.
    QVERIFY(answer(policy, 4000, 1.9, 2).seconds < 4000 * 1.03);
}

void tst_DraftPolicy::guessingIsTriedAgain()
{
    DraftPolicy policy;
    answer(policy, 500, 1.5, 1);
    const Answer later = answer(policy, 8000, 1.1, 0);
    QVERIFY2(later.seconds < 8000 * 0.7, qPrintable(QString::number(later.seconds)));
}

QTEST_GUILESS_MAIN(tst_DraftPolicy)
#include "tst_draft_policy.moc"
