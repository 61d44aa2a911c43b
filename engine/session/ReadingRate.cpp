#include "engine/session/ReadingRate.h"

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

constexpr double memorySeconds = 3;  // of the running means
constexpr double steadyWeight = 0.1; // one step alone says little about the rest
constexpr int stepsForLine = 8;      // fewer say nothing about a slope
constexpr double lastingNoise =
    3; // what disturbs a machine outlasts a step: errors add up more than chance has it
/// How far the growth of a token's time may be from that of its FLOPs, as a share of it: the two kinds of
/// product do not run equally fast. Measured: 9.2e-6 to 9.5e-6 for the bundled Flash, whose FLOPs say 7.9e-6,
/// 4.6e-6 to 7.1e-6 for Pro, whose FLOPs say 4.6e-6.
constexpr double growthSpread = 0.3;

} // namespace

ReadingRate::ReadingRate(const ReadingWork& work) : m_growth(work.flopsPerPosition / work.flopsAtStart) {}

void ReadingRate::step(std::int64_t tokens, std::int64_t end, double seconds)
{
    const auto count = static_cast<double>(tokens);
    const double middle = static_cast<double>(end) - count / 2;
    seconds = std::max(seconds, 1e-9);
    const double weight = 1 - std::exp(-seconds / memorySeconds);
    m_lately = m_steps == 0 ? count / seconds : m_lately + weight * (count / seconds - m_lately);
    // The first step warms up caches and maps weights: it would tilt the line.
    if (++m_steps == 2)
        m_tokens = m_positions = m_squares = m_seconds = m_moments = m_energy = 0;
    m_tokens += count;
    m_positions += count * middle;
    m_squares += count * middle * middle;
    m_seconds += seconds;
    m_moments += seconds * middle;
    m_energy += seconds * seconds / count;
    const double expected = fitted().over(middle - count / 2, middle + count / 2);
    if (m_steps > stepsForLine && expected > 0)
        m_againstLine += std::min(weight, steadyWeight) * (seconds / expected - m_againstLine);
}

ReadingRate::Line ReadingRate::fitted() const
{
    if (m_tokens <= 0)
        return {};
    // Through the mean of all steps, as steep as expected: far ahead a little steepness is a lot of time, and
    // a tenth of a reading shows little of it.
    const double mean = m_seconds / m_tokens, middle = m_positions / m_tokens;
    const double first = mean / (1 + m_growth * middle);
    double slope = m_growth * first;
    const double spread = m_tokens * m_squares - m_positions * m_positions;
    if (m_steps >= stepsForLine && spread > 0 && slope > 0) {
        // What the steps themselves show counts by how sure it is beside what is expected.
        const double steepest = (m_tokens * m_moments - m_positions * m_seconds) / spread;
        const double explained = (m_seconds * m_seconds + steepest * steepest * spread) / m_tokens;
        const double noise =
            lastingNoise * lastingNoise * std::max(0.0, m_energy - explained) * m_tokens / (spread * m_steps);
        const double surprise = growthSpread * slope * growthSpread * slope;
        slope = (steepest * surprise + slope * noise) / (surprise + noise);
    }
    if (slope <= 0)
        return {mean, 0};
    const double atZero = mean - slope * middle;
    return atZero > 0 ? Line{atZero, slope} : Line{0, m_seconds / m_positions};
}

double ReadingRate::tokensPerSecond() const
{
    return m_lately;
}

double ReadingRate::secondsFor(std::int64_t from, std::int64_t to) const
{
    return m_againstLine * fitted().over(static_cast<double>(from), static_cast<double>(to));
}

} // namespace quire
