#include "app/ExitCode.h"

#include "app/AppError.h"
#include "engine/Error.h"
#include "ingest/IngestError.h"

#include <new>

namespace quire {

namespace {

ExitCode codeOf(AppErrorCode code)
{
    switch (code) {
    case AppErrorCode::BadUsage:
        return ExitCode::BadUsage;
    case AppErrorCode::InputUnusable:
        return ExitCode::InputUnusable;
    case AppErrorCode::DoesNotFit:
        return ExitCode::DoesNotFit;
    case AppErrorCode::Cancelled:
        return ExitCode::Cancelled;
    case AppErrorCode::WriteFailed:
    case AppErrorCode::Internal:
        break;
    }
    return ExitCode::Failure;
}

ExitCode codeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::OutOfMemory:
        return ExitCode::DoesNotFit;
    case ErrorCode::Cancelled:
        return ExitCode::Cancelled;
    case ErrorCode::DeviceFailed:
    case ErrorCode::Internal:
        return ExitCode::Failure;
    default:
        return ExitCode::InputUnusable;
    }
}

} // namespace

ExitCode exitCodeOf(const std::exception& error)
{
    if (const auto* app = dynamic_cast<const AppError*>(&error))
        return codeOf(app->code());
    if (const auto* engine = dynamic_cast<const EngineError*>(&error))
        return codeOf(engine->code());
    if (const auto* ingest = dynamic_cast<const IngestError*>(&error))
        return ingest->code() == IngestErrorCode::Cancelled ? ExitCode::Cancelled : ExitCode::InputUnusable;
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return ExitCode::DoesNotFit;
    return ExitCode::Failure;
}

QString exitCodeHelp()
{
    return QStringLiteral(
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 unusable input (file, model, question),\n"
        "            4 does not fit into memory, 130 cancelled (Ctrl-C).\n");
}

} // namespace quire
