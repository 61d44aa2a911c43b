/// Input: the bytes of a whole PDF. What breaks poppler itself is no finding of ours: the worker is there for
/// it. What breaks the reading of what poppler opened is.
#include "ingest/pdf/PdfReader.h"
#include "tests/fuzz/IngestCheck.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    quire::keepPoppler();
    quire::checkReading(quire::PdfReader(), QStringLiteral("f.pdf"), quire::fuzzBytes(data, size));
    return 0;
}
