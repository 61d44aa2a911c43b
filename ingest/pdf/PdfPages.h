#pragma once

#include "ingest/Reader.h"
#include "ingest/pdf/PdfWords.h"

#include <QImage>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace quire {

/// An entry of a PDF's own outline.
struct PdfBookmark
{
    int level = 1;
    int page = -1; ///< from 0; -1: it leads to no page of this file
    QString title;
};

/// An opened PDF, for one thread: its pages' words with their rectangles. Poppler opens, decrypts and decodes
/// it and understands its fonts; the content of the pages is read by ContentReader.
class PdfPages
{
public:
    /// Throws IngestError: BadFormat, PasswordNeeded, TooLarge.
    PdfPages(const Source& source, const ReadContext& context);
    ~PdfPages();

    /// The same file once more, for another thread; may be called there. Must not outlive this one. Null when
    /// it does not open again.
    std::unique_ptr<PdfPages> again() const;

    int count() const;
    /// Nothing when the page is damaged. `check` is called often and may throw.
    std::optional<PdfWords> words(int page, const std::function<void()>& check);
    /// A page as it is shown, Grayscale8, at `dotsPerInch` or, for a huge one, at as many as are allowed: the
    /// number is changed. `cancelled` is asked often; a cancelled or damaged page comes back null.
    QImage picture(int page, int& dotsPerInch, const std::function<bool()>& cancelled);
    std::vector<PdfBookmark> bookmarks() const;
    /// "Title", "Author" of the document's information.
    QString info(const char* key) const;

private:
    class Private;
    explicit PdfPages(std::unique_ptr<Private> opened);

    std::unique_ptr<Private> m;
};

} // namespace quire
