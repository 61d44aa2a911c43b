#include "ingest/Intake.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/ocr/Recogniser.h"
#include "ingest/ocr/RecognitionStore.h"
#include "ingest/prompt/SourceMap.h"
#include "ingest/worker/IsolatedReader.h"
#include "tests/ingest/support/Scan.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace quire;

namespace {

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
    void recognisedTextIsKept();
    void ofAChangedFileOnlyOtherPagesAreRecognised_data();
    void ofAChangedFileOnlyOtherPagesAreRecognised();
    void whatWasRecognisedBeforeCancellingIsNotRecognisedAgain();
    void damagedKeptTextIsNotBelieved();
    void keptTextLeavesRoomForOther();
    void lockedTextIsNotKept();

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
        m_recognised = read(scan::mixedPdf(), context);
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
    const DocumentPtr document = read(scan::mixedPdf());
    const LedgerLine& line = document->ledger().lines()[1];
    QCOMPARE(line.coverage, Coverage::NeedsOcr);
    QVERIFY(line.reason.contains("switched off"));
    QVERIFY(document->wantsOcr());
    QVERIFY(!document->ledger().isComplete());
    ReadContext later;
    later.recogniseLater = true;
    const QString reason = read(scan::mixedPdf(), later)->ledger().lines()[1].reason;
    QVERIFY2(reason.contains(Recogniser::isInstalled() ? "still to be recognised" : "install tesseract-ocr"),
             qPrintable(reason));
    // As on a machine without it.
    qputenv("TESSDATA_PREFIX", "/nowhere");
    if (!Recogniser::isInstalled()) {
        const DocumentPtr without = read(scan::mixedPdf(), recognising());
        QVERIFY(without->ledger().lines()[1].reason.contains("install tesseract-ocr"));
        QVERIFY(read(scan::mixedPdf(), later)->ledger().lines()[1].reason.contains("install tesseract-ocr"));
    }
    qunsetenv("TESSDATA_PREFIX");
}

void TestOcr::aScanIsRecognised()
{
    const DocumentPtr document = m_recognised;
    const ByteRange page = document->pageText(1);
    QCOMPARE(QString::fromUtf8(document->text().mid(page.begin, page.size())).simplified(),
             scan::harbourLines().join(u' '));
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
    const DocumentPtr without = read(scan::mixedPdf()), with = m_recognised;
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
    const QImage image = scan::page(scan::harbourLines());
    QFont font(QStringLiteral("DejaVu Serif"));
    font.setPixelSize(scan::fontPixels);
    const QFontMetricsF metrics(font, &image);
    const QString line = scan::harbourLines()[1];
    const double left =
        scan::left + metrics.horizontalAdvance(line.left(line.indexOf("twelve"))) / scan::scale;
    const double right =
        scan::left + metrics.horizontalAdvance(line.left(line.indexOf("metres") + 6)) / scan::scale;
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
    file.write(scan::mixedPdf());
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
        read(scan::mixedPdf(), context);
        QFAIL("It was not cancelled.");
    } catch (const IngestError& error) {
        QCOMPARE(error.code(), IngestErrorCode::Cancelled);
    }
}

void TestOcr::itStopsWhenTheTimeIsUp()
{
    ReadContext context = recognising();
    context.ocrBudget = std::chrono::milliseconds(0);
    const DocumentPtr document = read(scan::mixedPdf(), context);
    QCOMPARE(document->ledger().lines()[1].coverage, Coverage::NeedsOcr);
    QVERIFY(document->ledger().lines()[1].reason.contains("time"));
    QVERIFY(document->text().contains("behind the scan"));
}

void TestOcr::garbledTextIsReplacedByWhatIsSeen()
{
    // The glyphs are those of letters, but the file gives them a private meaning.
    PdfFile pdf;
    pdf.page(scan::width, scan::height);
    scan::add(pdf, scan::page(scan::harbourLines()));
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
    QCOMPARE(QString::fromUtf8(with->text()).simplified(), scan::harbourLines().join(u' '));
}

void TestOcr::aPictureWithoutWordsIsEmpty()
{
    PdfFile pdf;
    pdf.page(scan::width, scan::height);
    QImage image(300, 300, QImage::Format_Grayscale8);
    image.fill(255);
    for (int y = 100; y < 200; ++y)
        std::fill_n(image.scanLine(y) + 100, 100, uchar(90));
    scan::add(pdf, image);
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
    file.write(scan::mixedPdf());
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

void TestOcr::recognisedTextIsKept()
{
    QTemporaryDir folder;
    const RecognitionStore store(folder.filePath("kept/recognised"));
    const Source scanned = Source::memory("scan.pdf", scan::mixedPdf(), "/somewhere/scan.pdf");
    QVERIFY(!store.find(scanned, {"eng"}));
    const ReaderRegistry registry = ReaderRegistry::standard();
    const Reader& reader = registry.surest(scanned);
    const DocumentPtr first = store.read(reader, scanned, recognising());
    QCOMPARE(first->text(), m_recognised->text());
    // Another file of the same content: what is not recognised again comes without a step beyond the pages.
    const Source moved = Source::memory("moved.pdf", scan::mixedPdf(), "/elsewhere/moved.pdf");
    ReadContext context = recognising();
    qint64 furthest = 0;
    context.progress = [&](qint64 done, qint64) { furthest = std::max(furthest, done); };
    const DocumentPtr again = store.read(reader, moved, context);
    QCOMPARE(furthest, 3);
    QCOMPARE(again->text(), first->text());
    QCOMPARE(again->name(), "moved.pdf");
    QCOMPARE(again->path(), "/elsewhere/moved.pdf");
    QCOMPARE(again->ledger().count(Coverage::Ocr), 1);
    QVERIFY(!store.find(moved, {"deu"}));
    // Nobody else can open it.
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeOther;
    QVERIFY(!(QFile::permissions(folder.filePath("kept")) & others));
    QVERIFY(!(QFile::permissions(folder.filePath("kept/recognised")) & others));
}

void TestOcr::ofAChangedFileOnlyOtherPagesAreRecognised_data()
{
    QTest::addColumn<bool>("isolated");
    QTest::newRow("in this process") << false;
    QTest::newRow("in the worker") << true;
}

void TestOcr::ofAChangedFileOnlyOtherPagesAreRecognised()
{
    QFETCH(bool, isolated);
    const ReaderRegistry registry =
        isolated ? ReaderRegistry::isolated(findWorker()) : ReaderRegistry::standard();
    QHash<QByteArray, QByteArray> pages;
    int asked = 0;
    ReadContext context = recognising();
    context.knownPage = [&](const QByteArray& key) {
        ++asked;
        return pages.value(key);
    };
    context.keepPage = [&](const QByteArray& key, const QByteArray& words) { pages.insert(key, words); };
    const DocumentPtr first = registry.read(Source::memory("scan.pdf", scan::mixedPdf()), context);
    QCOMPARE(pages.size(), 1);
    QCOMPARE(first->text(), m_recognised->text());
    // The same picture, and another one before it. What is known is taken as it is known, right or wrong.
    pages.begin().value().replace("twelve", "eleven");
    PdfFile pdf;
    pdf.page(scan::width, scan::height);
    scan::add(pdf, scan::page({"Nobody may swim in the harbour after dark."}));
    pdf.page(scan::width, scan::height);
    scan::add(pdf, scan::page(scan::harbourLines()));
    asked = 0;
    const DocumentPtr changed = registry.read(Source::memory("scan.pdf", pdf.bytes()), context);
    QCOMPARE(asked, 2);
    QCOMPARE(pages.size(), 2);
    QCOMPARE(changed->ledger().count(Coverage::Ocr), 2);
    QVERIFY(changed->text().contains("after dark") && changed->text().contains("eleven metres"));
}

void TestOcr::whatWasRecognisedBeforeCancellingIsNotRecognisedAgain()
{
    PdfFile pdf;
    for (const char* line : {"The first page of three.", "The second page of three.", "The third page."}) {
        pdf.page(scan::width, scan::height);
        scan::add(pdf, scan::page({line}));
    }
    QTemporaryDir folder;
    const RecognitionStore store(folder.path());
    const Source source = Source::memory("scan.pdf", pdf.bytes());
    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    const Reader& reader = registry.surest(source);
    bool enough = false;
    ReadContext context = recognising();
    context.progress = [&](qint64 done, qint64) { enough = done == 4; }; // of six: three are read first
    context.cancelled = [&] { return enough; };
    QVERIFY_EXCEPTION_THROWN(store.read(reader, source, context), IngestError);
    const auto kept = [&] { return QDir(folder.filePath("pages")).entryList(QDir::Files); };
    const QStringList before = kept();
    QVERIFY(!before.isEmpty() && before.size() < 3);
    const QDateTime longAgo = QDateTime::currentDateTime().addDays(-1);
    const auto touch = [&](const QString& name) {
        QFile file(folder.filePath("pages/" + name));
        return file.open(QIODevice::ReadWrite) &&
               file.setFileTime(longAgo, QFileDevice::FileModificationTime);
    };
    for (const QString& name : before)
        QVERIFY(touch(name));
    QCOMPARE(store.read(reader, source, recognising())->ledger().count(Coverage::Ocr), 3);
    QCOMPARE(kept().size(), 3);
    for (const QString& name : before) // they were asked for, and found
        QVERIFY(QFileInfo(folder.filePath("pages/" + name)).lastModified() > longAgo.addSecs(60));
}

void TestOcr::damagedKeptTextIsNotBelieved()
{
    QTemporaryDir folder;
    const RecognitionStore store(folder.path());
    const Source scanned = Source::memory("scan.pdf", scan::mixedPdf());
    store.keep(scanned, {}, m_recognised);
    QVERIFY(store.find(scanned, {}));
    const QString path = folder.filePath(QDir(folder.path()).entryList(QDir::Files).value(0));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    file.write("x");
    file.close();
    QVERIFY(!store.find(scanned, {}));
    QVERIFY(!QFile::exists(path));
}

void TestOcr::keptTextLeavesRoomForOther()
{
    QTemporaryDir folder;
    const auto source = [](int i) { return Source::memory("scan.pdf", QByteArray::number(i)); };
    RecognitionStore(folder.path()).keep(source(0), {}, m_recognised);
    const qint64 size = QDir(folder.path()).entryInfoList(QDir::Files).value(0).size();
    const RecognitionStore store(folder.path(), 2 * size + size / 2);
    store.keep(source(1), {}, m_recognised);
    for (const QFileInfo& kept : QDir(folder.path()).entryInfoList(QDir::Files)) {
        QFile file(kept.filePath());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
    }
    QVERIFY(store.find(source(0), {})); // asked for later than the other
    store.keep(source(2), {}, m_recognised);
    QVERIFY(store.find(source(0), {}));
    QVERIFY(!store.find(source(1), {}));
    QVERIFY(store.find(source(2), {}));
}

void TestOcr::lockedTextIsNotKept()
{
    PdfFile pdf;
    pdf.page(scan::width, scan::height);
    pdf.text(60, 100, 11, "behind the lock");
    pdf.lock(PdfEncryption(PdfEncryption::Method::Aes256, "key", "owner"));
    QTemporaryDir folder;
    const RecognitionStore store(folder.path());
    ReadContext context = recognising();
    context.password = [](const QString&) { return QStringLiteral("key"); };
    const ReaderRegistry registry = ReaderRegistry::standard();
    const Source locked = Source::memory("locked.pdf", pdf.bytes());
    QVERIFY(store.read(registry.surest(locked), locked, context)->text().contains("behind the lock"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_MAIN(TestOcr)
#include "tst_ocr.moc"
