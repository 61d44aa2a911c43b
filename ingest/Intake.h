#pragma once

#include "ingest/IngestError.h"
#include "ingest/IntakeMemory.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/folder/Exclusion.h"
#include "ingest/folder/FileTree.h"
#include "ingest/ocr/RecognitionStore.h"

#include <QSet>
#include <QStringList>

#include <vector>

namespace quire {

/// What came of a list of files and folders.
struct IntakeResult
{
    std::vector<DocumentPtr> documents; ///< in order: as given, folders by path
    std::vector<Exclusion>
        excluded; ///< left out, with size and reason; paths begin with the folder's own name
    /// A folder or archive, with the documents that came of it.
    struct Tree
    {
        QString path;
        size_t first = 0;
        size_t count = 0;
    };
    std::vector<Tree> trees;
    Ledger ledger; ///< every document's lines, and one for everything excluded
};

/// Takes in what a person gave: files, folders, archives. One bad file inside a folder costs one line of the
/// ledger; a bad file that was named itself throws.
class Intake
{
public:
    explicit Intake(const ReaderRegistry& registry) : m_registry(registry) {}

    /// Paths as IntakeResult::excluded says them, to be read in spite of their reason.
    void include(const QSet<QString>& paths) { m_included = paths; }
    /// Threads that read: the files of a folder side by side, the pages of one long file. 0: one a core.
    void setThreads(int threads) { m_threads = threads; }

    /// Files that did not change since `memory` last saw them are not read again. It must outlive read().
    void remember(IntakeMemory& memory) { m_memory = &memory; }

    /// Text that is recognised (ReadContext::recognise) is kept, and taken from what was kept.
    void keepRecognised(const RecognitionStore& store) { m_recognised = store; }

    /// Throws IngestError for a path that cannot be read at all. Progress counts files.
    IntakeResult read(const QStringList& paths, const ReadContext& context = {}) const;

private:
    void readTree(const FileTree& tree, const QString& path, const QString& name, const ReadContext& context,
                  IntakeResult& result) const;

    int threads() const;

    const ReaderRegistry& m_registry;
    QSet<QString> m_included;
    int m_threads = 0;
    IntakeMemory* m_memory = nullptr;
    RecognitionStore m_recognised;
};

} // namespace quire
