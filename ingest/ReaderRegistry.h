#pragma once

#include "ingest/Reader.h"
#include "ingest/folder/FileTree.h"

#include <memory>
#include <vector>

namespace quire {

/// Knows the readers and picks the one for a source.
class ReaderRegistry
{
public:
    /// A registry with every reader this build has, reading in this process.
    static ReaderRegistry standard();

    /// As standard(), but everything except plain text and its kin is read by `worker` (see findWorker()), so
    /// that a hostile file costs one error and not the application.
    static ReaderRegistry isolated(const QString& worker);

    /// As isolated() with the worker of this installation, as standard() where there is none.
    static ReaderRegistry installed();

    /// The program that reads what is not to be trusted; empty when this process does.
    const QString& worker() const { return m_worker; }

    /// Opens an archive where this registry reads; nullptr for what is none. Throws as openArchive() and
    /// openArchiveIsolated() do.
    std::unique_ptr<FileTree> openArchive(const Source& source, const ReadContext& context) const;

    void add(std::unique_ptr<Reader> reader) { m_readers.push_back(std::move(reader)); }

    /// The surest reader; of equals the one added first; nullptr when none knows the source.
    const Reader* readerFor(const Source& source) const;

    /// The same; throws IngestError(UnknownFormat) when there is none.
    const Reader& surest(const Source& source) const;

    /// Reads with the surest reader. Throws IngestError: UnknownFormat when there is none, else the reader's.
    DocumentPtr read(const Source& source, const ReadContext& context = {}) const;

private:
    std::vector<std::unique_ptr<Reader>> m_readers;
    QString m_worker;
};

} // namespace quire
