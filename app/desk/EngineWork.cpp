#include "app/desk/EngineWork.h"

#include "app/AppError.h"
#include "app/Assistant.h"
#include "engine/Engine.h"
#include "engine/model/MemoryPlan.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace quire {

namespace {

constexpr std::size_t conversationsKept = 3; // read documents that stay in memory, per model
constexpr int reportMs = 40;                 // parts of an answer are gathered this long
constexpr qint64 speedTokens = 512;          // from this many on a measured speed is believed
constexpr double trialSeconds = 1.0;         // reading ahead, to know the speed, takes at most this long

Effort effortOf(const AskMode& mode)
{
    return mode.effort == QLatin1String("max")     ? Effort::Max
           : mode.effort == QLatin1String("think") ? Effort::Think
                                                   : Effort::Fast;
}

CitationRecord recordOf(const Citation& citation, const PromptEntries& entries)
{
    CitationRecord record;
    for (const PromptBuilder::Entry& entry : entries)
        if (entry.document == citation.source.document)
            record.label = entry.label;
    record.mark = citation.mark.isEmpty() ? citation.quote.mark : citation.mark;
    record.words = citation.quote.words;
    record.source = citation.text();
    record.place = citation.place();
    record.verdict = citation.verdict;
    record.reference = citation.reference;
    record.moved = citation.moved;
    record.likeness = citation.likeness;
    record.begin = citation.source.text.begin;
    record.end = citation.source.text.end;
    return record;
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
    double rowBytesPerToken = 0;
    double tokensPerSecond = 0;
    ReadingRate rate;
    std::vector<std::unique_ptr<Reading>> readings; ///< the last used at the end

    void measured(qint64 tokens, double seconds)
    {
        if (tokens > 0 && seconds > 0 && (tokens >= speedTokens || seconds > trialSeconds / 2))
            tokensPerSecond = double(tokens) / seconds;
    }
};

EngineWork::EngineWork(const EngineSetup& setup)
    : m_registry(setup.modelPlaces), m_threads(setup.threads), m_cachePlace(setup.cache)
{
}

EngineWork::~EngineWork() = default;

EngineWork::Model& EngineWork::model(const AskMode& mode)
{
    std::unique_ptr<Model>& model = m_models[mode.model];
    if (model)
        return *model;
    const std::optional<ModelSlot> slot = parseSlot(mode.model);
    auto opened = std::make_unique<Model>();
    opened->info = m_registry.first(slot.value_or(ModelSlot::Flash));
    EngineOptions options;
    options.threads = m_threads;
    opened->engine = Engine::open(opened->info.directory.toStdString(), options);
    const MemoryPlan plan = MemoryPlan::make(opened->engine->config(), std::uint64_t(opened->info.bytes), {});
    opened->rowBytesPerToken = plan.rowBytesPerToken;
    model = std::move(opened);
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
    if (used.tokensPerSecond <= 0 && plan.tokens <= plan.contextTokens) {
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
    plan.difference = atHand.difference;
    plan.tokensPerSecond = used.tokensPerSecond;
    plan.secondsToRead = used.rate.secondsFor(plan.cachedTokens, plan.tokens);
    plan.bytes = qint64(used.rowBytesPerToken * double(plan.tokens));
    return plan;
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

AnswerEnd EngineWork::ask(const AskOrder& order, const Stop& stop, const OnReading& onReading,
                          const OnAnswer& onAnswer)
{
    Reading& about = reading(order.mode, order.entries);
    std::vector<std::pair<QString, QString>> history;
    for (const Exchange& exchange : order.history)
        history.emplace_back(exchange.question, exchange.answer);
    about.assistant->setHistory(history);

    QElapsedTimer timer, report;
    timer.start();
    AnswerEnd end;
    AnswerDelta delta;
    const auto flush = [&](bool now) {
        if (!now && report.isValid() && report.elapsed() < reportMs)
            return;
        if (!delta.answer.isEmpty() || !delta.thinking.isEmpty() || !delta.citations.isEmpty())
            onAnswer(std::exchange(delta, {}));
        report.start();
    };
    const auto first = [&] {
        if (end.firstTokenMs == 0)
            end.firstTokenMs = int(timer.elapsed());
    };
    AskOptions options;
    options.effort = effortOf(order.mode);
    options.maxTokens = order.mostTokens;
    options.rate = &model(order.mode).rate;
    options.stop = &stop;
    AskEvents events;
    events.reading = [&](const PrefillProgress& progress) { onReading(progressOf(progress)); };
    events.thinking = [&](const QString& text) {
        first();
        flush(false);
        delta.thinking += text;
        end.thinkingMs = int(timer.elapsed()) - end.firstTokenMs;
    };
    // What was gathered is handed on before more comes: then a quote and its citation are never parted.
    events.text = [&](const QString& text) {
        first();
        flush(false);
        delta.answer += text;
    };
    events.part = [&](const AnswerPart& part) {
        if (part.citation)
            delta.citations.append(recordOf(*part.citation, about.entries));
    };
    const Answer answer = about.assistant->ask(order.question, options, events);
    flush(true);
    end.state = answer.reason == FinishReason::Cancelled ? TurnState::Stopped : TurnState::Done;
    end.modelName = model(order.mode).info.name;
    end.answerMs = int(timer.elapsed());
    end.promptTokens = answer.promptTokens;
    end.cachedTokens = answer.promptTokens - answer.readTokens;
    end.answerTokens = answer.answerTokens;
    end.notKept = m_cacheProblem.isEmpty() ? about.assistant->notKept() : m_cacheProblem;
    return end;
}

} // namespace quire
