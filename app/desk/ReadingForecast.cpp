#include "app/desk/ReadingForecast.h"

#include <algorithm>

namespace quire {

namespace {
constexpr double fading = 0.998;     // a step counts this much less when the next one comes
constexpr double slopeFrom = 0.04;   // share of the whole that must be read before a slope is believed
constexpr double unit = 1.0 / 65536; // positions are counted in this, so that the sums stay well conditioned
} // namespace

void ReadingForecast::begin(qint64 from, qint64 total)
{
    *this = {};
    m_from = m_done = from;
    m_total = total;
}

void ReadingForecast::add(qint64 done, double seconds)
{
    const double tokens = double(done - m_done) * unit;
    const double took = seconds - m_seconds;
    if (tokens <= 0 || took <= 0)
        return;
    // Long steps weigh as much as the short ones they are made of: each is divided by its tokens.
    const double middle = double(done + m_done) / 2 * unit;
    const double x = tokens, y = tokens * middle, weight = 1 / tokens;
    for (double* sum : {&m_xx, &m_xy, &m_yy, &m_xt, &m_yt})
        *sum *= fading;
    m_xx += weight * x * x;
    m_xy += weight * x * y;
    m_yy += weight * y * y;
    m_xt += weight * x * took;
    m_yt += weight * y * took;
    m_done = done;
    m_seconds = seconds;
    ++m_count;
}

ReadingForecast::Fit ReadingForecast::fit() const
{
    const double flat = m_xx > 0 ? m_xt / m_xx : 0;
    const double determinant = m_xx * m_yy - m_xy * m_xy;
    const bool farEnough = double(m_done - m_from) > slopeFrom * double(m_total - m_from);
    if (m_count < 6 || !farEnough || determinant <= 1e-9 * m_xx * m_yy)
        return {flat, 0};
    Fit fit;
    fit.a = (m_yy * m_xt - m_xy * m_yt) / determinant;
    fit.b = (m_xx * m_yt - m_xy * m_xt) / determinant;
    // Reading never gets cheaper further on; a fit that says so has seen noise.
    if (fit.b < 0)
        return {flat, 0};
    if (fit.a < 0)
        return {0, m_yy > 0 ? m_yt / m_yy : 0};
    return fit;
}

double ReadingForecast::integral(const Fit& fit, double from, double to) const
{
    return fit.a * (to - from) + fit.b * (to * to - from * from) / 2;
}

double ReadingForecast::secondsLeft() const
{
    if (m_count == 0)
        return -1;
    return std::max(0.0, integral(fit(), double(m_done) * unit, double(m_total) * unit));
}

} // namespace quire
