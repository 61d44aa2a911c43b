#include "tests/app/QuireProcess.h"
#include "tests/support/CheckpointWriter.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>
#include <stdexcept>

using namespace quire;
using namespace quire::test;

namespace {

/// A sound checkpoint before it is written, for a test to damage.
struct Sample
{
    CheckpointSpec spec = specNamed("flash-like");
    std::string config = configJson(spec.config);
    std::vector<TensorSource> tensors = checkpointTensors(spec);

    TensorSource& at(const std::string& name)
    {
        const auto found = std::find_if(tensors.begin(), tensors.end(),
                                        [&](const TensorSource& tensor) { return tensor.name == name; });
        if (found == tensors.end())
            throw std::runtime_error("no tensor " + name);
        return *found;
    }
    void poke(const std::string& name, std::uint8_t value)
    {
        TensorSource& tensor = at(name);
        tensor.fill = [fill = tensor.fill, value](std::byte* bytes) {
            fill(bytes);
            bytes[1] = std::byte{value}; // of an id: one far beyond the experts
        };
    }
    void call(const char* type, const char* architecture)
    {
        const auto replace = [&](const std::string& from, const std::string& to) {
            config.replace(config.find(from), from.size(), to);
        };
        replace("deepseek_v4", type);
        replace("DeepseekV4ForCausalLM", architecture);
    }
};

using Damage = std::function<void(Sample&)>;
using FileDamage = std::function<void(const QString& folder)>;
using Change = std::function<QByteArray(QByteArray)>;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

FileDamage inFile(const char* name, const Change& change)
{
    return [=](const QString& folder) {
        const QString path = folder + u'/' + QLatin1String(name);
        write(path, change(contentOf(path)));
    };
}

/// Replaces the first `from` of the weights' header by something as long.
FileDamage inHeader(const QByteArray& from, const QByteArray& to)
{
    return inFile("model.safetensors", [=](QByteArray weights) {
        const qsizetype at = weights.indexOf(from);
        if (at < 0 || from.size() != to.size())
            qFatal("%s is not in the header", from.constData());
        return weights.replace(at, from.size(), to);
    });
}

} // namespace

/// Whatever is wrong with a checkpoint, every command that opens it says so in one sentence with its name in
/// it, and ends with the exit code for unusable input.
class tst_DamagedModels : public QObject
{
    Q_OBJECT

private slots:
    void areNamedByEveryCommand_data();
    void areNamedByEveryCommand();

private:
    void add(const char* name, const QByteArray& said, const Damage& damage);
    void add(const char* name, const QByteArray& said, const FileDamage& damage);
    void addFiles();
    void addTokenizers();

    struct Case
    {
        Damage damage;
        FileDamage fileDamage;
    };
    std::vector<Case> m_cases;
};

void tst_DamagedModels::add(const char* name, const QByteArray& said, const Damage& damage)
{
    QTest::newRow(name) << int(m_cases.size()) << said;
    m_cases.push_back({damage, {}});
}

void tst_DamagedModels::add(const char* name, const QByteArray& said, const FileDamage& damage)
{
    QTest::newRow(name) << int(m_cases.size()) << said;
    m_cases.push_back({{}, damage});
}

void tst_DamagedModels::areNamedByEveryCommand_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("said");
    add("V3", "DeepseekV3ForCausalLM", [](Sample& s) { s.call("deepseek_v3", "DeepseekV3ForCausalLM"); });
    add("V4.1", "DeepseekV41ForCausalLM",
        [](Sample& s) { s.call("deepseek_v4_1", "DeepseekV41ForCausalLM"); });
    add("a tensor is missing", "lacks the tensor norm.weight", [](Sample& s) {
        std::erase_if(s.tensors, [](const TensorSource& tensor) { return tensor.name == "norm.weight"; });
    });
    add("a tensor has another shape", "layers.0.attn.wq_b.weight has shape", [](Sample& s) {
        std::vector<std::int64_t>& shape = s.at("layers.0.attn.wq_b.weight").shape;
        std::swap(shape[0], shape[1]);
    });
    add("a tensor has another type", "embed.weight has dtype F16",
        [](Sample& s) { s.at("embed.weight").type = TensorType::F16; });
    add("a weight is no number", "layers.1.attn.wo_b.weight",
        [](Sample& s) { s.poke("layers.1.attn.wo_b.weight", 0x7f); });
    add("a scale is no number", "layers.3.ffn.experts.5.w3.scale",
        [](Sample& s) { s.poke("layers.3.ffn.experts.5.w3.scale", 0xff); });
    add("an expert does not exist", "layers.0.ffn.gate.tid2eid",
        [](Sample& s) { s.poke("layers.0.ffn.gate.tid2eid", 0x70); });
    addFiles();
    addTokenizers();
}

void tst_DamagedModels::addFiles()
{
    add("the weights are cut short", "model.safetensors",
        inFile("model.safetensors", [](QByteArray weights) { return weights.first(weights.size() - 100); }));
    add("the header is cut short", "model.safetensors",
        inFile("model.safetensors", [](QByteArray weights) { return weights.first(300); }));
    add("the header is longer than the file", "model.safetensors",
        inFile("model.safetensors", [](QByteArray weights) { return weights.replace(7, 1, "\x7f"); }));
    add("the header lies about a type", "BF15", inHeader("\"BF16\"", "\"BF15\""));
    add("the header lies about a place", "model.safetensors",
        inHeader("\"data_offsets\":[0,", "\"data_offsets\":[7,"));
    add("the header is no JSON", "no valid JSON", inHeader("\"shape\":", "\"shape\";"));
    add("the index names a file that is not there", "model-00001-of-00002.safetensors",
        [](const QString& folder) {
            write(folder + "/model.safetensors.index.json",
                  R"({"weight_map":{"embed.weight":"model-00001-of-00002.safetensors"}})");
        });
}

void tst_DamagedModels::addTokenizers()
{
    const auto tokenizer = [](const Change& change) {
        return [=](const QString& folder) {
            write(folder + "/tokenizer.json",
                  change(contentOf(QStringLiteral(QUIRE_TEST_DATA "/tokenizer/small.json"))));
        };
    };
    add("the tokenizer is cut short", "tokenizer.json",
        tokenizer([](QByteArray json) { return json.first(5000); }));
    add("the tokenizer is another's", "The tokenizer belongs to another model",
        tokenizer([](QByteArray json) { return json; }));
    add("the tokenizer is of another kind", "WordPiece, not BPE", tokenizer([](QByteArray json) {
            return json.replace("\"type\":\"BPE\"", "\"type\":\"WordPiece\"");
        }));
    add("the tokenizer is a folder", "tokenizer.json",
        [](const QString& folder) { QDir(folder).mkdir(QStringLiteral("tokenizer.json")); });
}

void tst_DamagedModels::areNamedByEveryCommand()
{
    QFETCH(int, number);
    QFETCH(QByteArray, said);
    const QTemporaryDir folder;
    Sample sample;
    const Case& one = m_cases[std::size_t(number)];
    if (one.damage)
        one.damage(sample);
    writeCheckpoint(folder.path().toStdString(), sample.config, sample.tensors);
    if (one.fileDamage)
        one.fileDamage(folder.path());
    write(folder.filePath("ids.txt"), "1 2 3");

    const QStringList commands[] = {{"inspect", folder.path()},
                                    {"bench", "--frontiers", "16", "--model", folder.path()},
                                    {"ask", "--no-cache", "--model", folder.path(), "who?"},
                                    {"logits", "--model", folder.path(), "--ids", folder.filePath("ids.txt"),
                                     "--out", folder.filePath("out")}};
    for (const QStringList& arguments : commands) {
        const QuireResult result = runQuire(arguments);
        QVERIFY2(result.exitCode == 3, arguments[0].toUtf8() + ": " + result.err);
        QVERIFY2(result.err.startsWith("quire: ") && result.err.contains(said), result.err.constData());
        QVERIFY2(result.err.contains(folder.path().toUtf8()), result.err.constData());
        QCOMPARE(result.err.count('\n'), 1);
        QCOMPARE(result.out, QByteArray());
    }
    QVERIFY(!QFile::exists(folder.filePath("out")));
}

QTEST_GUILESS_MAIN(tst_DamagedModels)
#include "tst_DamagedModels.moc"
