#include "engine/text/CheckpointTokenizer.h"

#include "engine/Error.h"

#include <system_error>

namespace quire {

std::optional<Tokenizer> loadTokenizer(const std::filesystem::path& directory, const ModelConfig& config)
{
    const std::filesystem::path path = directory / "tokenizer.json";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return std::nullopt;
    Tokenizer tokenizer = Tokenizer::fromFile(path);
    if (tokenizer.vocabSize() > config.vocabSize)
        throw EngineError(
            ErrorCode::BadTokenizer,
            path.string() + " has ids up to " + std::to_string(tokenizer.vocabSize() - 1) +
                ", but the model's vocabulary has " + std::to_string(config.vocabSize) + " entries.",
            "The tokenizer belongs to another model: copy the one published with these weights.");
    return tokenizer;
}

} // namespace quire
