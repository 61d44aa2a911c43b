#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/ZipFile.h"

#include <QTest>

#include <random>

using namespace quire;

/// RTF, OpenDocument and FictionBook.
class TestRichText : public QObject
{
    Q_OBJECT

private slots:
    void rtfParagraphsAndCharacters();
    void rtfCodePagesAndUnicode();
    void rtfTablesNotesAndSkippedGroups();
    void rtfThatIsCutIsSaid();
    void rtfNoiseEnds();
    void odtHeadingsListsTablesAndNotes();
    void odtTrackedChangesGiveTheFinalText();
    void odtCommentsAndPicturesAreNoted();
    void odtListsHaveTheNumbersAPersonSees();
    void fb2PicturesAreNoted();
    void fb2SectionsVerseAndNotes();
    void fb2InItsOwnEncoding();
    void fb2ThatIsCutKeepsWhatCame();
    void fb2NestedWithoutEndIsSaid();
    void csvIsATableOfLines();

private:
    static DocumentPtr read(const QString& name, const QByteArray& bytes)
    {
        return ReaderRegistry::standard().read(Source::memory(name, bytes));
    }
    static DocumentPtr odt(const QByteArray& body, const QByteArray& styles = {})
    {
        ZipFile zip;
        zip.add("mimetype", "application/vnd.oasis.opendocument.text");
        zip.add("content.xml", "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b' "
                               "xmlns:draw='r' xmlns:svg='s' xmlns:dc='d' xmlns:style='y'>" +
                                   styles +
                                   "<office:body>"
                                   "<office:text>" +
                                   body + "</office:text></office:body></office:document-content>");
        zip.add("meta.xml", "<m xmlns:dc='d'><dc:title>The Title</dc:title></m>");
        return read("a.odt", zip.bytes());
    }
};

void TestRichText::rtfParagraphsAndCharacters()
{
    const DocumentPtr document = read("a.rtf", "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title A {\\b "
                                               "Title}}{\\author X}}\\pard\\outlinelevel0 Heading\\par\n"
                                               "\\pard One {\\b bold} \\'93word\\'94\\~x \\emdash  y\\line "
                                               "next\\par\r\n{\\i It}alic \\{braces\\} \\\\ end.}");
    QCOMPARE(document->kind(), DocumentKind::Rtf);
    QCOMPARE(
        document->text(),
        QStringLiteral("Heading\n\nOne bold “word”\u00A0x — y\nnext\n\nItalic {braces} \\ end.").toUtf8());
    QCOMPARE(document->info().title, "A Title");
    QCOMPARE(document->outline().size(), 1U);
    QCOMPARE(document->outline()[0].title, "Heading");
}

void TestRichText::rtfCodePagesAndUnicode()
{
    const DocumentPtr document =
        read("a.rtf", "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 "
                      "B;}{\\f2\\fcharset128 C;}}\\f0 Gr\\'f6\\'dfe "
                      "\\f1 \\'cc\\'e8\\'f0 \\f2 \\'93\\'fa\\'96\\'7b \\f0 \\u8364?5 "
                      "{\\uc2\\u233\\'65\\'65x} \\u-10179?\\u-8704?}");
    QCOMPARE(QString::fromUtf8(document->text()), QStringLiteral("Größe Мир 日本 €5 éx 😀"));
}

void TestRichText::rtfTablesNotesAndSkippedGroups()
{
    const DocumentPtr document =
        read("a.rtf", "{\\rtf1 Before{\\footnote A note.\\par More.}.\\par\\trowd\\cellx1\\cellx2 Rent\\cell "
                      "900\\cell\\row\\trowd Deposit\\cell"
                      "\\cell\\row\\pard {\\pict\\pngblip 89504e47}{\\*\\unknown hidden}{\\header "
                      "running}\\bin3 {{{After}");
    QCOMPARE(document->text(),
             QByteArray("Before [A note. More.].\n\n| Rent | 900 |\n| Deposit |  |\n\nAfter"));
}

void TestRichText::rtfThatIsCutIsSaid()
{
    const DocumentPtr document = read("a.rtf", "{\\rtf1 {\\b Some text");
    QCOMPARE(document->text(), QByteArray("Some text"));
    QCOMPARE(document->ledger().lines()[0].coverage, Coverage::Truncated);
}

void TestRichText::rtfNoiseEnds()
{
    std::mt19937 random(2);
    const QByteArray alphabet = "{}\\\\'*u123 abparcellrowtrowdfbin\n\xE9";
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes = "{\\rtf1";
        for (int i = int(random() % 400); i > 0; --i)
            bytes += alphabet[int(random() % size_t(alphabet.size()))];
        QVERIFY(read("a.rtf", bytes));
    }
    QVERIFY(read("a.rtf", "{\\rtf1" + QByteArray(200000, '{') + "x"));
}

void TestRichText::odtHeadingsListsTablesAndNotes()
{
    const DocumentPtr document = odt("<text:h text:outline-level='1'>The "
                                     "<text:span>Rock</text:span></text:h><text:p>One<text:s/>two<text:note>"
                                     "<text:note-citation>1</text:note-citation><text:note-body><text:p>See "
                                     "below.</text:p></text:note-body></text:note>"
                                     " three.</text:p><text:list><text:list-item><text:p>a</text:p></"
                                     "text:list-item><text:list-item><text:p>b</text:p>"
                                     "<text:list><text:list-item><text:p>c</text:p></text:list-item></"
                                     "text:list></text:list-item></text:list>"
                                     "<table:table><table:table-header-rows><table:table-row><table:table-"
                                     "cell><text:p>Rent</text:p></table:table-cell>"
                                     "<table:table-cell><text:p>900</text:p></table:table-cell></"
                                     "table:table-row></table:table-header-rows></table:table>"
                                     "<text:section><text:p>End.</text:p></text:section>");
    QCOMPARE(document->kind(), DocumentKind::OpenDocument);
    QCOMPARE(
        document->text(),
        QStringLiteral(
            "The Rock\n\nOne two[^1] three.\n\n[^1] See below.\n\n• a\n• b\n  • c\n\n| Rent | 900 |\n\nEnd.")
            .toUtf8());
    QCOMPARE(document->info().title, "The Title");
    QCOMPARE(document->outline().size(), 1U);
}

void TestRichText::odtListsHaveTheNumbersAPersonSees()
{
    const auto level = [](int n, const char* format, const char* rest) {
        return "<text:list-level-style-number text:level='" + QByteArray::number(n) + "' style:num-format='" +
               format + "' " + rest + "/>";
    };
    const QByteArray styles = "<office:automatic-styles><text:list-style style:name='L1'>" +
                              level(1, "1", "style:num-suffix='.'") +
                              level(2, "1", "style:num-suffix='' text:display-levels='2'") +
                              level(3, "a", "style:num-prefix='(' style:num-suffix=')'") +
                              "</text:list-style></office:automatic-styles>";
    const auto item = [](const QByteArray& text, const QByteArray& more = {}) {
        return "<text:list-item><text:p>" + text + "</text:p>" + more + "</text:list-item>";
    };
    const auto list = [](const QByteArray& items, const QByteArray& attributes = {}) {
        return "<text:list " + attributes + ">" + items + "</text:list>";
    };
    const DocumentPtr document = odt(
        list(item("Definitions") +
                 item("Term", list(item("Begin.") + item("End", list(item("by notice") + item("by "
                                                                                              "law"))))),
             "text:style-name='L1' xml:id='one'") +
            "<text:p>Between.</text:p>" +
            list(item("Rent"), "text:style-name='L1' text:continue-numbering='true'") + list(item("plain")),
        styles);
    QCOMPARE(QString::fromUtf8(document->text()),
             QStringLiteral(
                 "1. Definitions\n2. Term\n  2.1 Begin.\n  2.2 End\n    (a) by notice\n    (b) by law\n\n"
                 "Between.\n\n3. Rent\n• plain"));
}

void TestRichText::odtCommentsAndPicturesAreNoted()
{
    const DocumentPtr document =
        odt("<text:p>Pay<office:annotation><dc:creator>Ida</dc:creator><text:p>Why?</text:p></"
            "office:annotation> now."
            "</text:p><text:p><draw:frame><draw:image/><svg:desc>A sail</svg:desc></draw:frame></text:p>"
            "<text:p><draw:frame><draw:image/></draw:frame></text:p>");
    QCOMPARE(document->text(), QByteArray("Pay now.\n\n[Comment by Ida] Why?\n\n[A sail]\n\n[picture]"));
}

void TestRichText::fb2PicturesAreNoted()
{
    const DocumentPtr document = read(
        "a.fb2",
        "<?xml version='1.0'?><FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'><body><section>"
        "<p>One.</p><image alt='The quay'/><image/><p>Two.</p></section></body></FictionBook>");
    QCOMPARE(document->text(), QByteArray("One.\n\n[The quay]\n\n[picture]\n\nTwo."));
}

void TestRichText::odtTrackedChangesGiveTheFinalText()
{
    const DocumentPtr document =
        odt("<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>kept</text:p>");
    QCOMPARE(document->text(), QByteArray("kept"));
    QVERIFY(!document->ledger().lines()[0].reason.isEmpty());
}

void TestRichText::fb2SectionsVerseAndNotes()
{
    const DocumentPtr document = read(
        "a.fb2", "<?xml version='1.0' "
                 "encoding='utf-8'?><FictionBook><description><title-info><author><first-name>A</first-name> "
                 "<last-name>B</last-name></author><book-title>Book</book-title><lang>en</lang></"
                 "title-info></description><body><title>"
                 "<p>The</p><p>Book</p></title><section><title><p>One</p></"
                 "title><p>Text&nbsp;<emphasis>here</emphasis>.</p>"
                 "<poem><stanza><v>first</v><v>second</v></stanza></poem></section></body><body "
                 "name='notes'><section id='n1'>"
                 "<p>A note.</p></section></body><binary>AAAA</binary></FictionBook>");
    QCOMPARE(document->kind(), DocumentKind::FictionBook);
    QCOMPARE(QString::fromUtf8(document->text()),
             QStringLiteral("The Book\n\nOne\n\nText\u00A0here.\n\nfirst\nsecond\n\nA note."));
    QCOMPARE(document->info().title, "Book");
    QCOMPARE(document->info().author, "A B");
    QCOMPARE(document->outline().size(), 2U);
    const qint64 note = document->text().indexOf("A note");
    QCOMPARE(std::get<HrefPlace>(document->anchors({note, note + 6})[0].place).href, "notes");
}

void TestRichText::fb2InItsOwnEncoding()
{
    const DocumentPtr document = read(
        "a.fb2", "<?xml version=\"1.0\" "
                 "encoding=\"windows-1251\"?><FictionBook><body><p>\xCC\xE8\xF0</p></body></FictionBook>");
    QCOMPARE(QString::fromUtf8(document->text()), QStringLiteral("Мир"));
}

void TestRichText::fb2ThatIsCutKeepsWhatCame()
{
    const DocumentPtr document = read("a.fb2", "<FictionBook><body><section><p>There.</p><p>Cut");
    QVERIFY(document->text().startsWith("There."));
    QCOMPARE(document->ledger().lines()[0].coverage, Coverage::Truncated);
}

void TestRichText::fb2NestedWithoutEndIsSaid()
{
    for (const QByteArray tag : {"stanza", "section", "cite"}) {
        const DocumentPtr document =
            read("a.fb2", "<FictionBook><body><p>First.</p>" + ('<' + tag + '>').repeated(50000) +
                              "<p>Deep.</p>" + ("</" + tag + '>').repeated(50000) + "</body></FictionBook>");
        QCOMPARE(document->text(), QByteArray("First."));
        QCOMPARE(document->ledger().lines().at(0).coverage, Coverage::Truncated);
        QVERIFY(!document->ledger().lines().at(0).reason.isEmpty());
    }
}

void TestRichText::csvIsATableOfLines()
{
    const DocumentPtr document = read("a.csv", "name,price\r\npears,3\r\n");
    QCOMPARE(document->kind(), DocumentKind::Table);
    QCOMPARE(document->describe({11, 15}), "line 2");
}

QTEST_GUILESS_MAIN(TestRichText)
#include "tst_richtext.moc"
