#include "engine/model/ModelConfig.h"
#include "tests/engine/model/ModelTestTools.h"
#include "tests/support/CheckpointWriter.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace quire;
using Json = nlohmann::json;

namespace {

Json sample()
{
    return Json::parse(test::configJson(test::specNamed("flash-like").config));
}

ModelConfig parse(const Json& json)
{
    return ModelConfig::parse(json.dump(), "config.json");
}

} // namespace

class ModelConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void kindsFollowRatios()
    {
        const ModelConfig c = parse(sample());
        QCOMPARE(c.kind(0), AttentionKind::SlidingWindow);
        QCOMPARE(c.kind(2), AttentionKind::Csa);
        QCOMPARE(c.kind(3), AttentionKind::Hca);
        QCOMPARE(c.kind(6), AttentionKind::SlidingWindow);
    }

    void everyFieldArrives()
    {
        const ModelConfig c = parse(sample());
        QCOMPARE(c.vocabSize, 512);
        QCOMPARE(c.layers, 6);
        QCOMPARE(c.mtpLayers, 1);
        QCOMPARE(c.maxPositions, std::int64_t(4096));
        QCOMPARE(c.rmsEps, 1e-6F);
        QCOMPARE(c.ropeTheta, 10000.0);
        QCOMPARE(c.compressRopeTheta, 160000.0);
        QCOMPARE(c.yarn.factor, 16.0);
        QCOMPARE(c.yarn.originalPositions, std::int64_t(65536));
        QCOMPARE(c.routedScale, 1.5F);
        QCOMPARE(c.swigluLimit, 2.0F);
        QCOMPARE(c.scoring, Scoring::SqrtSoftplus);
        QCOMPARE(c.streams, 4);
        QCOMPARE(c.sinkhornIterations, 20);
        QCOMPARE(c.bosToken, 0);
        QCOMPARE(c.eosTokens, std::vector<std::int32_t>{1});
    }

    void optionalFieldsHaveDefaults()
    {
        Json json = sample();
        for (const char* field : {"rope_scaling", "bos_token_id", "eos_token_id", "quantization_config",
                                  "norm_topk_prob", "expert_dtype", "n_shared_experts", "hidden_act"})
            json.erase(field);
        json["num_nextn_predict_layers"] = nullptr;
        json["compress_ratios"] = {0, 0, 4, 128, 4, 128};
        const ModelConfig c = parse(json);
        QCOMPARE(c.mtpLayers, 0);
        QCOMPARE(c.yarn.factor, 1.0);
        QCOMPARE(c.yarn.originalPositions, std::int64_t(0));
        QCOMPARE(c.yarn.betaFast, 32.0);
        QCOMPARE(c.bosToken, 0);
        QCOMPARE(c.eosTokens, std::vector<std::int32_t>{1});
    }

    void contextDefaultsToWhatYarnStretchesTo()
    {
        Json json = sample();
        json.erase("max_position_embeddings");
        QCOMPARE(parse(json).maxPositions, std::int64_t(1 << 20));
        json.erase("rope_scaling");
        EXPECT_ERROR(parse(json), ErrorCode::BadCheckpoint, "max_position_embeddings is missing");
    }

    void severalEndTokensAreTaken()
    {
        Json json = sample();
        json["eos_token_id"] = {1, 7};
        QCOMPARE(parse(json).eosTokens, (std::vector<std::int32_t>{1, 7}));
    }

    void requiredFieldsAreMissed_data()
    {
        QTest::addColumn<QString>("field");
        for (const char* field : {"vocab_size",
                                  "hidden_size",
                                  "num_hidden_layers",
                                  "rms_norm_eps",
                                  "num_attention_heads",
                                  "head_dim",
                                  "qk_rope_head_dim",
                                  "q_lora_rank",
                                  "o_groups",
                                  "o_lora_rank",
                                  "sliding_window",
                                  "compress_ratios",
                                  "rope_theta",
                                  "compress_rope_theta",
                                  "index_n_heads",
                                  "index_head_dim",
                                  "index_topk",
                                  "n_routed_experts",
                                  "num_experts_per_tok",
                                  "num_hash_layers",
                                  "moe_intermediate_size",
                                  "routed_scaling_factor",
                                  "scoring_func",
                                  "swiglu_limit",
                                  "hc_mult",
                                  "hc_sinkhorn_iters",
                                  "hc_eps"})
            QTest::newRow(field) << field;
    }

    void requiredFieldsAreMissed()
    {
        QFETCH(QString, field);
        Json json = sample();
        json.erase(field.toStdString());
        EXPECT_ERROR(parse(json), ErrorCode::BadCheckpoint, field + " is missing");
    }

    void unfitValuesAreNamed_data();
    void unfitValuesAreNamed()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, allowed);
        Json json = sample();
        const Json found = Json::parse(value.toStdString());
        const QString pointer = "/" + field.split('[').first().replace('.', '/');
        json[Json::json_pointer(pointer.toStdString())] = found;
        const test::Thrown thrown = test::thrownBy([&] { parse(json); });
        QVERIFY2(thrown.is(ErrorCode::BadCheckpoint), qPrintable(thrown.text));
        QVERIFY2(thrown.names("config.json: " + field + " is "), qPrintable(thrown.text));
        QVERIFY2(thrown.names("allowed: " + allowed), qPrintable(thrown.text));
    }

    void foreignModelsAreNamed_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("architecture");
        QTest::newRow("V3") << "deepseek_v3"
                            << "DeepseekV3ForCausalLM";
        QTest::newRow("V2") << "deepseek_v2"
                            << "DeepseekV2ForCausalLM";
        QTest::newRow("V4.1") << "deepseek_v4_1"
                              << "DeepseekV41ForCausalLM";
        QTest::newRow("V4.1, type only") << "deepseek_v4.1"
                                         << "DeepseekV4ForCausalLM";
        QTest::newRow("V4.1, architecture only") << "deepseek_v4"
                                                 << "DeepseekV41ForCausalLM";
        QTest::newRow("Llama") << "llama"
                               << "LlamaForCausalLM";
        QTest::newRow("nameless") << ""
                                  << "";
    }

    void foreignModelsAreNamed()
    {
        QFETCH(QString, type);
        QFETCH(QString, architecture);
        Json json = sample();
        json.erase("model_type");
        json.erase("architectures");
        if (!type.isEmpty()) {
            json["model_type"] = type.toStdString();
            json["architectures"] = {architecture.toStdString()};
        }
        const test::Thrown thrown = test::thrownBy([&] { parse(json); });
        QVERIFY2(thrown.is(ErrorCode::ForeignModel), qPrintable(thrown.text));
        QVERIFY2(thrown.names(type) && thrown.names(architecture), qPrintable(thrown.text));
    }

    void oneNameIsEnough()
    {
        Json json = sample();
        json.erase("architectures");
        parse(json);
        json = sample();
        json.erase("model_type");
        parse(json);
    }

    void brokenTextIsNamed()
    {
        EXPECT_ERROR(ModelConfig::parse("", "here"), ErrorCode::BadCheckpoint, "here");
        EXPECT_ERROR(ModelConfig::parse("[]", "here"), ErrorCode::BadCheckpoint, "no JSON object");
        EXPECT_ERROR(ModelConfig::parse("{\"a\": ", "here"), ErrorCode::BadCheckpoint, "no valid JSON");
        EXPECT_ERROR(ModelConfig::parse("{\n\"a\": 1,\n}", "here"), ErrorCode::BadCheckpoint,
                     "no valid JSON from line 3 on");
        EXPECT_ERROR(ModelConfig::parse("{\"a\": 1e999}", "here"), ErrorCode::BadCheckpoint,
                     "number that no computer can hold");
        EXPECT_ERROR(ModelConfig::parse("{\"a\": \"\xff\"}", "here"), ErrorCode::BadCheckpoint,
                     "no valid JSON");
        EXPECT_ERROR(ModelConfig::parse("{\"a\":" + std::string(100000, '['), "here"),
                     ErrorCode::BadCheckpoint, "deep");
        EXPECT_ERROR(ModelConfig::parse(sample().dump() + std::string(1, '\0') + "more", "here"),
                     ErrorCode::BadCheckpoint, "zero byte");
        EXPECT_ERROR(ModelConfig::load("/nonexistent"), ErrorCode::FileUnreadable, "/nonexistent");
    }
};

void ModelConfigTest::unfitValuesAreNamed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("allowed");
    const auto row = [](const char* field, const char* value, const char* allowed) {
        QTest::newRow((std::string(field) + " = " + value).c_str()) << field << value << allowed;
    };
    // Types
    row("vocab_size", "\"512\"", "whole numbers from 1 to");
    row("hidden_size", "128.0", "whole numbers from 1 to");
    row("num_hidden_layers", "true", "whole numbers from 1 to");
    row("rms_norm_eps", "\"1e-6\"", "numbers from");
    row("compress_ratios", "4", "a list of whole numbers");
    row("compress_ratios[1]", "[0, 4.5, 4, 128, 4, 128, 0]", "whole numbers from 0 to");
    row("rope_scaling", "[]", "an object");
    row("scoring_func", "3", "sqrtsoftplus, sigmoid, softmax");
    row("eos_token_id", "[]", "one token id or more");
    row("model_type", "4", "a text");
    row("architectures", "\"DeepseekV4ForCausalLM\"", "a list of texts");
    row("quantization_config", "1", "an object");
    // Ranges
    row("vocab_size", "0", "whole numbers from 1 to");
    row("vocab_size", "18446744073709551615", "whole numbers from 1 to");
    row("hidden_size", "-1", "whole numbers from 1 to");
    row("num_hidden_layers", "1025", "whole numbers from 1 to 1024");
    row("num_nextn_predict_layers", "17", "whole numbers from 0 to 16");
    row("num_attention_heads", "0", "whole numbers from 1 to");
    row("head_dim", "3", "whole numbers from 4 to");
    row("q_lora_rank", "0", "whole numbers from 1 to");
    row("o_lora_rank", "0", "whole numbers from 1 to");
    row("sliding_window", "0", "whole numbers from 1 to");
    row("index_n_heads", "0", "whole numbers from 1 to");
    row("index_topk", "0", "whole numbers from 1 to");
    row("n_routed_experts", "0", "whole numbers from 1 to");
    row("moe_intermediate_size", "0", "whole numbers from 1 to");
    row("routed_scaling_factor", "0", "numbers from");
    row("swiglu_limit", "-1", "numbers from 0 to");
    row("rms_norm_eps", "0", "numbers from");
    row("hc_eps", "1", "numbers from");
    row("hc_mult", "17", "whole numbers from 1 to 16");
    row("hc_sinkhorn_iters", "0", "whole numbers from 1 to");
    row("rope_theta", "1", "numbers from");
    row("compress_rope_theta", "0", "numbers from");
    row("rope_scaling.factor", "0.5", "numbers from 1 to");
    row("rope_scaling.original_max_position_embeddings", "-1", "whole numbers from 0 to");
    row("rope_scaling.beta_fast", "0", "numbers from");
    row("max_position_embeddings", "0", "whole numbers from 1 to");
    // Against each other
    row("qk_rope_head_dim", "31", "an even number");
    row("qk_rope_head_dim", "96", "less than head_dim (96)");
    row("head_dim", "100", "qk_rope_head_dim (32) plus a multiple of 64");
    row("o_groups", "3", "a divisor of num_attention_heads (8)");
    row("index_head_dim", "96", "a power of two");
    row("qk_rope_head_dim", "0", "whole numbers from 2 to");
    row("compress_ratios", "[0, 0, 4, 128, 4, 128]",
        "num_hidden_layers + num_nextn_predict_layers = 7 numbers");
    row("compress_ratios[2]", "[0, 0, 1, 128, 4, 128, 0]", "0, or 2 and more");
    row("compress_ratios[6]", "[0, 0, 4, 128, 4, 128, 4]", "0, since it belongs to a multi-token-prediction");
    row("num_hash_layers", "7", "whole numbers from 0 to 6");
    row("num_experts_per_tok", "9", "whole numbers from 1 to 8");
    row("bos_token_id", "512", "whole numbers from 0 to 511");
    row("eos_token_id", "512", "whole numbers from 0 to 511");
    row("eos_token_id[1]", "[1, -1]", "whole numbers from 0 to 511");
    row("rope_scaling.beta_fast", "0.5", "at least beta_slow");
    row("rope_scaling.type", "\"linear\"", "yarn");
    // What V4 fixes
    row("num_key_value_heads", "8", "1");
    row("n_shared_experts", "2", "1");
    row("norm_topk_prob", "false", "true");
    row("tie_word_embeddings", "true", "false");
    row("attention_bias", "true", "false");
    row("hidden_act", "\"gelu\"", "silu");
    row("topk_method", "\"greedy\"", "noaux_tc");
    row("scoring_func", "\"relu\"", "sqrtsoftplus, sigmoid, softmax");
    row("quantization_config.quant_method", "\"awq\"", "fp8");
    row("quantization_config.fmt", "\"e5m2\"", "e4m3");
    row("quantization_config.scale_fmt", "\"float\"", "ue8m0");
    row("quantization_config.weight_block_size", "[64, 64]", "[128, 128]");
}

QTEST_APPLESS_MAIN(ModelConfigTest)
#include "tst_model_config.moc"
