#include "engine/Engine.h"
#include "engine/session/AttendedRows.h"
#include "engine/session/Sampler.h"
#include "engine/session/StopMatcher.h"

#include <QtTest>

#include <algorithm>
#include <cstring>
#include <map>
#include <random>
#include <set>
#include <thread>

using namespace quire;
namespace fs = std::filesystem;

namespace {

fs::path model(const char* variant)
{
    return fs::path(QUIRE_TEST_DATA) / "golden" / variant / "model";
}

std::shared_ptr<Engine> open(const char* variant, Numerics numerics = Numerics::Fast, int threads = 1,
                             int chunk = 256)
{
    EngineOptions options;
    options.numerics = numerics;
    options.threads = threads;
    options.chunk = chunk;
    return Engine::open(model(variant), options);
}

std::vector<std::int32_t> randomIds(const Engine& engine, std::size_t count, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::vector<std::int32_t> ids(count);
    for (std::int32_t& id : ids)
        id = 2 + static_cast<std::int32_t>(random() % static_cast<unsigned>(engine.config().vocabSize - 2));
    return ids;
}

PrefillOptions chunks(int size)
{
    PrefillOptions options;
    options.chunk = size;
    return options;
}

bool sameBits(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// Everything a session remembers, as bytes: rows, windows, frontiers, streams, logits.
std::string bytesOf(Session& session, Engine& engine)
{
    std::string all;
    const auto add = [&](const void* data, std::size_t bytes) {
        all.append(static_cast<const char*>(data), bytes);
    };
    const auto addFloats = [&](const std::vector<float>& values) {
        add(values.data(), values.size() * sizeof(float));
    };
    const SessionSnapshot snapshot = session.snapshot();
    addFloats(snapshot.logits);
    const KvSnapshot& kv = snapshot.ranks.front();
    addFloats(kv.lastStreams);
    for (std::size_t i = 0; i < kv.layers.size(); ++i) {
        const LayerSnapshot& layer = kv.layers[i];
        const int ratio = engine.config().compressRatios[i];
        add(layer.window.data(), layer.window.size());
        for (const FrontierSnapshot* f : {&layer.compressor, &layer.indexer}) {
            addFloats(f->partialKv);
            addFloats(f->partialScore);
            addFloats(f->prevKv);
            addFloats(f->prevScore);
        }
        for (const RowLog& rows : layer.rows)
            for (std::int64_t j = 0; j < kv.position / ratio; ++j)
                add(rows.view().row(j), rows.format().bytes());
    }
    return all;
}

/// A directory with V4's exact layout is opened once a variant and numerics.
const char* const variants[] = {"flash-like", "flash-like-r8", "pro-like"};

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private slots:
    void chunkingChangesNoBit_data() { numericsOfVariants(); }
    void chunkingChangesNoBit();
    void threadsChangeNoBit();
    void forksAndRewindsContinueToTheBit_data() { numericsOfVariants(); }
    void forksAndRewindsContinueToTheBit();
    void forkLeavesTheOriginalAlone();
    void attendedRowsAreRankedAndChangeNothing_data() { numericsOfVariants(); }
    void attendedRowsAreRankedAndChangeNothing();
    void sharesAreASoftmaxOfRows_data() { numericsOfVariants(); }
    void sharesAreASoftmaxOfRows();
    void speculationChangesNoToken_data() { numericsOfVariants(); }
    void speculationChangesNoToken();
    void generatedTokensAreContinuedFrom();
    void ranksAgree();
    void aCancelledPrefillKeepsWhatItRead();
    void cancellationAnswersQuickly();
    void progressCountsToTheEnd();
    void promptsOverTheContextAreRefused();
    void idsOutsideTheVocabularyAreRefused();
    void rowBytesFollowTheFormula();
    void samplingFollowsItsSeed();
    void topPAndMinPCutTheTail();
    void stopTextsEndBeforeThem();

private:
    static void numericsOfVariants();
};

void SessionTest::numericsOfVariants()
{
    QTest::addColumn<QString>("variant");
    QTest::addColumn<QString>("numerics");
    for (const char* variant : variants)
        for (const char* numerics : {"fast", "plain", "cache", "exact"})
            QTest::addRow("%s %s", variant, numerics) << QString(variant) << QString(numerics);
}

void SessionTest::chunkingChangesNoBit()
{
    QFETCH(QString, variant);
    QFETCH(QString, numerics);
    const auto engine = open(qPrintable(variant), parseNumerics(numerics.toStdString()), 1, 512);
    const std::vector<std::int32_t> ids = randomIds(*engine, 300);
    Session whole = engine->newSession();
    const std::vector<float> logits = whole.prefillAllLogits(ids);
    const std::string expected = bytesOf(whole, *engine);
    for (const int size : {1, 7, 64, 128}) {
        Session session = engine->newSession();
        QVERIFY2(sameBits(session.prefillAllLogits(ids, size), logits), qPrintable(QString::number(size)));
        QVERIFY2(bytesOf(session, *engine) == expected, qPrintable(QString::number(size)));
    }
}

void SessionTest::threadsChangeNoBit()
{
    const auto one = open("flash-like", Numerics::Fast, 1);
    const auto three = open("flash-like", Numerics::Fast, 3);
    const std::vector<std::int32_t> ids = randomIds(*one, 300);
    Session a = one->newSession();
    Session b = three->newSession();
    a.prefill(ids);
    b.prefill(ids, chunks(33));
    QVERIFY(bytesOf(a, *one) == bytesOf(b, *three));
}

void SessionTest::forksAndRewindsContinueToTheBit()
{
    QFETCH(QString, variant);
    QFETCH(QString, numerics);
    const auto engine = open(qPrintable(variant), parseNumerics(numerics.toStdString()));
    const std::vector<std::int32_t> ids = randomIds(*engine, 400);
    const std::span<const std::int32_t> all(ids);
    Session straight = engine->newSession();
    straight.prefill(all);
    const std::string expected = bytesOf(straight, *engine);
    for (const std::size_t at : {1, 3, 4, 127, 128, 131, 256, 399}) {
        Session session = engine->newSession();
        session.prefill(all.first(at), chunks(50));
        const SessionSnapshot place = session.snapshot();
        session.prefill(randomIds(*engine, 150, 7)); // something else, to be forgotten
        session.rewind(place);
        Session fork = session.fork();
        session.prefill(all.subspan(at));
        fork.prefill(all.subspan(at), chunks(3));
        QVERIFY2(bytesOf(session, *engine) == expected, qPrintable(QString("rewound to %1").arg(at)));
        QVERIFY2(bytesOf(fork, *engine) == expected, qPrintable(QString("forked at %1").arg(at)));
    }
}

void SessionTest::forkLeavesTheOriginalAlone()
{
    const auto engine = open("flash-like");
    const std::vector<std::int32_t> ids = randomIds(*engine, 203);
    Session original = engine->newSession();
    original.prefill(ids);
    const std::string before = bytesOf(original, *engine);
    std::vector<Session> forks;
    for (unsigned i = 0; i < 4; ++i) {
        forks.push_back(original.fork());
        forks.back().prefill(randomIds(*engine, 60, i + 10));
    }
    QVERIFY(bytesOf(original, *engine) == before);
    QVERIFY(bytesOf(forks[0], *engine) != bytesOf(forks[1], *engine));
}

void SessionTest::attendedRowsAreRankedAndChangeNothing()
{
    QFETCH(QString, variant);
    QFETCH(QString, numerics);
    const auto engine = open(qPrintable(variant), parseNumerics(numerics.toStdString()));
    const ModelConfig& config = engine->config();
    Session session = engine->newSession();
    const auto ids = randomIds(*engine, 101);
    session.prefill(ids);
    const std::string before = bytesOf(session, *engine);
    const auto next = randomIds(*engine, 3, 7);
    const std::vector<AttendedRow> rows = session.attendedRows(next);
    QCOMPARE(bytesOf(session, *engine), before);
    QCOMPARE(session.position(), std::int64_t(101));

    const std::int64_t visible = (101 + 3) / 4;
    QCOMPARE(std::int64_t(rows.size()), std::min<std::int64_t>(config.indexTopK, visible));
    std::set<std::int64_t> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].firstToken % 4, std::int64_t(0));
        QCOMPARE(rows[i].endToken, rows[i].firstToken + 4);
        QVERIFY(rows[i].endToken <= 104);
        QVERIFY(i == 0 || rows[i].nats <= rows[i - 1].nats);
        QVERIFY(seen.insert(rows[i].firstToken).second);
    }
    // Read for good, the same tokens look at the same rows: those of the last of them.
    Session other = session.fork();
    other.prefill(std::span(next).first(2));
    const auto again = other.attendedRows(std::span(next).last(1));
    QCOMPARE(again.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(again[i].firstToken, rows[i].firstToken);
        QCOMPARE(again[i].nats, rows[i].nats);
    }
    QVERIFY_THROWS_EXCEPTION(EngineError, session.attendedRows({}));
}

void SessionTest::sharesAreASoftmaxOfRows()
{
    QFETCH(QString, variant);
    QFETCH(QString, numerics);
    const auto engine = open(qPrintable(variant), parseNumerics(numerics.toStdString()));
    const int layer = RowWatcher::lastPickingLayer(engine->config());
    Session session = engine->newSession();
    session.prefill(randomIds(*engine, 101));
    const std::string before = bytesOf(session, *engine);
    const auto next = randomIds(*engine, 6, 7);

    // Of one token: e^n / (e^sink + sum of e^n), for the n that attendedRows tells of it.
    const std::vector<AttendedRow> rows = session.attendedRows(std::span(next).first(1));
    const float sink = -0.5F;
    double total = std::exp(double(sink));
    for (const AttendedRow& row : rows)
        total += std::exp(double(row.nats));
    const std::vector<RowShare> shares = session.attentionShares(std::span(next).first(1), layer, sink);
    QCOMPARE(shares.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto same = std::ranges::find(shares, rows[i].firstToken, &RowShare::firstToken);
        QVERIFY(same != shares.end());
        QCOMPARE(same->endToken, rows[i].endToken);
        QVERIFY(std::abs(same->share - std::exp(double(rows[i].nats)) / total) < 1e-5);
        QVERIFY(i == 0 || shares[i].share <= shares[i - 1].share);
    }
    // Of several: together as much as each by itself.
    std::map<std::int64_t, double> each;
    Session reading = session.fork();
    for (const std::int32_t token : next) {
        for (const RowShare& row : reading.attentionShares({&token, 1}, layer, sink))
            each[row.firstToken] += row.share;
        reading.prefill({&token, 1});
    }
    const std::vector<RowShare> together = session.attentionShares(next, layer, sink);
    QCOMPARE(together.size(), each.size());
    for (const RowShare& row : together)
        QVERIFY(std::abs(row.share - each[row.firstToken]) < 1e-5);
    // However loud or faint the sink, nothing overflows.
    for (const auto& [extreme, expected] : {std::pair(1e4F, 0.0), std::pair(-1e4F, double(next.size()))}) {
        double sum = 0;
        for (const RowShare& row : session.attentionShares(next, layer, extreme))
            sum += row.share;
        QVERIFY(std::abs(sum - expected) < 1e-4);
    }
    QCOMPARE(bytesOf(session, *engine), before);
    QVERIFY(session.attentionShares(next, engine->config().layers, sink).empty());
    QVERIFY(session.attentionShares(next, -1, sink).empty());
    QVERIFY_THROWS_EXCEPTION(EngineError, session.attentionShares({}, layer, sink));
}

void SessionTest::speculationChangesNoToken()
{
    QFETCH(QString, variant);
    QFETCH(QString, numerics);
    const auto engine = open(qPrintable(variant), parseNumerics(numerics.toStdString()));
    std::int64_t accepted = 0;
    for (const float temperature : {0.0f, 0.8f}) {
        for (unsigned seed = 0; seed < 4; ++seed) {
            const std::vector<std::int32_t> ids = randomIds(*engine, 40 + 31 * seed, seed);
            GenerateOptions options;
            options.maxTokens = 48;
            options.temperature = temperature;
            options.seed = seed;
            Session plain = engine->newSession();
            plain.prefill(ids);
            Session speculating = plain.fork();
            options.speculate = false;
            const GenerateResult expected = plain.generate(options);
            options.speculate = true;
            const GenerateResult result = speculating.generate(options);
            QCOMPARE(result.tokens, expected.tokens);
            QCOMPARE(static_cast<int>(result.reason), static_cast<int>(expected.reason));
            QVERIFY(result.drafted > 0);
            accepted += result.accepted;
            // And both go on alike: what is pending is read, what was accepted is not read twice.
            const std::int32_t next[] = {5, 6, 7};
            plain.prefill(next);
            speculating.prefill(next);
            QVERIFY(bytesOf(plain, *engine) == bytesOf(speculating, *engine));
        }
    }
    qInfo("%lld drafts accepted", static_cast<long long>(accepted));
}

void SessionTest::generatedTokensAreContinuedFrom()
{
    const auto engine = open("pro-like");
    const std::vector<std::int32_t> ids = randomIds(*engine, 90);
    GenerateOptions options;
    options.maxTokens = 21;
    Session session = engine->newSession();
    session.prefill(ids);
    const GenerateResult result = session.generate(options);
    const std::int32_t next[] = {9, 10};
    session.prefill(next);
    std::vector<std::int32_t> all = ids;
    all.insert(all.end(), result.tokens.begin(), result.tokens.end());
    all.insert(all.end(), {9, 10});
    QCOMPARE(session.tokens(), all);
    Session straight = engine->newSession();
    straight.prefill(all);
    QVERIFY(bytesOf(session, *engine) == bytesOf(straight, *engine));
}

void SessionTest::ranksAgree()
{
    // Heads, groups and experts must divide: flash-like has 8 heads in 2 groups and 8 experts.
    const auto one = open("flash-like", Numerics::Plain);
    EngineOptions options;
    options.numerics = Numerics::Plain;
    options.ranks = 2;
    const auto two = Engine::open(model("flash-like"), options);
    const std::vector<std::int32_t> ids = randomIds(*one, 200);
    const std::vector<float> a = one->newSession().prefillAllLogits(ids);
    const std::vector<float> b = two->newSession().prefillAllLogits(ids);
    float worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        worst = std::max(worst, std::abs(a[i] - b[i]));
    qInfo("2 ranks: largest logit difference %.2g", static_cast<double>(worst));
    QVERIFY(worst <= 1e-4f);

    // Each rank knows its own heads only: the loudest of all is what counts.
    const auto rowsOf = [&](Engine& engine) {
        Session session = engine.newSession();
        session.prefill(ids);
        std::map<std::int64_t, float> rows;
        for (const AttendedRow& row : session.attendedRows(randomIds(engine, 2, 5)))
            rows[row.firstToken] = row.nats;
        return rows;
    };
    const auto ofOne = rowsOf(*one), ofTwo = rowsOf(*two);
    QCOMPARE(ofTwo.size(), ofOne.size());
    for (const auto& [row, nats] : ofOne)
        QVERIFY2(std::abs(ofTwo.at(row) - nats) <= 1e-3f, qPrintable(QString::number(row)));
}

void SessionTest::aCancelledPrefillKeepsWhatItRead()
{
    const auto engine = open("flash-like");
    const std::vector<std::int32_t> ids = randomIds(*engine, 600);
    std::atomic<bool> stop = false;
    PrefillOptions options = chunks(64);
    options.stop = &stop;
    options.progress = [&](const PrefillProgress& progress) { stop = progress.done >= 256; };
    Session session = engine->newSession();
    bool cancelled = false;
    try {
        session.prefill(ids, options);
    } catch (const EngineError& error) {
        cancelled = error.code() == ErrorCode::Cancelled;
    }
    QVERIFY(cancelled);
    QCOMPARE(session.position(), 256);
    session.prefill(std::span(ids).subspan(256));
    Session straight = engine->newSession();
    straight.prefill(ids);
    QVERIFY(bytesOf(session, *engine) == bytesOf(straight, *engine));
}

void SessionTest::cancellationAnswersQuickly()
{
    const auto engine = open("flash-like-r8", Numerics::Plain, 1, 1024);
    const std::vector<std::int32_t> ids = randomIds(*engine, 4000);
    std::atomic<bool> stop = false;
    std::atomic<bool> running = false;
    PrefillOptions options;
    options.stop = &stop;
    options.progress = [&](const PrefillProgress&) { running = true; };
    Session session = engine->newSession();
    std::chrono::steady_clock::time_point raised;
    std::thread other([&] {
        while (!running)
            std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        raised = std::chrono::steady_clock::now();
        stop = true;
    });
    bool cancelled = false;
    try {
        session.prefill(ids, options);
    } catch (const EngineError& error) {
        cancelled = error.code() == ErrorCode::Cancelled;
    }
    const auto answered = std::chrono::steady_clock::now();
    other.join();
    QVERIFY(cancelled);
    qInfo("answered after %.1f ms", std::chrono::duration<double, std::milli>(answered - raised).count());
}

void SessionTest::progressCountsToTheEnd()
{
    const auto engine = open("flash-like");
    std::vector<std::int64_t> seen;
    PrefillOptions options = chunks(100);
    options.progress = [&](const PrefillProgress& progress) {
        QCOMPARE(progress.total, 250);
        QVERIFY(progress.tokensPerSecond > 0);
        seen.push_back(progress.done);
    };
    Session session = engine->newSession();
    session.prefill(randomIds(*engine, 250), options);
    QCOMPARE(seen, (std::vector<std::int64_t>{100, 200, 250}));
}

void SessionTest::promptsOverTheContextAreRefused()
{
    const auto engine = open("flash-like");
    Session session = engine->newSession();
    const auto over = static_cast<std::size_t>(engine->config().maxPositions) + 1;
    try {
        session.prefill(randomIds(*engine, over));
        QFAIL("accepted");
    } catch (const EngineError& error) {
        QCOMPARE(static_cast<int>(error.code()), static_cast<int>(ErrorCode::ContextOverflow));
        QVERIFY(QString(error.what()).contains("4097") && QString(error.what()).contains("4096"));
    }
    QCOMPARE(session.position(), 0);
}

void SessionTest::idsOutsideTheVocabularyAreRefused()
{
    const auto engine = open("flash-like");
    for (const std::int32_t bad : {-1, 512}) {
        Session session = engine->newSession();
        const std::int32_t ids[] = {3, bad};
        try {
            session.prefill(ids);
            QFAIL("accepted");
        } catch (const EngineError& error) {
            QCOMPARE(static_cast<int>(error.code()), static_cast<int>(ErrorCode::BadInput));
        }
    }
}

void SessionTest::rowBytesFollowTheFormula()
{
    for (const char* variant : variants) {
        const auto engine = open(variant);
        const ModelConfig& c = engine->config();
        Session session = engine->newSession();
        const std::int64_t n = 1000;
        session.prefill(randomIds(*engine, static_cast<std::size_t>(n)));
        const int plain = c.headDim - c.ropeDim;
        const int scales = (plain + 63) / 64;
        const int row = plain + scales + (plain + scales) % 2 + 2 * c.ropeDim;
        const int indexRow = c.indexDim / 2 + c.indexDim / 32;
        std::uint64_t expected = 0;
        for (int i = 0; i < c.layers; ++i) {
            const int ratio = c.compressRatios[static_cast<std::size_t>(i)];
            if (ratio > 0)
                expected += static_cast<std::uint64_t>(n / ratio) *
                            static_cast<std::uint64_t>(row + (ratio == 4 ? indexRow : 0));
        }
        QCOMPARE(session.rowBytes(), expected);
    }
}

void SessionTest::samplingFollowsItsSeed()
{
    const auto engine = open("flash-like");
    Session start = engine->newSession();
    start.prefill(randomIds(*engine, 50));
    GenerateOptions options;
    options.temperature = 1.5f;
    options.maxTokens = 30;
    options.seed = 4;
    const auto first = start.fork().generate(options).tokens;
    QCOMPARE(start.fork().generate(options).tokens, first);
    options.seed = 5;
    QVERIFY(start.fork().generate(options).tokens != first);
}

void SessionTest::topPAndMinPCutTheTail()
{
    const std::vector<float> logits = {std::log(0.5f), std::log(0.3f), std::log(0.15f), std::log(0.05f)};
    const auto drawn = [&](float topP, float minP) {
        std::vector<int> counts(4);
        for (std::int64_t p = 0; p < 20000; ++p)
            ++counts[static_cast<std::size_t>(Sampler({1, topP, minP, 3}).sample(logits, p))];
        return counts;
    };
    const auto all = drawn(1, 0);
    QVERIFY(std::abs(all[0] - 10000) < 300 && std::abs(all[1] - 6000) < 300 && std::abs(all[3] - 1000) < 150);
    const auto nucleus = drawn(0.7f, 0);
    QVERIFY(nucleus[0] > 0 && nucleus[1] > 0 && nucleus[2] == 0 && nucleus[3] == 0);
    const auto floored = drawn(1, 0.2f);
    QVERIFY(floored[2] > 0 && floored[3] == 0);
    QCOMPARE(Sampler({0, 1, 0, 9}).sample(logits, 0), 0);
}

void SessionTest::stopTextsEndBeforeThem()
{
    StopMatcher matcher({"###", "\nEND"});
    std::string text = matcher.feed("one #");
    QCOMPARE(text, std::string("one "));
    text += matcher.feed("# two\nEN");
    QCOMPARE(text, std::string("one ## two"));
    text += matcher.feed("D three");
    QCOMPARE(text, std::string("one ## two"));
    QVERIFY(matcher.matched());
    QCOMPARE(matcher.feed("more"), std::string());
    QCOMPARE(matcher.finish(), std::string());
    StopMatcher undecided({"abc"});
    QCOMPARE(undecided.feed("xab"), std::string("x"));
    QCOMPARE(undecided.finish(), std::string("ab"));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
