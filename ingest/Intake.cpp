#include "ingest/Intake.h"

#include "ingest/folder/ArchiveTree.h"
#include "ingest/folder/Walker.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>
#include <variant>

namespace quire {

namespace {

/// Reads a file, or takes what is remembered of it.
DocumentPtr readRemembered(const Reader& reader, const Source& source, const ReadContext& context,
                           IntakeMemory* memory, const RecognitionStore& recognised)
{
    if (!memory || !source.isFile())
        return recognised.read(reader, source, context);
    if (DocumentPtr known = memory->find(source.path(), source.name(), context.recognise))
        return known;
    const IntakeMemory::Stamp stamp = IntakeMemory::stampOf(source.path());
    DocumentPtr document = recognised.read(reader, source, context);
    memory->keep(source.path(), stamp, document);
    return document;
}

/// Reads the files of one tree on some threads; keeps their order.
class TreeReading
{
public:
    TreeReading(const ReaderRegistry& registry, const FileTree& tree, const QString& name,
                const QSet<QString>& included, const ReadContext& context, IntakeMemory* memory,
                const RecognitionStore& recognised)
        : m_registry(registry), m_tree(tree), m_name(name), m_included(included), m_context(context),
          m_memory(memory), m_recognised(recognised)
    {
    }

    void run(const std::vector<Walker::File>& files, int threads)
    {
        m_results.resize(files.size());
        m_threads = std::max(threads, 1);
        m_bytes = 0;
        for (const Walker::File& file : files)
            m_bytes += double(file.bytes);
        // The largest first: nothing long is left for one thread to do alone at the end.
        std::vector<size_t> order(files.size());
        std::iota(order.begin(), order.end(), size_t(0));
        std::stable_sort(order.begin(), order.end(),
                         [&](size_t a, size_t b) { return files[a].bytes > files[b].bytes; });
        std::vector<std::thread> crew;
        const auto count = std::min(size_t(m_threads), files.size());
        for (size_t i = 1; i < count; ++i)
            crew.emplace_back([&] { work(files, order); });
        work(files, order);
        for (std::thread& thread : crew)
            thread.join();
        if (m_failure)
            std::rethrow_exception(m_failure);
    }

    void collect(IntakeResult& result)
    {
        for (auto& one : m_results) {
            if (auto* document = std::get_if<DocumentPtr>(&one)) {
                result.ledger.append((*document)->ledger());
                result.documents.push_back(std::move(*document));
            } else {
                result.excluded.push_back(std::move(std::get<Exclusion>(one)));
            }
        }
    }

private:
    void work(const std::vector<Walker::File>& files, const std::vector<size_t>& order)
    {
        try {
            for (size_t i = m_next++; i < files.size() && !m_stop; i = m_next++) {
                m_results[order[i]] = readOne(files[order[i]]);
                const std::lock_guard lock(m_mutex);
                m_context.report(++m_done, qint64(files.size()));
            }
        } catch (...) { // cancelled, or out of time: the whole intake ends
            const std::lock_guard lock(m_mutex);
            m_stop = true;
            if (!m_failure)
                m_failure = std::current_exception();
        }
    }

    std::variant<DocumentPtr, Exclusion> readOne(const Walker::File& file)
    {
        const QString path = QString::fromUtf8(file.path);
        const QString shown = m_name + u'/' + path;
        const auto exclude = [&](ExclusionReason reason, const QString& text = {}) {
            return Exclusion{shown, file.bytes, reason, text.isEmpty() ? exclusionText(reason) : text};
        };
        try {
            const Source source = m_tree.source(file.path, shown, m_context.byteBudget);
            const Reader* reader = m_registry.readerFor(source);
            if (!reader)
                return exclude(ExclusionReason::Binary);
            ReadContext context = m_context;
            context.progress = {};
            context.threads = threadsFor(file);
            if (m_context.password)
                context.password = [this](const QString& name) { // one question at a time
                    const std::lock_guard lock(m_asking);
                    return m_context.password(name);
                };
            context.start();
            DocumentPtr document = readRemembered(*reader, source, context, m_memory, m_recognised);
            const bool text =
                document->kind() == DocumentKind::Code || document->kind() == DocumentKind::Text;
            if (const auto reason = text ? excludedContent(document->text()) : std::nullopt;
                reason && !m_included.contains(shown))
                return exclude(*reason);
            return document;
        } catch (const IngestError& error) {
            if (error.code() == IngestErrorCode::Cancelled)
                throw;
            const bool large = error.code() == IngestErrorCode::TooLarge;
            return exclude(large ? ExclusionReason::TooLarge : ExclusionReason::Unreadable, error.happened());
        }
    }

    /// As many of all threads as the file is a part of all bytes: one, but for a file that outweighs the
    /// others.
    int threadsFor(const Walker::File& file) const
    {
        const double part = m_bytes > 0 ? double(file.bytes) / m_bytes : 1;
        return std::clamp(int(std::ceil(part * m_threads)), 1, m_threads);
    }

    const ReaderRegistry& m_registry;
    const FileTree& m_tree;
    const QString& m_name;
    const QSet<QString>& m_included;
    const ReadContext& m_context;
    IntakeMemory* const m_memory;
    const RecognitionStore& m_recognised;
    std::vector<std::variant<DocumentPtr, Exclusion>> m_results;
    int m_threads = 1;
    double m_bytes = 0; ///< of all files, as they claim
    std::atomic<size_t> m_next{0};
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex;
    std::mutex m_asking;
    qint64 m_done = 0;
    std::exception_ptr m_failure;
};

QString folderName(const QString& path)
{
    const QString name = QFileInfo(QDir::cleanPath(QFileInfo(path).absoluteFilePath())).fileName();
    return name.isEmpty() ? path : name; // the root of the file system has none
}

} // namespace

void Intake::readTree(const FileTree& tree, const QString& path, const QString& name,
                      const ReadContext& context, IntakeResult& result) const
{
    const size_t documents = result.documents.size();
    // A person sees and chooses paths that begin with the tree's name; the walk knows them without.
    QSet<QString> below;
    for (const QString& included : m_included)
        if (included.startsWith(name + u'/'))
            below.insert(included.mid(name.size() + 1));
    Walker::Result walked = Walker(tree, below).walk([&] { context.check(name); });
    std::vector<Exclusion>& excluded = result.excluded;
    const size_t first = excluded.size();
    for (Exclusion& exclusion : walked.excluded) {
        exclusion.path = name + u'/' + exclusion.path;
        excluded.push_back(std::move(exclusion));
    }
    TreeReading reading(m_registry, tree, name, m_included, context, m_memory, m_recognised);
    reading.run(walked.files, threads());
    reading.collect(result);
    result.trees.push_back({path, documents, result.documents.size() - documents});
    std::sort(excluded.begin() + qsizetype(first), excluded.end(),
              [](const Exclusion& a, const Exclusion& b) { return a.path < b.path; });
    for (size_t i = first; i < excluded.size(); ++i)
        result.ledger.add({excluded[i].path, Coverage::Skipped, 0, excluded[i].bytes, excluded[i].text});
}

int Intake::threads() const
{
    return m_threads > 0 ? m_threads : std::max(1, int(std::thread::hardware_concurrency()));
}

IntakeResult Intake::read(const QStringList& paths, const ReadContext& context) const
{
    IntakeResult result;
    for (const QString& path : paths) {
        if (QFileInfo(path).isDir()) {
            readTree(FolderTree(path), path, folderName(path), context, result);
            continue;
        }
        const Source source = Source::file(path);
        if (!m_registry.readerFor(source)) {
            if (const auto archive = m_registry.openArchive(source, context)) {
                readTree(*archive, path, source.name(), context, result);
                continue;
            }
        }
        const Reader& reader = m_registry.surest(source);
        ReadContext whole = context;
        whole.threads = threads();
        whole.start();
        DocumentPtr document = readRemembered(reader, source, whole, m_memory, m_recognised);
        result.ledger.append(document->ledger());
        result.documents.push_back(std::move(document));
    }
    return result;
}

} // namespace quire
