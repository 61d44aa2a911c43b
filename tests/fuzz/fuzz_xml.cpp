/// Input: a byte that chooses a format, then the XML at its heart: the body of a DOCX, ODT or EPUB, its
/// numbering or package, or a whole FB2. What stands around it is sound.
#include "ingest/ebook/EpubReader.h"
#include "ingest/ebook/Fb2Reader.h"
#include "ingest/office/DocxReader.h"
#include "ingest/office/OdtReader.h"
#include "tests/fuzz/IngestCheck.h"
#include "tests/ingest/support/ZipFile.h"

using namespace quire;

namespace {

constexpr char wordBody[] =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
    "<w:r><w:t>Rent</w:t></w:r></w:p></w:body></w:document>";
constexpr char package[] =
    "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest><item id=\"a\" href=\"a.xhtml\" "
    "media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
constexpr char container[] = "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>";

QByteArray word(const QByteArray& document, const QByteArray& numbering)
{
    ZipFile zip;
    zip.add("word/document.xml", document);
    zip.add("word/numbering.xml", numbering);
    return zip.bytes();
}

QByteArray book(const QByteArray& opf, const QByteArray& chapter)
{
    ZipFile zip;
    zip.add("mimetype", "application/epub+zip");
    zip.add("META-INF/container.xml", container);
    zip.add("p.opf", opf);
    zip.add("a.xhtml", chapter);
    return zip.bytes();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArray xml = fuzzBytes(data + 1, size - 1);
    ZipFile odt;
    switch (data[0] % 6) {
    case 0:
        checkReading(DocxReader(), QStringLiteral("f.docx"), word(xml, {}));
        break;
    case 1:
        checkReading(DocxReader(), QStringLiteral("f.docx"), word(wordBody, xml));
        break;
    case 2:
        odt.add("mimetype", "application/vnd.oasis.opendocument.text");
        odt.add("content.xml", xml);
        checkReading(OdtReader(), QStringLiteral("f.odt"), odt.bytes());
        break;
    case 3:
        checkReading(EpubReader(), QStringLiteral("f.epub"), book(package, xml));
        break;
    case 4:
        checkReading(EpubReader(), QStringLiteral("f.epub"),
                     book(xml, "<html><body><p>Text</p></body></html>"));
        break;
    default:
        checkReading(Fb2Reader(), QStringLiteral("f.fb2"), xml);
    }
    return 0;
}
