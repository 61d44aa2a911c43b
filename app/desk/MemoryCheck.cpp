#include "app/desk/MemoryCheck.h"

#include "app/AppError.h"
#include "app/desk/EngineOrders.h"
#include "engine/Engine.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace quire {

namespace {

bool fits(const MemoryPlan& plan, qint64 tokens)
{
    return plan.at(tokens).verdict != MemoryVerdict::DoesNotFit;
}

} // namespace

MemoryCheck::MemoryCheck(Look look)
    : m_look(look ? std::move(look) : Look([] { return MachineMemory::detect(); }))
{
}

void MemoryCheck::requireModel(const ModelInfo& model) const
{
    if (model.config)
        planFor(*model.config, model.bytes)
            .require(std::min<qint64>(EngineOptions().plannedTokens, model.config->maxPositions));
}

MemoryPlan MemoryCheck::planFor(const ModelConfig& config, qint64 bytes) const
{
    return MemoryPlan::make(config, std::uint64_t(bytes), m_look());
}

qint64 MemoryCheck::roomFor(const MemoryPlan& plan)
{
    // The largest number that fits: rows come in steps, so it is searched for rather than divided out.
    qint64 fitting = 0, beyond = plan.config.maxPositions + 1;
    while (beyond - fitting > 1) {
        const qint64 middle = fitting + (beyond - fitting) / 2;
        (fits(plan, middle) ? fitting : beyond) = middle;
    }
    return fitting == plan.config.maxPositions ? fitting : std::max<qint64>(0, fitting - answerReserve);
}

void MemoryCheck::requireRoom(const MemoryPlan& plan, qint64 tokens)
{
    const qint64 room = roomFor(plan);
    if (tokens <= room)
        return;
    qWarning("%s", plan.table().c_str()); // the log has room for a table
    const auto say = [](const char* text) { return QCoreApplication::translate("quire::MemoryCheck", text); };
    const QLocale locale;
    throw AppError(
        AppErrorCode::DoesNotFit,
        say(QT_TRANSLATE_NOOP("quire::MemoryCheck",
                              "%1 of memory is free, enough for %2 of the %3 tokens that are to be read."))
            .arg(locale.formattedDataSize(qint64(plan.machine.available), 1, QLocale::DataSizeSIFormat),
                 locale.toString(room), locale.toString(tokens)),
        say(QT_TRANSLATE_NOOP("quire::MemoryCheck",
                              "Leave out sources, close other programs, or choose a smaller model.")));
}

} // namespace quire
