#pragma once

#include <cstdint>

namespace quire {

/// Decides whether the next token is read alone or with the MTP head's guess. A right guess saves a step; a
/// wrong one costs the difference between a step of two tokens and a step of one, and with routed experts
/// that is a good part of a step. Both costs and the share of right guesses are measured as the answer grows.
/// What is decided changes the time an answer takes, never the answer.
class DraftPolicy
{
public:
    bool wantsDraft() const { return m_alone == 0; }
    /// A token was read alone.
    void readAlone(double seconds);
    /// A token was read with a guess.
    void readPair(double seconds, bool right);

private:
    void reconsider();

    double m_aloneSeconds = 0; ///< running means; 0: not measured
    double m_pairSeconds = 0;
    double m_right = 0;  ///< share of right guesses
    int m_pairs = 0;     ///< since guessing was last taken up
    int m_alone = 0;     ///< tokens still to be read alone
    int m_nextAlone = 0; ///< how many next time, if guessing does not pay
};

} // namespace quire
