/// Input: the content of one page of an otherwise sound PDF with a font, a form and a layer.
#include "ingest/pdf/PdfReader.h"
#include "tests/fuzz/IngestCheck.h"
#include "tests/ingest/support/PdfFile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    PdfFile file;
    file.page();
    const QByteArray form =
        file.stream("/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /Font << /G "
                    "3 0 R >> >>",
                    "BT /G 10 Tf 0 0 Td (in the form) Tj ET");
    const QByteArray layer = file.object("<< /Type /OCG /Name (layer) >>");
    file.catalogEntry("/OCProperties << /OCGs [" + layer + "] /D << /OFF [" + layer + "] >> >>");
    file.resource("/XObject << /X " + form + " >> /Properties << /A " + layer + " >>");
    file.font("H", file.unicodeFont({{'a', QStringLiteral("\u05E9")}, {'b', QStringLiteral("\uFB01")}}));
    file.raw(quire::fuzzBytes(data, size));
    quire::keepPoppler();
    quire::checkReading(quire::PdfReader(), QStringLiteral("f.pdf"), file.bytes());
    return 0;
}
