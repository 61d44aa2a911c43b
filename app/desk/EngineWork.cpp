#include "app/desk/EngineWork.h"

#include "app/AppError.h"
#include "app/Assistant.h"
#include "app/desk/AnswerStream.h"
#include "app/desk/EngineThread.h"
#include "engine/Engine.h"
#include "engine/model/MemoryPlan.h"
#include "engine/text/Tokenizer.h"
#include "ingest/prompt/PromptDifference.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace quire {

namespace {

constexpr std::size_t conversationsKept = 3;    // read documents that stay in memory, per model
constexpr qint64 speedTokens = 512;             // from this many on a measured speed is believed
constexpr qint64 quickToOpen = qint64(1) << 30; // bytes of a model that is opened only to compare
constexpr qint64 quickToCount = 1'000'000;      // characters of documents that are counted only to compare
constexpr float drawnTemperature = 0.6F;        // of an answer that is to be another one
constexpr double trialSeconds = 1.0;            // reading ahead, to know the speed, takes at most this long

Effort effortOf(const AskMode& mode)
{
    return mode.effort == QLatin1String("max")     ? Effort::Max
           : mode.effort == QLatin1String("think") ? Effort::Think
                                                   : Effort::Fast;
}

ReadingProgress progressOf(const PrefillProgress& progress)
{
    return {progress.done, progress.total, progress.tokensPerSecond, progress.secondsLeft};
}

} // namespace

/// Documents that one model has read, with the conversation about them.
struct EngineWork::Reading
{
    PromptEntries entries;
    std::unique_ptr<Assistant> assistant;

    /// The same words under the same labels, even when a file was opened once more meanwhile.
    bool isAbout(const PromptEntries& others) const
    {
        return std::equal(
            entries.begin(), entries.end(), others.begin(), others.end(), [](const auto& a, const auto& b) {
                return a.label == b.label && a.document->contentHash() == b.document->contentHash();
            });
    }
};

struct EngineWork::Model
{
    ModelInfo info;
    std::shared_ptr<Engine> engine;
    double rowBytesPerToken;
    double tokensPerSecond = 0;
    ReadingRate rate;
    std::vector<std::unique_ptr<Reading>> readings; ///< the last used at the end

    Model(ModelInfo ownInfo, std::shared_ptr<Engine> ownEngine)
        : info(std::move(ownInfo)), engine(std::move(ownEngine)),
          rowBytesPerToken(
              MemoryPlan::make(engine->config(), std::uint64_t(info.bytes), {}).rowBytesPerToken),
          rate(ReadingWork::of(engine->config()))
    {
    }

    void measured(qint64 tokens, double seconds)
    {
        if (tokens > 0 && seconds > 0 && (tokens >= speedTokens || seconds > trialSeconds / 2))
            tokensPerSecond = double(tokens) / seconds;
    }
};

EngineWork::EngineWork(const EngineSetup& setup)
    : m_registry(setup.modelPlaces), m_threads(setup.threads), m_cachePlace(setup.cache),
      m_memory(setup.memory)
{
}

EngineWork::~EngineWork() = default;

/// The first usable one of a kind. Throws AppError(InputUnusable), for a window: the registry speaks to a
/// command line.
ModelInfo EngineWork::installed(ModelSlot slot) const
{
    if (const std::optional<ModelInfo> model = m_registry.firstUsable(slot))
        return *model;
    QString problem = EngineThread::tr("No %1 model is installed.")
                          .arg(slot == ModelSlot::Pro ? QStringLiteral("Pro") : QStringLiteral("Flash"));
    for (const ModelInfo& model : m_registry.models())
        if (model.slot == slot)
            problem = model.problem;
    throw AppError(AppErrorCode::InputUnusable, problem,
                   EngineThread::tr("In the settings, under Models, add the folder of one or download one."));
}

EngineWork::Model& EngineWork::model(const AskMode& mode)
{
    std::unique_ptr<Model>& model = m_models[mode.model];
    if (model)
        return *model;
    const std::optional<ModelSlot> slot = parseSlot(mode.model);
    const ModelInfo info = installed(slot.value_or(ModelSlot::Flash));
    // Experts that are not all in memory take what memory there is: another large model would find none.
    if (info.bytes > quickToOpen)
        std::erase_if(m_models,
                      [](const auto& open) { return open.second && open.second->engine->experts(); });
    m_memory.requireModel(info);
    EngineOptions options;
    options.threads = m_threads;
    model = std::make_unique<Model>(info, Engine::open(info.directory.toStdString(), options));
    return *model;
}

/// Opened when it is first needed: the window does not wait for it. Without it everything works, but is read
/// again another time.
const std::shared_ptr<CacheStore>& EngineWork::cache()
{
    if (!std::exchange(m_cacheTried, true)) {
        try {
            m_cache = m_cachePlace.open();
        } catch (const EngineError& error) {
            m_cacheProblem = QString::fromUtf8(error.what());
        }
    }
    return m_cache;
}

EngineWork::Reading& EngineWork::reading(const AskMode& mode, const PromptEntries& entries)
{
    auto& readings = model(mode).readings;
    const auto at =
        std::find_if(readings.begin(), readings.end(), [&](const auto& r) { return r->isAbout(entries); });
    if (at != readings.end()) {
        std::rotate(at, at + 1, readings.end());
        return *readings.back();
    }
    auto fresh = std::make_unique<Reading>();
    fresh->entries = entries;
    fresh->assistant = std::make_unique<Assistant>(model(mode).engine, m_prompts.build(entries), cache());
    readings.push_back(std::move(fresh));
    if (readings.size() > conversationsKept)
        readings.erase(readings.begin());
    return *readings.back();
}

/// What memory there is for `tokens` more of a reading. Before there is too little, whatever else was read is
/// let go of: it comes back from the reading cache.
MemoryPlan EngineWork::memoryFor(const Model& used, const Reading& about, qint64 tokens)
{
    MemoryPlan plan = m_memory.planFor(used.engine->config(), used.info.bytes);
    if (MemoryCheck::roomFor(plan) >= tokens)
        return plan;
    for (const auto& [slot, model] : m_models)
        if (model)
            std::erase_if(model->readings, [&](const auto& other) { return other.get() != &about; });
    return m_memory.planFor(used.engine->config(), used.info.bytes);
}

void EngineWork::requireRoom(const Model& used, const Reading& about, const AskMode& mode)
{
    const DocumentsAtHand atHand = about.assistant->documentsAtHand(effortOf(mode));
    const qint64 missing = atHand.all - atHand.tokens;
    if (missing > 0 && atHand.all <= used.engine->config().maxPositions)
        MemoryCheck::requireRoom(memoryFor(used, about, missing), missing);
}

qint64 EngineWork::count(const AskMode& mode, const PromptBuilder::Entry& entry)
{
    const QByteArray& bytes = m_prompts.block(entry)->bytes();
    const std::string_view text(bytes.constData(), std::size_t(bytes.size()));
    return qint64(model(mode).engine->tokenizer()->count(text, SpecialTokens::Inert));
}

ReadingPlan EngineWork::plan(const AskMode& mode, const PromptEntries& entries)
{
    Model& used = model(mode);
    Reading& about = reading(mode, entries);
    ReadingPlan plan;
    plan.modelName = used.info.name;
    plan.contextTokens = used.engine->config().maxPositions;
    plan.tokens = about.assistant->documentSize(effortOf(mode));
    const qint64 before = about.assistant->documentsAtHand(effortOf(mode)).tokens;
    const MemoryPlan memory = memoryFor(used, about, plan.tokens - before);
    plan.memoryTokens = before + MemoryCheck::roomFor(memory);
    plan.freeBytes = qint64(memory.machine.available);
    if (used.tokensPerSecond <= 0 && plan.tooMany() == 0) {
        // Nobody knows how fast this machine is until it has read something; what it reads here is kept.
        Stop enough = false;
        QElapsedTimer timer;
        timer.start();
        try {
            read(mode, entries, enough, [&](const ReadingProgress&) {
                if (double(timer.elapsed()) / 1000 > trialSeconds)
                    enough = true;
            });
        } catch (const AppError& error) {
            if (error.code() != AppErrorCode::Cancelled)
                throw;
        }
    }
    const DocumentsAtHand atHand = about.assistant->documentsAtHand(effortOf(mode));
    plan.cachedTokens = atHand.tokens;
    plan.changed = atHand.tokens > 0 ? atHand.changed : QString(); // else nothing was of use
    plan.tokensPerSecond = used.tokensPerSecond;
    plan.secondsToRead = used.rate.secondsFor(plan.cachedTokens, plan.tokens);
    plan.bytes = qint64(used.rowBytesPerToken * double(plan.tokens));
    return plan;
}

QList<ModeCost> EngineWork::compareModes(const PromptEntries& entries)
{
    qint64 characters = 0;
    for (const PromptBuilder::Entry& entry : entries)
        characters += entry.document->text().size();
    QList<ModeCost> costs;
    for (const ModelSlot slot : {ModelSlot::Flash, ModelSlot::Pro}) {
        const AskMode any{slotName(slot), {}};
        const bool isOpen = m_models.count(any.model) > 0 && m_models[any.model];
        if (!isOpen) {
            const std::optional<ModelInfo> first = m_registry.firstUsable(slot);
            if (!first || first->bytes > quickToOpen || characters > quickToCount)
                continue;
        }
        Model& compared = model(any);
        for (const char* effort : {"fast", "think", "max"}) {
            const AskMode mode{any.model, QLatin1String(effort)};
            const DocumentsAtHand atHand = reading(mode, entries).assistant->documentsAtHand(effortOf(mode));
            costs.append(
                {mode, compared.info.name, atHand.all - atHand.tokens,
                 compared.tokensPerSecond > 0 ? compared.rate.secondsFor(atHand.tokens, atHand.all) : -1});
        }
    }
    return costs;
}

qint64 EngineWork::differsFrom(const AskMode& mode, const PromptEntries& before, const PromptEntries& after)
{
    const auto tokenizer = model(mode).engine->tokenizer();
    const TokenCounter counter = [&](QByteArrayView text) {
        return qint64(tokenizer->count({text.data(), std::size_t(text.size())}, SpecialTokens::Inert));
    };
    return differenceOf(m_prompts.build(before).documents(), m_prompts.build(after), counter).tokens;
}

void EngineWork::read(const AskMode& mode, const PromptEntries& entries, const Stop& stop,
                      const OnReading& onReading)
{
    Model& used = model(mode);
    Reading& about = reading(mode, entries);
    AskOptions options;
    options.effort = effortOf(mode);
    options.stop = &stop;
    options.rate = &used.rate;
    requireRoom(used, about, mode);
    AskEvents events;
    QElapsedTimer timer;
    timer.start();
    const qint64 before = about.assistant->documentsAtHand(options.effort).tokens;
    const qint64 all = about.assistant->documentSize(options.effort);
    events.reading = [&](const PrefillProgress& progress) {
        used.measured(progress.done, double(timer.nsecsElapsed()) * 1e-9);
        onReading({before + progress.done, all, progress.tokensPerSecond, progress.secondsLeft});
    };
    about.assistant->readDocuments(options, events);
    m_notKept = m_cacheProblem.isEmpty() ? about.assistant->notKept() : m_cacheProblem;
}

void EngineWork::ask(const AskOrder& order, const Stop& stop, const OnReading& onReading,
                     const OnAnswer& onAnswer, AnswerEnd& end)
{
    Model& used = model(order.mode);
    end.modelName = used.info.name;
    Reading& about = reading(order.mode, order.entries);
    requireRoom(used, about, order.mode);
    std::vector<std::pair<QString, QString>> history;
    for (const Exchange& exchange : order.history)
        history.emplace_back(exchange.question, exchange.answer);
    about.assistant->setHistory(history);

    AnswerStream stream(about.entries, onAnswer, end);
    AskOptions options;
    options.effort = effortOf(order.mode);
    options.maxTokens = order.mostTokens;
    options.seed = std::uint64_t(order.seed);
    options.temperature = order.seed == 0 ? 0 : drawnTemperature;
    options.rate = &used.rate;
    options.stop = &stop;
    AskEvents events;
    events.reading = [&](const PrefillProgress& progress) { onReading(progressOf(progress)); };
    events.thinking = [&](const QString& text) { stream.think(text); };
    events.text = [&](const QString& text) { stream.say(text); };
    events.part = [&](const AnswerPart& part) {
        if (part.citation)
            stream.cite(*part.citation);
    };
    try {
        const Answer answer = about.assistant->ask(order.question, options, events);
        end.state = answer.reason == FinishReason::Cancelled ? TurnState::Stopped : TurnState::Done;
        end.promptTokens = answer.promptTokens;
        end.cachedTokens = answer.promptTokens - answer.readTokens;
        end.answerTokens = answer.answerTokens;
        end.notKept = m_cacheProblem.isEmpty() ? about.assistant->notKept() : m_cacheProblem;
    } catch (...) {
        stream.close();
        throw;
    }
    stream.close();
}

QString EngineWork::keptAs(const AskMode& mode, const PromptEntries& entries) const
{
    const auto model = m_models.find(mode.model);
    if (model == m_models.end() || !model->second)
        return {};
    for (const std::unique_ptr<Reading>& reading : model->second->readings)
        if (reading->isAbout(entries))
            return reading->assistant->keptAs();
    return {};
}

void EngineWork::setCacheQuota(qint64 bytes)
{
    m_cachePlace.quotaBytes = bytes;
    if (m_cache)
        m_cache->setQuota(quint64(bytes));
}

void EngineWork::recover(const AskMode& mode, ErrorCode error)
{
    if (error == ErrorCode::OutOfMemory || error == ErrorCode::Internal)
        for (const auto& [slot, model] : m_models)
            if (model)
                model->readings.clear();
    if (error == ErrorCode::FileUnreadable || error == ErrorCode::NotFinite ||
        error == ErrorCode::DeviceFailed)
        m_models.erase(mode.model);
}

} // namespace quire
