#include "engine/Error.h"
#include "tests/engine/text/TestTokenizer.h"

#include <QRegularExpression>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace quire;

/// A tokenizer.json that is not ours to run, or that lies, is refused with a sentence that says why.
class BrokenTokenizersAreRefused : public QObject
{
    Q_OBJECT

private slots:
    void withASentence_data();
    void withASentence();
    void truncatedAnywhere();
    void whenTheFileCannotBeRead();
    void butHarmlessDifferencesAreNot();
};

namespace {

QByteArray smallJson()
{
    return QByteArray::fromStdString(testdata::read("small.json"));
}

} // namespace

void BrokenTokenizersAreRefused::withASentence_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* from, const char* to, const char* says) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(says);
    };
    row("other model", "\"type\":\"BPE\"", "\"type\":\"Unigram\"", "Unigram, not BPE");
    row("dropout", "\"dropout\":null", "\"dropout\":0.1", "dropout");
    row("unknown token", "\"unk_token\":null", "\"unk_token\":\"!\"", "unknown token");
    row("byte fallback", "\"byte_fallback\":false", "\"byte_fallback\":true", "byte fallback");
    row("suffix", "\"end_of_word_suffix\":null", "\"end_of_word_suffix\":\"</w>\"", "suffixes");
    row("normalizer", "\"normalizer\":null", "\"normalizer\":{\"type\":\"NFC\"}", "normalizer \"NFC\"");
    row("expression", "{1,3}", "{1,4}", "expression of step 1");
    row("behaviour", "\"behavior\":\"Isolated\"", "\"behavior\":\"Removed\"", "step 1 is no isolating Split");
    row("prefix space", "\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":false",
        "\"add_prefix_space\":true,\"trim_offsets\":true,\"use_regex\":false", "without prefix space");
    row("no pre-tokenizer", "\"pre_tokenizer\":", "\"other\":", "a Sequence is expected");
    row("no model", "\"model\":", "\"other\":", "no model");
    row("id of a word", "\"!\":3", "\"!\":\"three\"", "no integer id");
    row("fraction as id", "\"!\":3", "\"!\":3.5", "no integer id");
    row("negative id", "\"!\":3", "\"!\":-3", "outside 0 to");
    row("huge id", "\"!\":3", "\"!\":18446744073709551615", "outside 0 to");
    row("id twice", "\"!\":3", "\"!\":4", "the id 4");
    row("merge of three", "[\"h\",\"e\"]", "[\"h\",\"e\",\"y\"]", "is not a pair");
    row("merge of numbers", "[\"h\",\"e\"]", "[1,2]", "is not a pair");
    row("merge without space", "[\"h\",\"e\"]", "\"he\"", "is not a pair");
    row("merge into nothing", "[\"h\",\"e\"]", "[\"q\",\"q\"]", "not in the vocabulary");
    row("added id taken", "\"id\":1957", "\"id\":5", "share a name or id");
    row("added without content", "\"content\":\"<think>\"", "\"text\":\"<think>\"", "no content");
    row("no JSON", "{", "}", "no JSON at byte");
}

void BrokenTokenizersAreRefused::withASentence()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    QByteArray json = smallJson();
    const qsizetype at = json.indexOf(from);
    QVERIFY(at >= 0);
    json.replace(at, from.size(), to);
    try {
        Tokenizer::fromJson(json.toStdString(), "the/file.json");
        QFAIL("it was accepted");
    } catch (const EngineError& error) {
        QCOMPARE(error.code(), ErrorCode::BadTokenizer);
        const QByteArray what = error.what();
        QVERIFY2(what.contains(says), what.constData());
        QVERIFY2(what.startsWith("The tokenizer the/file.json c"), what.constData());
        QVERIFY2(what.endsWith("checkpoint."), what.constData());
    }
}

void BrokenTokenizersAreRefused::truncatedAnywhere()
{
    const QByteArray json = smallJson().trimmed();
    for (qsizetype size = 0; size < json.size(); size += 997)
        QVERIFY_THROWS_EXCEPTION(EngineError, Tokenizer::fromJson(json.left(size).toStdString()));
    const std::string deep = std::string(1 << 20, '[');
    QVERIFY_THROWS_EXCEPTION(EngineError, Tokenizer::fromJson(deep));
    QVERIFY_THROWS_EXCEPTION(EngineError, Tokenizer::fromJson("{\"model\":" + deep));
    QVERIFY_THROWS_EXCEPTION(EngineError, Tokenizer::fromJson("null"));
    QVERIFY_THROWS_EXCEPTION(EngineError, Tokenizer::fromJson("[]"));
}

void BrokenTokenizersAreRefused::whenTheFileCannotBeRead()
{
    QTemporaryDir directory;
    const QString pipe = directory.filePath("pipe.json"); // nobody writes: reading would wait for ever
    QVERIFY(::mkfifo(qPrintable(pipe), 0600) == 0);
    for (const QString& name : {directory.filePath("missing.json"), directory.path(), pipe}) {
        try {
            Tokenizer::fromFile(name.toStdString());
            QFAIL("it was accepted");
        } catch (const EngineError& error) {
            QCOMPARE(error.code(), ErrorCode::FileUnreadable);
            QVERIFY(QByteArray(error.what()).contains(name.toUtf8()));
        }
    }
}

void BrokenTokenizersAreRefused::butHarmlessDifferencesAreNot()
{
    QByteArray json = smallJson();
    json.replace("\"normalizer\":null", "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[]}");
    json.replace("\"dropout\":null", "\"dropout\":0.0");
    json.replace("\"end_of_word_suffix\":null", "\"end_of_word_suffix\":\"\"");
    QCOMPARE(Tokenizer::fromJson(json.toStdString()).identity(), testdata::small().identity());
    // A vocabulary without some byte: the byte vanishes, as it does for the reference, and nothing breaks.
    const QString missing = QString::fromUtf8(json).remove(QRegularExpression("\"\u0101\":\\d+,"));
    QVERIFY(missing.toUtf8().size() < json.size());
    const Tokenizer tokenizer = Tokenizer::fromJson(missing.toStdString());
    QCOMPARE(testdata::decodeAll(tokenizer, tokenizer.encode("a\1b", SpecialTokens::Inert)),
             std::string("ab"));
    QVERIFY(tokenizer.encode("\1", SpecialTokens::Inert).empty());
}

QTEST_GUILESS_MAIN(BrokenTokenizersAreRefused)
#include "tst_tokenizerfile.moc"
