#include "ingest/pdf/PageRecogniser.h"

#include "ingest/IngestError.h"
#include "ingest/ocr/Recogniser.h"

#include <QCoreApplication>

#include <algorithm>

namespace quire {

namespace {

constexpr int dotsPerInch = 300;         // what Tesseract's models were trained for
constexpr float leastWord = 15;          // percent: below are specks and drawings
constexpr float leastInsteadOfText = 60; // percent: garbled text is only given up for something good

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::PdfReader", text);
}

/// Words of one line differ in height by what letters they have; those of a page should compare.
float usualHeight(const RecognisedPage& page)
{
    std::vector<float> heights;
    for (const RecognisedWord& word : page.words)
        heights.push_back(float(word.box.height()));
    if (heights.empty())
        return 0;
    const auto middle = heights.begin() + qsizetype(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

PdfWords wordsOf(const RecognisedPage& page, int resolution, const PdfWords& before)
{
    PdfWords words;
    words.size = before.size;
    words.label = before.label;
    words.hasPictures = true;
    words.recognised = true;
    const float scale = 72.0f / float(resolution), usual = usualHeight(page);
    for (const RecognisedWord& word : page.words) {
        if (word.confidence < leastWord)
            continue;
        const auto height = float(word.box.height());
        const bool ordinary = height > 0.8f * usual && height < 1.25f * usual;
        const float bottom = float(word.box.bottom()), top = bottom - (ordinary ? usual : height);
        words.words.push_back(
            {quint32(words.text.size()), quint16(std::min<qsizetype>(word.text.size(), 0xFFFF)), true, 0,
             float(word.box.left()) * scale, top * scale, float(word.box.right()) * scale, bottom * scale});
        words.text += word.text;
    }
    return words;
}

} // namespace

PageRecogniser::PageRecogniser(PdfPages& pdf, const ReadContext& context, const QString& name)
    : m_pdf(pdf), m_context(context), m_name(name),
      m_end(std::chrono::steady_clock::now() + context.ocrBudget)
{
    m_isInstalled = (context.recognise || context.recogniseLater) && Recogniser::isInstalled();
    if (context.recognise && m_isInstalled)
        m_recogniser = std::make_unique<Recogniser>(context.ocrLanguages);
}

PageRecogniser::~PageRecogniser() = default;

bool PageRecogniser::isTimeUp() const
{
    return std::chrono::steady_clock::now() > m_end;
}

RecognisedPage PageRecogniser::wordsIn(const QImage& picture, int resolution,
                                       const std::function<bool()>& stop)
{
    const QByteArray key = m_context.knownPage ? m_recogniser->keyOf(picture, resolution) : QByteArray();
    if (m_context.knownPage)
        if (const auto known = RecognisedPage::decoded(m_context.knownPage(key)))
            return *known;
    RecognisedPage found = m_recogniser->read(picture, resolution, stop);
    if (m_context.keepPage && !stop())
        m_context.keepPage(key, found.encoded());
    return found;
}

void PageRecogniser::read(int page, PdfWords& words, LedgerLine& line)
{
    const auto because = [&line](const QString& why) {
        line.reason += line.reason.isEmpty() ? why : QStringLiteral("; ") + why;
    };
    if (!m_context.recognise && !m_context.recogniseLater)
        return because(tr("recognising text in pictures is switched off"));
    if (!m_isInstalled)
        return because(tr("needs OCR: install tesseract-ocr"));
    if (!m_context.recognise)
        return because(tr("its text is still to be recognised"));
    if (isTimeUp())
        return because(tr("the time for recognising text was up"));
    m_context.start(); // each page has its time
    m_context.check(m_name);
    const auto begun = std::chrono::steady_clock::now();
    const auto stop = [&] {
        return (m_context.cancelled && m_context.cancelled()) || isTimeUp() ||
               std::chrono::steady_clock::now() - begun > m_context.timeBudget;
    };
    int resolution = dotsPerInch;
    const QImage picture = m_pdf.picture(page, resolution, stop);
    const RecognisedPage found = picture.isNull() ? RecognisedPage() : wordsIn(picture, resolution, stop);
    m_context.check(m_name);
    if (stop())
        return because(tr("recognising it took too long"));
    PdfWords recognised = wordsOf(found, resolution, words);
    const bool instead = line.coverage == Coverage::Garbled;
    if (recognised.words.empty() || (instead && found.confidence < leastInsteadOfText)) {
        if (!instead)
            line.coverage = Coverage::Empty;
        return because(instead ? tr("recognising it gave nothing better")
                               : tr("no words were recognised in it"));
    }
    words = std::move(recognised);
    line.coverage = Coverage::Ocr;
    line.characters = QString::fromUtf8(words.text).size();
    line.reason =
        tr("%1 % sure, read as %2").arg(qRound(found.confidence)).arg(m_recogniser->used().join(u'+'));
}

} // namespace quire
