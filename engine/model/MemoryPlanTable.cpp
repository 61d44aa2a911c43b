#include "engine/model/MemoryPlan.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace quire {

namespace {

/// "46 %".
std::string shareText(std::uint64_t part, std::uint64_t whole)
{
    const double percent = whole > 0 ? 100 * static_cast<double>(part) / static_cast<double>(whole) : 100;
    return percent > 0 && percent < 1 ? "less than 1 %" : std::to_string(static_cast<int>(percent)) + " %";
}

std::string verdictText(const MemoryPlan& plan, const MemoryNeed& need)
{
    switch (need.verdict) {
    case MemoryVerdict::Fits:
        return "fits";
    case MemoryVerdict::FitsPaged:
        return need.expertMemory > 0 ? "fits with " + shareText(need.expertMemory, plan.options.experts.all) +
                                           " of the experts in memory"
                                     : "fits with weights paged from disk";
    case MemoryVerdict::DoesNotFit:
        return "does not fit";
    case MemoryVerdict::BeyondContext:
        return "beyond the model's context";
    }
    return "";
}

std::string padded(std::string_view text, std::size_t width)
{
    std::string out(text.size() < width ? width - text.size() : 0, ' ');
    return out.append(text);
}

std::string sizeLine(std::string_view what, const std::string& size, std::string_view remark = {})
{
    constexpr std::size_t whatWidth = 30;
    std::string line = "  ";
    line.append(what);
    line.resize(whatWidth, ' ');
    line += padded(size, 12);
    if (!remark.empty())
        line.append("  ").append(remark);
    while (line.back() == ' ')
        line.pop_back();
    return line.append("\n");
}

std::string needLine(const MemoryPlan& plan, const MemoryNeed& need)
{
    std::string line = padded(groupedText(static_cast<std::uint64_t>(need.tokens)), 11);
    for (const std::uint64_t bytes : {need.rows, need.resident, need.total})
        line.append(padded(bytesText(bytes), 13));
    return line.append("   ").append(verdictText(plan, need)).append("\n");
}

/// What it means that the weights exceed the memory, in numbers of this machine.
std::string pagingRemark(const MemoryPlan& plan)
{
    if (plan.weights <= plan.machine.available)
        return {};
    return "The weights (" + bytesText(plan.weights) + ") are larger than the memory " +
           (plan.weights > plan.machine.total ? "of this machine (" + bytesText(plan.machine.total)
                                              : "now available (" + bytesText(plan.machine.available)) +
           ").\nThey stay on disk and are read from there again and again, so that reading and answering\n"
           "run at the speed of the disk, not of the processor.\n";
}

/// How experts are kept, and why so: for the shortest context shown.
std::string expertRemark(const MemoryPlan& plan)
{
    const std::uint64_t all = plan.options.experts.all;
    const MemoryNeed need = plan.at(MemoryPlan::shownTokens.front());
    if (all == 0)
        return {};
    if (need.expertMemory == 0)
        return need.verdict == MemoryVerdict::Fits
                   ? "Experts: used where they are mapped, since everything fits.\n"
                   : "Experts: paged by the system like all weights, since a cache of them would be too "
                     "small "
                     "to help.\n";
    return "Experts: " + bytesText(need.expertMemory) + " of memory for " + bytesText(all) + " (" +
           shareText(need.expertMemory, all) + "), " +
           (plan.options.expertMemory > 0
                ? "as asked"
                : "what is left beside the other weights (" + bytesText(plan.denseWeights()) +
                      "), the context and a reserve") +
           ";\nthose used last stay, the others are read from disk when a token needs them.\n";
}

} // namespace

std::string bytesText(std::uint64_t bytes)
{
    constexpr std::array<const char*, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    char text[32];
    std::snprintf(text, sizeof text, "%.*f %s", decimals, value, units[unit]);
    return text;
}

std::string groupedText(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

std::string MemoryPlan::table() const
{
    std::string text = "Memory, for steps of up to " + std::to_string(options.chunk) + " tokens";
    if (options.ranks > 1)
        text += " on " + std::to_string(options.ranks) + " ranks";
    text += ":\n";
    text += sizeLine("weights", bytesText(weights), "mapped from disk, shared with other programs");
    if (options.experts.all > 0)
        text += sizeLine("  of these, routed experts", bytesText(options.experts.all));
    text +=
        sizeLine("rows, each token", groupedText(static_cast<std::uint64_t>(rowBytesPerToken + 0.5)) + " B",
                 packsRows(options.numerics) ? "" : "float32, as these numerics ask for");
    text += sizeLine("windows", bytesText(windows));
    text += sizeLine("frontiers", bytesText(frontiers));
    text += sizeLine("workspace", bytesText(workspace));
    text += sizeLine("snapshot on disk, each", bytesText(snapshotBytes));
    text += "\n    context         rows     resident        total   verdict\n";
    for (const std::int64_t tokens : shownTokens)
        text += needLine(*this, at(tokens));
    text += "\nThis machine: " + bytesText(machine.total) + " of memory" +
            (machine.limited ? " (a container's limit)" : "") + ", " + bytesText(machine.available) +
            " available.\n";
    return text + pagingRemark(*this) + expertRemark(*this);
}

} // namespace quire
