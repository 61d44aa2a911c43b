#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandParser.h"
#include "app/library/Records.h"

namespace quire {

/// `quire ask --session`: asks in a session of the window, after its last answer; question and answer are
/// kept there. Returns an ExitCode as int; throws AppError, EngineError and IngestError.
int askInSession(const CommandParser& parser, const QString& question, const AskMode& mode, bool ownMode,
                 int mostTokens, CommandContext& context);

} // namespace quire
