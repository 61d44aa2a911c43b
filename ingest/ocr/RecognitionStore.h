#pragma once

#include "ingest/KeptFiles.h"
#include "ingest/Reader.h"

namespace quire {

/// Documents whose pictures of text were recognised, kept on disk: recognising takes seconds a page, and must
/// give the same text again when a session comes back. Found by the file's content and the languages,
/// whatever the file is called by then; pages one by one as well, so that of a file that changed, or was
/// given up in the middle, only the others are recognised. Not for what opens only with a password: its text
/// must not lie about.
class RecognitionStore
{
public:
    static constexpr qint64 usualBytes = qint64(1) << 30; // some hundred thousand pages

    RecognitionStore() = default; ///< keeps nothing
    explicit RecognitionStore(const QString& folder, qint64 mostBytes = usualBytes)
        : m_files(folder, mostBytes), m_pages(folder + QStringLiteral("/pages"), mostBytes / 4)
    {
    }

    /// Null when it is not kept. Throws FileUnreadable when the source cannot be read.
    DocumentPtr find(const Source& source, const QStringList& languages) const;
    void keep(const Source& source, const QStringList& languages, const DocumentPtr& document) const;

    /// Reads with the text of pictures, as `context.recognise` says: kept text is taken, new text is kept. A
    /// document that is complete without is read once and nothing else. Throws what the reader throws.
    DocumentPtr read(const Reader& reader, const Source& source, const ReadContext& context) const;

private:
    /// The same, without looking for the whole; its pages are looked for and kept one by one.
    DocumentPtr readPages(const Reader& reader, const Source& source, const ReadContext& context) const;

    KeptFiles m_files; ///< documents
    KeptFiles m_pages; ///< words of pages
};

} // namespace quire
