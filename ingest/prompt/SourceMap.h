#pragma once

#include "ingest/prompt/PromptBlock.h"

#include <QHash>

#include <optional>
#include <vector>

namespace quire {

/// A piece of a document.
struct DocumentSpan
{
    DocumentPtr document;
    ByteRange text; ///< in document->text()
};

/// A passage of the prompt.
struct PassageRef
{
    QString label;       ///< of its document: "A"
    int number = 0;      ///< from 1
    ByteRange prompt;    ///< its text, without mark and final newline, in prompt bytes
    DocumentSpan source; ///< the text of the document it shows

    QString mark() const { return label + QString::number(number); }
};

/// Prompt ↔ documents ↔ places in their sources, both ways and exact to the byte. "Prompt" offsets count the
/// bytes of the user message (Prompt::documents()), from 0. Look-ups take O(log n); the map holds about 20
/// bytes a passage. A value: copies share the blocks.
class SourceMap
{
public:
    SourceMap() = default;
    explicit SourceMap(std::vector<PromptBlockPtr> blocks);

    int documentCount() const { return int(m_blocks.size()); }
    const PromptBlock& block(int index) const { return *m_blocks[index]; }
    const PromptBlockPtr& blockPtr(int index) const { return m_blocks[index]; }
    ByteRange blockRange(int index) const { return {m_begins[index], m_begins[index + 1]}; }
    qint64 size() const { return m_begins.back(); } ///< of all blocks, bytes
    /// The document labelled so; -1 when it is not in this prompt.
    int indexOf(const QString& label) const { return m_byLabel.value(label, -1); }

    /// The passage of a mark, "A12" or "[A12]", white space around it allowed. Nothing when there is none.
    std::optional<PassageRef> passage(QStringView mark) const;
    std::optional<PassageRef> passage(int index, int number) const;
    /// The passage that holds a prompt offset (its mark included); nothing in the delimiters.
    std::optional<PassageRef> passageAt(qint64 promptOffset) const;
    /// The passages that show any of a span.
    std::vector<PassageRef> passages(const DocumentSpan& span) const;

    /// What a prompt range shows, one span a document. Marks, escapes and delimiters show nothing.
    std::vector<DocumentSpan> toDocuments(ByteRange prompt) const;
    /// As toDocuments() for a range within one document: its first span; nothing when the range shows
    /// nothing.
    std::optional<DocumentSpan> toDocument(ByteRange prompt) const;
    /// The prompt bytes from the first to the last that show the span; nothing when the document is not in
    /// the prompt or the span holds only what passages leave out.
    std::optional<ByteRange> toPrompt(const DocumentSpan& span) const;

    /// Where the sentence ends that holds a document offset; never beyond the passage that shows the offset.
    qint64 sentenceEnd(const PassageRef& passage, qint64 documentOffset) const;

    /// A span in a person's words: "alice.md, line 12", "lease.pdf, page 7".
    static QString describe(const DocumentSpan& span);

private:
    int indexAt(qint64 promptOffset) const;
    int indexOf(const Document* document) const;

    std::vector<PromptBlockPtr> m_blocks;
    std::vector<qint64> m_begins{0}; ///< where each block begins, and the end of the last
    QHash<QString, int> m_byLabel;
    QHash<const Document*, int> m_byDocument;
};

} // namespace quire
