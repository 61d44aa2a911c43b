#pragma once

#include "ingest/prompt/LineWidth.h"
#include "ingest/prompt/PromptBlock.h"

namespace quire {

/// Writes a document's text into a block, passage by passage, and keeps the runs of bytes both share.
///
/// A new passage begins at the first line; at a non-blank line after a blank one when the current passage has
/// 80 bytes; and, when it has 320, after the next sentence end, within a line or with it (see
/// SentenceBreak.h), so that a quoted sentence stands in one passage. Where no sentence ends, lists and
/// verse, it ends with the line that brings it to 480. A sentence that goes on beyond that, as in contracts,
/// is cut between its clauses: the bundled models must see a passage's mark from its end, 256 tokens away.
/// Code ends with the line that brings it to 320. Blank lines vanish. Where prose was wrapped, the end of a
/// line becomes a space (see LineWidth.h), which shows it. White space that leads a passage is kept for code
/// and dropped for prose. The bundled models are trained on exactly this form: changing it makes them worse
/// and every cached prefix stale.
///
/// What could forge our own form is escaped by one backslash: "<document" and "</document" (after the "<"),
/// and what looks like a mark, "[A12]", at the beginning of a line or passage (before the "["). Text that
/// already has such backslashes gets one more, so that taking one away always gives the original back.
class PassageWriter
{
public:
    PassageWriter(PromptBlock& block, bool keepIndent);

    void write(QByteArrayView text);

private:
    void writeLine(qsizetype begin, qsizetype end);
    /// The end of the last line, before one that goes on with its passage.
    void writeLineEnd(qsizetype begin, qsizetype end);
    void beginPassage(qsizetype& at, qsizetype end);
    void endPassage();
    /// True when the current passage is complete with the line it has last.
    bool endsWithItsLine() const;
    /// Where a line that is written up to `at` is cut next; -1: nowhere.
    qsizetype nextCut(qsizetype at, qsizetype end) const;
    /// Copies text of one line, escaping what needs it. `lineStart`: the copy begins a line or passage.
    void copy(qsizetype begin, qsizetype end, bool lineStart);
    void copyRaw(qsizetype begin, qsizetype end);

    PromptBlock& m_block;
    QByteArrayView m_text;
    const bool m_keepIndent;
    QByteArray m_mark;         ///< "[A" of the block's label
    LineWidth m_width;         ///< of prose
    qsizetype m_size = 0;      ///< document bytes in the current passage
    qsizetype m_lineBegin = 0; ///< of the current passage's last line
    qsizetype m_lineEnd = -1;  ///< where that ends, -1 without a passage
    bool m_afterBlank = false;
};

} // namespace quire
