#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/cli/BenchTokens.h"
#include "app/cli/OpenEngine.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <span>

namespace quire {

namespace {

constexpr auto defaultFrontiers = "512,4K,32K,128K";

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("bench [--model DIR|NAME] [options]"),
        QStringLiteral(
            "Measures reading (prefill) and answering (decode) at context frontiers, and what the KV\n"
            "cache takes there. Prefill is the speed from the frontier before to this one."),
        {QStringLiteral("quire bench"), QStringLiteral("quire bench --mode pro --frontiers 512,4K --json"),
         QStringLiteral("quire bench --model checkpoints/flash --file book.txt --decode 64")});
    parser.addModel();
    parser.add({"frontiers",
                QStringLiteral("Context lengths in tokens, ascending; by default %1.")
                    .arg(QLatin1String(defaultFrontiers)),
                "LIST", QLatin1String(defaultFrontiers)});
    parser.add({"decode", "Tokens to generate at each frontier; by default 32.", "N"});
    parser.add({"chunk", "Tokens per prefill step; by default 512.", "N"});
    parser.add({"file", "Read this text, repeated as needed, instead of synthetic token ids.", "FILE"});
    parser.add({"numerics", "As in 'quire logits'.", "fast|plain|cache|exact"});
    parser.add({"json", "Print JSON."});
    parser.addCompute();
    return parser;
}

/// What was measured at one context length.
struct Point
{
    qint64 tokens = 0;
    double prefillPerSecond = 0;
    double decodePerSecond = 0;
    std::optional<double> speculativePerSecond; ///< decode with the MTP head's drafts
    std::optional<double> acceptance;           ///< share of drafts that the model agreed with
    quint64 rowBytes = 0;
    quint64 stateBytes = 0;
};

std::vector<qint64> frontiersOf(const CommandParser& parser, qint64 mostPositions)
{
    std::vector<qint64> frontiers = parser.numbers("frontiers", 1, qint64(1) << 24);
    std::sort(frontiers.begin(), frontiers.end());
    frontiers.erase(std::unique(frontiers.begin(), frontiers.end()), frontiers.end());
    const bool asked = parser.has("frontiers");
    const auto beyond =
        std::find_if(frontiers.begin(), frontiers.end(), [&](qint64 f) { return f > mostPositions; });
    if (asked && beyond != frontiers.end())
        throw AppError(AppErrorCode::BadUsage,
                       QStringLiteral("A frontier of %1 tokens is beyond the model's %2 positions.")
                           .arg(formatCount(*beyond), formatCount(mostPositions)));
    frontiers.erase(beyond, frontiers.end());
    if (frontiers.empty())
        frontiers.push_back(mostPositions);
    return frontiers;
}

/// Ids spread over the vocabulary by a fixed rule, so that every run reads the same.
class BenchRun
{
public:
    BenchRun(Engine& engine, std::vector<std::int32_t> ids, int decode, CommandContext& context)
        : m_engine(engine), m_session(engine.newSession()), m_ids(std::move(ids)), m_decode(decode),
          m_context(context)
    {
    }

    Point measure(qint64 frontier)
    {
        Point point;
        point.tokens = frontier;
        point.prefillPerSecond = prefillTo(frontier);
        point.rowBytes = m_session.rowBytes();
        point.stateBytes = m_session.stateBytes();
        const qint64 tokens = std::min<qint64>(m_decode, m_engine.config().maxPositions - frontier);
        if (tokens < 1)
            return point;
        const SessionSnapshot here = m_session.snapshot();
        point.decodePerSecond = decode(tokens, false).tokensPerSecond;
        m_session.rewind(here);
        if (m_engine.config().mtpLayers > 0) {
            const Decoded drafted = decode(tokens, true);
            point.speculativePerSecond = drafted.tokensPerSecond;
            if (drafted.drafted > 0)
                point.acceptance = double(drafted.accepted) / double(drafted.drafted);
            m_session.rewind(here);
        }
        return point;
    }

private:
    double prefillTo(qint64 frontier)
    {
        const qint64 from = m_session.position();
        PrefillOptions options;
        options.stop = m_context.stop.flag();
        options.progress = [&](const PrefillProgress& progress) {
            m_context.terminal.progress(QStringLiteral("reading %1 of %2 tokens, %3 tokens/s")
                                            .arg(formatCount(from + progress.done), formatCount(frontier),
                                                 formatRate(progress.tokensPerSecond)));
        };
        QElapsedTimer timer;
        timer.start();
        m_session.prefill(std::span(m_ids).subspan(std::size_t(from), std::size_t(frontier - from)), options);
        return double(frontier - from) / (double(timer.nsecsElapsed()) * 1e-9);
    }

    struct Decoded
    {
        double tokensPerSecond = 0;
        qint64 drafted = 0;
        qint64 accepted = 0;
    };

    /// Generates exactly so many tokens: where the model would end it is made to go on.
    Decoded decode(qint64 tokens, bool speculate)
    {
        Decoded decoded;
        GenerateOptions options;
        options.speculate = speculate;
        options.stopFlag = m_context.stop.flag();
        m_context.terminal.progress(
            QStringLiteral("answering at %1 tokens").arg(formatCount(m_session.position())));
        QElapsedTimer timer;
        timer.start();
        for (qint64 done = 0; done < tokens;) {
            options.maxTokens = int(tokens - done);
            const GenerateResult result = m_session.generate(options);
            if (result.reason == FinishReason::Cancelled)
                throw AppError(AppErrorCode::Cancelled, QStringLiteral("Cancelled."));
            done += qint64(result.tokens.size());
            decoded.drafted += result.drafted;
            decoded.accepted += result.accepted;
            if (result.reason == FinishReason::ContextFull)
                break;
        }
        decoded.tokensPerSecond = double(tokens) / (double(timer.nsecsElapsed()) * 1e-9);
        return decoded;
    }

    Engine& m_engine;
    Session m_session;
    std::vector<std::int32_t> m_ids;
    int m_decode;
    CommandContext& m_context;
};

QString toTable(const std::vector<Point>& points)
{
    std::vector<QStringList> rows;
    for (const Point& point : points)
        rows.push_back(
            {formatCount(point.tokens), formatRate(point.prefillPerSecond), formatRate(point.decodePerSecond),
             point.speculativePerSecond ? formatRate(*point.speculativePerSecond) : QStringLiteral("-"),
             point.acceptance ? QStringLiteral("%1 %").arg(*point.acceptance * 100, 0, 'f', 0)
                              : QStringLiteral("-"),
             formatBytes(double(point.rowBytes)),
             QString::number(double(point.rowBytes) / double(point.tokens), 'f', 1),
             formatBytes(double(point.stateBytes))});
    return formatTable({"context", "prefill tok/s", "decode tok/s", "with MTP", "accepted", "KV rows",
                        "bytes/token", "window + frontiers"},
                       rows, {0, 1, 2, 3, 4, 5, 6, 7});
}

QString numericsName(const EngineOptions& options)
{
    const std::string_view text = name(options.numerics);
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// "AMD EPYC 9R14, 2 of 2 cores, avx512-bf16".
QString deviceLine(const EngineOptions& options)
{
    const DeviceChoice choice = DeviceChoice::parse(options.device);
    const Device device = findDevice(choice);
    if (choice.isGpu())
        return QStringLiteral("%1: %2, %3")
            .arg(QString::fromStdString(device.name), QString::fromStdString(device.description),
                 QString::fromStdString(device.instructions));
    return QStringLiteral("%1, %2 of %3 cores, %4")
        .arg(QString::fromStdString(device.description))
        .arg(options.threads > 0 ? std::min(options.threads, device.cores) : device.cores)
        .arg(device.cores)
        .arg(QString::fromStdString(device.instructions));
}

/// How experts fared that are not all in memory: "experts: 1.0 GB for 96 of 192; ...".
QString expertLine(const ExpertReport& report)
{
    const ExpertCacheCounters& c = report.counters;
    const auto percent = [](quint64 part, quint64 whole) {
        return QStringLiteral("%1 %").arg(whole > 0 ? 100 * double(part) / double(whole) : 0.0, 0, 'f', 0);
    };
    return QStringLiteral("experts: %1 hold %2 of %3; %4 of those asked for were there, %5 of the guesses "
                          "were right, %6 read, %7 s waited")
        .arg(formatBytes(double(report.memory)), formatCount(report.inMemory), formatCount(report.experts),
             percent(c.hits, c.hits + c.misses), percent(c.guessesUsed, c.guessesUsed + c.guessesUseless),
             formatBytes(double(c.bytesRead)), QString::number(c.secondsWaited, 'f', 1));
}

QJsonObject toJson(const ExpertReport& report)
{
    const ExpertCacheCounters& c = report.counters;
    return {{"memory_bytes", qint64(report.memory)},
            {"in_memory", qint64(report.inMemory)},
            {"experts", qint64(report.experts)},
            {"hits", qint64(c.hits)},
            {"misses", qint64(c.misses)},
            {"guesses_used", qint64(c.guessesUsed)},
            {"guesses_useless", qint64(c.guessesUseless)},
            {"bytes_read", qint64(c.bytesRead)},
            {"seconds_waited", c.secondsWaited}};
}

QString toJson(const ModelInfo& model, const Engine& engine, const std::vector<Point>& points)
{
    const EngineOptions& options = engine.options();
    QJsonArray list;
    for (const Point& point : points) {
        QJsonObject object{{"tokens", point.tokens},
                           {"prefill_tokens_per_second", point.prefillPerSecond},
                           {"decode_tokens_per_second", point.decodePerSecond},
                           {"kv_row_bytes", qint64(point.rowBytes)},
                           {"kv_bytes_per_token", double(point.rowBytes) / double(point.tokens)},
                           {"state_bytes", qint64(point.stateBytes)}};
        if (point.speculativePerSecond)
            object["decode_mtp_tokens_per_second"] = *point.speculativePerSecond;
        if (point.acceptance)
            object["mtp_acceptance"] = *point.acceptance;
        list.append(object);
    }
    QJsonObject all{{"model", model.name},
                    {"device", deviceLine(options)},
                    {"numerics", numericsName(options)},
                    {"ranks", options.ranks},
                    {"frontiers", list}};
    if (const std::optional<ExpertReport> experts = engine.experts())
        all["experts"] = toJson(*experts);
    return QString::fromUtf8(QJsonDocument(all).toJson());
}

} // namespace

int runBench(const QStringList& arguments, CommandContext& context)
{
    if (arguments.value(0) == QStringLiteral("cache"))
        return runBenchCache(arguments.mid(1), context);
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    parser.noArguments();
    EngineOptions options;
    options.numerics = chosenNumerics(parser);
    options.chunk = int(parser.number("chunk", 1, 1 << 20, options.chunk));
    const int decode = int(parser.number("decode", 1, 1 << 20, 32));
    const ModelInfo model = chosenModel(parser, context.models);
    const std::vector<qint64> frontiers = frontiersOf(parser, model.config->maxPositions);
    options.plannedTokens = frontiers.back();
    const std::shared_ptr<Engine> engine = openEngine(parser, model, options);

    std::vector<std::int32_t> ids = benchTokens(parser, *engine, frontiers.back());
    BenchRun run(*engine, std::move(ids), decode, context);
    std::vector<Point> points;
    for (const qint64 frontier : frontiers)
        points.push_back(run.measure(frontier));
    if (parser.has("json")) {
        context.terminal.write(toJson(model, *engine, points));
        return int(ExitCode::Ok);
    }
    context.terminal.writeLine(deviceLine(engine->options()));
    context.terminal.writeLine(QStringLiteral("%1, %2 of weights, %3 numerics\n")
                                   .arg(model.name, formatBytes(double(model.bytes)), numericsName(options)));
    context.terminal.write(toTable(points));
    if (const std::optional<ExpertReport> experts = engine->experts())
        context.terminal.writeLine(u'\n' + expertLine(*experts));
    return int(ExitCode::Ok);
}

} // namespace quire
