#pragma once

#include "ingest/Document.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace quire {

/// One document as the model is given it: its delimiters, and its text cut into marked passages.
///
///     <document label="A" name="lease.txt">
///     [A1] text of the first passage
///     [A2] text of the second
///     </document>
///
/// The bytes depend on the label, the name and the text of this document alone, so that including or leaving
/// out another one changes nothing here. Immutable, shared by every prompt that holds the document. All
/// offsets called "prompt" are relative to the block's first byte.
class PromptBlock
{
public:
    /// Throws BadArgument for a label that is not A..Z, AA.. (see documentLabel()), TooLarge at 4 GiB.
    static std::shared_ptr<const PromptBlock> make(const QString& label, DocumentPtr document);

    /// Some of another block's passages, numbered anew from 1: `numbers` as they are there, ascending, each
    /// once.
    static std::shared_ptr<const PromptBlock> excerpt(const PromptBlock& whole,
                                                      const std::vector<int>& numbers);

    const QString& label() const { return m_label; }
    const DocumentPtr& document() const { return m_document; }
    const QByteArray& bytes() const { return m_bytes; }

    int passageCount() const { return int(m_passages.size()); }
    /// Passage `number` counts from 1, as in its mark. All ranges are in prompt bytes.
    ByteRange passageText(int number) const; ///< without mark and final newline
    ByteRange passageLine(int number) const; ///< with both
    /// The passage that holds a prompt offset; 0 in the delimiters.
    int passageAt(qint64 promptOffset) const;

    /// The part of the document that a prompt range shows. Marks, escapes and delimiters show nothing;
    /// nothing is returned when the range holds nothing else.
    std::optional<ByteRange> toDocument(ByteRange prompt) const;
    /// The prompt bytes that show a document range, from the first to the last; nothing when all of it (blank
    /// lines, indentation of prose) was left out.
    std::optional<ByteRange> toPrompt(ByteRange document) const;
    /// The pieces of a document range that the prompt shows byte for byte, as (prompt, document) ranges of
    /// equal size, in order.
    struct Piece
    {
        ByteRange prompt;
        ByteRange document;
    };
    std::vector<Piece> pieces(ByteRange document) const;

private:
    friend class PassageWriter;

    struct Passage
    {
        quint32 line; ///< prompt offset of its mark
        quint32 text; ///< prompt offset of its first byte after mark and space
    };
    /// `length` bytes that prompt and document share.
    struct Run
    {
        quint32 prompt;
        quint32 document;
        quint32 length;
    };

    void copyPassage(const PromptBlock& from, int number);

    QString m_label;
    DocumentPtr m_document;
    QByteArray m_bytes;
    std::vector<Passage> m_passages;
    std::vector<Run> m_runs;
    quint32 m_passagesEnd = 0; ///< prompt offset of the closing delimiter
};

using PromptBlockPtr = std::shared_ptr<const PromptBlock>;

/// The label of document number `index` (from 0): A … Z, AA, AB, …
QString documentLabel(int index);
/// Back again; nothing for what is no label.
std::optional<int> documentIndex(QStringView label);

} // namespace quire
