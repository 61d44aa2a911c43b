#include "ingest/ReaderRegistry.h"
#include "ingest/TableCell.h"

#include <QTest>

using namespace quire;

class TestHtml : public QObject
{
    Q_OBJECT

private slots:
    void blocksBecomeParagraphs();
    void listsTablesAndVerbatimText();
    void onlyTheMainTextIsRead();
    void scriptsAndHiddenThingsAreNot();
    void theStatedEncodingIsUsed();
    void xhtmlWithEmptyScriptsIsReadWhole();
    void deepNestingIsReadToo();
    void everyByteHasAPlace();
    void notesArePointedTo();
    void picturesAreNoted();
    void readingAidsAreLeftOutAndSaid();
    void cellsOfTablesAreKnown();

private:
    static DocumentPtr read(const QByteArray& html, const QString& name = "page.html")
    {
        return ReaderRegistry::standard().read(Source::memory(name, html));
    }
};

void TestHtml::blocksBecomeParagraphs()
{
    const DocumentPtr document =
        read("<!DOCTYPE html><html lang=en><head><title> The \n Rock </title></head><body>"
             "<h1>The <em>Rock</em></h1><p>One\n  two&nbsp;three &amp; <b>four</b>.<p>Five<br>six"
             "<div>Seven<div>eight</div>nine</div></body></html>");
    QCOMPARE(document->kind(), DocumentKind::Html);
    QCOMPARE(document->text(),
             QStringLiteral("The Rock\n\nOne two\u00A0three & four.\n\nFive\nsix\n\nSeven\n\neight\n\nnine")
                 .toUtf8());
    QCOMPARE(document->info().title, "The Rock");
    QCOMPARE(document->info().language, "en");
    QCOMPARE(document->outline().size(), 1U);
    QCOMPARE(document->outline()[0].title, "The Rock");
    QCOMPARE(document->describe({12, 15}), "The Rock");
}

void TestHtml::listsTablesAndVerbatimText()
{
    const DocumentPtr document =
        read("<html><body><ul><li>one<li>two<ol start=3><li>three<li>four</ol></ul>after"
             "<table><tr><th>A<th>B<tr><td><p>1</p><p>x</p><td>2</table><pre>\n  int  a;\n    "
             "b;\n</pre>end</body></html>");
    QCOMPARE(document->text(),
             QStringLiteral("• one\n• two\n  3. three\n  4. four\n\nafter\n\n| A | B |\n| 1 x | 2 |\n\n"
                            "  int  a;\n    b;\n\nend")
                 .toUtf8());
}

void TestHtml::notesArePointedTo()
{
    QCOMPARE(read("<html><body><p>The lamp<a epub:type='noteref' href='#n1'>1</a> burned, the bell<sup><a "
                  "href='#n2'>[2]</a>"
                  "</sup> rang, see <a href='#x'>chapter 3</a> and m<sup>2</sup>.")
                 ->text(),
             QByteArray("The lamp[^1] burned, the bell[^2] rang, see chapter 3 and m2."));
}

void TestHtml::picturesAreNoted()
{
    const DocumentPtr document =
        read("<html><body><p>A <img src=a alt='red  boat'> and <img src=b alt=''><img src=dot>.<figure><img "
             "src=c><figcaption>The quay.</figcaption></figure>");
    QCOMPARE(document->text(), QByteArray("A [red boat] and .\n\n[picture]\n\nThe quay."));
    QVERIFY(document->ledger().lines()[0].reason.contains("4 pictures"));
}

void TestHtml::readingAidsAreLeftOutAndSaid()
{
    const DocumentPtr document = read(
        QStringLiteral("<html><body><p><ruby>灯台<rt>とうだい</rt></ruby>は<ruby>静<rp>（</rp><rt>しず</rt>"
                       "<rp>）</rp></ruby>かだ。")
            .toUtf8());
    QCOMPARE(QString::fromUtf8(document->text()), QStringLiteral("灯台は静かだ。"));
    QVERIFY(document->ledger().lines()[0].reason.contains("2 reading aids"));
}

void TestHtml::cellsOfTablesAreKnown()
{
    const DocumentPtr document =
        read("<html><body><p>Ships:<table><tr><th>Year<th>Ships | boats<tr><td>1901<td>12"
             "<tr><td>1902<td></table><p>After.");
    QCOMPARE(document->text(),
             QByteArray("Ships:\n\n| Year | Ships \\| boats |\n| 1901 | 12 |\n| 1902 |  |\n\nAfter."));
    const qint64 twelve = document->text().indexOf("12 |");
    const std::vector<TableCell> cells = tableAround(*document, twelve);
    QCOMPARE(cells.size(), 6U);
    QCOMPARE(cells[3].row, 2);
    QCOMPARE(cells[3].column, 2);
    QCOMPARE(cells[3].text, (ByteRange{twelve, twelve + 2}));
    QCOMPARE(cells[3].head, "Ships \\| boats");
    QVERIFY(cells[5].text.isEmpty());
    QCOMPARE(cellOf(*document, {twelve, twelve + 2})->column, 2);
    QVERIFY(!cellOf(*document, {twelve - 7, twelve + 2})); // two cells
    QVERIFY(tableAround(*document, 0).empty());
    const qint64 year = document->text().indexOf("1902");
    QCOMPARE(document->describe({year, year + 4}), QStringLiteral("paragraph 2, row 3 of a table, “Year”"));
}

void TestHtml::onlyTheMainTextIsRead()
{
    QCOMPARE(read("<html><body><nav>menu</nav><main><h1>T</h1><header>kept</header></main><footer>f</"
                  "footer></body></html>")
                 ->text(),
             QByteArray("T\n\nkept"));
    QCOMPARE(read("<html><body><nav>menu</nav><p>text</p><aside>x</aside><footer>f</footer></body></html>")
                 ->text(),
             QByteArray("text"));
}

void TestHtml::scriptsAndHiddenThingsAreNot()
{
    QCOMPARE(read("<html><body><script>var x='<p>no</p>';</script><style>p{}</style><p>yes</p><p "
                  "hidden=hidden>no</p>"
                  "<img src=a alt='a map'></body></html>")
                 ->text(),
             QByteArray("yes\n\n[a map]"));
}

void TestHtml::theStatedEncodingIsUsed()
{
    const DocumentPtr document =
        read("<html><head><meta charset=\"koi8-r\"></head><body>\xF7\xD3\xC5</body></html>");
    QCOMPARE(QString::fromUtf8(document->text()), QStringLiteral("Все"));
}

void TestHtml::xhtmlWithEmptyScriptsIsReadWhole()
{
    const DocumentPtr document =
        read("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script "
             "src='a'/></head>"
             "<body><p>One&nbsp;<a id='x'/>two</p><p><i>three</i> <b>four</b></p></body></html>",
             "a.xhtml");
    QCOMPARE(document->text(), QStringLiteral("One\u00A0two\n\nthree four").toUtf8());
}

void TestHtml::deepNestingIsReadToo()
{
    QByteArray html = "<html><body>";
    for (int i = 0; i < 2000; ++i)
        html += "<div>";
    const DocumentPtr document = read(html + "deep");
    QCOMPARE(document->text(), QByteArray("deep"));
}

void TestHtml::everyByteHasAPlace()
{
    const DocumentPtr document = read("<html><body><p>one</p><p>two</p></body></html>");
    for (qint64 begin = 0; begin < document->text().size(); ++begin) {
        for (qint64 end = begin + 1; end <= document->text().size(); ++end) {
            const auto anchors = document->anchors({begin, end});
            QCOMPARE(anchors.size(), 1U);
            QCOMPARE(*document->find(anchors[0].place), (ByteRange{begin, end}));
        }
    }
}

QTEST_GUILESS_MAIN(TestHtml)
#include "tst_html.moc"
