/// Input: the bytes of one .rtf file.
#include "ingest/office/RtfReader.h"
#include "tests/fuzz/IngestCheck.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    quire::checkReading(quire::RtfReader(), QStringLiteral("f.rtf"), quire::fuzzBytes(data, size));
    return 0;
}
