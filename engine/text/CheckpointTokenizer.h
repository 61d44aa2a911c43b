#pragma once

#include "engine/model/ModelConfig.h"
#include "engine/text/Tokenizer.h"

#include <filesystem>
#include <optional>

namespace quire {

/// The tokenizer beside a checkpoint's weights; none where there is no tokenizer.json (bare test
/// checkpoints). Throws EngineError: as Tokenizer::fromFile, and BadTokenizer when it belongs to another
/// model.
std::optional<Tokenizer> loadTokenizer(const std::filesystem::path& directory, const ModelConfig& config);

} // namespace quire
