#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/cli/OpenEngine.h"
#include "app/cli/OutputFile.h"
#include "app/evaluation/EvaluationReport.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace quire {

namespace {

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("eval --set FILE.jsonl [options]"),
        QStringLiteral(
            "Puts a set's questions to a model exactly as the application would, and measures whether the\n"
            "first quote hits the evidence, whether quotes are exact, and what it takes."),
        {QStringLiteral("quire eval --set eval/books_dev.jsonl"),
         QStringLiteral(
             "quire eval --set eval/books_dev.jsonl --haystack 32K,128K --depths 0,0.5,1 --json out.json"),
         QStringLiteral(
             "quire eval --set eval/code_dev.jsonl --documents code/dev --documents code/train --mode pro")});
    parser.addModel();
    parser.add({"set", "Questions, JSON Lines: {doc, question, gold, …}.", "FILE"});
    parser.add({"documents",
                "Folder with the documents; by default the one beside the set that is named as it is up to "
                "'_'. Given "
                "again: further text to fill haystacks.",
                "DIR"});
    parser.add(
        {"haystack", "Hide each document among others up to so many tokens: 4K,32K,128K,512K,1M.", "LIST"});
    parser.add({"depths", "Where in the haystack the answer stands; by default 0,0.25,0.5,0.75,1.", "LIST"});
    parser.add({"limit", "Ask only the first N questions.", "N"});
    parser.add({"no-drafts", "Answer without the MTP head's drafts: the same answers, at another speed."});
    parser.add({"json", "Write every answer and all means to this file.", "FILE"});
    parser.add({"plot", "Draw hit@1 by scope into this SVG file.", "FILE"});
    parser.add({"numerics", "As in 'quire logits'.", "fast|plain|cache|exact"});
    parser.addCompute();
    return parser;
}

std::vector<double> depthsOf(const CommandParser& parser)
{
    std::vector<double> depths;
    for (const QString& part : parser.value("depths").split(u',', Qt::SkipEmptyParts)) {
        bool ok = false;
        depths.push_back(part.toDouble(&ok));
        if (!ok || depths.back() < 0 || depths.back() > 1)
            throw AppError(AppErrorCode::BadUsage,
                           QStringLiteral("--depths takes numbers from 0 to 1, not '%1'.").arg(part));
    }
    return depths;
}

std::int64_t longestPrompt(const EvaluationSet& set, const EvaluationOptions& options, std::int64_t most)
{
    std::int64_t longest = 0;
    for (const auto& [name, text] : set.documents())
        longest = std::max<std::int64_t>(longest, std::int64_t(text.size()) / 2);
    for (const qint64 tokens : options.haystacks)
        longest = std::max<std::int64_t>(longest, tokens + 4096);
    return std::min(longest, most);
}

} // namespace

int runEval(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    parser.noArguments();
    if (!parser.has("set"))
        throw AppError(AppErrorCode::BadUsage, QStringLiteral("--set names the file of questions."));
    const EvaluationSet set(parser.value("set"), parser.values("documents"));
    EvaluationOptions options;
    if (parser.has("haystack"))
        options.haystacks = parser.numbers("haystack", 1024, qint64(1) << 20);
    if (parser.has("depths"))
        options.depths = depthsOf(parser);
    options.limit = int(parser.number("limit", 1, 1 << 20, 0));
    options.ask.stop = context.stop.flag();
    options.ask.maxTokens = 128;
    options.ask.speculate = !parser.has("no-drafts");
    const ModelInfo model = chosenModel(parser, context.models);
    EngineOptions engineOptions;
    engineOptions.numerics = chosenNumerics(parser);
    engineOptions.plannedTokens = longestPrompt(set, options, model.config->maxPositions);
    Evaluation evaluation(openEngine(parser, model, engineOptions), set, options);
    int asked = 0, hits = 0;
    const auto report = [&](const EvaluationResult& result) {
        ++asked;
        hits += result.hit ? 1 : 0;
        context.terminal.progress(QStringLiteral("%1 asked, %2 hit").arg(asked).arg(hits));
    };
    const auto reading = [&](const PrefillProgress& progress) {
        context.terminal.progress(QStringLiteral("%1 asked, %2 hit; reading %3 of %4 tokens")
                                      .arg(asked)
                                      .arg(hits)
                                      .arg(formatCount(progress.done), formatCount(progress.total)));
    };
    const std::vector<EvaluationResult> results = evaluation.run(report, reading);
    context.terminal.clearProgress();
    const std::vector<EvaluationMeans> means = meansOf(results);
    context.terminal.write(evaluationTable(means));
    if (parser.has("json"))
        writeOutput(parser.value("json"),
                    QJsonDocument(evaluationJson(set.name(), model.name, means, results)).toJson());
    if (parser.has("plot"))
        writeOutput(
            parser.value("plot"),
            evaluationPlot(QStringLiteral("%1, %2: evidence hit@1").arg(model.name, set.name()), means));
    return int(ExitCode::Ok);
}

} // namespace quire
