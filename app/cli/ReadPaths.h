#pragma once

#include "app/ReadingCache.h"
#include "app/cli/Command.h"
#include "app/cli/CommandParser.h"
#include "ingest/Intake.h"

namespace quire {

/// --ocr and --ocr-language.
void addOcr(CommandParser& parser);

/// What is read.
struct PathsToRead
{
    QStringList paths;
    QStringList include = {}; ///< see Intake::include()
    ReadingCache cache;       ///< where recognised text and the order of folders is kept
    bool keepsOrder = false;  ///< they become a prompt: the next one is to begin as this does
};

/// Reads files, folders and archives as --ocr says, in quire-extract where it is installed; asks for
/// passwords on the terminal and shows progress. Throws IngestError, and AppError(BadUsage) for an --ocr that
/// is none.
IntakeResult readPaths(const PathsToRead& what, const CommandParser& parser, CommandContext& context);

} // namespace quire
