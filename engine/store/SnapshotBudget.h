#pragma once

namespace quire {

/// Says at which block boundaries a reading session takes a snapshot: at every one as long as snapshots are
/// small beside the rows; where a model's windows are large, one is left out now and then. Most of them are
/// dropped again later: without a budget they would make what is written much more than what is kept.
class SnapshotBudget
{
public:
    /// Rows that have been written; what a failed attempt has added is not counted twice.
    void setRows(double bytesSinceLast) { m_rows = bytesSinceLast; }
    bool isDue() const { return m_credit + share * m_rows >= m_last; }
    /// The rows are kept; with them a snapshot of so many bytes, or none (0).
    void spend(double snapshotBytes)
    {
        m_credit += share * m_rows - snapshotBytes;
        m_rows = 0;
        if (snapshotBytes > 0)
            m_last = snapshotBytes;
    }

private:
    /// Of the rows: leaves room below 1.1 for token ids, index, and the last unfinished pages.
    static constexpr double share = 0.08;
    double m_credit = 0; ///< bytes that snapshots may still take
    double m_last = 0;   ///< bytes of the last one, which the next will be like
    double m_rows = 0;
};

} // namespace quire
