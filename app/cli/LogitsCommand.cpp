#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/cli/OpenEngine.h"
#include "app/cli/OutputFile.h"
#include "app/cli/TokenFile.h"

#include <QSaveFile>

#include <algorithm>
#include <bit>
#include <numeric>
#include <span>

namespace quire {

namespace {

static_assert(std::endian::native == std::endian::little, "rows are written as they lie in memory");

constexpr qint64 bytesAtOnce = 64 << 20; // of logits held in memory

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("logits --model DIR --ids FILE --out FILE [options]"),
        QStringLiteral(
            "Writes what the model says after given tokens, to compare engines: float32, little-endian,\n"
            "one vocabulary row per requested position, in the order requested. The row of position p\n"
            "are the logits after tokens 0 to p. With --mtp it is the MTP head's guess from tokens 0 to\n"
            "p and the id at p + 1, so that the last position is the last but one token."),
        {QStringLiteral("quire logits --model checkpoints/flash --ids ids.txt --out last.f32"),
         QStringLiteral(
             "quire logits --model . --ids - --positions 0,5,127 --numerics plain --out rows.f32 < ids.txt"),
         QStringLiteral("quire logits --model . --ids ids.txt --positions all --chunk 64 --out all.f32")});
    parser.addModel();
    parser.add({"ids", "Token ids, whole numbers separated by white space; '-' is standard input.", "FILE"});
    parser.add({"positions", "Which tokens' rows: 'last' (the default), 'all', or positions from 0.",
                "last|all|I,J,…"});
    parser.add({"chunk", "Tokens per step; the result does not depend on it.", "N"});
    parser.add(
        {"numerics",
         "fast: BF16 products, rows as stored (the default); plain: float32; cache: float32, rows as stored; "
         "exact: as the official kernels round.",
         "fast|plain|cache|exact"});
    parser.add({"mtp", "The MTP head's logits instead of the model's."});
    parser.add({"out", "The file to write; it appears when it is complete.", "FILE"});
    parser.addCompute();
    return parser;
}

std::vector<qint64> requestedPositions(const CommandParser& parser, qint64 count)
{
    if (count < 1)
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("--mtp needs at least two tokens."));
    const QString which = parser.has("positions") ? parser.value("positions") : QStringLiteral("last");
    if (which == QStringLiteral("last"))
        return {count - 1};
    if (which != QStringLiteral("all"))
        return parser.numbers("positions", 0, count - 1);
    std::vector<qint64> all(std::size_t(count), 0);
    std::iota(all.begin(), all.end(), qint64(0));
    return all;
}

/// Writes rows into their places. The file is renamed into place when everything is on the disk.
class RowFile
{
public:
    RowFile(const QString& path, const std::vector<qint64>& positions, int vocab)
        : m_file(path), m_rowBytes(qint64(vocab) * qint64(sizeof(float)))
    {
        for (std::size_t place = 0; place < positions.size(); ++place)
            m_places.push_back({positions[place], qint64(place)});
        std::sort(m_places.begin(), m_places.end());
        requireFilePlace(path);
        if (!m_file.open(QSaveFile::WriteOnly))
            fail();
    }

    /// The requested positions in ascending order, each with its place in the file.
    const std::vector<std::pair<qint64, qint64>>& places() const { return m_places; }

    void put(qint64 place, const float* row)
    {
        if (!m_file.seek(place * m_rowBytes) ||
            m_file.write(reinterpret_cast<const char*>(row), m_rowBytes) != m_rowBytes)
            fail();
    }

    void finish()
    {
        if (!m_file.commit())
            fail();
    }

private:
    [[noreturn]] void fail() const { throwWriteFailed(m_file.fileName(), m_file.errorString()); }

    QSaveFile m_file;
    qint64 m_rowBytes;
    std::vector<std::pair<qint64, qint64>> m_places;
};

class LogitsRun
{
public:
    LogitsRun(Session session, std::vector<std::int32_t> ids, int vocab, int chunk, CommandContext& context)
        : m_session(std::move(session)), m_ids(std::move(ids)), m_vocab(vocab), m_chunk(chunk),
          m_context(context)
    {
    }

    /// Runs of neighbouring positions go through the head together; one alone needs only the last row.
    void write(RowFile& file)
    {
        const auto& places = file.places();
        for (std::size_t i = 0; i < places.size();) {
            const qint64 first = places[i].first;
            const qint64 most =
                std::clamp<qint64>(bytesAtOnce / (m_vocab * qint64(sizeof(float))), 1, m_chunk);
            std::size_t last = i;
            while (last + 1 < places.size() && places[last + 1].first <= places[last].first + 1 &&
                   places[last + 1].first - first < most)
                ++last;
            const std::vector<float> rows = rowsOf(first, places[last].first);
            for (; i <= last; ++i)
                file.put(places[i].second, rows.data() + (places[i].first - first) * m_vocab);
        }
    }

    /// One row at a time: the head looks at the state just before the token it is given.
    void writeMtp(RowFile& file)
    {
        std::vector<float> row;
        for (const auto& [position, place] : file.places()) {
            if (m_session.position() != position + 1) {
                readUpTo(position + 1);
                row = m_session.draftLogits(m_ids[std::size_t(position) + 1]);
            }
            file.put(place, row.data());
        }
    }

private:
    std::vector<float> rowsOf(qint64 first, qint64 last)
    {
        if (first == last) {
            readUpTo(last + 1);
            return m_session.logits();
        }
        readUpTo(first);
        const std::span ids = std::span(m_ids).subspan(std::size_t(first), std::size_t(last + 1 - first));
        std::vector<float> rows = m_session.prefillAllLogits(ids, m_chunk, m_context.stop.flag());
        report(m_session.position());
        return rows;
    }

    void readUpTo(qint64 end)
    {
        const qint64 from = m_session.position();
        if (from >= end)
            return;
        PrefillOptions options;
        options.chunk = m_chunk;
        options.stop = m_context.stop.flag();
        options.progress = [&](const PrefillProgress& progress) { report(from + progress.done); };
        m_session.prefill(std::span(m_ids).subspan(std::size_t(from), std::size_t(end - from)), options);
    }

    void report(qint64 done)
    {
        if (m_context.stop.raised())
            throw AppError(AppErrorCode::Cancelled, QStringLiteral("Cancelled; nothing was written."));
        m_context.terminal.progress(
            QStringLiteral("%1 of %2 tokens").arg(formatCount(done), formatCount(qint64(m_ids.size()))));
    }

    Session m_session;
    std::vector<std::int32_t> m_ids;
    int m_vocab;
    int m_chunk;
    CommandContext& m_context;
};

} // namespace

int runLogits(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    parser.noArguments();
    for (const char* needed : {"ids", "out"})
        if (!parser.has(needed))
            throw AppError(AppErrorCode::BadUsage,
                           QStringLiteral("--%1 is missing.").arg(QLatin1String(needed)),
                           QStringLiteral("See 'quire logits --help'."));
    EngineOptions options;
    options.numerics = chosenNumerics(parser);
    options.chunk = int(parser.number("chunk", 1, 1 << 20, options.chunk));

    const ModelInfo model = chosenModel(parser, context.models);
    const int vocab = model.config->vocabSize;
    const bool mtp = parser.has("mtp");
    if (mtp && model.config->mtpLayers == 0)
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("%1 has no MTP head.").arg(model.name));
    std::vector<std::int32_t> ids = readTokenFile(parser.value("ids"), vocab);
    const std::vector<qint64> positions = requestedPositions(parser, qint64(ids.size()) - (mtp ? 1 : 0));

    options.plannedTokens = qint64(ids.size());
    const std::shared_ptr<Engine> engine = openEngine(parser, model, options);
    RowFile file(parser.value("out"), positions, vocab);
    LogitsRun run(engine->newSession(), std::move(ids), vocab, options.chunk, context);
    if (mtp)
        run.writeMtp(file);
    else
        run.write(file);
    file.finish();
    context.terminal.clearProgress();
    return int(ExitCode::Ok);
}

} // namespace quire
