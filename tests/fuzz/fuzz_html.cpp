/// Input: the bytes of one .html file.
#include "ingest/markup/HtmlReader.h"
#include "tests/fuzz/IngestCheck.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    quire::checkReading(quire::HtmlReader(), QStringLiteral("f.html"), quire::fuzzBytes(data, size));
    return 0;
}
