// Writes small inputs for the fuzz targets of the readers, one folder a target: the sound and the hostile
// files that the tests write, what stands inside them, and text in many encodings.
//
//   make_fuzz_seeds FOLDER
#include "tests/ingest/support/HostileFiles.h"
#include "tests/ingest/support/PdfFile.h"
#include "tests/ingest/support/ZipFile.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>

#include <cstdio>

namespace {

constexpr qsizetype longest = 16384; // a fuzzer gets nowhere with long inputs

/// Writes the seeds of one target; the same input once.
class Seeds
{
public:
    Seeds(const QDir& root, const QString& target) : m_folder(root.filePath(target))
    {
        QDir().mkpath(m_folder.path());
    }

    void add(const QByteArray& bytes)
    {
        if (bytes.isEmpty() || bytes.size() > longest)
            return;
        QFile file(m_folder.filePath(QStringLiteral("%1").arg(m_count++, 4, 10, QLatin1Char('0'))));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
    }
    int count() const { return m_count; }

private:
    QDir m_folder;
    int m_count = 0;
};

/// The files of some formats, by their suffix.
void addFiles(Seeds& seeds, const QStringList& suffixes)
{
    std::vector<HostileFile> files = soundFiles();
    for (const HostileFile& file : hostileFiles())
        files.push_back(file);
    for (const HostileFile& file : files)
        for (const QString& suffix : suffixes)
            if (file.name.endsWith(u'.' + suffix))
                seeds.add(file.bytes);
}

void addXml(Seeds& seeds)
{
    const QByteArray word = "<w:document xmlns:w='x'><w:body>", wordEnd = "</w:body></w:document>";
    const QByteArrayList bodies = {
        "<w:p><w:pPr><w:pStyle w:val='H1'/></w:pPr><w:r><w:t xml:space='preserve'>One </w:t></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId "
        "w:val='1'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
        "w:val='2'/></w:tcPr><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></"
        "w:p>",
        "<w:p><w:r><w:footnoteReference w:id='1'/><w:commentReference w:id='0'/><w:tab/><w:br/></w:r></w:p>",
        "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:sym w:char='F0B7'/></w:r></w:p>",
    };
    for (const QByteArray& body : bodies)
        seeds.add('\0' + word + body + wordEnd);
    seeds.add(
        "\x01<w:numbering xmlns:w='x'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start "
        "w:val='3'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num "
        "w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride "
        "w:val='5'/></w:lvlOverride></w:num></w:numbering>");
    const QByteArray odt = "\x02<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'>"
                           "<office:body><office:text>";
    const QByteArray odtEnd = "</office:text></office:body></office:document-content>";
    for (const QByteArray& body :
         {QByteArray("<text:h text:outline-level='2'>One</text:h><text:p>a<text:s "
                     "text:c='3'/><text:tab/>b</text:p>"),
          QByteArray("<text:list><text:list-item><text:p>i</text:p></text:list-item></text:list>"),
          QByteArray(
              "<table:table><table:table-row><table:table-cell table:number-columns-repeated='3'><text:p>c"
              "</text:p></table:table-cell></table:table-row></table:table>"),
          QByteArray("<text:p>x<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n"
                     "</text:p></text:note-body></text:note></text:p><text:tracked-changes/>")})
        seeds.add(odt + body + odtEnd);
    seeds.add("\x03<html><body><h1>One</h1><p>a "
              "<b>b</b><br/>c</p><table><tr><td>x</td></tr></table></body></html>");
    seeds.add(
        "\x03<html><body><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><pre>x\n y</pre></body></html>");
    seeds.add(
        "\x04<package><metadata><dc:title>T</dc:title></metadata><manifest><item id='a' href='a.xhtml' "
        "media-type='application/xhtml+xml'/><item id='n' href='nav.xhtml' properties='nav'/></manifest>"
        "<spine toc='n'><itemref idref='a' linear='no'/></spine></package>");
    seeds.add(
        "\x05<?xml version='1.0' encoding='windows-1251'?><FictionBook><description><title-info><book-title>T"
        "</book-title></title-info></description><body><section><title><p>One</p></title><poem><stanza><v>a"
        "</v></stanza></poem><p>T<a type='note' l:href='#n1'>1</a></p></section></body><body name='notes'>"
        "<section id='n1'><p>note</p></section></body></FictionBook>");
}

void addContent(Seeds& seeds)
{
    for (const char* content :
         {"BT /F1 10 Tf 72 700 Td (one two) Tj T* [(th)-80(ree)-600(four)] TJ ET\n",
          "q 0 1 -1 0 300 100 cm BT /H 10 Tf 12 TL (aab) Tj (bba) ' 5 2 (ab) \" ET Q\n",
          "/OC /A BDC BT /F1 9 Tf 72 600 Td (hidden) Tj ET EMC /X Do\n",
          "/Span << /ActualText (\\376\\377\\000o) >> BDC BT /F1 9 Tf 1 0 0 1 72 500 Tm <6f66> Tj ET EMC\n",
          "BI /W 2 /H 2 /BPC 8 /CS /G ID \x01\x02\x03\x04 EI 0 0 100 100 re f 3 Tr 2 Tc 3 Tw 50 Tz 4 Ts\n",
          "BT /F1 8 Tf 60 760 Td (1 note) Tj ET BT /F1 10 Tf 60 700 Td (C) Tj 30 0 Td (D) Tj 30 0 Td (E) Tj "
          "-60 -14 Td (c) Tj 30 0 Td (d) Tj 30 0 Td (e) Tj -60 -14 Td (c) Tj 30 0 Td (d) Tj 30 0 Td (e) Tj "
          "ET\n"})
        seeds.add(content);
}

void addText(Seeds& seeds)
{
    const QString text =
        QStringLiteral("# Élise\n\n“naïve” — 20 €\n日本語の文章。\n```\ncode\n```\n- a\n- b\n");
    for (char reader = 0; reader < 6; ++reader) {
        seeds.add(reader + text.toUtf8());
        for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE,
                                    QStringConverter::Utf32LE, QStringConverter::Utf32BE}) {
            QStringEncoder plain(encoding), marked(encoding, QStringConverter::Flag::WriteBom);
            seeds.add(reader + QByteArray(plain(text)));
            seeds.add(reader + QByteArray(marked(text)));
        }
    }
    for (const QByteArray& bytes :
         {QByteArray("\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x95\xB6\x8F\xCD\x81\x42\x0A").repeated(9), // Shift-JIS
          QByteArray("\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2!\n").repeated(9),                    // KOI8-R
          QByteArray("na\xEFve caf\xE9 \x80 20\r\n").repeated(9), // windows-1252
          QByteArray("a,b;c\t\"d\"\"e\",\r\n1,2,3\r\n"),
          QByteArray("a\0b\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80\r", 12)})
        seeds.add('\0' + bytes);
    seeds.add("\x03"
              "#include <x>\nnamespace a {\nclass B : public C {\n  int f(int x) { return x; }\n};\n}\n");
    seeds.add(
        "\x04"
        "class A:\n    def f(self):\n        \"\"\"d\"\"\"\n        return 1\n@x\nasync def g(): pass\n");
    seeds.add(
        "\x05"
        "pub fn f<T>(x: T) -> T { x }\nimpl A for B { fn c() {} }\nstruct D;\nmacro_rules! m { () => {} }\n");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("make_fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    const QDir root(QString::fromLocal8Bit(argv[1]));
    const auto report = [](const char* name, const Seeds& seeds) {
        std::printf("%-12s %d\n", name, seeds.count());
    };
    const std::pair<const char*, QStringList> byFile[] = {
        {"html", {"html"}},
        {"rtf", {"rtf"}},
        {"eml", {"eml"}},
        {"pdf", {"pdf"}},
        {"archive", {"zip", "tar", "gz", "zst", "docx", "epub"}}};
    for (const auto& [target, suffixes] : byFile) {
        Seeds seeds(root, QString::fromLatin1(target));
        addFiles(seeds, suffixes);
        report(target, seeds);
    }
    Seeds xml(root, QStringLiteral("xml")), content(root, QStringLiteral("pdfcontent")),
        text(root, QStringLiteral("text"));
    addXml(xml);
    addContent(content);
    addText(text);
    report("xml", xml);
    report("pdfcontent", content);
    report("text", text);
    return 0;
}
