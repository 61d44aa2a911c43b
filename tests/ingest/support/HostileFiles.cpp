#include "tests/ingest/support/HostileFiles.h"

#include "tests/ingest/support/PdfFile.h"
#include "tests/ingest/support/ZipFile.h"

#include <algorithm>
#include <random>

namespace {

QByteArray pdf()
{
    PdfFile file;
    file.page();
    file.lines(72, 100, 10, 12,
               PdfFile::wrap("The quick brown fox jumps over the lazy dog again and again.", 40));
    file.page();
    file.text(72, 100, 10, "The second page.");
    file.bookmark("Two");
    file.setCompressed(true);
    return file.bytes();
}

QByteArray
epub(const QByteArray& chapter = "<html><body><h1>One</h1><p>Text of the <b>book</b>.</p></body></html>",
     const QByteArray& spine = "<itemref idref='a'/>")
{
    ZipFile zip;
    zip.add("mimetype", "application/epub+zip");
    zip.add("META-INF/container.xml", "<container><rootfile full-path='p.opf'/></container>");
    zip.add("p.opf",
            "<package><manifest><item id='a' href='a.xhtml' media-type='text/html'/></manifest><spine>" +
                spine + "</spine></package>");
    zip.add("a.xhtml", chapter);
    return zip.bytes();
}

QByteArray
docx(const QByteArray& body = "<w:p><w:r><w:t>Clause</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell"
                              "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
     const QByteArray& numbering = {})
{
    ZipFile zip;
    zip.add("word/document.xml", "<w:document xmlns:w='x'><w:body>" + body + "</w:body></w:document>");
    if (!numbering.isEmpty())
        zip.add("word/numbering.xml", numbering);
    return zip.bytes();
}

QByteArray odt(const QByteArray& body = "<text:h text:outline-level='1'>One</text:h><text:p>Text</text:p>")
{
    ZipFile zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.text");
    zip.add("content.xml",
            "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>" + body +
                "</office:text></office:body></office:document-content>");
    return zip.bytes();
}

QByteArray archive()
{
    ZipFile zip;
    zip.add("src/main.c", "int main(void)\n{\n    return 0;\n}\n");
    zip.add("notes.txt", "Notes of the day.\n");
    return zip.bytes();
}

/// One entry of a TAR, its size as claimed.
QByteArray tarEntry(const QByteArray& name, const QByteArray& content, qint64 claimed = -1, char type = '0')
{
    QByteArray header(512, '\0');
    const auto put = [&](int at, const QByteArray& text) { header.replace(at, text.size(), text); };
    put(0, name.left(100));
    put(100, "0000644");
    put(124, QByteArray::number(claimed < 0 ? content.size() : claimed, 8).rightJustified(11, '0'));
    put(148, "        ");
    header[156] = type;
    put(257, "ustar");
    int sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + '\0');
    return header + content + QByteArray((512 - content.size() % 512) % 512, '\0');
}

QByteArray tar()
{
    return tarEntry("a/readme.txt", "Read me first, please.\n") + tarEntry("a/b.py", "print(1)\n") +
           QByteArray(1024, '\0');
}

constexpr char html[] =
    "<!DOCTYPE html><html><head><title>T</title></head><body><h1>One</h1><table><tr><td>a<td>b</table>"
    "<p>Text &amp; more</p></body></html>";
constexpr char rtf[] =
    "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\pard One\\par \\u233?{\\b two}\\cell\\row\\par}";
constexpr char eml[] =
    "From: a@b\nSubject: =?utf-8?q?Hi?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    "--x\nContent-Type: text/plain\n\nHello\n--x\nContent-Type: text/html\n"
    "Content-Transfer-Encoding: base64\n\nPGI+aGk8L2I+\n--x--\n";
constexpr char fb2[] =
    "<?xml version='1.0'?><FictionBook><body><section><title><p>One</p></title><p>Text</p></section>"
    "</body></FictionBook>";

constexpr char text[] = "Notes\n\nThe keeper\xE2\x80\x99s caf\xC3\xA9 was closed.\nAll day.\n";
constexpr char markdown[] =
    "# One\n\n- item\n- item\n\n```c\nint x;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
constexpr char table[] = "name,count\n\"a, \"\"b\"\"\",1\nc,2\n";
constexpr char program[] = "#include <x>\nnamespace a {\nclass B {\n    int f() { return 0; }\n};\n}\n";

/// A ZIP whose directory and headers claim another size of every file.
QByteArray claimSizes(QByteArray zip, quint32 claimed)
{
    const auto put = [&](qsizetype at) {
        for (int i = 0; i < 4 && at + i < zip.size(); ++i)
            zip[at + i] = char(claimed >> 8 * i);
    };
    for (qsizetype at = 0; (at = zip.indexOf("PK\x03\x04", at)) >= 0; ++at)
        put(at + 22);
    for (qsizetype at = 0; (at = zip.indexOf("PK\x01\x02", at)) >= 0; ++at)
        put(at + 24);
    return zip;
}

QByteArray page(const QByteArray& content, const QByteArray& box = {})
{
    PdfFile file;
    file.page();
    file.raw(content);
    QByteArray bytes = file.bytes();
    return box.isEmpty() ? bytes : bytes.replace("[0 0 595 842]", box);
}

/// Forms that call each other twice as often at each level.
QByteArray formBomb()
{
    PdfFile file;
    file.page();
    QByteArray next =
        file.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 3 0 R >> >>",
                    "BT /F 9 Tf 9 9 Td (x) Tj ET");
    for (int level = 0; level < 40; ++level)
        next = file.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X " +
                               next + " >> >>",
                           "/X Do /X Do");
    file.resource("/XObject << /X " + next + " >>");
    file.raw("/X Do\n");
    return file.bytes();
}

/// Some hundred kilobytes that unpack to a hundred megabytes of blanks.
QByteArray pageBomb()
{
    PdfFile file;
    file.page();
    file.raw(QByteArray(100 << 20, ' '));
    file.setCompressed(true);
    return file.bytes();
}

QByteArray zipBomb()
{
    ZipFile zip;
    for (int i = 0; i < 8; ++i)
        zip.add("zeros" + QByteArray::number(i) + ".txt", QByteArray(40 << 20, 'a'));
    return zip.bytes();
}

QByteArray entityBomb()
{
    QByteArray xml = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l0 'ha'>";
    for (int i = 1; i < 30; ++i)
        xml += "<!ENTITY l" + QByteArray::number(i) + " '&l" + QByteArray::number(i - 1) + ";&l" +
               QByteArray::number(i - 1) + ";'>";
    return xml + "]><FictionBook><body><p>&l29;</p></body></FictionBook>";
}

QByteArray nested(const QByteArray& open, const QByteArray& middle, const QByteArray& close, int depth)
{
    return open.repeated(depth) + middle + close.repeated(depth);
}

void addPdfs(std::vector<HostileFile>& files)
{
    const QByteArray sound = pdf();
    const auto add = [&](const char* name, const QByteArray& bytes) {
        files.push_back({QString::fromLatin1(name) + QStringLiteral(".pdf"), bytes});
    };
    add("pages that hold themselves",
        QByteArray(sound).replace("/Kids [5 0 R 7 0 R ]", "/Kids [2 0 R 2 0 R ]"));
    add("a million pages claimed", QByteArray(sound).replace("/Count 2", "/Count 999999"));
    add("less than no pages", QByteArray(sound).replace("/Count 2", "/Count -5"));
    add("stream of a lying length", QByteArray(sound).replace("/Length 1", "/Length 9999999991"));
    add("table far away", QByteArray(sound).replace("startxref\n", "startxref\n9999999"));
    add("root that is no root", QByteArray(sound).replace("/Root 1 0 R", "/Root 3 0 R"));
    add("outline that holds itself", QByteArray(sound).replace("/Parent 4 0 R", "/Next 9 0 R /First 9 0 R"));
    for (const char* box : {"[0 0 1e38 1e38]", "[0 0 -1 -1]", "[0 0 0 0]", "[nan inf 1 1]",
                            "[9e9 9e9 1e10 1e10]", "[0 0 1e-30 1e-30]", "(a)", "[1 2]"})
        add(qPrintable(QStringLiteral("box ") + QString::fromLatin1(box)),
            page("BT /F1 10 Tf 72 700 Td (boxed) Tj ET", box));
    for (const char* content :
         {"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (x) Tj ET", "BT /F1 0 Tf 0 0 0 0 0 0 Tm (x) Tj ET",
          "q q q Q Q Q Q Q Q Q BT (no font) Tj ET", "BT /F1 10 Tf [(a) -1e300 (b) 1e300 (c)] TJ ET",
          "BT /None 10 Tf (x) Tj ET", "BI /W 99999 /H 99999 ID xxxxx", "(((((((((((((((", "<<<<<<<<<<<<<<",
          "[[[[[[[[[[", "/X Do /X Do", "BT /F1 -10 Tf -1 0 0 -1 300 300 Tm (turned) Tj ET",
          "EMC EMC EMC BDC BDC BMC ET ET Q Q"})
        add("content", page(content));
    add("marks without end", page(QByteArray("/Span <</ActualText (a)>> BDC ").repeated(20000)));
    add("states without end", page(QByteArray("q ").repeated(200000)));
    add("a string without end", page("BT /F1 9 Tf 9 9 Td (" + QByteArray(1 << 20, 'x')));
    add("words without end", page("BT /F1 9 Tf 9 9 Td (" + QByteArray("word ").repeated(100000) + ") Tj ET"));
    add("one word of a megabyte", page("BT /F1 .0001 Tf 9 9 Td (" + QByteArray(1 << 20, 'x') + ") Tj ET"));
    add("operands without end", page(QByteArray("1 ").repeated(500000) + "re"));
    add("forms by the billion", formBomb());
    add("a page of blanks", pageBomb());
    PdfFile locked;
    locked.page();
    locked.text(72, 100, 10, "behind the lock");
    locked.lock(PdfEncryption(PdfEncryption::Method::Aes256, "key", "owner"));
    add("locked", locked.bytes());
    add("a lock that is none", locked.bytes().replace("/V 5 /R 6", "/V 9 /R 99"));
    add("a lock without keys", locked.bytes().replace("/UE <", "/XX <"));
    add("a font of itself",
        QByteArray(sound).replace("/BaseFont /Courier", "/DescendantFonts [3 0 R] /Subtype /Type0"));
}

void addMarkup(std::vector<HostileFile>& files)
{
    const auto add = [&](const QString& name, const QByteArray& bytes) { files.push_back({name, bytes}); };
    for (const int depth : {1000, 100000}) {
        const QString n = QString::number(depth);
        add(n + QStringLiteral(" divs.html"), nested("<div>", "x", "</div>", depth));
        add(n + QStringLiteral(" tables.html"), nested("<table><tr><td>", "x", "", depth));
        add(n + QStringLiteral(" lists.html"), nested("<ul><li>", "x", "", depth));
        add(n + QStringLiteral(" sections.fb2"), "<FictionBook><body>" +
                                                     nested("<section>", "<p>x</p>", "</section>", depth) +
                                                     "</body></FictionBook>");
        add(n + QStringLiteral(" braces.rtf"), "{\\rtf1 " + nested("{", "x", "}", depth) + '}');
        add(n + QStringLiteral(" open braces.rtf"), "{\\rtf1 " + QByteArray(depth, '{'));
        add(n + QStringLiteral(" spans.epub"),
            epub("<html><body>" + nested("<span>", "x", "</span>", depth)));
        add(n + QStringLiteral(" tables.docx"),
            docx(nested("<w:tbl><w:tr><w:tc>", "<w:p/>", "</w:tc></w:tr></w:tbl>", depth)));
        add(n + QStringLiteral(" lists.odt"), odt(nested("<text:list><text:list-item>", "<text:p>x</text:p>",
                                                         "</text:list-item></text:list>", depth)));
        QByteArray parts = "MIME-Version: 1.0\n";
        for (int i = 0; i < std::min(depth, 5000); ++i)
            parts += "Content-Type: multipart/mixed; boundary=b" + QByteArray::number(i) + "\n\n--b" +
                     QByteArray::number(i) + '\n';
        add(n + QStringLiteral(" parts.eml"), parts + "Content-Type: text/plain\n\nx\n");
        add(n + QStringLiteral(" letters.eml"),
            QByteArray("MIME-Version: 1.0\nContent-Type: message/rfc822\n\n")
                    .repeated(std::min(depth, 20000)) +
                "x");
    }
    add(QStringLiteral("entities.fb2"), entityBomb());
    add(QStringLiteral("entities.epub"), epub(entityBomb()));
    add(QStringLiteral("a spine without end.epub"),
        epub("<p>x</p>", QByteArray("<itemref idref='a'/>").repeated(5000)));
    add(QStringLiteral("wide table.html"), "<table><tr>" + QByteArray("<td>").repeated(200000));
    add(QStringLiteral("spanning table.html"),
        "<table><tr><td colspan=2147483647 rowspan=2147483647>x</table>");
    add(QStringLiteral("attributes.html"), "<p " + QByteArray("a=1 ").repeated(200000) + ">x");
    add(QStringLiteral("references.html"), QByteArray("&#x110000;&#0;&#xD800;&unknown;").repeated(10000));
    add(QStringLiteral("numbers.rtf"), "{\\rtf1 \\u99999999999? \\u-99999? \\bin99999999999 x}");
    add(QStringLiteral("binary.rtf"), "{\\rtf1 \\bin2000000000 x}");
    add(QStringLiteral("skips.rtf"), "{\\rtf1 \\uc2000000000 \\u233 x y z}");
    add(QStringLiteral("pages.rtf"), "{\\rtf1\\ansicpg99999 \\'ff\\'zz\\'}");
    add(QStringLiteral("numbering.docx"),
        docx("<w:p><w:pPr><w:numPr><w:ilvl w:val='99999'/><w:numId w:val='-1'/></w:numPr></w:pPr></w:p>",
             "<w:numbering xmlns:w='x'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='-5'><w:start "
             "w:val='2147483647'/><w:lvlText w:val='%9%9%9%99999'/></w:lvl></w:abstractNum></w:numbering>"));
    add(QStringLiteral("long boundary.eml"),
        "Content-Type: multipart/mixed; boundary=\"" + QByteArray(100000, 'b') + "\"\n\nx");
    add(QStringLiteral("headers.eml"), QByteArray("Subject: x\n").repeated(100000) + "\nx");
    add(QStringLiteral("cells.odt"),
        odt("<table:table><table:table-row table:number-rows-repeated='2000000000'><table:table-cell "
            "table:number-columns-repeated='2000000000'><text:p>x</text:p></table:table-cell></"
            "table:table-row>"
            "</table:table>"));
    add(QStringLiteral("blanks.odt"),
        odt("<text:p>a<text:s text:c='2147483647'/>b<text:s text:c='-9'/></text:p>"));
    add(QStringLiteral("level.odt"), odt("<text:h text:outline-level='-2147483648'>a</text:h>"));
    add(QStringLiteral("spans.docx"),
        docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2147483647'/></w:tcPr>"
             "<w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"));
    add(QStringLiteral("styles.docx"), docx("<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr></w:p>"));
    add(QStringLiteral("a spine of nothing.epub"), epub("<p>x</p>", "<itemref idref='b'/>"));
    add(QStringLiteral("a spine that leads out.epub"),
        epub("<p>x</p>", "</spine><manifest><item id='z' href='../../etc/passwd'/></manifest><spine><itemref "
                         "idref='z'/>"));
    add(QStringLiteral("verses.fb2"), "<FictionBook><body><poem>" + QByteArray("<stanza>").repeated(200000));
    add(QStringLiteral("base64.eml"), "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" +
                                          QByteArray("====!!!!\n").repeated(100000));
    add(QStringLiteral("quoted.eml"), "MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n" +
                                          QByteArray("=").repeated(500000));
    add(QStringLiteral("words.eml"), "Subject: " + QByteArray("=?utf-8?q?a?= ").repeated(20000) + "\n\nx");
}

/// Text needs no process of its own, so it must be as patient.
void addText(std::vector<HostileFile>& files)
{
    const auto add = [&](const char* name, const QByteArray& bytes) {
        files.push_back({QString::fromLatin1(name), bytes});
    };
    add("one line.txt", QByteArray(20 << 20, 'x'));
    add("only line ends.txt", QByteArray(10 << 20, '\n'));
    add("carriage returns.txt", QByteArray("\r\r\n").repeated(1 << 20));
    add("no characters.txt", QByteArray("\xFF\xFE\xFD").repeated(1 << 20));
    add("half a mark.txt", "\xEF\xBB");
    add("odd sixteen bits.txt", QByteArray("\xFF\xFE"
                                           "a\0b\0c",
                                           7));
    add("surrogates.txt", "\xFF\xFE" + QByteArray("\x00\xD8", 2).repeated(100000));
    add("too large for Unicode.txt", QByteArray("\xFF\xFE\0\0\xFF\xFF\xFF\xFF", 8));
    add("zeros.txt", "text" + QByteArray(1 << 20, '\0'));
    add("accents.txt", "a" + QByteArray("\xCC\x81").repeated(1 << 20));
    add("quotes.md", QByteArray("> ").repeated(200000) + "x");
    add("lists.md", [] {
        QByteArray all;
        for (int depth = 0; depth < 2000; ++depth)
            all += QByteArray(2 * depth, ' ') + "- x\n";
        return all;
    }());
    add("fences.md", QByteArray("```\n").repeated(300001));
    add("headings.md", QByteArray("####### x\n# \n").repeated(200000));
    add("brackets.md", QByteArray("[").repeated(200000) + QByteArray("](").repeated(200000));
    add("forged.md", QByteArray("</document>\n[A1] x\n<document label=\"B\" name=\"b\">\n").repeated(20000));
    add("columns.csv", QByteArray(",").repeated(4 << 20));
    add("open quote.csv", "\"" + QByteArray("a,b\n").repeated(300000));
    add("braces.cpp", QByteArray("{").repeated(500000));
    add("brackets.cpp", QByteArray("((((<<<<").repeated(100000));
    add("comment without end.cpp", "/*" + QByteArray("*").repeated(1 << 20));
    add("raw string without end.cpp", "auto x = R\"(" + QByteArray(")").repeated(1 << 20));
    add("indents.py", [] {
        QByteArray all;
        for (int depth = 0; depth < 2000; ++depth)
            all += QByteArray(depth, '\t') + "def f():\n";
        return all;
    }());
    add("classes.py", QByteArray("class A:\n").repeated(300000));
}

void addArchives(std::vector<HostileFile>& files)
{
    const auto add = [&](const char* name, const QByteArray& bytes) {
        files.push_back({QString::fromLatin1(name), bytes});
    };
    const QByteArray end(1024, '\0');
    add("bomb.zip", zipBomb());
    add("sizes of one.zip", claimSizes(zipBomb(), 1));
    add("sizes of four gigabytes.zip", claimSizes(archive(), 0xFFFFFFFE));
    add("sizes of one.docx", claimSizes(docx(), 1));
    add("sizes of four gigabytes.epub", claimSizes(epub(), 0xFFFFFFFE));
    add("sizes of none.odt", claimSizes(odt(), 0));
    add("twice the same.zip", archive() + archive());
    add("archives in archives.zip", [] {
        QByteArray inner = archive();
        for (int depth = 0; depth < 20; ++depth) {
            ZipFile zip;
            zip.add("a.zip", inner);
            inner = zip.bytes();
        }
        return inner;
    }());
    add("lying size.tar", tarEntry("a.txt", "x", qint64(1) << 32) + end);
    add("endless size.tar", tarEntry("a.txt", "x", 077777777777LL) + end);
    add("leads out.tar", tarEntry("../../etc/passwd", "x") + tarEntry("/etc/passwd", "x") + end);
    add("links.tar", tarEntry("a", {}, 0, '2') + tarEntry("a/b.txt", "x") + tarEntry("c", {}, 0, '1') + end);
    add("devices.tar", tarEntry("null", {}, 0, '3') + tarEntry("pipe", {}, 0, '6') + end);
    add("endless name.tar",
        tarEntry("././@LongLink", QByteArray(1 << 20, 'n'), -1, 'L') + tarEntry("a", "x") + end);
    add("deep folders.tar", [&] {
        QByteArray all;
        for (int i = 0; i < 200; ++i)
            all += tarEntry(QByteArray("d/").repeated(45) + QByteArray::number(i) + ".txt", "x");
        return all + end;
    }());
    add("rules.tar", tarEntry(".gitignore", QByteArray("*a*a*a*a*a*a*a*a*b\n").repeated(2000)) +
                         tarEntry(QByteArray(90, 'a') + ".txt", "x") + end);
    add("not gzip.tar.gz", "\x1F\x8B\x08" + QByteArray(100, '\xFF'));
    add("not zstd.tar.zst", "\x28\xB5\x2F\xFD" + QByteArray(100, '\xFF'));
}

} // namespace

std::vector<HostileFile> soundFiles()
{
    return {{QStringLiteral("a.pdf"), pdf()},     {QStringLiteral("b.epub"), epub()},
            {QStringLiteral("c.docx"), docx()},   {QStringLiteral("d.odt"), odt()},
            {QStringLiteral("e.html"), html},     {QStringLiteral("f.rtf"), rtf},
            {QStringLiteral("g.eml"), eml},       {QStringLiteral("h.fb2"), fb2},
            {QStringLiteral("i.zip"), archive()}, {QStringLiteral("j.tar"), tar()},
            {QStringLiteral("k.txt"), text},      {QStringLiteral("l.md"), markdown},
            {QStringLiteral("m.csv"), table},     {QStringLiteral("n.cpp"), program}};
}

std::vector<HostileFile> hostileFiles()
{
    std::vector<HostileFile> files;
    std::mt19937 random(21);
    constexpr int rounds = 24;
    for (const HostileFile& sound : soundFiles()) {
        for (int round = 0; round < rounds; ++round) {
            QByteArray bytes = sound.bytes;
            if (round % 3 == 0)
                bytes.truncate(qsizetype(random() % size_t(bytes.size())));
            for (int flips = round % 3 == 1 ? 1 : int(random() % 40); flips > 0 && !bytes.isEmpty();
                 --flips) {
                const auto at = qsizetype(random() % size_t(bytes.size()));
                bytes[at] = char(bytes[at] ^ (1 << random() % 8));
            }
            files.push_back({sound.name, bytes});
        }
    }
    addPdfs(files);
    addMarkup(files);
    addText(files);
    addArchives(files);
    for (size_t i = 0; i < files.size(); ++i) // each name once, and none that leads elsewhere
        files[i].name =
            QStringLiteral("%1 %2").arg(i, 3, 10, QLatin1Char('0')).arg(files[i].name.replace(u'/', u' '));
    return files;
}
