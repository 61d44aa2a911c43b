#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/office/Numbering.h"
#include "tests/ingest/support/ZipFile.h"

#include <QTest>

using namespace quire;

class TestDocx : public QObject
{
    Q_OBJECT

private slots:
    void clausesHaveTheNumbersAPersonSees();
    void headingsAndTables();
    void notesAndCommentsComeLast();
    void trackedChangesGiveTheFinalText();
    void numbersAreWrittenInEveryWay();
    void bytesThatAreNoTextAreReplaced();
    void picturesAreNoted();
    void bombsAndDamageAreSaid();

private:
    static QByteArray w(const QByteArray& content)
    {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "
               "xmlns:w=\"http://schemas.openxmlformats.org/"
               "wordprocessingml/2006/main\"><w:body>" +
               content + "</w:body></w:document>";
    }
    static QByteArray p(const QByteArray& text, const QByteArray& properties = {})
    {
        return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text +
               "</w:t></w:r></w:p>";
    }
    static QByteArray clause(const QByteArray& text, int level)
    {
        return p(text, "<w:numPr><w:ilvl w:val=\"" + QByteArray::number(level) +
                           "\"/><w:numId w:val=\"1\"/></w:numPr>");
    }
    static ZipFile file(const QByteArray& body)
    {
        const QByteArray ns = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        const auto level = [](int i, const QByteArray& format, const QByteArray& text) {
            return "<w:lvl w:ilvl=\"" + QByteArray::number(i) +
                   "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" + text +
                   "\"/></w:lvl>";
        };
        ZipFile zip;
        zip.add("word/document.xml", w(body));
        zip.add("word/numbering.xml",
                "<w:numbering" + ns + "><w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                    level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)") +
                    level(3, "lowerRoman", "(%4)") + "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">" +
                    level(0, "bullet", "\xEF\x82\xB7") +
                    "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>");
        zip.add(
            "word/styles.xml",
            "<w:styles" + ns +
                "><w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"X\">"
                "<w:name w:val=\"Mine\"/><w:basedOn w:val=\"H1\"/></w:style></w:styles>");
        return zip;
    }
    static DocumentPtr read(const ZipFile& zip)
    {
        return ReaderRegistry::standard().read(Source::memory("contract.docx", zip.bytes()));
    }
};

void TestDocx::clausesHaveTheNumbersAPersonSees()
{
    const DocumentPtr document = read(file(
        clause("Definitions", 0) + clause("Meaning of words.", 1) + clause("Term", 0) + clause("Begin.", 1) +
        clause("Renewal", 1) + clause("by notice", 2) + clause("by letter, or", 3) + clause("by hand", 3) +
        clause("by silence", 2) + p("item", "<w:numPr><w:numId w:val=\"2\"/></w:numPr>") +
        p("item", "<w:numPr><w:numId w:val=\"2\"/></w:numPr>") + clause("Fees", 0)));
    QCOMPARE(document->kind(), DocumentKind::Word);
    QCOMPARE(
        document->text(),
        QStringLiteral("1. Definitions\n\n1.1 Meaning of words.\n\n2. Term\n\n2.1 Begin.\n\n2.2 "
                       "Renewal\n\n(a) by notice\n\n"
                       "(i) by letter, or\n\n(ii) by hand\n\n(b) by silence\n\n• item\n• item\n\n3. Fees")
            .toUtf8());
    QStringList outline;
    for (const OutlineItem& item : document->outline())
        outline << item.title;
    QCOMPARE(outline, QStringList({"1", "1.1", "2", "2.1", "2.2", "2.2(a)", "2.2(a)(i)", "2.2(a)(ii)",
                                   "2.2(b)", "3"}));
    const qint64 hand = document->text().indexOf("by hand");
    QCOMPARE(document->describe({hand, hand + 7}), "2.2(a)(ii)");
}

void TestDocx::headingsAndTables()
{
    const auto cell = [](const QByteArray& text) { return "<w:tc>" + p(text) + "</w:tc>"; };
    const DocumentPtr document = read(file(
        p("The Lease", "<w:pStyle w:val=\"X\"/>") + p("Text &amp; more.") + "<w:tbl><w:tr>" + cell("Rent") +
        cell("900") + "</w:tr><w:tr>" + cell("Deposit") + cell("1,800") + "</w:tr></w:tbl>" + p("After.")));
    QCOMPARE(document->text(),
             QByteArray("The Lease\n\nText & more.\n\n| Rent | 900 |\n| Deposit | 1,800 |\n\nAfter."));
    QCOMPARE(document->outline().size(), 1U);
    QCOMPARE(document->outline()[0].title, "The Lease");
}

void TestDocx::notesAndCommentsComeLast()
{
    ZipFile zip = file("<w:p><w:r><w:t>Body</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>" +
                       p("More."));
    const QByteArray ns = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    zip.add("word/footnotes.xml", "<w:footnotes" + ns + "><w:footnote w:type=\"separator\" w:id=\"0\">" +
                                      p("---") + "</w:footnote><w:footnote w:id=\"2\">" + p("See page 4.") +
                                      "</w:footnote></w:footnotes>");
    zip.add("word/comments.xml", "<w:comments" + ns + "><w:comment w:id=\"0\" w:author=\"Ann\">" + p("Why?") +
                                     "</w:comment></w:comments>");
    const DocumentPtr document = read(zip);
    QCOMPARE(document->text(), QByteArray("Body[^2]\n\nMore.\n\n[^2] See page 4.\n\n[Comment by Ann] Why?"));
    const qint64 note = document->text().indexOf("See page");
    QCOMPARE(document->describe({note, note + 3}), "Footnotes");
}

void TestDocx::picturesAreNoted()
{
    const QByteArray drawing =
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/"
        "wordprocessingDrawing\"><wp:docPr id=\"1\" name=\"P\"";
    const DocumentPtr document =
        read(file("<w:p>" + drawing + " descr=\"A boat\"/></wp:inline></w:drawing></w:r></w:p>" + "<w:p>" +
                  drawing + "/></wp:inline></w:drawing></w:r></w:p>"));
    QCOMPARE(document->text(), QByteArray("[A boat]\n\n[picture]"));
    QVERIFY(document->ledger().lines()[0].reason.contains("2 pictures"));
}

void TestDocx::trackedChangesGiveTheFinalText()
{
    const DocumentPtr document = read(file(
        "<w:p><w:r><w:t xml:space=\"preserve\">Pay </w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> "
        "now</w:t></w:r></w:p>"));
    QCOMPARE(document->text(), QByteArray("Pay 120 now"));
    QVERIFY(document->ledger().lines()[0].reason.contains("1 deletion"));
}

void TestDocx::numbersAreWrittenInEveryWay()
{
    QCOMPARE(formatNumber(4, "lowerLetter"), QByteArray("d"));
    QCOMPARE(formatNumber(28, "upperLetter"), QByteArray("BB"));
    QCOMPARE(formatNumber(1994, "upperRoman"), QByteArray("MCMXCIV"));
    QCOMPARE(formatNumber(12, "ordinal"), QByteArray("12th"));
    QCOMPARE(formatNumber(22, "ordinal"), QByteArray("22nd"));
    QCOMPARE(formatNumber(7, "decimalZero"), QByteArray("07"));
    QCOMPARE(formatNumber(7, "decimal"), QByteArray("7"));
    QCOMPARE(formatNumber(-1, "lowerRoman"), QByteArray("-1"));
}

void TestDocx::bytesThatAreNoTextAreReplaced()
{
    const DocumentPtr document = ReaderRegistry::standard().read(
        Source::memory("a.docx", file(p("M\xEA\xFFink &#xD800; &#x110000;")).bytes()));
    QCOMPARE(QString::fromUtf8(document->text()), QStringLiteral("M\uFFFDink \uFFFD \uFFFD"));
    QCOMPARE(document->edits().size(), 3U);
    QCOMPARE(document->edits()[0].kind, EditKind::Undecodable);
    QCOMPARE(document->edits()[0].original, QByteArray("\xEA\xFF"));
}

void TestDocx::bombsAndDamageAreSaid()
{
    ZipFile bomb;
    bomb.add("word/document.xml", w(p(QByteArray(64 << 20, 'a'))));
    ReadContext context;
    context.byteBudget = 1 << 20;
    try {
        ReaderRegistry::standard().read(Source::memory("bomb.docx", bomb.bytes()), context);
        QFAIL("the bomb was unpacked");
    } catch (const IngestError& error) {
        QCOMPARE(error.code(), IngestErrorCode::TooLarge);
    }
    ZipFile broken;
    broken.add("word/document.xml", "<w:document><w:body><w:p>");
    QVERIFY_EXCEPTION_THROWN(read(broken), IngestError);
    QByteArray deep = "<w:p>";
    for (int i = 0; i < 50000; ++i)
        deep += "<w:ins>";
    deep += "<w:r><w:t>x</w:t></w:r>";
    for (int i = 0; i < 50000; ++i)
        deep += "</w:ins>";
    QCOMPARE(read(file(p("kept") + deep + "</w:p>"))->text(), QByteArray("kept"));
}

QTEST_GUILESS_MAIN(TestDocx)
#include "tst_docx.moc"
