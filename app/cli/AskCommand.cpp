#include "app/AppError.h"
#include "app/Assistant.h"
#include "app/ExitCode.h"
#include "app/cli/AnswerPrinter.h"
#include "app/cli/AskSession.h"
#include "app/cli/OpenEngine.h"
#include "app/cli/ReadPaths.h"

#include <QJsonDocument>

#include <algorithm>

namespace quire {

namespace {

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("ask [--file FILE]... [options] \"QUESTION\""),
        QStringLiteral(
            "Reads the files whole and answers the question. Quotes are checked against the files: what is\n"
            "shown as verified stands there word for word."),
        {QStringLiteral("quire ask --file lease.txt \"Who pays for the roof?\""),
         QStringLiteral(
             "quire ask --mode pro --effort think --file a.md --file b.md \"Where do they differ?\""),
         QStringLiteral("quire ask --model checkpoints/flash --file book.txt --json \"Who is Marlow?\"")});
    parser.addModel();
    parser.add({{"f", "file"},
                "A file or folder to read (text, Markdown, code, PDF and more); may be given several times.",
                "FILE"});
    parser.add(
        {"effort", "How much to think first: fast (not at all, the default), think, max.", "fast|think|max"});
    parser.add(
        {"max-tokens", "Longest answer, thinking included; by default 1024, and 16384 when thinking.", "N"});
    parser.add({"temperature", "0 (the default) always takes the likeliest token.", "T"});
    parser.add({"seed", "Of the choice of tokens at a temperature above 0.", "N"});
    parser.add({"session",
                "Ask in a session of the window instead of files; the answer is kept there. Its number, or "
                "words of its title.",
                "SESSION"});
    parser.add({"json", "Print one JSON object when the answer is complete."});
    addOcr(parser);
    addCache(parser);
    parser.add({"no-cache", "Keep nothing of what is read, and use nothing that was kept."});
    parser.addCompute();
    return parser;
}

Effort chosenEffort(const CommandParser& parser)
{
    const QString effort = parser.has("effort") ? parser.value("effort") : QStringLiteral("fast");
    if (effort == QStringLiteral("fast"))
        return Effort::Fast;
    if (effort == QStringLiteral("think"))
        return Effort::Think;
    if (effort == QStringLiteral("max"))
        return Effort::Max;
    throw AppError(AppErrorCode::BadUsage,
                   QStringLiteral("--effort takes fast, think or max, not '%1'.").arg(effort));
}

AskOptions chosenOptions(const CommandParser& parser, const CommandContext& context)
{
    AskOptions options;
    options.effort = chosenEffort(parser);
    const int most = options.effort == Effort::Fast ? 1024 : 16384;
    options.maxTokens = int(parser.number("max-tokens", 1, 1 << 20, most));
    options.seed = std::uint64_t(parser.number("seed", 0, (qint64(1) << 62) - 1, 0));
    options.stop = context.stop.flag();
    if (parser.has("temperature")) {
        bool ok = false;
        options.temperature = parser.value("temperature").toFloat(&ok);
        if (!ok || !(options.temperature >= 0 && options.temperature <= 10))
            throw AppError(AppErrorCode::BadUsage,
                           QStringLiteral("--temperature takes a number from 0 to 10, not '%1'.")
                               .arg(parser.value("temperature")));
    }
    return options;
}

/// Says what of the files is missing from the prompt; a long list is cut.
void noteGaps(const Ledger& ledger, Terminal& terminal)
{
    constexpr qsizetype mostShown = 8;
    QStringList gaps;
    for (const LedgerLine& line : ledger.lines())
        if (!line.reason.isEmpty())
            gaps.push_back(
                QStringLiteral("%1: %2, %3").arg(line.unit, coverageName(line.coverage), line.reason));
    for (const QString& gap : gaps.first(std::min(gaps.size(), mostShown)))
        terminal.note(gap);
    if (gaps.size() > mostShown)
        terminal.note(QStringLiteral("… and %1 more that were not read whole.").arg(gaps.size() - mostShown));
}

/// Reads files and folders, and labels the documents A, B, C in the order given.
Prompt readFiles(const CommandParser& parser, CommandContext& context)
{
    const QStringList paths = parser.values("file");
    const ReadingCache cache = parser.has("no-cache") ? ReadingCache() : chosenCache(parser);
    const IntakeResult intake = readPaths({paths, {}, cache, true}, parser, context);
    noteGaps(intake.ledger, context.terminal);
    std::vector<PromptBuilder::Entry> entries;
    for (const DocumentPtr& document : intake.documents)
        entries.push_back({documentLabel(int(entries.size())), document});
    if (entries.empty() && !paths.isEmpty())
        throw AppError(AppErrorCode::InputUnusable,
                       QStringLiteral("There is nothing to read in %1.").arg(paths.join(u' ')));
    return PromptBuilder().build(entries);
}

/// A cache that cannot be used is no reason not to answer.
std::shared_ptr<CacheStore> openCache(const CommandParser& parser, Terminal& terminal)
{
    if (parser.has("no-cache"))
        return {};
    try {
        return chosenCache(parser).open();
    } catch (const EngineError& error) {
        terminal.note(QString::fromUtf8(error.what()));
        return {};
    }
}

/// Says why documents that were read before are read again.
void noteDifference(Assistant& assistant, Effort effort, Terminal& terminal)
{
    const DocumentsAtHand atHand = assistant.documentsAtHand(effort);
    if (!atHand.changed.isEmpty())
        terminal.note(
            QStringLiteral("%1 of %2 tokens were read before; what was read before differs at token "
                           "%3, in %4.")
                .arg(formatCount(atHand.tokens), formatCount(atHand.all), formatCount(atHand.changedAt),
                     atHand.changed));
}

} // namespace

int runAsk(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    const QString question = parser.onlyArgument(QStringLiteral("question")).trimmed();
    if (question.isEmpty())
        throw AppError(AppErrorCode::BadUsage, QStringLiteral("The question is empty."));
    const AskOptions options = chosenOptions(parser, context);
    if (parser.has("session")) {
        if (parser.has("file") || parser.has("model"))
            throw AppError(
                AppErrorCode::BadUsage,
                QStringLiteral("--session has its own sources and goes without --file and --model."));
        const AskMode mode{parser.has("mode") ? parser.value("mode") : QStringLiteral("flash"),
                           parser.has("effort") ? parser.value("effort") : QStringLiteral("fast")};
        return askInSession(parser, question, mode, parser.has("mode") || parser.has("effort"),
                            options.maxTokens, context);
    }
    const ModelInfo model = chosenModel(parser, context.models);
    Prompt prompt = readFiles(parser, context);

    EngineOptions engineOptions;
    // Before the tokenizer is loaded: text has seldom less than three bytes a token.
    engineOptions.plannedTokens =
        std::min<std::int64_t>(model.config->maxPositions, prompt.documents().size() / 3 + options.maxTokens);
    Assistant assistant(openEngine(parser, model, engineOptions), std::move(prompt),
                        openCache(parser, context.terminal));
    noteDifference(assistant, options.effort, context.terminal);
    const bool json = parser.has("json");
    AnswerPrinter printer(context.terminal);
    AskEvents events;
    events.reading = [&](const PrefillProgress& progress) { printer.reading(progress); };
    if (!json) {
        events.thinking = [&](const QString& text) { printer.thinking(text); };
        events.part = [&](const AnswerPart& part) { printer.part(part); };
    }
    const Answer answer = assistant.ask(question, options, events);
    context.terminal.clearProgress();
    if (json)
        context.terminal.write(
            QString::fromUtf8(QJsonDocument(answerToJson(answer, model, question)).toJson()));
    else
        printer.finish(answer);
    if (!assistant.notKept().isEmpty())
        context.terminal.note(QStringLiteral("Not kept for later: ") + assistant.notKept());
    if (answer.reason == FinishReason::Cancelled) {
        context.terminal.note(QStringLiteral("Cancelled; the answer is incomplete."));
        return int(ExitCode::Cancelled);
    }
    if (answer.repeating)
        context.terminal.note(QStringLiteral("The answer was cut: the model began to repeat itself."));
    if (answer.reason == FinishReason::MaxTokens)
        context.terminal.note(QStringLiteral("The answer was cut at %1 tokens; --max-tokens allows more.")
                                  .arg(formatCount(answer.answerTokens)));
    if (answer.reason == FinishReason::ContextFull)
        context.terminal.note(QStringLiteral("The answer was cut: the model's context is full."));
    return int(ExitCode::Ok);
}

} // namespace quire
