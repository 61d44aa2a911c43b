#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/PdfFile.h"

#include <QTest>

#include <algorithm>

using namespace quire;

/// Pages that are not read from left to right: vertical Japanese and Chinese, Hebrew and Arabic.
class TestPdfScripts : public QObject
{
    Q_OBJECT

private slots:
    void verticalLinesAreReadFromTheRight();
    void verticalTiersAreReadFromTheTop();
    void foreignWordsInVerticalLinesStayInTheirPlace();
    void pageNumbersOfVerticalBooksAreTakenOut();
    void aQuoteOfVerticalTextLightsItsCharacters();
    void horizontalJapaneseKeepsNoSpacesOfItsLines();
    void hebrewColumnsAreReadFromTheRight();
    void hebrewWithNumbersAndLatinWords();
    void arabicFormsAreFolded();

private:
    static constexpr double width = 595, size = 12, pitch = 20;

    static DocumentPtr read(const PdfFile& file)
    {
        return ReaderRegistry::standard().read(Source::memory(QStringLiteral("t.pdf"), file.bytes()));
    }
    static QString textOf(const PdfFile& file) { return QString::fromUtf8(read(file)->text()); }
    /// Running Japanese text without a break, `length` characters, each sentence with a number of its own.
    static QString japanese(int length, int from = 0)
    {
        QString text;
        for (int i = from; text.size() < length; ++i)
            text += QStringLiteral("灯台の守り人は%1夜の日誌を書いた。").arg(QChar(0x4E00 + i));
        return text.left(length);
    }
    static QString charactersOf(const QString& text)
    {
        QString sorted = text;
        std::sort(sorted.begin(), sorted.end());
        sorted.resize(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
        return sorted;
    }
    /// Vertical lines of `perLine` characters, the first one at `right`; returns how many there were.
    static int column(PdfFile& file, double right, double top, const QString& text, int perLine)
    {
        int lines = 0;
        for (qsizetype at = 0; at < text.size(); at += perLine, ++lines)
            file.wideText("V", right - pitch * lines, top, size, text.mid(at, perLine));
        return lines;
    }
    /// A font for Hebrew whose codes are a … z for the letters alef … tav (final forms included), and
    /// themselves for the rest.
    static QByteArray hebrewFont(PdfFile& file)
    {
        QHash<char, QString> codes;
        for (int i = 0; i < 27; ++i)
            codes.insert(char(i < 26 ? 'a' + i : '{'), QString(QChar(0x5D0 + i)));
        for (const char c : QByteArray(" .,0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            codes.insert(c, QString(QLatin1Char(c)));
        return file.unicodeFont(codes);
    }
    /// What such codes mean, in order of reading.
    static QString hebrew(const QByteArray& codes)
    {
        QString text;
        for (const char c : codes)
            text += c >= 'a' && c <= '{' ? QChar(0x5D0 + c - 'a') : QLatin1Char(c);
        return text;
    }
    /// A line as programs draw it: from left to right, so the last letter first. All characters are half the
    /// size wide; the line ends at `right`.
    static void hebrewLine(PdfFile& file, double right, double down, double points, QByteArray codes)
    {
        std::reverse(codes.begin(), codes.end());
        file.raw("BT /H " + QByteArray::number(points) + " Tf " +
                 QByteArray::number(right - 0.5 * points * double(codes.size())) + ' ' +
                 QByteArray::number(842 - down) + " Td (" + codes + ") Tj ET\n");
    }
    /// Words of letters only, each once, told by a counter.
    static QByteArrayList hebrewWords(int from, int count)
    {
        QByteArrayList words;
        for (int i = from; i < from + count; ++i)
            words << QByteArray("mil") + char('a' + i % 22) + char('a' + i / 22 % 22) + char('a' + i / 484);
        return words;
    }
};

void TestPdfScripts::verticalLinesAreReadFromTheRight()
{
    const QString text = japanese(20 * 38 - 7);
    PdfFile file;
    file.page();
    file.font("V", file.wideFont(charactersOf(text), true));
    column(file, 500, 80, text, 38);
    QCOMPARE(textOf(file), text);
}

void TestPdfScripts::verticalTiersAreReadFromTheTop()
{
    const QString upper = japanese(18 * 22), lower = japanese(18 * 22, 40);
    PdfFile file;
    file.page();
    file.font("V", file.wideFont(charactersOf(upper + lower), true));
    column(file, 500, 80, upper, 22);
    column(file, 500, 80 + 22 * size + 40, lower, 22);
    QString text = textOf(file);
    text.remove(u'\n').remove(u' ');
    QCOMPARE(text, upper + lower);
}

void TestPdfScripts::foreignWordsInVerticalLinesStayInTheirPlace()
{
    // "…書いたSarnの日誌…": the Latin word lies on its side.
    const QString before = QStringLiteral("守り人が書いた"),
                  after = QStringLiteral("の日誌は残ったし、ランプも消えなかったと皆");
    PdfFile file;
    file.page();
    file.font("V", file.wideFont(charactersOf(before + after + japanese(90)), true));
    const double word = 80 + size * double(before.size());
    file.wideText("V", 500, 80, size, before);
    file.raw("BT /F1 12 Tf 0 -1 1 0 496 " + QByteArray::number(842 - word) + " Tm (Sarn) Tj ET\n");
    file.wideText("V", 500, word + 4 * 0.6 * size, size, after);
    column(file, 500 - pitch, 80, japanese(90), 30);
    QString text = textOf(file);
    text.remove(u' ');
    QCOMPARE(text, before + QStringLiteral("Sarn") + after + japanese(90));
}

void TestPdfScripts::pageNumbersOfVerticalBooksAreTakenOut()
{
    QString all;
    PdfFile file;
    const QByteArray font = file.wideFont(charactersOf(japanese(4000)), true);
    for (int page = 0; page < 5; ++page) {
        const QString text = japanese(12 * 36, page * 30);
        all += text;
        file.page();
        file.font("V", font);
        column(file, 500, 80, text, 36);
        file.text(290, 815, 9, QByteArray::number(page + 1));
    }
    const DocumentPtr document = read(file);
    QString text = QString::fromUtf8(document->text());
    text.remove(u'\n');
    QCOMPARE(text, all);
    QCOMPARE(document->edits().size(), 5U);
}

void TestPdfScripts::aQuoteOfVerticalTextLightsItsCharacters()
{
    const QString text = japanese(6 * 30);
    PdfFile file;
    file.page();
    file.font("V", file.wideFont(charactersOf(text), true));
    column(file, 500, 80, text, 30);
    const DocumentPtr document = read(file);
    const qint64 begin = text.left(60).toUtf8().size(),
                 end = text.left(64).toUtf8().size(); // in the third line
    const auto anchors = document->anchors({begin, end});
    QCOMPARE(anchors.size(), 1U);
    for (const QRectF& lit : std::get<PagePlace>(anchors[0].place).rectangles) {
        const QRectF line(500 - 2 * pitch - size / 2, 80, size, 30 * size);
        QVERIFY(line.adjusted(-1, -1, 1, 1).contains(lit));
    }
    QVERIFY(!std::get<PagePlace>(anchors[0].place).rectangles.empty());
}

void TestPdfScripts::horizontalJapaneseKeepsNoSpacesOfItsLines()
{
    const QString text = japanese(8 * 36 - 5);
    PdfFile file;
    file.page();
    file.font("V", file.wideFont(charactersOf(text), false));
    for (int line = 0; line < 8; ++line)
        file.wideText("V", 72, 100 + 18 * line, size, text.mid(36 * line, 36));
    QCOMPARE(textOf(file), text);
}

void TestPdfScripts::hebrewColumnsAreReadFromTheRight()
{
    QByteArrayList expected;
    PdfFile file;
    file.page();
    file.font("H", hebrewFont(file));
    for (int c = 0; c < 2; ++c) { // the right one first
        const QByteArrayList words = hebrewWords(c * 200, 200);
        expected += words;
        double down = 100;
        for (const QByteArray& line : PdfFile::wrap(words.join(' '), 40)) {
            hebrewLine(file, c == 0 ? 540 : 290, down, 10, line);
            down += 13;
        }
    }
    QCOMPARE(textOf(file).simplified(), hebrew(expected.join(' ')));
}

void TestPdfScripts::hebrewWithNumbersAndLatinWords()
{
    PdfFile file;
    file.page();
    file.font("H", hebrewFont(file));
    // hebrewLine() turns the whole line about, so the number and the Latin word are written backwards here.
    hebrewLine(file, 540, 100, 12, "zlab 8491 dpm ERIUQ wat");
    hebrewLine(file, 540, 116, 12, "mila shniya sham.");
    const QString text = textOf(file);
    QVERIFY2(text.startsWith(hebrew("zlab") + " 1948 " + hebrew("dpm") + " QUIRE " + hebrew("wat")),
             qPrintable(text));
}

void TestPdfScripts::arabicFormsAreFolded()
{
    // "salam" in the shaped forms that files hold, drawn from the left: meem isolated, lam-alef, seen
    // initial.
    PdfFile file;
    file.page();
    file.font("A", file.unicodeFont({{'s', QStringLiteral("\uFEB3")}, // seen, initial
                                     {'l', QStringLiteral("\uFEFC")}, // lam with alef, final
                                     {'m', QStringLiteral("\uFEE1")}, // meem, isolated
                                     {' ', QStringLiteral(" ")}}));
    file.raw("BT /A 20 Tf 300 700 Td (mls mls) Tj ET\n");
    const DocumentPtr document = read(file);
    const QString salam = QStringLiteral("\u0633\u0644\u0627\u0645");
    QCOMPARE(QString::fromUtf8(document->text()), salam + u' ' + salam);
    QCOMPARE(document->edits().size(), 6U);
    for (const Edit& edit : document->edits())
        QCOMPARE(edit.kind, EditKind::Ligature);
}

QTEST_GUILESS_MAIN(TestPdfScripts)
#include "tst_pdfscripts.moc"
