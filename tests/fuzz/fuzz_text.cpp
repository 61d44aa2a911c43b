/// Input: a byte that chooses a name, then the bytes of a text file in any encoding.
#include "ingest/code/CodeReader.h"
#include "ingest/text/MarkdownReader.h"
#include "ingest/text/TextReader.h"
#include "tests/fuzz/IngestCheck.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArray bytes = quire::fuzzBytes(data + 1, size - 1);
    switch (data[0] % 6) {
    case 0:
        quire::checkReading(quire::TextReader(), QStringLiteral("f.txt"), bytes);
        break;
    case 1:
        quire::checkReading(quire::TextReader(), QStringLiteral("f.csv"), bytes);
        break;
    case 2:
        quire::checkReading(quire::MarkdownReader(), QStringLiteral("f.md"), bytes);
        break;
    case 3:
        quire::checkReading(quire::CodeReader(), QStringLiteral("f.cpp"), bytes);
        break;
    case 4:
        quire::checkReading(quire::CodeReader(), QStringLiteral("f.py"), bytes);
        break;
    default:
        quire::checkReading(quire::CodeReader(), QStringLiteral("f.rs"), bytes);
    }
    return 0;
}
