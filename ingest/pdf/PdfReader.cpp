#include "ingest/pdf/PdfReader.h"

#include "ingest/DocumentBuilder.h"
#include "ingest/IngestError.h"
#include "ingest/pdf/PageCrew.h"
#include "ingest/pdf/PageFurniture.h"
#include "ingest/pdf/PageRecogniser.h"
#include "ingest/pdf/PdfFigures.h"
#include "ingest/pdf/PdfPages.h"
#include "ingest/pdf/PdfText.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

#include <malloc.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace quire {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::PdfReader", text);
}

LedgerLine ledgerLine(const PdfWords& page, int number)
{
    LedgerLine line{tr("page %1").arg(number), Coverage::Read, 0, 0, {}};
    qint64 odd = 0;
    const auto* bytes = reinterpret_cast<const uint8_t*>(page.text.constData());
    const auto size = int32_t(page.text.size());
    for (int32_t at = 0; at < size; ++line.characters) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        // Private-use and replacement characters: glyphs whose meaning the file does not tell.
        odd += c < 0 || c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || u_iscntrl(c);
    }
    odd += page.unmapped;
    if (line.characters + page.unmapped == 0) {
        line.coverage = page.hasPictures ? Coverage::NeedsOcr : Coverage::Empty;
        line.reason = page.hasPictures ? tr("a picture without text") : tr("no text: a blank page");
    } else if (odd * 20 > line.characters + page.unmapped) {
        line.coverage = Coverage::Garbled;
        line.reason = tr("%1 of %2 characters have no meaning in the file")
                          .arg(odd)
                          .arg(line.characters + page.unmapped);
    }
    return line;
}

/// Where a title stands on its page, white space and case apart; the page's beginning when it does not.
ByteRange findTitle(const QByteArray& text, ByteRange page, const QString& title)
{
    const auto fold = [](const QString& s) { return s.simplified().toCaseFolded(); };
    const QString wanted = fold(title);
    // Headings are paragraphs of their own: compare line by line.
    for (qint64 begin = page.begin; begin < page.end && !wanted.isEmpty();) {
        qint64 end = text.indexOf('\n', begin);
        end = end < 0 || end > page.end ? page.end : end;
        const QByteArrayView line = QByteArrayView(text).sliced(begin, end - begin);
        if (line.size() < 4 * title.toUtf8().size() + 40 && fold(QString::fromUtf8(line)).contains(wanted))
            return {begin, end};
        begin = end + 1;
    }
    return {page.begin, page.begin};
}

/// One reading of one document.
class Reading
{
public:
    Reading(const Source& source, const ReadContext& context)
        : m_source(source), m_context(context), m_pdf(source, context),
          m_builder(DocumentKind::Pdf, source.name(), source.path())
    {
    }

    DocumentPtr run()
    {
        readPages();
        markFurniture(m_pages, m_flows);
        recognisePages();
        placeFigures(m_pages, m_flows);
        for (LedgerLine& line : m_lines)
            m_builder.ledger().add(std::move(line));
        reserveText();
        PdfText text(m_builder, m_pages, m_flows);
        for (size_t i = 0; i < m_pages.size(); ++i) {
            m_context.check(m_source.name());
            m_begins.push_back(m_builder.size());
            text.writePage(i);
            release(i);
        }
        const std::vector<OutlineItem> headings = text.finish();
        addOutline();
        if (!m_hasOutline)
            for (const OutlineItem& item : headings)
                m_builder.addHeading(item.level, item.title, item.text);
        m_builder.info().title = m_pdf.info("Title");
        m_builder.info().author = m_pdf.info("Author");
        return m_builder.take();
    }

private:
    void readPages()
    {
        const int count = m_pdf.count();
        if (count <= 0)
            throw IngestError(IngestErrorCode::BadFormat, tr("%1 has no pages.").arg(m_source.name()),
                              tr("Get the file again, or print it to a new PDF."));
        m_pages.resize(size_t(count));
        m_flows.resize(size_t(count));
        m_lines.resize(size_t(count));
        PageCrew(m_source, m_context).run(m_pdf, [&](PdfPages& pdf, int page, const auto& check) {
            const auto i = size_t(page);
            auto words = pdf.words(page, check);
            m_pages[i] = words ? std::move(*words) : PdfWords();
            m_flows[i] = layOut(m_pages[i]);
            m_lines[i] = ledgerLine(m_pages[i], page + 1);
            if (!words) {
                m_lines[i].coverage = Coverage::Skipped;
                m_lines[i].reason = tr("the page is damaged");
            }
        });
        m_context.report(count, count);
    }

    void reserveText()
    {
        qint64 bytes = 0;
        size_t words = 0;
        for (size_t i = 0; i < m_pages.size(); ++i) {
            bytes += m_pages[i].text.size() + 2 * qint64(m_flows[i].lines.size());
            for (const PdfLine& line : m_flows[i].lines)
                words += line.removed ? 0 : line.count;
        }
        m_builder.reserve(bytes + qint64(words), words);
    }

    /// A page that was written is not needed any more. The words of thousands lie in small pieces: without
    /// being told, the allocator keeps all of them until the end.
    void release(size_t page)
    {
        constexpr size_t pagesAtATime = 256;
        m_pages[page].text = {};
        m_pages[page].words = {};
        m_flows[page] = {};
        if (page % pagesAtATime == pagesAtATime - 1)
            malloc_trim(0);
    }

    /// OCR, behind everything that can be read without it. The text of the other pages stays as it is.
    void recognisePages()
    {
        const auto wants = [](const LedgerLine& line) {
            return line.coverage == Coverage::NeedsOcr || line.coverage == Coverage::Garbled;
        };
        const auto count = qint64(m_pages.size()),
                   all = count + std::count_if(m_lines.begin(), m_lines.end(), wants);
        if (all == count)
            return;
        PageRecogniser recogniser(m_pdf, m_context, m_source.name());
        qint64 done = count;
        for (size_t i = 0; i < m_pages.size(); ++i) {
            if (!wants(m_lines[i]))
                continue;
            recogniser.read(int(i), m_pages[i], m_lines[i]);
            if (m_pages[i].recognised)
                m_flows[i] = layOut(m_pages[i]);
            if (m_context.recognise)
                m_context.report(++done, all);
        }
        std::vector<PageFlow> flows = m_flows;
        markFurniture(m_pages, flows);
        for (size_t i = 0; i < m_pages.size(); ++i)
            if (m_pages[i].recognised)
                m_flows[i] = std::move(flows[i]);
    }

    void addOutline()
    {
        for (const PdfBookmark& bookmark : m_pdf.bookmarks()) {
            if (bookmark.page < 0 || size_t(bookmark.page) >= m_begins.size())
                continue;
            const auto page = size_t(bookmark.page);
            const qint64 end = page + 1 < m_begins.size() ? m_begins[page + 1] : m_builder.size();
            m_builder.addHeading(bookmark.level, bookmark.title,
                                 findTitle(m_builder.text(), {m_begins[page], end}, bookmark.title));
            m_hasOutline = true;
        }
    }

    const Source& m_source;
    const ReadContext& m_context;
    PdfPages m_pdf;
    DocumentBuilder m_builder;
    std::vector<PdfWords> m_pages;
    std::vector<PageFlow> m_flows;
    std::vector<LedgerLine> m_lines; ///< beside m_pages
    std::vector<qint64> m_begins;    ///< where each page's text begins, but for the blank line before it
    bool m_hasOutline = false;
};

} // namespace

int PdfReader::match(const Source& source) const
{
    // The header may stand anywhere in the first kilobyte.
    return source.head().first(std::min<qsizetype>(1024, source.head().size())).contains("%PDF-") ? 90 : 0;
}

DocumentPtr PdfReader::read(const Source& source, const ReadContext& context) const
{
    return Reading(source, context).run();
}

} // namespace quire
