#pragma once

#include "engine/model/ReadingWork.h"

#include <cstdint>

namespace quire {

/// How fast reading goes and how long the rest will take. Every token looks back at more than the one before
/// it, so the time of one grows with its position, very nearly along a line: that line is fitted to the steps
/// so far, as steep as the model's shapes let expect where they show too little of it, drawn on to the end,
/// and moved up or down by how the last seconds compare with it.
class ReadingRate
{
public:
    explicit ReadingRate(const ReadingWork& work);

    /// A step that read `tokens` tokens, up to `end`, in this time.
    void step(std::int64_t tokens, std::int64_t end, double seconds);
    /// Over the last seconds; 0 before the first step.
    double tokensPerSecond() const;
    /// For the tokens from one position to another.
    double secondsFor(std::int64_t from, std::int64_t to) const;

private:
    struct Line
    {
        double atZero = 0; ///< seconds a token
        double slope = 0;  ///< more for every position
        double over(double from, double to) const
        {
            return atZero * (to - from) + slope * (to * to - from * from) / 2;
        }
    };

    Line fitted() const;

    double m_growth = 0; ///< expected slope over time at zero
    int m_steps = 0;
    // Sums over the steps for a least-squares line, each step weighted with its tokens.
    double m_tokens = 0, m_positions = 0, m_squares = 0, m_seconds = 0, m_moments = 0, m_energy = 0;
    double m_lately = 0;      ///< tokens a second, running mean
    double m_againstLine = 1; ///< measured over fitted time, running mean
};

} // namespace quire
