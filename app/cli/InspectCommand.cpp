#include "app/ExitCode.h"
#include "app/cli/OpenEngine.h"
#include "engine/model/MemoryPlan.h"
#include "engine/model/ShardSet.h"
#include "engine/text/CheckpointTokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace quire {

namespace {

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("inspect DIR|NAME [options]"),
        QStringLiteral(
            "Says what a checkpoint is, checks its tokenizer and every tensor's name, type and shape, and "
            "plans\n"
            "the memory for 4K, 128K and 1M tokens: what is needed, what this machine has, what fits."),
        {QStringLiteral("quire inspect v4-nano-flash"),
         QStringLiteral("quire inspect checkpoints/pro --json"),
         QStringLiteral("quire inspect checkpoints/flash --expert-memory 16G")});
    parser.add({"chunk", "Plan for prefill steps of so many tokens; by default 512.", "N"});
    parser.add({"ranks", "Plan for so many shares of the model in this process; by default 1.", "N"});
    parser.addExpertMemory();
    parser.add(
        {"numerics", "As in 'quire logits'; decides how cached rows are stored.", "fast|plain|cache|exact"});
    parser.add({"json", "Print JSON."});
    return parser;
}

struct TypeSum
{
    qint64 tensors = 0;
    quint64 bytes = 0;
};

struct TensorSummary
{
    qint64 files = 0;
    qint64 tensors = 0;
    quint64 bytes = 0;
    std::map<QString, TypeSum> byType;
};

TensorSummary summarise(const QString& directory)
{
    TensorSummary summary;
    const ShardSet shards(directory.toStdString());
    for (const ShardSet::Shard& shard : shards.shards()) {
        ++summary.files;
        for (const auto& [tensorName, tensor] : shard.contents.tensors()) {
            const std::string_view type = name(tensor.type);
            TypeSum& sum = summary.byType[QString::fromUtf8(type.data(), qsizetype(type.size()))];
            ++sum.tensors;
            sum.bytes += tensor.bytes;
            ++summary.tensors;
            summary.bytes += tensor.bytes;
        }
    }
    return summary;
}

/// How many layers attend in which way: "2 sliding window, 21 CSA, 20 HCA".
QString layerKinds(const ModelConfig& config)
{
    int window = 0, csa = 0, hca = 0;
    for (int layer = 0; layer < config.layers; ++layer) {
        const AttentionKind kind = config.kind(layer);
        window += kind == AttentionKind::SlidingWindow;
        csa += kind == AttentionKind::Csa;
        hca += kind == AttentionKind::Hca;
    }
    QStringList parts;
    for (const auto& [count, what] : {std::pair{window, "sliding window"}, {csa, "CSA"}, {hca, "HCA"}})
        if (count > 0)
            parts.push_back(QStringLiteral("%1 %2").arg(count).arg(QLatin1String(what)));
    return parts.join(QStringLiteral(", "));
}

QString describe(const ModelInfo& model, const std::optional<Tokenizer>& tokenizer)
{
    const ModelConfig& config = *model.config;
    const auto line = [](const char* what, const QString& text) {
        return QStringLiteral("  %1%2\n").arg(QLatin1String(what), -12).arg(text);
    };
    QString text = QStringLiteral("%1, a DeepSeek-V4 model in %2\n").arg(model.name, model.directory);
    text += line("layers", QStringLiteral("%1 (%2), and %3 MTP")
                               .arg(config.layers)
                               .arg(layerKinds(config))
                               .arg(config.mtpLayers));
    text += line("width", QStringLiteral("%1 in %2 streams").arg(config.hiddenSize).arg(config.streams));
    text += line("attention", QStringLiteral("%1 heads of %2 channels (%3 rotary), window %4")
                                  .arg(config.heads)
                                  .arg(config.headDim)
                                  .arg(config.ropeDim)
                                  .arg(config.window));
    text += line("indexer", QStringLiteral("%1 heads of %2 channels, %3 rows picked")
                                .arg(config.indexHeads)
                                .arg(config.indexDim)
                                .arg(config.indexTopK));
    text +=
        line("experts", QStringLiteral("%1 of width %2, %3 for each token and a shared one; hash layers: %4")
                            .arg(config.experts)
                            .arg(config.moeIntermediate)
                            .arg(config.expertsPerToken)
                            .arg(config.hashLayers));
    text += line("vocabulary", formatCount(config.vocabSize));
    text += line("tokenizer", tokenizer ? QStringLiteral("%1 tokens").arg(formatCount(tokenizer->vocabSize()))
                                        : QStringLiteral("none: it can be given token ids only"));
    text += line("context", QStringLiteral("%1 tokens").arg(formatCount(config.maxPositions)));
    return text;
}

QString tensorTable(const TensorSummary& summary)
{
    std::vector<QStringList> rows;
    for (const auto& [type, sum] : summary.byType)
        rows.push_back(
            {QStringLiteral("  ") + type, formatCount(sum.tensors), formatBytes(double(sum.bytes))});
    rows.push_back(
        {QStringLiteral("  all"), formatCount(summary.tensors), formatBytes(double(summary.bytes))});
    return formatTable({"  type", "tensors", "size"}, rows, {1, 2});
}

const char* verdictKey(MemoryVerdict verdict)
{
    switch (verdict) {
    case MemoryVerdict::Fits:
        return "fits";
    case MemoryVerdict::FitsPaged:
        return "fits_paged";
    case MemoryVerdict::DoesNotFit:
        return "does_not_fit";
    case MemoryVerdict::BeyondContext:
        break;
    }
    return "beyond_context";
}

QJsonObject planToJson(const MemoryPlan& plan)
{
    QJsonArray contexts;
    for (const std::int64_t tokens : MemoryPlan::shownTokens) {
        const MemoryNeed need = plan.at(tokens);
        contexts.append(QJsonObject{{"tokens", qint64(need.tokens)},
                                    {"row_bytes", qint64(need.rows)},
                                    {"resident_bytes", qint64(need.resident)},
                                    {"total_bytes", qint64(need.total)},
                                    {"expert_memory_bytes", qint64(need.expertMemory)},
                                    {"verdict", verdictKey(need.verdict)}});
    }
    return {{"weight_bytes", qint64(plan.weights)},
            {"expert_bytes", qint64(plan.options.experts.all)},
            {"row_bytes_per_token", plan.rowBytesPerToken},
            {"window_bytes", qint64(plan.windows)},
            {"frontier_bytes", qint64(plan.frontiers)},
            {"workspace_bytes", qint64(plan.workspace)},
            {"snapshot_bytes", qint64(plan.snapshotBytes)},
            {"machine_bytes", qint64(plan.machine.total)},
            {"available_bytes", qint64(plan.machine.available)},
            {"contexts", contexts}};
}

QJsonObject toJson(const ModelInfo& model, const TensorSummary& summary, const MemoryPlan& plan)
{
    const ModelConfig& config = *model.config;
    QJsonObject types;
    for (const auto& [type, sum] : summary.byType)
        types[type] = QJsonObject{{"tensors", sum.tensors}, {"bytes", qint64(sum.bytes)}};
    QJsonArray ratios;
    for (const int ratio : config.compressRatios)
        ratios.append(ratio);
    return {{"name", model.name},
            {"directory", model.directory},
            {"layers", config.layers},
            {"mtp_layers", config.mtpLayers},
            {"compress_ratios", ratios},
            {"hidden_size", config.hiddenSize},
            {"heads", config.heads},
            {"head_dim", config.headDim},
            {"experts", config.experts},
            {"experts_per_token", config.expertsPerToken},
            {"vocabulary", config.vocabSize},
            {"context", qint64(config.maxPositions)},
            {"files", summary.files},
            {"tensors", types},
            {"memory", planToJson(plan)}};
}

} // namespace

int runInspect(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    const ModelInfo model = context.models.find(parser.onlyArgument(QStringLiteral("model")));
    MemoryPlanOptions options;
    options.numerics = chosenNumerics(parser);
    options.chunk = int(parser.number("chunk", 1, 1 << 20, options.chunk));
    options.ranks = int(parser.number("ranks", 1, 64, 1));

    options.expertMemory = parser.size("expert-memory");

    const TensorSummary summary = summarise(model.directory);
    // Opening checks everything the forward pass will touch; it throws what is wrong.
    const std::shared_ptr<const Checkpoint> checkpoint = Checkpoint::open(model.directory.toStdString());
    options.experts = ExpertSizes::of(checkpoint->weights());
    const std::optional<Tokenizer> tokenizer = loadTokenizer(checkpoint->directory(), *model.config);
    const MemoryPlan plan =
        MemoryPlan::make(*model.config, checkpoint->fileBytes(), MachineMemory::detect(), options);
    if (parser.has("json")) {
        context.terminal.write(QString::fromUtf8(QJsonDocument(toJson(model, summary, plan)).toJson()));
        return int(ExitCode::Ok);
    }
    context.terminal.write(describe(model, tokenizer) + u'\n');
    context.terminal.write(QStringLiteral("Tensors, in %1 %2; names, types and shapes are right:\n")
                               .arg(summary.files)
                               .arg(summary.files == 1 ? "file" : "files"));
    context.terminal.write(tensorTable(summary) + u'\n');
    context.terminal.write(QString::fromStdString(plan.table()));
    return int(ExitCode::Ok);
}

} // namespace quire
