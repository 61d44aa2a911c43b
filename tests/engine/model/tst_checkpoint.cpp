#include "engine/model/Checkpoint.h"
#include "tests/engine/model/ModelTestTools.h"
#include "tests/support/CheckpointWriter.h"
#include "tests/support/GoldenFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

using namespace quire;
using test::CheckpointSpec;
using test::TensorSource;

namespace {

/// A checkpoint directory that lives as long as the object, built from a list of tensors a test may damage.
class Sample
{
public:
    explicit Sample(const CheckpointSpec& spec = test::specNamed("flash-like-r8"))
        : config(test::configJson(spec.config)), tensors(test::checkpointTensors(spec)), shards(spec.shards)
    {
    }

    std::shared_ptr<const Checkpoint> open() const
    {
        test::writeCheckpoint(path(), config, tensors, shards);
        return Checkpoint::open(path());
    }

    std::filesystem::path path() const { return m_directory.path().toStdString(); }

    std::vector<TensorSource>::iterator at(const std::string& name)
    {
        const auto found = std::find_if(tensors.begin(), tensors.end(),
                                        [&](const TensorSource& t) { return t.name == name; });
        if (found == tensors.end())
            throw std::runtime_error("no tensor " + name);
        return found;
    }

    void erase(const std::string& name) { tensors.erase(at(name)); }

    /// Replaces one element's bytes.
    template <typename T>
    void poke(const std::string& name, std::size_t index, T value)
    {
        const auto tensor = at(name);
        tensor->fill = [fill = tensor->fill, index, value](std::byte* bytes) {
            fill(bytes);
            std::memcpy(bytes + index * sizeof value, &value, sizeof value);
        };
    }

    std::string config;
    std::vector<TensorSource> tensors;
    int shards;

private:
    QTemporaryDir m_directory;
};

const ErrorCode bad = ErrorCode::BadCheckpoint;

} // namespace

class CheckpointTest : public QObject
{
    Q_OBJECT

private slots:
    void goldenModelsLoad_data()
    {
        QTest::addColumn<QString>("directory");
        for (const test::GoldenVariant& variant : test::goldenVariants())
            QTest::newRow(variant.name.c_str()) << QString::fromStdString(variant.model().string());
    }

    void goldenModelsLoad()
    {
        QFETCH(QString, directory);
        const auto checkpoint = Checkpoint::open(directory.toStdString());
        const ModelConfig& c = checkpoint->config();
        const Weights& w = checkpoint->weights();
        QCOMPARE(static_cast<int>(w.layers.size()), c.layers);
        QCOMPARE(static_cast<int>(w.mtp.size()), c.mtpLayers);
        QCOMPARE(w.embed.format, WeightFormat::Bf16);
        QCOMPARE(w.head.rows, c.vocabSize);
        for (int i = 0; i < c.layers; ++i) {
            const LayerWeights& layer = w.layers[static_cast<std::size_t>(i)];
            QCOMPARE(layer.attn.compressor.has_value(), c.kind(i) != AttentionKind::SlidingWindow);
            QCOMPARE(layer.attn.indexer.has_value(), c.kind(i) == AttentionKind::Csa);
            QCOMPARE(layer.moe.tokenExperts != nullptr, i < c.hashLayers);
            QCOMPARE(layer.moe.bias.data == nullptr, i < c.hashLayers);
            QCOMPARE(static_cast<int>(layer.moe.experts.size()), c.experts);
            QCOMPARE(layer.moe.experts.front().w1.format, WeightFormat::Fp4Group32);
            QVERIFY(layer.moe.experts.front().w1.scales != nullptr);
            QCOMPARE(layer.attn.woA.format, WeightFormat::Fp8Block128);
            QCOMPARE(layer.attn.woA.cols, c.heads * c.headDim / c.oGroups);
        }
        QCOMPARE(checkpoint->identity().size(), std::size_t(64));
    }

    void configSurvivesWriting()
    {
        for (const std::string& name : test::specNames()) {
            const ModelConfig wrote = test::specNamed(name).config;
            const ModelConfig read = ModelConfig::parse(test::configJson(wrote), "config.json");
            QCOMPARE(read.hiddenSize, wrote.hiddenSize);
            QCOMPARE(read.compressRatios, wrote.compressRatios);
            QCOMPARE(read.rmsEps, wrote.rmsEps);
            QCOMPARE(read.routedScale, wrote.routedScale);
            QCOMPARE(read.yarn.factor, wrote.yarn.factor);
            QCOMPARE(read.eosTokens, wrote.eosTokens);
        }
    }

    void valuesAreThoseOfTheFile()
    {
        Sample sample;
        sample.poke<float>("layers.2.attn.attn_sink", 1, 0.75F);
        sample.poke<std::uint16_t>("layers.2.attn_norm.weight", 3, 0x3fc0); // 1.5 in BF16
        sample.poke<std::uint8_t>("layers.2.attn.wq_b.scale", 2, 131);
        sample.poke<std::int64_t>("layers.0.ffn.gate.tid2eid", 3, 5);
        const auto checkpoint = sample.open();
        const Weights& w = checkpoint->weights();
        QCOMPARE(w.layers[2].attn.sink.data[1], 0.75F);
        QCOMPARE(w.layers[2].attnNorm.data[3], 1.5F);
        QCOMPARE(int(w.layers[2].attn.wqB.scales[2]), 131);
        std::int64_t expert = 0;
        std::memcpy(&expert, w.layers[0].moe.tokenExperts + 3 * sizeof expert, sizeof expert);
        QCOMPARE(expert, std::int64_t(5));
        QCOMPARE(w.layers[2].attn.compressor->ape.size, 4 * 2 * 144);
        QCOMPARE(w.layers[3].attn.compressor->width(), 144);
        std::uintmax_t bytes = 0;
        for (const auto& entry : std::filesystem::directory_iterator(sample.path()))
            if (entry.path().extension() == ".safetensors")
                bytes += entry.file_size();
        QCOMPARE(checkpoint->fileBytes(), bytes);
    }

    void anyDenseMatrixMayBeOfAnyFormat_data()
    {
        QTest::addColumn<int>("dense");
        QTest::addColumn<int>("experts");
        QTest::newRow("bf16, fp8 experts") << int(WeightFormat::Bf16) << int(WeightFormat::Fp8Block128);
        QTest::newRow("f32, bf16 experts") << int(WeightFormat::F32) << int(WeightFormat::Bf16);
        QTest::newRow("fp8, f32 experts") << int(WeightFormat::Fp8Block128) << int(WeightFormat::F32);
    }

    void anyDenseMatrixMayBeOfAnyFormat()
    {
        QFETCH(int, dense);
        QFETCH(int, experts);
        CheckpointSpec spec = test::specNamed("flash-like");
        spec.dense = WeightFormat(dense);
        spec.experts = WeightFormat(experts);
        const auto checkpoint = Sample(spec).open();
        const LayerWeights& layer = checkpoint->weights().layers[2];
        QCOMPARE(int(layer.attn.wqB.format), dense);
        QCOMPARE(int(layer.moe.experts[3].w2.format), experts);
        QCOMPARE(int(layer.moe.shared->w1.format), dense);
    }

    void missingTensorsAreNamed()
    {
        Sample sample;
        sample.erase("layers.1.attn.q_norm.weight");
        EXPECT_ERROR(sample.open(), bad, "lacks the tensor layers.1.attn.q_norm.weight.");
        sample.erase("layers.1.attn.wq_b.scale");
        sample.erase("layers.1.ffn.experts.4.w2.weight");
        sample.erase("layers.1.ffn.gate.tid2eid");
        sample.erase("layers.1.hc_ffn_fn");
        EXPECT_ERROR(sample.open(), bad, "and 2 more");
        EXPECT_ERROR(sample.open(), bad, "layers.1.attn.q_norm.weight, layers.1.attn.wq_b.scale");
    }

    void wrongShapesAreNamed()
    {
        Sample sample;
        std::swap(sample.at("mtp.0.ffn.shared_experts.w1.weight")->shape[0],
                  sample.at("mtp.0.ffn.shared_experts.w1.weight")->shape[1]);
        EXPECT_ERROR(sample.open(), bad,
                     "mtp.0.ffn.shared_experts.w1.weight has shape [256, 128]; expected: [128, 256]");
    }

    void wrongScaleShapesAreNamed()
    {
        Sample sample;
        sample.at("layers.0.attn.wq_b.scale")->shape = {1, 5};
        EXPECT_ERROR(sample.open(), bad, "layers.0.attn.wq_b.scale has shape [1, 5]; expected: [5, 1]");
    }

    void wrongTypesAreNamed_data()
    {
        QTest::addColumn<QString>("tensor");
        QTest::addColumn<int>("type");
        QTest::newRow("dense as I8") << "layers.0.attn.wq_a.weight" << int(TensorType::I8);
        QTest::newRow("dense as E5M2") << "layers.0.attn.wkv.weight" << int(TensorType::F8E5M2);
        QTest::newRow("expert as U8") << "layers.0.ffn.experts.0.w1.weight" << int(TensorType::U8);
        QTest::newRow("scale as U8") << "layers.0.attn.wq_a.scale" << int(TensorType::U8);
        QTest::newRow("embedding as F16") << "embed.weight" << int(TensorType::F16);
        QTest::newRow("norm as F16") << "norm.weight" << int(TensorType::F16);
        QTest::newRow("table as U64") << "layers.0.ffn.gate.tid2eid" << int(TensorType::U64);
        QTest::newRow("mixing as I32") << "layers.1.hc_attn_fn" << int(TensorType::I32);
    }

    void wrongTypesAreNamed()
    {
        QFETCH(QString, tensor);
        QFETCH(int, type);
        Sample sample;
        sample.at(tensor.toStdString())->type = TensorType(type);
        EXPECT_ERROR(sample.open(), bad, "tensor " + tensor + " has dtype");
    }

    void nanWeightsAreNamed()
    {
        const auto expectNotFinite = [](const std::string& name, std::size_t index, auto value) {
            Sample sample;
            sample.poke(name, index, value);
            const test::Thrown thrown = test::thrownBy([&] { sample.open(); });
            return thrown.is(ErrorCode::NotFinite) && thrown.names(QString::fromStdString(name));
        };
        QVERIFY(expectNotFinite("head.weight", 77, std::uint16_t{0x7fc0}));
        QVERIFY(expectNotFinite("layers.3.hc_ffn_fn", 5, -std::numeric_limits<float>::infinity()));
        QVERIFY(expectNotFinite("layers.1.attn.wo_b.weight", 9, std::uint8_t{0xff}));
        QVERIFY(expectNotFinite("layers.1.attn.wo_b.scale", 1, std::uint8_t{0xff}));
        QVERIFY(expectNotFinite("layers.2.ffn.experts.5.w3.scale", 100, std::uint8_t{0xff}));
        QVERIFY(expectNotFinite("mtp.0.norm.weight", 0, std::uint16_t{0xff80}));
        QVERIFY(expectNotFinite("layers.3.ffn.gate.bias", 2, std::numeric_limits<float>::quiet_NaN()));
    }

    void expertTablesStayInRange()
    {
        for (const std::int64_t expert : {std::int64_t{6}, std::int64_t{-1}, std::int64_t{1} << 32}) {
            Sample sample;
            sample.poke("layers.1.ffn.gate.tid2eid", 1000, expert);
            EXPECT_ERROR(sample.open(), bad, "layers.1.ffn.gate.tid2eid holds " + QString::number(expert));
        }
    }

    void foreignCheckpointsAreNamed()
    {
        Sample sample;
        const std::string from = "deepseek_v4";
        sample.config.replace(sample.config.find(from), from.size(), "deepseek_v3");
        EXPECT_ERROR(sample.open(), ErrorCode::ForeignModel, "deepseek_v3");
    }

    void missingFilesAreNamed()
    {
        EXPECT_ERROR(Checkpoint::open("/nonexistent"), ErrorCode::FileUnreadable, "/nonexistent/config.json");
        Sample sample;
        sample.open();
        std::filesystem::remove(sample.path() / "model-00002-of-00002.safetensors");
        EXPECT_ERROR(Checkpoint::open(sample.path()), ErrorCode::FileUnreadable, "model-00002-of-00002");
        std::filesystem::remove(sample.path() / "model.safetensors.index.json");
        EXPECT_ERROR(Checkpoint::open(sample.path()), ErrorCode::FileUnreadable, "holds neither");
        std::filesystem::create_directory(sample.path() / "model.safetensors");
        EXPECT_ERROR(Checkpoint::open(sample.path()), ErrorCode::FileUnreadable, "not a regular file");
    }

    void weightsThatAreCutShortInUseAreNamedAndNotDeadly()
    {
        Sample sample;
        const auto checkpoint = sample.open();
        checkpoint->requireIntact();
        for (const char* shard : {"model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"})
            std::filesystem::resize_file(sample.path() / shard, 100);
        const Matrix& head = checkpoint->weights().head;
        const std::byte* const last = head.data + (std::size_t(head.rows) - 1) * head.rowBytes();
        QCOMPARE(int(*last), 0); // what is gone reads as zeros
        EXPECT_ERROR(checkpoint->requireIntact(), ErrorCode::FileUnreadable, "model-0000");
        // Others are as they were.
        Sample other;
        other.open()->requireIntact();
    }

    void identityFollowsWeightsAndConfig()
    {
        Sample sample;
        const std::string original = sample.open()->identity();
        QCOMPARE(sample.open()->identity(), original);

        Sample reformatted;
        std::erase(reformatted.config, '\n');
        QCOMPARE(reformatted.open()->identity(), original);

        Sample other;
        other.poke<std::uint8_t>("layers.2.ffn.experts.5.w3.weight", 100, 0x11);
        QVERIFY(other.open()->identity() != original);

        Sample changed;
        const std::string from = "\"rms_norm_eps\": 1e-06";
        changed.config.replace(changed.config.find(from), from.size(), "\"rms_norm_eps\": 1e-05");
        QVERIFY(changed.open()->identity() != original);
    }

    void largeCheckpointsAreSampledByIdentity()
    {
        // Vocabulary tables of 160 MiB each take it past what is hashed whole; they are left as zeros.
        CheckpointSpec spec = test::specNamed("flash-like");
        spec.fill = CheckpointSpec::Fill::RawCodes;
        spec.config.vocabSize = 640 * 1024;
        const auto sample = [&] {
            auto large = std::make_unique<Sample>(spec);
            for (const char* table : {"embed.weight", "head.weight"})
                large->at(table)->fill = [](std::byte*) {};
            return large;
        };
        const auto original = sample();
        const std::string identity = original->open()->identity();
        QCOMPARE(Checkpoint::open(original->path())->identity(), identity);
        const auto other = sample();
        other->poke<float>("layers.3.ffn.gate.bias", 2, 0.125F);
        QVERIFY(other->open()->identity() != identity);
    }
};

QTEST_APPLESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
