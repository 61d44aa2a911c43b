#include "engine/session/DraftPolicy.h"

#include <algorithm>

namespace quire {

namespace {

constexpr int trialPairs = 8;      // guesses before anything is decided
constexpr int referenceTokens = 2; // read alone to know what that costs
constexpr int checkEvery = 64;     // pairs between decisions while guessing pays
constexpr int shortestPause = 32;  // tokens without guesses, doubled each time guessing does not pay
constexpr int longestPause = 1024;
constexpr double newWeight = 0.125; // of the latest value in a running mean

void follow(double& mean, double value)
{
    mean = mean == 0 ? value : mean + newWeight * (value - mean);
}

} // namespace

void DraftPolicy::readAlone(double seconds)
{
    follow(m_aloneSeconds, seconds);
    if (m_alone == 0 || --m_alone > 0 || m_pairs < trialPairs)
        return;
    reconsider();
}

void DraftPolicy::readPair(double seconds, bool right)
{
    follow(m_pairSeconds, seconds);
    ++m_pairs;
    m_right += (right - m_right) / std::min(m_pairs, checkEvery);
    if (m_pairs == trialPairs || m_pairs % checkEvery == 0)
        m_alone = referenceTokens;
}

void DraftPolicy::reconsider()
{
    if ((1 + m_right) * m_aloneSeconds >= m_pairSeconds) {
        m_nextAlone = 0;
        return;
    }
    m_nextAlone = std::clamp(2 * m_nextAlone, shortestPause, longestPause);
    m_alone = m_nextAlone;
    m_pairs = 0;
}

} // namespace quire
