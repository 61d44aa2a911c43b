#pragma once

#include "engine/model/ModelConfig.h"
#include "engine/model/Weights.h"
#include "tests/support/SafetensorsWriter.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quire::test {

/// A random checkpoint in the official layout; every value is a function of the seed and the tensor's name.
struct CheckpointSpec
{
    /// How large matrices are made.
    enum class Fill
    {
        Gaussian, ///< proper quantisation of Gaussian values; tiles of one matrix differ in scale
        RawCodes, ///< random codes at one scale, NaN codes left out: gigabytes a second
    };

    ModelConfig config;
    std::uint64_t seed = 1;
    int shards = 1;
    Fill fill = Fill::Gaussian;
    WeightFormat dense = WeightFormat::Fp8Block128;
    WeightFormat experts = WeightFormat::Fp4Group32;
};

/// "flash-like", "flash-like-r8", "pro-like": the shapes of the golden models (not their values).
/// "wide": 1,024 wide, hence multiplied in BF16; three layers of ratio 0, 4, 8 and an MTP block.
/// "flash-dims": true Flash layer dimensions, three layers of ratio 0, 4, 128 and an MTP block, 16 experts,
/// raw codes; 3.4 GB, most of it the two vocabulary tables.
/// "many-experts": 2.7 GB, nearly all of it routed experts, of which a token uses 6 of 96 a layer.
/// Throws std::invalid_argument.
CheckpointSpec specNamed(std::string_view name);
std::vector<std::string> specNames();

/// A config.json with every official field.
std::string configJson(const ModelConfig& config);
/// Every tensor the config calls for, in the order of the layers; tests damage this list before writing it.
std::vector<TensorSource> checkpointTensors(const CheckpointSpec& spec);

/// Writes config.json and the weights into `directory`, which is created.
void writeCheckpoint(const std::filesystem::path& directory, const CheckpointSpec& spec);
void writeCheckpoint(const std::filesystem::path& directory, const std::string& config,
                     std::vector<TensorSource> tensors, int shards = 1);

} // namespace quire::test
