#pragma once

#include "app/ReadingCache.h"
#include "app/cli/Command.h"
#include "app/cli/CommandParser.h"
#include "engine/Engine.h"

#include <memory>

namespace quire {

/// The model that --model or --mode names; the installed Flash model when neither does. Throws
/// AppError(BadUsage, InputUnusable).
ModelInfo chosenModel(const CommandParser& parser, const ModelRegistry& models);

/// --numerics, or the fast default. Throws AppError(BadUsage).
Numerics chosenNumerics(const CommandParser& parser);

/// Opens it with --device, --threads, --ranks and --expert-memory. Throws AppError and what Engine::open()
/// throws.
std::shared_ptr<Engine> openEngine(const CommandParser& parser, const ModelInfo& model,
                                   EngineOptions options);

/// --cache.
void addCache(CommandParser& parser);
/// The reading cache that it names, else the person's own; the most room is the person's choice for both. Not
/// opened yet.
ReadingCache chosenCache(const CommandParser& parser);

} // namespace quire
