/// Input: the bytes of one .eml file.
#include "ingest/mail/EmlReader.h"
#include "tests/fuzz/IngestCheck.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    quire::checkReading(quire::EmlReader(), QStringLiteral("f.eml"), quire::fuzzBytes(data, size));
    return 0;
}
