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

/// The least free memory with which `tokens` would fit.
std::uint64_t leastFor(MemoryPlan plan, qint64 tokens)
{
    std::uint64_t tooLittle = 0, enough = plan.at(tokens).total;
    while (enough - tooLittle > 1) {
        plan.machine.available = tooLittle + (enough - tooLittle) / 2;
        (fits(plan, tokens) ? enough : tooLittle) = plan.machine.available;
    }
    return enough;
}

QString say(const char* text)
{
    return QCoreApplication::translate("quire::MemoryCheck", text);
}

QString sizeText(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

[[noreturn]] void refuse(const MemoryPlan& plan, const QString& happened, const QString& remedy)
{
    qWarning("%s", plan.table().c_str()); // the log has room for a table
    throw AppError(AppErrorCode::DoesNotFit, happened, remedy);
}

} // namespace

MemoryCheck::MemoryCheck(Look look)
    : m_look(look ? std::move(look) : Look([] { return MachineMemory::detect(); }))
{
}

void MemoryCheck::requireModel(const ModelInfo& model) const
{
    if (!model.config)
        return;
    const qint64 tokens = std::min<qint64>(EngineOptions().plannedTokens, model.config->maxPositions);
    const MemoryPlan plan = planFor(*model.config, model.bytes);
    if (fits(plan, tokens))
        return;
    refuse(plan,
           say(QT_TRANSLATE_NOOP("quire::MemoryCheck",
                                 "%1 does not fit into memory: it needs at least %2, and %3 are free."))
               .arg(model.name, sizeText(leastFor(plan, tokens)), sizeText(plan.machine.available)),
           say(QT_TRANSLATE_NOOP("quire::MemoryCheck", "Close other programs, or choose a smaller model.")));
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
    const QLocale locale;
    refuse(plan,
           say(QT_TRANSLATE_NOOP("quire::MemoryCheck",
                                 "%1 of memory is free, enough for %2 of the %3 tokens that are to be read."))
               .arg(sizeText(plan.machine.available), locale.toString(room), locale.toString(tokens)),
           say(QT_TRANSLATE_NOOP("quire::MemoryCheck",
                                 "Leave out sources, close other programs, or choose a smaller model.")));
}

} // namespace quire
