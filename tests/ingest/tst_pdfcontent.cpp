#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/PdfFile.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace quire;

/// What the content of a page may do to text besides setting it line by line.
class TestPdfContent : public QObject
{
    Q_OBJECT

private slots:
    void wordsDrawnInAnyOrderAreReadInTheirLines();
    void wordsSetByTheirGapsAreApart();
    void boldByDrawingTwiceIsReadOnce();
    void accentsJoinTheirLetters();
    void formsAreReadWhereTheyStand();
    void formsThatCallThemselvesEnd();
    void textThatStandsForAnotherIsTaken();
    void layersSwitchedOffAreNotRead();
    void filledFormsAreRead();
    void turnedPagesAreReadUpright_data();
    void turnedPagesAreReadUpright();
    void stampsInTheMarginComeLast();
    void hebrewIsReadFromTheRight();
    void glyphsWithoutMeaningAreInTheLedger();
    void deflatedPagesAreReadAlike();
    void stringsAndArraysOfAllKinds();
    void inlinePicturesAreSkipped();

private:
    static DocumentPtr read(const PdfFile& file)
    {
        return ReaderRegistry::standard().read(Source::memory("t.pdf", file.bytes()));
    }
    static QByteArray textOf(const PdfFile& file) { return read(file)->text(); }
};

void TestPdfContent::wordsDrawnInAnyOrderAreReadInTheirLines()
{
    const char* const lines[] = {"the keeper wrote every evening", "what the lantern had burned and",
                                 "what the sea had left on shore"};
    PdfFile file;
    file.page();
    std::vector<std::tuple<double, double, QByteArray>> words;
    for (int line = 0; line < 3; ++line) {
        double x = 72;
        for (const QByteArray& word : QByteArray(lines[line]).split(' ')) {
            words.emplace_back(x, 100 + 12 * line, word);
            x += 6.0 * double(word.size() + 1);
        }
    }
    std::mt19937 random(5);
    std::shuffle(words.begin(), words.end(), random);
    for (const auto& [x, down, word] : words)
        file.text(x, down, 10, word);
    QCOMPARE(textOf(file), QByteArray("the keeper wrote every evening what the lantern had burned and "
                                      "what the sea had left on shore"));
}

void TestPdfContent::wordsSetByTheirGapsAreApart()
{
    PdfFile file;
    file.page();
    file.raw("BT /F1 10 Tf 72 700 Td [(no)-600(space)-600(but)-600(gaps, k)30(ern)20(ing)] TJ ET\n");
    file.raw("BT /F1 10 Tf 14 TL 2 Tw 72 660 Td (one) ' 5 2 (wide words) \" ET\n");
    const QByteArray text = textOf(file);
    QVERIFY2(text.startsWith("no space but gaps, kerning"), text.constData());
    QVERIFY2(text.contains("wide words"), text.constData());
}

void TestPdfContent::boldByDrawingTwiceIsReadOnce()
{
    PdfFile file;
    file.page();
    file.text(72, 100, 14, "Chapter One");
    file.text(72.3, 100, 14, "Chapter One");
    file.text(72, 140, 10, "and so it went");
    QCOMPARE(textOf(file), QByteArray("Chapter One\n\nand so it went"));
}

void TestPdfContent::accentsJoinTheirLetters()
{
    PdfFile file;
    file.page();
    // As TeX sets them: the accent first, back by its width, then the letter.
    file.raw("BT /F1 10 Tf 72 700 Td [(caf)] TJ [(\\264)600(e)] TJ [( und gr)(\\250)600(un)] TJ ET\n");
    QCOMPARE(textOf(file), QByteArray("caf\xC3\xA9 und gr\xC3\xBCn"));
}

void TestPdfContent::formsAreReadWhereTheyStand()
{
    PdfFile file;
    file.page();
    const QByteArray form =
        file.stream("/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Matrix [1 0 0 1 0 20] "
                    "/Resources << /Font << /G 3 0 R >> >>",
                    "BT /G 10 Tf 0 0 Td (in the form) Tj ET");
    file.resource("/XObject << /X " + form + " >>");
    file.text(72, 100, 10, "before it");
    file.raw("q 1 0 0 1 72 600 cm /X Do Q\n");
    file.text(72, 300, 10, "after it");
    const DocumentPtr document = read(file);
    QCOMPARE(document->text(), QByteArray("before it\n\nin the form\n\nafter it"));
    const auto anchors = document->anchors({11, 13});
    const QRectF box = std::get<PagePlace>(anchors.at(0).place).rectangles.at(0);
    QVERIFY(std::abs(box.left() - 72) < 0.1 && box.top() < 842 - 620 && box.bottom() > 842 - 620);
}

void TestPdfContent::formsThatCallThemselvesEnd()
{
    PdfFile file;
    file.page();
    file.resource("/XObject << /X 5 0 R >>");
    file.stream("/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /XObject << /X 5 0 R >> "
                "/Font << /G 3 0 R >> >>",
                "/X Do BT /G 10 Tf 72 700 Td (deep) Tj ET");
    file.raw("/X Do\n");
    QCOMPARE(textOf(file), QByteArray("deep"));
}

void TestPdfContent::textThatStandsForAnotherIsTaken()
{
    PdfFile file;
    file.page();
    file.raw("BT /F1 10 Tf 72 700 Td (The ) Tj /Span << /ActualText "
             "(\\376\\377\\000o\\000f\\000f\\000i\\000c\\000e) "
             ">> BDC (o?ce) Tj EMC ( opens) Tj ET\n");
    QCOMPARE(textOf(file), QByteArray("The office opens"));
}

void TestPdfContent::layersSwitchedOffAreNotRead()
{
    PdfFile file;
    file.page();
    const QByteArray on = file.object("<< /Type /OCG /Name (on) >>");
    const QByteArray off = file.object("<< /Type /OCG /Name (off) >>");
    file.catalogEntry("/OCProperties << /OCGs [" + on + ' ' + off + "] /D << /OFF [" + off + "] >> >>");
    file.resource("/Properties << /A " + on + " /B " + off + " >>");
    file.raw("/OC /A BDC BT /F1 10 Tf 72 700 Td (shown) Tj ET EMC /OC /B BDC BT /F1 10 Tf 72 600 Td (hidden) "
             "Tj ET "
             "EMC\n");
    QCOMPARE(textOf(file), QByteArray("shown"));
}

void TestPdfContent::filledFormsAreRead()
{
    PdfFile file;
    file.page();
    file.text(72, 100, 10, "Name of the tenant:");
    const QByteArray appearance =
        file.stream("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /G 3 0 R >> >>",
                    "/Tx BMC BT /G 10 Tf 2 5 Td (Ada Quill) Tj ET EMC");
    const QByteArray field =
        file.object("<< /Type /Annot /Subtype /Widget /FT /Tx /T (tenant) /Rect [200 735 400 755] "
                    "/AP << /N " +
                    appearance + " >> >>");
    file.pageEntry("/Annots [" + field + "]");
    QCOMPARE(textOf(file), QByteArray("Name of the tenant: Ada Quill"));
}

void TestPdfContent::turnedPagesAreReadUpright_data()
{
    QTest::addColumn<QByteArray>("matrix");
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("downwards") << QByteArray("0 -1 1 0 300 700") << QByteArray();
    QTest::newRow("upwards") << QByteArray("0 1 -1 0 300 100") << QByteArray();
    QTest::newRow("upside down") << QByteArray("-1 0 0 -1 500 400") << QByteArray();
    QTest::newRow("turned by the page") << QByteArray("0 1 -1 0 300 100") << QByteArray("/Rotate 90");
}

void TestPdfContent::turnedPagesAreReadUpright()
{
    QFETCH(QByteArray, matrix);
    QFETCH(QByteArray, entry);
    PdfFile file;
    file.page();
    file.pageEntry(entry);
    file.raw("q " + matrix +
             " cm BT /F1 10 Tf 12 TL 0 0 Td (this line is the first of the three) Tj "
             "(here is the second which goes on to) ' (the third that ends it.) ' ET Q\n");
    QCOMPARE(textOf(file),
             QByteArray("this line is the first of the three here is the second which goes on to "
                        "the third that ends it."));
}

void TestPdfContent::stampsInTheMarginComeLast()
{
    PdfFile file;
    file.page();
    file.raw("q 0 1 -1 0 40 200 cm BT /F1 10 Tf 0 0 Td (stamped by the harbour office) Tj ET Q\n");
    file.lines(72, 100, 10, 12,
               PdfFile::wrap(QByteArray("every line of the page stands upright ").repeated(8), 60));
    const QByteArray text = textOf(file);
    QVERIFY2(text.startsWith("every line") && text.endsWith("\n\nstamped by the harbour office"),
             text.constData());
}

void TestPdfContent::hebrewIsReadFromTheRight()
{
    // shalom olam 1948, drawn from left to right as most programs do: the letters stand in the file
    // backwards.
    PdfFile file;
    file.page();
    file.font("H", file.unicodeFont({{'a', QStringLiteral("\u05E9")},
                                     {'b', QStringLiteral("\u05DC")},
                                     {'c', QStringLiteral("\u05D5")},
                                     {'d', QStringLiteral("\u05DD")},
                                     {'e', QStringLiteral("\u05E2")},
                                     {'1', QStringLiteral("1")},
                                     {'9', QStringLiteral("9")},
                                     {'4', QStringLiteral("4")},
                                     {'8', QStringLiteral("8")},
                                     {' ', QStringLiteral(" ")}}));
    file.raw("BT /H 20 Tf 72 700 Td (1948 dbce dcba) Tj ET\n");
    QCOMPARE(QString::fromUtf8(textOf(file)),
             QStringLiteral("\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD 1948"));
}

void TestPdfContent::glyphsWithoutMeaningAreInTheLedger()
{
    PdfFile file;
    file.page();
    file.font("P", file.unicodeFont({{'a', QStringLiteral("\uE001")}, {'b', QStringLiteral("\uE002")}}));
    file.raw("BT /P 20 Tf 72 700 Td (abababab) Tj ET\n");
    const DocumentPtr document = read(file);
    QCOMPARE(document->ledger().lines().at(0).coverage, Coverage::Garbled);
    QVERIFY(!document->ledger().lines().at(0).reason.isEmpty());
}

void TestPdfContent::deflatedPagesAreReadAlike()
{
    PdfFile file;
    for (int page = 0; page < 3; ++page) {
        file.page();
        file.lines(72, 100, 10, 12,
                   PdfFile::wrap(QByteArray("lanterns along the harbour wall ").repeated(30), 70));
    }
    const QByteArray plain = textOf(file);
    file.setCompressed(true);
    QVERIFY(!plain.isEmpty());
    QCOMPARE(textOf(file), plain);
}

void TestPdfContent::stringsAndArraysOfAllKinds()
{
    PdfFile file;
    file.page();
    file.raw("% a comment (not text) Tj\n"
             "BT /F1 10 Tf 14 TL 72 700 Td (octal \\101\\102, \\(nested (parens)\\)) Tj T*\n"
             "<686578 20 737472696e67> Tj T* (over\\\n two lines) Tj T* [(a)-.5(rray)] TJ ET\n");
    const QByteArray text = textOf(file);
    for (const char* part : {"octal AB, (nested (parens))", "hex string", "over two lines", "array"})
        QVERIFY2(text.contains(part), text.constData());
    QVERIFY(!text.contains("not text"));
}

void TestPdfContent::inlinePicturesAreSkipped()
{
    PdfFile file;
    file.page();
    file.text(72, 100, 10, "before");
    file.raw("q BI /W 4 /H 4 /BPC 8 /CS /G ID \x01\xFE( EI\x02 <</Tj ET\x80\x90 EI Q\n");
    file.text(72, 140, 10, "after");
    QCOMPARE(textOf(file), QByteArray("before\n\nafter"));
}

QTEST_GUILESS_MAIN(TestPdfContent)
#include "tst_pdfcontent.moc"
