#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandParser.h"
#include "ingest/Intake.h"

namespace quire {

/// --ocr and --ocr-language.
void addOcr(CommandParser& parser);

/// Reads files, folders and archives as --ocr says, in quire-extract where it is installed; asks for
/// passwords on the terminal and shows progress. `include`: see Intake::include(). Throws IngestError, and
/// AppError(BadUsage) for an --ocr that is none.
IntakeResult readPaths(const QStringList& paths, const QStringList& include, const CommandParser& parser,
                       CommandContext& context);

} // namespace quire
