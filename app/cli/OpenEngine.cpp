#include "app/cli/OpenEngine.h"

#include "app/AppError.h"
#include "app/Settings.h"

namespace quire {

ModelInfo chosenModel(const CommandParser& parser, const ModelRegistry& models)
{
    if (parser.has("model")) {
        if (parser.has("mode"))
            throw AppError(AppErrorCode::BadUsage, QStringLiteral("--model and --mode exclude each other."),
                           QStringLiteral("Give one of them."));
        return models.find(parser.value("model"));
    }
    const QString mode = parser.has("mode") ? parser.value("mode") : QStringLiteral("flash");
    const std::optional<ModelSlot> slot = parseSlot(mode);
    if (!slot)
        throw AppError(AppErrorCode::BadUsage,
                       QStringLiteral("--mode takes flash or pro, not '%1'.").arg(mode));
    return models.first(*slot);
}

Numerics chosenNumerics(const CommandParser& parser)
{
    if (!parser.has("numerics"))
        return Numerics::Fast;
    const QString wanted = parser.value("numerics");
    for (const Numerics numerics : {Numerics::Fast, Numerics::Plain, Numerics::Cache, Numerics::Exact})
        if (wanted.toStdString() == name(numerics))
            return numerics;
    throw AppError(AppErrorCode::BadUsage,
                   QStringLiteral("--numerics takes fast, plain, cache or exact, not '%1'.").arg(wanted));
}

void addCache(CommandParser& parser)
{
    parser.add({"cache",
                "Folder of the reading cache; by default the one that the window uses. The most room set "
                "there counts for any folder.",
                "DIR"});
}

ReadingCache chosenCache(const CommandParser& parser)
{
    const Settings settings(Settings::standardFile());
    ReadingCache cache{settings.cacheFolder(), settings.cacheQuota()};
    if (parser.has("cache"))
        cache.folder = parser.value("cache");
    return cache;
}

std::shared_ptr<Engine> openEngine(const CommandParser& parser, const ModelInfo& model, EngineOptions options)
{
    if (parser.has("device"))
        options.device = parser.value("device").toStdString();
    options.threads = int(parser.number("threads", 1, 4096, 0));
    options.ranks = int(parser.number("ranks", 1, 64, 1));
    options.expertMemory = parser.size("expert-memory");
    return Engine::open(model.directory.toStdString(), options);
}

} // namespace quire
