#pragma once

#include "app/cli/CommandParser.h"

#include <cstdint>
#include <vector>

namespace quire {

class Engine;

/// What a benchmark reads: `count` tokens of the text that --file names, repeated as needed, or synthetic
/// ids without it. Throws AppError(InputUnusable): the file cannot be read or is empty, the model has no
/// tokenizer.
std::vector<std::int32_t> benchTokens(const CommandParser& parser, const Engine& engine, qint64 count);

} // namespace quire
