#pragma once

#include <QElapsedTimer>
#include <QtGlobal>

namespace quire {

/// Foretells when reading ends. A token costs the more the further back it looks, so the rate so far promises
/// too much: what reading took is fitted by cost = a + b × position, and the rest is the integral of that.
class ReadingForecast
{
public:
    /// Reading begins at token `from` of `total`.
    void begin(qint64 from, qint64 total);
    /// `done` tokens are read, `seconds` after the beginning.
    void add(qint64 done, double seconds);
    /// Seconds until `total`; -1 while nothing is known.
    double secondsLeft() const;
    bool isFor(qint64 total) const { return m_total == total && m_total > 0; }

private:
    struct Fit
    {
        double a = 0, b = 0;
    };
    Fit fit() const;
    double integral(const Fit& fit, double from, double to) const;

    qint64 m_from = 0, m_total = 0, m_done = 0;
    double m_seconds = 0;
    int m_count = 0;
    // Sums of the weighted normal equations over steps: x = tokens, y = tokens × middle, t = seconds.
    double m_xx = 0, m_xy = 0, m_yy = 0, m_xt = 0, m_yt = 0;
};

} // namespace quire
