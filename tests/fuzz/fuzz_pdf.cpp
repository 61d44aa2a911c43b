/// Input: the bytes of a whole PDF. What breaks poppler itself is no finding of ours: the worker is there for
/// it. What breaks the reading of what poppler opened is. Numbers keep their last five digits: a file that
/// claims a hundred million objects makes poppler fill tables for seconds, and teaches the fuzzer nothing.
#include "ingest/pdf/PdfReader.h"
#include "tests/fuzz/IngestCheck.h"

#include <algorithm>

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void tameNumbers(QByteArray& bytes)
{
    constexpr qsizetype most = 5;
    for (auto at = bytes.begin(); at != bytes.end();) {
        const auto begin = std::find_if(at, bytes.end(), isDigit);
        at = std::find_if_not(begin, bytes.end(), isDigit);
        if (at - begin > most)
            std::fill(begin, at - most, '0');
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    QByteArray bytes = quire::fuzzBytes(data, size);
    tameNumbers(bytes);
    quire::keepPoppler();
    quire::checkReading(quire::PdfReader(), QStringLiteral("f.pdf"), bytes);
    return 0;
}
