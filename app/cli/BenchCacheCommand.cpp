#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/LineChart.h"
#include "app/cli/BenchTokens.h"
#include "app/cli/Command.h"
#include "app/cli/OpenEngine.h"
#include "app/cli/OutputFile.h"
#include "engine/store/StoredSession.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

namespace quire {

namespace {

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("bench cache [--model DIR|NAME] [options]"),
        QStringLiteral(
            "Measures the reading cache: what keeping costs while reading, bytes on disk a token, the\n"
            "time to open a session again and to the first token of a new question, next to reading\n"
            "it all again, and the disk that ten branches of one session take."),
        {QStringLiteral("quire bench cache"),
         QStringLiteral("quire bench cache --lengths 4K,64K,1M --file book.txt --plot times.svg")});
    parser.addModel();
    parser.add({"lengths", "Lengths in tokens; by default 4K,16K.", "LIST", "4K,16K"});
    parser.add({"file", "Read this text, repeated as needed, instead of synthetic token ids.", "FILE"});
    parser.add({"cache", "Make the folder for the measurement in this one.", "DIR"});
    parser.add({"json", "Print JSON."});
    parser.add({"plot", "Draw the times against the length.", "FILE.svg"});
    parser.addCompute();
    return parser;
}

struct Point
{
    qint64 tokens = 0;
    double readSeconds = 0; ///< with keeping
    double keepSeconds = 0; ///< of these
    double rowBytes = 0;    ///< the architecture's figure
    double diskBytes = 0;   ///< rows, snapshots and index on the volume
    double writtenBytes = 0;
    double openSeconds = 0;       ///< store and session, ready to read on
    double firstTokenSeconds = 0; ///< a new question of 32 tokens, read and answered by one
    double branchedBytes = 0;     ///< on the volume with ten branches, each with an answer of its own
};

/// Ten answers to one prompt, each going on in its own way.
void branch(StoredSession& session, std::size_t tokens)
{
    std::vector<std::int32_t> prompt = session.session().tokens();
    prompt.resize(tokens);
    for (int i = 0; i < 10; ++i) {
        StoredSession other = session.fork({"branch", {}});
        other.read(prompt);
        GenerateOptions answer;
        answer.maxTokens = 64;
        answer.temperature = 1;
        answer.seed = std::uint64_t(i);
        other.generate(answer);
    }
}

void plot(const std::vector<Point>& points, const QString& path)
{
    LineChart chart{QStringLiteral("Coming back to what was read"),
                    QStringLiteral("tokens"),
                    QStringLiteral("seconds"),
                    {}};
    const auto draw = [&](const char* name, double Point::*seconds) {
        LineChart::Line line{QLatin1String(name), {}};
        for (const Point& point : points)
            line.points.emplace_back(double(point.tokens), point.*seconds);
        chart.lines.push_back(std::move(line));
    };
    draw("reading it again", &Point::readSeconds);
    draw("first token of a question", &Point::firstTokenSeconds);
    draw("opening", &Point::openSeconds);
    writeOutput(path, chart.svg().toUtf8());
}

Point measure(const std::shared_ptr<Engine>& engine, const std::filesystem::path& folder,
              const std::vector<std::int32_t>& tokens, CommandContext& context)
{
    constexpr std::size_t questionTokens = 32;
    const std::span prompt = std::span(tokens).first(tokens.size() - questionTokens);
    Point point;
    point.tokens = qint64(prompt.size());
    std::string id;
    QElapsedTimer timer;
    {
        const auto store = CacheStore::open(folder);
        StoredSession session(engine, store, {"bench", {}});
        ReadOptions options;
        options.prefill.stop = context.stop.flag();
        options.prefill.progress = [&](const PrefillProgress& progress) {
            context.terminal.progress(QStringLiteral("reading %1 of %2 tokens, %3 tokens/s")
                                          .arg(formatCount(progress.done), formatCount(progress.total),
                                               formatRate(progress.tokensPerSecond)));
        };
        timer.start();
        session.read(prompt, options);
        point.readSeconds = double(timer.nsecsElapsed()) * 1e-9;
        point.keepSeconds = session.secondsKeeping();
        point.rowBytes = double(session.session().rowBytes());
        id = session.id();
        point.writtenBytes = double(store->usage().bytesWritten);
    }
    context.terminal.clearProgress();
    timer.start();
    const auto store = CacheStore::open(folder);
    StoredSession session = StoredSession::resume(engine, store, id);
    point.openSeconds = double(timer.nsecsElapsed()) * 1e-9;
    point.diskBytes = double(store->usage().bytes);
    timer.start();
    session.read(tokens);
    GenerateOptions one;
    one.maxTokens = 1;
    session.generate(one);
    point.firstTokenSeconds = double(timer.nsecsElapsed()) * 1e-9;
    branch(session, tokens.size());
    point.branchedBytes = double(store->usage().bytes);
    return point;
}

void print(const std::vector<Point>& points, bool json, Terminal& terminal)
{
    if (json) {
        QJsonArray all;
        for (const Point& p : points)
            all.append(QJsonObject{{"tokens", p.tokens},
                                   {"readSeconds", p.readSeconds},
                                   {"keepSeconds", p.keepSeconds},
                                   {"rowBytes", p.rowBytes},
                                   {"diskBytes", p.diskBytes},
                                   {"writtenBytes", p.writtenBytes},
                                   {"openSeconds", p.openSeconds},
                                   {"firstTokenSeconds", p.firstTokenSeconds},
                                   {"branchedBytes", p.branchedBytes}});
        terminal.write(QString::fromUtf8(QJsonDocument(all).toJson()));
        return;
    }
    std::vector<QStringList> rows;
    for (const Point& p : points) {
        const double tokens = double(p.tokens);
        rows.push_back(
            {formatCount(p.tokens), formatDuration(p.readSeconds),
             QString::number(100 * p.keepSeconds / std::max(1e-9, p.readSeconds - p.keepSeconds), 'f', 2),
             QString::number(p.rowBytes / tokens, 'f', 1), QString::number(p.diskBytes / tokens, 'f', 1),
             QString::number(p.writtenBytes / std::max(1.0, p.diskBytes), 'f', 3),
             QString::number(p.openSeconds * 1000, 'f', 1),
             QString::number(p.firstTokenSeconds * 1000, 'f', 0),
             QString::number(p.branchedBytes / std::max(1.0, p.diskBytes), 'f', 3)});
    }
    terminal.write(formatTable(
        {QStringLiteral("tokens"), QStringLiteral("reading"), QStringLiteral("keeping %"),
         QStringLiteral("row bytes/token"), QStringLiteral("on disk/token"), QStringLiteral("written/kept"),
         QStringLiteral("open ms"), QStringLiteral("first token ms"), QStringLiteral("ten branches")},
        rows, {0, 1, 2, 3, 4, 5, 6, 7, 8}));
}

} // namespace

int runBenchCache(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    parser.noArguments();
    const std::shared_ptr<Engine> engine = openEngine(parser, chosenModel(parser, context.models), {});
    std::vector<Point> points;
    for (const qint64 length : parser.numbers("lengths", 1, engine->config().maxPositions)) {
        if (length < 64)
            throw AppError(AppErrorCode::BadUsage, QStringLiteral("--lengths begin at 64 tokens."));
        // A folder of its own each: what a shorter one has read would be found again.
        const QTemporaryDir folder(
            parser.has("cache") ? parser.value("cache") + QStringLiteral("/bench-XXXXXX") : QString());
        if (!folder.isValid())
            throw AppError(AppErrorCode::InputUnusable, folder.errorString());
        points.push_back(measure(engine, std::filesystem::path(folder.path().toStdString()) / "cache",
                                 benchTokens(parser, *engine, length), context));
    }
    print(points, parser.has("json"), context.terminal);
    if (parser.has("plot"))
        plot(points, parser.value("plot"));
    return int(ExitCode::Ok);
}

} // namespace quire
