#pragma once

#include "ingest/Ledger.h"
#include "ingest/Reader.h"
#include "ingest/pdf/PdfPages.h"
#include "ingest/pdf/PdfWords.h"

#include <chrono>
#include <memory>

namespace quire {

class Recogniser;
struct RecognisedPage;

/// Recognises the words of pages that are pictures, or whose glyphs have no meaning (OCR), with boxes in
/// points, so that they are laid out and cited as any others.
class PageRecogniser
{
public:
    PageRecogniser(PdfPages& pdf, const ReadContext& context, const QString& name);
    ~PageRecogniser();

    /// Puts recognised words in the place of the page's own and says so in its line of the ledger. Where
    /// that is not possible or gives nothing better, the words stay and the line says why. Throws what
    /// ReadContext::check() throws when the person cancels.
    void read(int page, PdfWords& words, LedgerLine& line);

private:
    bool isTimeUp() const;
    RecognisedPage wordsIn(const QImage& picture, int resolution, const std::function<bool()>& stop);

    PdfPages& m_pdf;
    const ReadContext& m_context;
    const QString m_name;
    const std::chrono::steady_clock::time_point m_end;
    bool m_isInstalled = false; ///< Tesseract is, and is wanted, now or later
    std::unique_ptr<Recogniser> m_recogniser;
};

} // namespace quire
