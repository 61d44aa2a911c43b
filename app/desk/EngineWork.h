#pragma once

#include "app/ModelRegistry.h"
#include "app/desk/EngineOrders.h"
#include "app/desk/MemoryCheck.h"
#include "engine/Error.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>

namespace quire {

class Engine;

/// What the engine's thread does; blocking. Every function throws AppError, EngineError or IngestError.
class EngineWork
{
public:
    explicit EngineWork(const EngineSetup& setup);
    ~EngineWork();

    /// Models that are open stay open.
    void setModelPlaces(const QStringList& places) { m_registry = ModelRegistry(places); }

    using Stop = std::atomic<bool>;
    using OnReading = std::function<void(const ReadingProgress&)>;
    using OnAnswer = std::function<void(const AnswerDelta&)>;

    qint64 count(const AskMode& mode, const PromptBuilder::Entry& entry);
    ReadingPlan plan(const AskMode& mode, const PromptEntries& entries);
    /// What the documents would take in each mode; models that would take long to open are left out.
    QList<ModeCost> compareModes(const PromptEntries& entries);
    /// The token from which on the documents are no longer what they were before.
    qint64 differsFrom(const AskMode& mode, const PromptEntries& before, const PromptEntries& after);
    /// Throws AppError(Cancelled) when stopped; what was read is kept.
    void read(const AskMode& mode, const PromptEntries& entries, const Stop& stop,
              const OnReading& onReading);
    /// What the reading cache calls these documents as this model read them; empty while nothing is kept.
    /// Throws EngineError.
    QString keptAs(const AskMode& mode, const PromptEntries& entries) const;
    /// The most bytes the reading cache may take from now on; 0: no limit.
    void setCacheQuota(qint64 bytes);
    /// Empty, or why the last reading could not be kept on disk.
    QString notKept() const { return m_notKept; }
    /// When it throws, all that was said before has been handed on, and `end` says of it what is known.
    void ask(const AskOrder& order, const Stop& stop, const OnReading& onReading, const OnAnswer& onAnswer,
             AnswerEnd& end);
    /// After an error: a model whose files can no longer be read is closed, so that it is opened anew when it
    /// is asked again. When memory ran out, or something failed that must not, what models have read is let
    /// go of, half-changed as it may be; it comes back from the reading cache.
    void recover(const AskMode& mode, ErrorCode error);

private:
    struct Model;
    struct Reading;

    ModelInfo installed(ModelSlot slot) const;
    Model& model(const AskMode& mode);
    Reading& reading(const AskMode& mode, const PromptEntries& entries);
    const std::shared_ptr<CacheStore>& cache();
    MemoryPlan memoryFor(const Model& used, const Reading& about, qint64 tokens);
    void requireRoom(const Model& used, const Reading& about, const AskMode& mode);

    ModelRegistry m_registry;
    int m_threads;
    ReadingCache m_cachePlace;
    MemoryCheck m_memory;
    std::shared_ptr<CacheStore> m_cache; ///< null before it is needed, and when nothing is kept
    bool m_cacheTried = false;
    QString m_notKept;
    QString m_cacheProblem; ///< why nothing is kept although it should be
    PromptBuilder m_prompts;
    std::map<QString, std::unique_ptr<Model>> m_models; ///< by slot
};

} // namespace quire
