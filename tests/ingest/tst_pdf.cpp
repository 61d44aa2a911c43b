#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/PdfFile.h"

#include <QTest>

#include <poppler-qt6.h>

#include <cmath>
#include <random>

using namespace quire;

class TestPdf : public QObject
{
    Q_OBJECT

private slots:
    void linesOfAParagraphAreJoined();
    void twoColumnsAreReadOneAfterTheOther();
    void threeColumnsUnderATitle();
    void aTitleAcrossColumnsDividesThem();
    void aSidebarDoesNotMixWithTheText();
    void tablesAreReadByRow();
    void picturesAreNotedBetweenParagraphs();
    void listsAndListingsKeepTheirLines();
    void footnotesComeLast();
    void hyphensAreTakenOutOnlyWhereTheWordIsKnown();
    void runningHeadsAreTakenOutAndKept();
    void pageLabelsAndOutline();
    void pagesWithoutTextAreInTheLedger();
    void rectanglesCoverTheWordsAndNoOthers();
    void randomSpansComeBack();
    void damagedFilesAreSaid_data();
    void damagedFilesAreSaid();

private:
    static DocumentPtr read(const PdfFile& file)
    {
        return ReaderRegistry::standard().read(Source::memory("t.pdf", file.bytes()));
    }
    /// Text of `words` words, each of them once: "w<from>" …
    static QByteArray words(int from, int count)
    {
        QByteArray text;
        for (int i = from; i < from + count; ++i)
            text += "w" + QByteArray::number(i) + (i % 9 == 8 ? ". " : " ");
        return text.simplified();
    }
    /// The numbers of all such words, in the order of the document's text.
    static std::vector<int> order(const DocumentPtr& document)
    {
        std::vector<int> numbers;
        for (const QByteArray& word : document->text().simplified().split(' '))
            if (word.startsWith('w'))
                numbers.push_back(word.mid(1).replace(".", "").toInt());
        return numbers;
    }
    static void compareOrder(const DocumentPtr& document, int count)
    {
        std::vector<int> expected;
        for (int i = 0; i < count; ++i)
            expected.push_back(i);
        if (order(document) != expected)
            qWarning("%s", document->text().constData());
        QCOMPARE(order(document), expected);
    }
};

void TestPdf::linesOfAParagraphAreJoined()
{
    PdfFile file;
    file.page();
    const double down = file.lines(72, 100, 10, 12, PdfFile::wrap(words(0, 60), 70));
    file.lines(72, down + 12, 10, 12, PdfFile::wrap(words(60, 60), 70));
    const DocumentPtr document = read(file);
    QCOMPARE(document->kind(), DocumentKind::Pdf);
    QCOMPARE(document->text(), words(0, 60) + "\n\n" + words(60, 60));
}

void TestPdf::twoColumnsAreReadOneAfterTheOther()
{
    PdfFile file;
    file.page();
    file.lines(60, 100, 10, 12, PdfFile::wrap(words(0, 250), 36));
    file.lines(60 + 36 * 6 + 18, 100, 10, 12, PdfFile::wrap(words(250, 250), 36));
    compareOrder(read(file), 500);
}

void TestPdf::threeColumnsUnderATitle()
{
    PdfFile file;
    file.page();
    file.text(120, 60, 18, "w0 w1 w2 w3");
    for (int c = 0; c < 3; ++c)
        file.lines(50 + c * (24 * 6 + 16), 100, 10, 12, PdfFile::wrap(words(4 + c * 120, 120), 24));
    compareOrder(read(file), 4 + 3 * 120);
}

void TestPdf::aTitleAcrossColumnsDividesThem()
{
    PdfFile file;
    file.page();
    file.lines(60, 80, 10, 12, PdfFile::wrap(words(0, 90), 36));
    file.lines(60 + 36 * 6 + 18, 80, 10, 12, PdfFile::wrap(words(90, 90), 36));
    file.text(100, 330, 14, "w180 w181 w182 w183 w184 w185 w186 w187 w188");
    file.lines(60, 370, 10, 12, PdfFile::wrap(words(189, 90), 36));
    file.lines(60 + 36 * 6 + 18, 370, 10, 12, PdfFile::wrap(words(279, 90), 36));
    compareOrder(read(file), 369);
}

void TestPdf::aSidebarDoesNotMixWithTheText()
{
    PdfFile file;
    file.page();
    file.lines(60, 100, 10, 12, PdfFile::wrap(words(0, 400), 50));
    file.lines(60 + 50 * 6 + 20, 143, 8, 10,
               PdfFile::wrap(words(400, 50), 20)); // lines of another height and pitch
    compareOrder(read(file), 450);
}

void TestPdf::picturesAreNotedBetweenParagraphs()
{
    PdfFile file;
    const auto picture = [&file](double x, double top, double width, double height) {
        const QByteArray image =
            file.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                        "/BitsPerComponent 8",
                        "x");
        file.resource("/XObject << /I " + image + " >>");
        file.raw("q " + QByteArray::number(width) + " 0 0 " + QByteArray::number(height) + ' ' +
                 QByteArray::number(x) + ' ' + QByteArray::number(842 - top - height) + " cm /I Do Q\n");
    };
    file.page();
    file.lines(72, 100, 10, 12, {"The first paragraph is here.", "It ends before the picture."});
    picture(72, 130, 300, 200);
    file.lines(72, 360, 10, 12, {"Figure 1. The quay."});
    for (int i = 0; i < 3; ++i) { // a logo that each page has, and a speck
        file.page();
        picture(400, 30, 100, 60);
        file.lines(72, 150, 10, 12, {"Page with a logo only, " + QByteArray(1, char('a' + i)) + "."});
    }
    file.page();
    picture(72, 30, 5, 5);
    file.lines(72, 150, 10, 12, {"The last page."});
    const DocumentPtr document = read(file);
    const ByteRange first = document->pageText(0);
    QCOMPARE(
        document->text().mid(first.begin, first.size()).trimmed(),
        QByteArray(
            "The first paragraph is here. It ends before the picture.\n\n[picture]\n\nFigure 1. The quay."));
    QCOMPARE(document->text().count("[picture]"), 1);
    const qint64 at = document->text().indexOf("[picture]");
    const auto place = std::get<PagePlace>(document->anchors({at, at + 9}).at(0).place);
    const QRectF box = place.rectangles.at(0);
    QVERIFY(std::abs(box.left() - 72) < 0.1 && std::abs(box.top() - 130) < 0.1 &&
            std::abs(box.width() - 300) < 0.1 && std::abs(box.height() - 200) < 0.1);
    QVERIFY(document->outline().empty());
}

void TestPdf::tablesAreReadByRow()
{
    PdfFile file;
    file.page();
    file.lines(72, 100, 10, 12, PdfFile::wrap(words(0, 40), 70));
    const QByteArrayList cells[] = {{"Item", "Count", "Price"},
                                    {"Red apples", "12", "3.50"},
                                    {"Pears", "4", "1.20"},
                                    {"Long plums", "100", "9.00"}};
    double down = 180;
    for (const QByteArrayList& row : cells) {
        for (int i = 0; i < row.size(); ++i)
            file.text(72 + i * 150, down, 10, row[i]);
        down += 14;
    }
    const DocumentPtr document = read(file);
    QVERIFY2(document->text().contains(
                 "| Item | Count | Price |\n| Red apples | 12 | 3.50 |\n| Pears | 4 | 1.20 |\n"
                 "| Long plums | 100 | 9.00 |"),
             document->text().constData());
}

void TestPdf::listsAndListingsKeepTheirLines()
{
    PdfFile file;
    file.page();
    file.lines(72, 100, 10, 12, PdfFile::wrap(words(0, 40), 70));
    file.lines(72, 160, 10, 12, {"int main()", "{", "    return 0;", "}"});
    file.lines(72, 240, 10, 12, {"1. First thing", "2. Second thing", "3. Third thing"});
    const DocumentPtr document = read(file);
    QVERIFY2(document->text().contains("int main()\n{\n"), document->text().constData());
    QVERIFY(document->text().contains("\n\n1. First thing\n\n2. Second thing\n\n3. Third thing"));
}

void TestPdf::footnotesComeLast()
{
    PdfFile file;
    file.page();
    file.lines(60, 100, 10, 12, PdfFile::wrap(words(0, 250), 36));
    file.lines(60, 760, 7, 9, {"1 w500 w501 w502 w503 w504", "w505 w506 w507"});
    file.lines(60 + 36 * 6 + 18, 100, 10, 12, PdfFile::wrap(words(250, 250), 36));
    compareOrder(read(file), 508);
}

void TestPdf::hyphensAreTakenOutOnlyWhereTheWordIsKnown()
{
    PdfFile file;
    file.page();
    file.lines(72, 100, 10, 12,
               {"The lighthouse was built of black slate, and in the end every light-",
                "house of that coast was measured against it. They had to re-",
                "cover what was lost, and nothing else came of it for many years."});
    const DocumentPtr document = read(file);
    QVERIFY2(document->text().contains("every lighthouse of that"), document->text().constData());
    QVERIFY2(document->text().contains("had to re-cover what"), document->text().constData());
    QCOMPARE(document->edits().size(), 1U);
    const Edit& edit = document->edits()[0];
    QCOMPARE(edit.kind, EditKind::Hyphen);
    QCOMPARE(edit.original, QByteArray("-\n"));
    QCOMPARE(edit.text.begin, document->text().indexOf("every lighthouse") + 11);
    // The quote lights both halves.
    const qint64 at = document->text().indexOf("every lighthouse") + 6;
    const auto anchors = document->anchors({at, at + 10});
    QCOMPARE(std::get<PagePlace>(anchors.at(0).place).rectangles.size(), 2U);
}

void TestPdf::runningHeadsAreTakenOutAndKept()
{
    PdfFile file;
    for (int p = 0; p < 6; ++p) {
        file.page();
        file.text(72, 40, 9, p % 2 ? "The Keepers" : "Chapter One");
        file.lines(72, 100, 10, 12, PdfFile::wrap(words(p * 100, 100), 70));
        file.text(290, 800, 9, QByteArray::number(p + 11));
    }
    const DocumentPtr document = read(file);
    compareOrder(document, 600);
    QVERIFY(!document->text().contains("Keepers") && !document->text().contains("Chapter"));
    QCOMPARE(document->edits().size(), 12U);
    QCOMPARE(document->edits()[0].kind, EditKind::Removed);
    QCOMPARE(document->edits()[0].original, QByteArray("Chapter One"));
    QCOMPARE(document->pageCount(), 6);
    QCOMPARE(document->pageAt(document->text().indexOf("w250 ")), 2);
}

void TestPdf::pageLabelsAndOutline()
{
    PdfFile file;
    file.page();
    file.labelsFromHere("r");
    file.text(72, 100, 20, "Preface");
    file.bookmark("Preface");
    file.lines(72, 140, 10, 12, PdfFile::wrap(words(0, 40), 70));
    file.page();
    file.labelsFromHere("D");
    file.text(72, 100, 20, "The  Rock");
    file.bookmark("The Rock");
    file.lines(72, 140, 10, 12, PdfFile::wrap(words(40, 40), 70));
    const DocumentPtr document = read(file);
    QCOMPARE(document->pageLabel(0), "i");
    QCOMPARE(document->pageLabel(1), "1");
    QCOMPARE(document->outline().size(), 2U);
    const OutlineItem& rock = document->outline()[1];
    QCOMPARE(document->text().mid(rock.text.begin, rock.text.size()), QByteArray("The Rock"));
    QCOMPARE(document->describe(rock.text), "page 1 (2)");
    QCOMPARE(document->headingAt(document->text().indexOf("w50"))->title, "The Rock");
}

void TestPdf::pagesWithoutTextAreInTheLedger()
{
    PdfFile file;
    file.page();
    file.lines(72, 100, 10, 12, PdfFile::wrap(words(0, 40), 70));
    file.page();
    file.raw("0 0 100 100 re f");
    file.page();
    file.lines(72, 100, 10, 12, PdfFile::wrap(words(40, 40), 70));
    const DocumentPtr document = read(file);
    QCOMPARE(document->pageCount(), 3);
    const auto& lines = document->ledger().lines();
    QCOMPARE(lines.size(), 3U);
    QCOMPARE(lines[1].unit, "page 2");
    QCOMPARE(lines[1].coverage, Coverage::Empty);
    QVERIFY(!lines[1].reason.isEmpty());
    QVERIFY(document->pageText(1).isEmpty());
    QCOMPARE(document->pageAt(document->text().indexOf("w45")), 2);
}

void TestPdf::rectanglesCoverTheWordsAndNoOthers()
{
    PdfFile file;
    file.page();
    file.lines(60, 100, 10, 12, PdfFile::wrap(words(0, 200), 36));
    file.lines(60 + 36 * 6 + 18, 100, 10, 12, PdfFile::wrap(words(200, 200), 36));
    const DocumentPtr document = read(file);
    const auto pdf = Poppler::Document::loadFromData(file.bytes());
    QHash<QString, QRectF> boxes;
    for (const auto& box : pdf->page(0)->textList())
        boxes.insert(box->text(), box->boundingBox());
    for (int i = 0; i < 390; i += 3) {
        const QByteArray quote = words(i, 10);
        const qint64 at = document->text().indexOf(quote);
        if (at < 0)
            continue; // across the columns
        const auto anchors = document->anchors({at, at + quote.size()});
        QCOMPARE(anchors.size(), 1U);
        const auto& rectangles = std::get<PagePlace>(anchors[0].place).rectangles;
        QCOMPARE(rectangles.size(), 10U);
        for (int j = 0; j < 10; ++j) {
            const QRectF box = boxes.value(QString::fromLatin1(quote.split(' ')[j]));
            QVERIFY(!box.isNull());
            QVERIFY(std::abs(box.left() - rectangles[j].left()) < 0.05 &&
                    std::abs(box.top() - rectangles[j].top()) < 0.05 &&
                    std::abs(box.right() - rectangles[j].right()) < 0.05 &&
                    std::abs(box.bottom() - rectangles[j].bottom()) < 0.05);
        }
    }
}

void TestPdf::randomSpansComeBack()
{
    PdfFile file;
    for (int p = 0; p < 5; ++p) {
        file.page();
        file.lines(60, 100, 10, 12, PdfFile::wrap(words(p * 400, 200), 36));
        file.lines(60 + 36 * 6 + 18, 100, 10, 12, PdfFile::wrap(words(p * 400 + 200, 200), 36));
    }
    const DocumentPtr document = read(file);
    const QByteArray& text = document->text();
    std::mt19937 random(3);
    int checked = 0;
    for (int round = 0; round < 10000; ++round) {
        // From the beginning of a word to the end of another.
        qint64 begin = random() % text.size(), end = begin + random() % 300;
        while (begin > 0 && !isspace(text[begin - 1]))
            --begin;
        while (begin < text.size() && isspace(text[begin]))
            ++begin;
        while (end < text.size() && !isspace(text[end]))
            ++end;
        end = std::min<qint64>(end, text.size());
        while (end > begin && isspace(text[end - 1]))
            --end;
        if (end <= begin)
            continue;
        ByteRange back{text.size(), 0};
        for (const Anchor& anchor : document->anchors({begin, end})) {
            const auto found = document->find(anchor.place);
            QVERIFY(found);
            back = {std::min(back.begin, found->begin), std::max(back.end, found->end)};
        }
        QCOMPARE(back, (ByteRange{begin, end}));
        ++checked;
    }
    QVERIFY(checked > 9900);
}

void TestPdf::damagedFilesAreSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    PdfFile file;
    file.page();
    file.lines(72, 100, 10, 12, PdfFile::wrap(words(0, 40), 70));
    QTest::newRow("header only") << QByteArray("%PDF-1.4\n");
    QTest::newRow("cut in two") << file.bytes().left(file.bytes().size() / 2);
    QTest::newRow("no pages") << PdfFile().bytes();
    QTest::newRow("noise") << "%PDF-1.7\n" + QByteArray(5000, '\xAA');
    QTest::newRow("loop") << file.bytes().replace("/Kids [5 0 R ]", "/Kids [2 0 R ]");
    QTest::newRow("absurd box") << file.bytes().replace("[0 0 595 842]", "[0 0 1e9 -9]");
}

void TestPdf::damagedFilesAreSaid()
{
    QFETCH(QByteArray, bytes);
    try {
        const DocumentPtr document = ReaderRegistry::standard().read(Source::memory("t.pdf", bytes));
        QVERIFY(!document->ledger().lines().empty()); // poppler mends some
    } catch (const IngestError& error) {
        QCOMPARE(error.code(), IngestErrorCode::BadFormat);
        QVERIFY(!error.happened().isEmpty() && !error.remedy().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestPdf)
#include "tst_pdf.moc"
