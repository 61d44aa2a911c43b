#pragma once

#include <QString>

#include <vector>

namespace quire {

/// What became of one unit (a page, a file, a part) of a source.
enum class Coverage
{
    Read,      ///< its text is in the document
    Empty,     ///< it has no text (a blank page, an empty file)
    Ocr,       ///< its text was recognised from an image
    Garbled,   ///< its text is there but much of it is not readable characters
    Truncated, ///< read up to a limit; the rest is missing
    Skipped,   ///< left out, on purpose or because it could not be read
    NeedsOcr,  ///< a picture without text, of which nobody has recognised any yet
};

/// One line of the coverage ledger.
struct LedgerLine
{
    QString unit; ///< "page 12", "src/main.cpp"
    Coverage coverage = Coverage::Read;
    qint64 characters = 0; ///< code points of text that came out
    qint64 bytes = 0;      ///< size of the source unit, 0 where it has none of its own
    QString reason;        ///< why, in a person's words; empty for a plain Read
};

/// The coverage ledger: one line for every unit of what was given, so that nothing is lost in silence.
class Ledger
{
public:
    /// An empty unit without a reason is given the plain one.
    void add(LedgerLine line);
    void append(const Ledger& other)
    {
        m_lines.insert(m_lines.end(), other.m_lines.begin(), other.m_lines.end());
    }
    const std::vector<LedgerLine>& lines() const { return m_lines; }

    qint64 characters() const
    {
        qint64 sum = 0;
        for (const LedgerLine& line : m_lines)
            sum += line.characters;
        return sum;
    }

    qsizetype count(Coverage coverage) const
    {
        qsizetype n = 0;
        for (const LedgerLine& line : m_lines)
            n += line.coverage == coverage;
        return n;
    }

    /// True when every unit was read or had nothing to read.
    bool isComplete() const
    {
        for (const LedgerLine& line : m_lines)
            if (line.coverage == Coverage::Garbled || line.coverage == Coverage::Truncated ||
                line.coverage == Coverage::Skipped || line.coverage == Coverage::NeedsOcr)
                return false;
        return true;
    }

private:
    std::vector<LedgerLine> m_lines;
};

/// The coverage as a person reads it: "read", "empty", "skipped", …
QString coverageName(Coverage coverage);

} // namespace quire
