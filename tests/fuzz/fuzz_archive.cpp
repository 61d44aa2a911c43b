/// Input: the bytes of an archive: ZIP, TAR, or TAR packed by gzip or Zstandard. Walks it by its ignore rules
/// and reads every file in it.
#include "ingest/IngestError.h"
#include "ingest/folder/ArchiveTree.h"
#include "ingest/folder/Walker.h"
#include "tests/fuzz/IngestCheck.h"

#include <cstdlib>

using namespace quire;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    constexpr qint64 budget = 8 << 20;
    try {
        const Source source = Source::memory(QStringLiteral("f.zip"), fuzzBytes(data, size));
        const auto tree = openArchive(source, budget);
        if (!tree)
            return 0;
        for (const Walker::File& file : Walker(*tree, {}).walk([] {}).files) {
            if (file.path.startsWith('/') || file.path.startsWith("../") || file.path.contains("/../"))
                std::abort(); // leads out
            try {
                if (tree->source(file.path, QStringLiteral("f"), budget).size() > budget)
                    std::abort();
            } catch (const IngestError&) {
            }
        }
    } catch (const IngestError&) {
    }
    return 0;
}
