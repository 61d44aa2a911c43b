#include "tests/support/CheckpointWriter.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace quire::test {

namespace {

/// What all specs share: the official values of the fields that tiny models need not change.
ModelConfig baseConfig(std::vector<int> ratios, int mtpLayers)
{
    ModelConfig c;
    c.vocabSize = 512;
    c.mtpLayers = mtpLayers;
    c.layers = static_cast<int>(ratios.size()) - mtpLayers;
    c.compressRatios = std::move(ratios);
    c.maxPositions = 4096;
    c.yarn = {16, 65536, 32, 1};
    c.qLora = 128;
    c.indexHeads = 16;
    c.moeIntermediate = 128;
    c.hashLayers = 1;
    c.routedScale = 1.5F;
    c.swigluLimit = 2.0F;
    c.eosTokens = {1};
    return c;
}

CheckpointSpec flashLike()
{
    ModelConfig c = baseConfig({0, 0, 4, 128, 4, 128, 0}, 1);
    c.hiddenSize = 128;
    c.heads = 8;
    c.headDim = 96;
    c.ropeDim = 32;
    c.oGroups = 2;
    c.oLora = 128;
    c.window = 16;
    c.indexDim = 64;
    c.indexTopK = 8;
    c.experts = 8;
    c.expertsPerToken = 2;
    return {c, 20260801};
}

CheckpointSpec flashLikeR8()
{
    ModelConfig c = baseConfig({0, 0, 4, 8, 0}, 1);
    c.hiddenSize = 256;
    c.heads = 4;
    c.headDim = 144;
    c.ropeDim = 16;
    c.oGroups = 2;
    c.oLora = 64;
    c.window = 16;
    c.indexDim = 32;
    c.indexTopK = 6;
    c.experts = 6;
    c.expertsPerToken = 3;
    c.hashLayers = 2;
    return {c, 20260802, 2};
}

CheckpointSpec proLike()
{
    ModelConfig c = baseConfig({128, 128, 4, 16, 0}, 1);
    c.hiddenSize = 256;
    c.heads = 6;
    c.headDim = 96;
    c.ropeDim = 32;
    c.oGroups = 3;
    c.oLora = 128;
    c.window = 32;
    c.indexDim = 64;
    c.indexTopK = 12;
    c.experts = 5;
    c.expertsPerToken = 2;
    c.routedScale = 2.5F;
    return {c, 20260803};
}

CheckpointSpec wide()
{
    CheckpointSpec spec = flashLike();
    ModelConfig& c = spec.config;
    c.hiddenSize = 1024;
    c.headDim = 320; // five FP8 blocks of 64 in 256 + 64 rotary channels
    c.ropeDim = 64;
    c.qLora = 256;
    c.moeIntermediate = 256;
    c.indexDim = 128;
    c.layers = 3;
    c.compressRatios = {0, 4, 8, 0};
    return spec;
}

CheckpointSpec flashDims()
{
    ModelConfig c = baseConfig({0, 4, 128, 0}, 1);
    c.vocabSize = 129280;
    c.hiddenSize = 4096;
    c.maxPositions = 1 << 20;
    c.heads = 64;
    c.headDim = 512;
    c.ropeDim = 64;
    c.qLora = 1024;
    c.oGroups = 8;
    c.oLora = 1024;
    c.window = 128;
    c.indexHeads = 64;
    c.indexDim = 128;
    c.indexTopK = 512;
    c.experts = 16;
    c.expertsPerToken = 6;
    c.moeIntermediate = 2048;
    c.swigluLimit = 10.0F;
    return {c, 20260804, 1, CheckpointSpec::Fill::RawCodes};
}

CheckpointSpec manyExperts()
{
    ModelConfig c = baseConfig({0, 4, 128, 4, 128, 4, 128, 0}, 1);
    c.vocabSize = 16384;
    c.hiddenSize = 2048;
    c.maxPositions = 1 << 16;
    c.heads = 16;
    c.headDim = 256;
    c.ropeDim = 64;
    c.qLora = 512;
    c.oGroups = 4;
    c.oLora = 512;
    c.window = 128;
    c.indexHeads = 16;
    c.indexDim = 128;
    c.indexTopK = 256;
    c.experts = 96;
    c.expertsPerToken = 6;
    c.moeIntermediate = 1024;
    c.hashLayers = 2;
    c.swigluLimit = 10.0F;
    return {c, 20260805, 3, CheckpointSpec::Fill::RawCodes};
}

const char* scoringName(Scoring scoring)
{
    switch (scoring) {
    case Scoring::Sigmoid:
        return "sigmoid";
    case Scoring::Softmax:
        return "softmax";
    default:
        return "sqrtsoftplus";
    }
}

/// The float's own shortest decimal, not that of the double it widens to.
double shortest(float value)
{
    char text[32] = {};
    std::to_chars(text, text + sizeof text - 1, value);
    return std::strtod(text, nullptr);
}

} // namespace

std::vector<std::string> specNames()
{
    return {"flash-like", "flash-like-r8", "pro-like", "wide", "flash-dims", "many-experts"};
}

CheckpointSpec specNamed(std::string_view name)
{
    if (name == "flash-like")
        return flashLike();
    if (name == "flash-like-r8")
        return flashLikeR8();
    if (name == "pro-like")
        return proLike();
    if (name == "wide")
        return wide();
    if (name == "flash-dims")
        return flashDims();
    if (name == "many-experts")
        return manyExperts();
    throw std::invalid_argument("There is no checkpoint named " + std::string(name) + ".");
}

std::string configJson(const ModelConfig& c)
{
    nlohmann::json json = {
        {"architectures", {"DeepseekV4ForCausalLM"}},
        {"attention_bias", false},
        {"attention_dropout", 0.0},
        {"bos_token_id", c.bosToken},
        {"compress_ratios", c.compressRatios},
        {"compress_rope_theta", c.compressRopeTheta},
        {"expert_dtype", "fp4"},
        {"hc_eps", shortest(c.hcEps)},
        {"hc_mult", c.streams},
        {"hc_sinkhorn_iters", c.sinkhornIterations},
        {"head_dim", c.headDim},
        {"hidden_act", "silu"},
        {"hidden_size", c.hiddenSize},
        {"index_head_dim", c.indexDim},
        {"index_n_heads", c.indexHeads},
        {"index_topk", c.indexTopK},
        {"max_position_embeddings", c.maxPositions},
        {"model_type", "deepseek_v4"},
        {"moe_intermediate_size", c.moeIntermediate},
        {"n_routed_experts", c.experts},
        {"n_shared_experts", 1},
        {"norm_topk_prob", true},
        {"num_attention_heads", c.heads},
        {"num_experts_per_tok", c.expertsPerToken},
        {"num_hash_layers", c.hashLayers},
        {"num_hidden_layers", c.layers},
        {"num_key_value_heads", 1},
        {"num_nextn_predict_layers", c.mtpLayers},
        {"o_groups", c.oGroups},
        {"o_lora_rank", c.oLora},
        {"q_lora_rank", c.qLora},
        {"qk_rope_head_dim", c.ropeDim},
        {"quantization_config",
         {{"activation_scheme", "dynamic"},
          {"fmt", "e4m3"},
          {"quant_method", "fp8"},
          {"scale_fmt", "ue8m0"},
          {"weight_block_size", {128, 128}}}},
        {"rms_norm_eps", shortest(c.rmsEps)},
        {"rope_theta", c.ropeTheta},
        {"routed_scaling_factor", shortest(c.routedScale)},
        {"scoring_func", scoringName(c.scoring)},
        {"sliding_window", c.window},
        {"swiglu_limit", shortest(c.swigluLimit)},
        {"tie_word_embeddings", false},
        {"topk_method", "noaux_tc"},
        {"torch_dtype", "bfloat16"},
        {"vocab_size", c.vocabSize},
    };
    if (c.eosTokens.size() == 1)
        json["eos_token_id"] = c.eosTokens.front();
    else
        json["eos_token_id"] = c.eosTokens;
    if (c.yarn.originalPositions > 0)
        json["rope_scaling"] = {{"type", "yarn"},
                                {"factor", c.yarn.factor},
                                {"original_max_position_embeddings", c.yarn.originalPositions},
                                {"beta_fast", c.yarn.betaFast},
                                {"beta_slow", c.yarn.betaSlow}};
    return json.dump(2) + "\n";
}

} // namespace quire::test
