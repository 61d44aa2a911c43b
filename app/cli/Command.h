#pragma once

#include "app/ModelRegistry.h"
#include "app/StopSignal.h"
#include "app/cli/Terminal.h"

#include <QStringList>

namespace quire {

/// What every command is given.
struct CommandContext
{
    Terminal& terminal;
    const ModelRegistry& models;
    const StopSignal& stop;
};

/// Each takes the arguments after its name, returns an ExitCode as int, and throws AppError, EngineError or
/// IngestError for the command line to report.
int runAsk(const QStringList& arguments, CommandContext& context);
int runSessions(const QStringList& arguments, CommandContext& context);
int runModels(const QStringList& arguments, CommandContext& context);
int runInspect(const QStringList& arguments, CommandContext& context);
int runBench(const QStringList& arguments, CommandContext& context);
int runCache(const QStringList& arguments, CommandContext& context);
/// 'quire bench cache'
int runBenchCache(const QStringList& arguments, CommandContext& context);
int runEval(const QStringList& arguments, CommandContext& context);
int runLogits(const QStringList& arguments, CommandContext& context);
int runIngest(const QStringList& arguments, CommandContext& context);

} // namespace quire
