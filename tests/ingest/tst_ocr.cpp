#include "ingest/Intake.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/ocr/Recogniser.h"
#include "ingest/prompt/SourceMap.h"
#include "ingest/worker/IsolatedReader.h"
#include "tests/ingest/support/PdfFile.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace quire;

namespace {

constexpr int scale = 3; // pixels a point: 216 dots an inch
constexpr int width = 595, height = 842;

const QStringList lines = {
    "The harbour master keeps the tide tables in a locked",
    "cupboard. Boats longer than twelve metres pay thirty",
    "crowns a week, and the pilot is paid by the skipper.",
};

/// A page as a scanner gives it: grey, a little noisy.
QImage scannedPage(const QStringList& text)
{
    QImage image(width * scale, height * scale, QImage::Format_Grayscale8);
    image.fill(245);
    QPainter painter(&image);
    QFont font(QStringLiteral("DejaVu Serif"));
    font.setPixelSize(16 * scale);
    painter.setFont(font);
    painter.setPen(QColor(30, 30, 30));
    for (int i = 0; i < text.size(); ++i)
        painter.drawText(60 * scale, (120 + 24 * i) * scale, text[i]);
    painter.end();
    unsigned seed = 1;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = int(seed % 7); x < image.width(); x += 11) {
            seed = seed * 1103515245u + 12345u;
            uchar& pixel = image.scanLine(y)[x];
            pixel = uchar(std::clamp(int(pixel) + int(seed >> 16) % 24 - 12, 0, 255));
        }
    }
    return image;
}

void addPicture(PdfFile& pdf, const QImage& image)
{
    QByteArray pixels;
    for (int y = 0; y < image.height(); ++y)
        pixels.append(reinterpret_cast<const char*>(image.constScanLine(y)), image.width());
    const QByteArray packed = qCompress(pixels, 1).mid(4);
    const QByteArray picture =
        pdf.stream("/Type /XObject /Subtype /Image /Width " + QByteArray::number(image.width()) +
                       " /Height " + QByteArray::number(image.height()) +
                       " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
                   packed);
    pdf.resource("/XObject << /Scan " + picture + " >>");
    pdf.raw("q " + QByteArray::number(width) + " 0 0 " + QByteArray::number(height) + " 0 0 cm /Scan Do Q\n");
}

/// Text, a scanned page, text.
QByteArray mixedPdf()
{
    PdfFile pdf;
    pdf.page(width, height);
    pdf.lines(60, 100, 11, 14, {"This page was written.", "It stands before the scan."});
    pdf.page(width, height);
    addPicture(pdf, scannedPage(lines));
    pdf.page(width, height);
    pdf.lines(60, 100, 11, 14, {"This page was written as well.", "It stands behind the scan."});
    return pdf.bytes();
}

ReadContext recognising()
{
    ReadContext context;
    context.recognise = true;
    context.ocrLanguages = QStringList{"eng"};
    return context;
}

} // namespace

class TestOcr : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aScanWithoutOcrIsSaid();
    void aScanIsRecognised();
    void earlierAndLaterTextStaysAsItIs();
    void aCitationLightsTheScannedWords();
    void itRunsWithinTheWorkersLimits();
    void itStopsWhenCancelled();
    void itStopsWhenTheTimeIsUp();
    void garbledTextIsReplacedByWhatIsSeen();
    void aPictureWithoutWordsIsEmpty();
    void whatWasReadWithoutOcrIsReadAgainWithIt();

private:
    static DocumentPtr read(const QByteArray& pdf, const ReadContext& context = {})
    {
        return ReaderRegistry::standard().read(Source::memory("scan.pdf", pdf), context);
    }

    DocumentPtr m_recognised; ///< the mixed PDF
    QList<std::pair<qint64, qint64>> m_steps;
};

void TestOcr::initTestCase()
{
    if (Recogniser::isInstalled() && Recogniser::languages().contains("eng")) {
        ReadContext context = recognising();
        context.progress = [this](qint64 done, qint64 total) { m_steps.append({done, total}); };
        m_recognised = read(mixedPdf(), context);
    }
}

void TestOcr::init()
{
    const bool needsNone = QTest::currentTestFunction() == QByteArray("aScanWithoutOcrIsSaid");
    if (!needsNone && (!Recogniser::isInstalled() || !Recogniser::languages().contains("eng")))
        QSKIP("Tesseract with English (tesseract-ocr) is not installed.");
}

void TestOcr::aScanWithoutOcrIsSaid()
{
    const DocumentPtr document = read(mixedPdf());
    const LedgerLine& line = document->ledger().lines()[1];
    QCOMPARE(line.coverage, Coverage::NeedsOcr);
    QVERIFY(line.reason.contains("switched off"));
    QVERIFY(document->wantsOcr());
    QVERIFY(!document->ledger().isComplete());
    // As on a machine without it.
    qputenv("TESSDATA_PREFIX", "/nowhere");
    if (!Recogniser::isInstalled()) {
        const DocumentPtr without = read(mixedPdf(), recognising());
        QVERIFY(without->ledger().lines()[1].reason.contains("install tesseract-ocr"));
    }
    qunsetenv("TESSDATA_PREFIX");
}

void TestOcr::aScanIsRecognised()
{
    const DocumentPtr document = m_recognised;
    const ByteRange page = document->pageText(1);
    QCOMPARE(QString::fromUtf8(document->text().mid(page.begin, page.size())).simplified(), lines.join(u' '));
    const LedgerLine& line = document->ledger().lines()[1];
    QCOMPARE(line.coverage, Coverage::Ocr);
    QVERIFY2(line.reason.contains("eng") && line.reason.contains("% sure"), qPrintable(line.reason));
    QVERIFY(line.characters > 100);
    QVERIFY(document->ledger().isComplete());
    QVERIFY(!document->wantsOcr());
    QCOMPARE(m_steps.last(), (std::pair<qint64, qint64>(4, 4)));
}

void TestOcr::earlierAndLaterTextStaysAsItIs()
{
    const DocumentPtr without = read(mixedPdf()), with = m_recognised;
    const ByteRange before = without->pageText(0), after = without->pageText(2);
    QCOMPARE(with->text().first(before.size()), without->text().first(before.size()));
    QVERIFY(before.size() > 40);
    QCOMPARE(with->text().last(after.size()), without->text().last(after.size()));
}

void TestOcr::aCitationLightsTheScannedWords()
{
    const DocumentPtr document = m_recognised;
    const QByteArray quote = "twelve metres";
    const qint64 at = document->text().indexOf(quote);
    QVERIFY(at > 0);
    const std::vector<Anchor> anchors = document->anchors({at, at + quote.size()});
    QCOMPARE(anchors.size(), 1U);
    const auto place = std::get<PagePlace>(anchors.front().place);
    QCOMPARE(place.page, 1);
    QCOMPARE(place.rectangles.size(), 2U);
    // Dark pixels are in them, and what is beside them on the line is not.
    const QImage image = scannedPage(lines);
    QFont font(QStringLiteral("DejaVu Serif"));
    font.setPixelSize(16 * scale);
    const QFontMetricsF metrics(font, &image);
    const QString line = lines[1];
    const double left = 60 + metrics.horizontalAdvance(line.left(line.indexOf("twelve"))) / scale;
    const double right = 60 + metrics.horizontalAdvance(line.left(line.indexOf("metres") + 6)) / scale;
    QRectF lit = place.rectangles.front().united(place.rectangles.back());
    QVERIFY2(
        std::abs(lit.left() - left) < 3 && std::abs(lit.right() - right) < 3,
        qPrintable(QStringLiteral("%1–%2, not %3–%4").arg(lit.left()).arg(lit.right()).arg(left).arg(right)));
    QVERIFY(lit.top() > 120 && lit.bottom() > 140 && lit.bottom() < 156);
    QCOMPARE(document->find(place)->begin, at);
    QCOMPARE(SourceMap::describe({document, {at, at + quote.size()}}), "scan.pdf, page 2");
}

void TestOcr::itRunsWithinTheWorkersLimits()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("scan.pdf"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(mixedPdf());
    file.close();
    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    QVERIFY(!registry.worker().isEmpty());
    const DocumentPtr document = registry.read(Source::file(file.fileName()), recognising());
    QCOMPARE(document->ledger().lines()[1].coverage, Coverage::Ocr);
    QVERIFY(document->text().contains("twelve metres"));
}

void TestOcr::itStopsWhenCancelled()
{
    bool recognisingBegan = false;
    ReadContext context = recognising();
    context.progress = [&](qint64 done, qint64) {
        recognisingBegan = done == 3;
    }; // all pages read without it
    context.cancelled = [&] { return recognisingBegan; };
    try {
        read(mixedPdf(), context);
        QFAIL("It was not cancelled.");
    } catch (const IngestError& error) {
        QCOMPARE(error.code(), IngestErrorCode::Cancelled);
    }
}

void TestOcr::itStopsWhenTheTimeIsUp()
{
    ReadContext context = recognising();
    context.ocrBudget = std::chrono::milliseconds(0);
    const DocumentPtr document = read(mixedPdf(), context);
    QCOMPARE(document->ledger().lines()[1].coverage, Coverage::NeedsOcr);
    QVERIFY(document->ledger().lines()[1].reason.contains("time"));
    QVERIFY(document->text().contains("behind the scan"));
}

void TestOcr::garbledTextIsReplacedByWhatIsSeen()
{
    // The glyphs are those of letters, but the file gives them a private meaning.
    PdfFile pdf;
    pdf.page(width, height);
    addPicture(pdf, scannedPage(lines));
    QHash<char, QString> nonsense;
    for (char c = 'a'; c <= 'z'; ++c)
        nonsense.insert(c, QString(QChar(char16_t(0xE000 + c))));
    pdf.font("F2", pdf.unicodeFont(nonsense));
    pdf.raw("BT 3 Tr /F2 16 Tf 60 700 Td (harbour master) Tj ET"); // unseen, as scanners' own OCR is
    const DocumentPtr without = read(pdf.bytes());
    QCOMPARE(without->ledger().lines()[0].coverage, Coverage::Garbled);
    QVERIFY(without->wantsOcr());
    const DocumentPtr with = read(pdf.bytes(), recognising());
    QCOMPARE(with->ledger().lines()[0].coverage, Coverage::Ocr);
    QCOMPARE(QString::fromUtf8(with->text()).simplified(), lines.join(u' '));
}

void TestOcr::aPictureWithoutWordsIsEmpty()
{
    PdfFile pdf;
    pdf.page(width, height);
    QImage image(300, 300, QImage::Format_Grayscale8);
    image.fill(255);
    for (int y = 100; y < 200; ++y)
        std::fill_n(image.scanLine(y) + 100, 100, uchar(90));
    addPicture(pdf, image);
    const DocumentPtr document = read(pdf.bytes(), recognising());
    QCOMPARE(document->ledger().lines()[0].coverage, Coverage::Empty);
    QVERIFY(!document->ledger().lines()[0].reason.isEmpty());
    QVERIFY(document->ledger().isComplete());
}

void TestOcr::whatWasReadWithoutOcrIsReadAgainWithIt()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("scan.pdf");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(mixedPdf());
    file.close();
    // A file counts as settled two seconds after it was written.
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
    file.close();
    const ReaderRegistry registry = ReaderRegistry::standard();
    IntakeMemory memory;
    Intake intake(registry);
    intake.remember(memory);
    QVERIFY(intake.read({path}).documents[0]->wantsOcr());
    QVERIFY(!intake.read({path}, recognising()).documents[0]->wantsOcr());
    QCOMPARE(memory.reused(), 0);
    QVERIFY(!intake.read({path}, recognising()).documents[0]->wantsOcr());
    QCOMPARE(memory.reused(), 1);
}

QTEST_MAIN(TestOcr)
#include "tst_ocr.moc"
