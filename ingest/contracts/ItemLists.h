#pragma once

#include "ingest/contracts/LabelFinder.h"

#include <vector>

namespace quire {

/// An item of a list: "(b)", "iv.".
struct ListItem
{
    const LabelCandidate* label = nullptr;
    int parent = -1; ///< index among the items; -1 for those of the outermost lists
};

/// The lists in one clause's own text: "(a)", "(b)" and within them "(i)", "(ii)". `labels`: in order, all
/// of that text. What counts from nowhere, or only to one within a sentence, is no list.
std::vector<ListItem> findLists(const std::vector<const LabelCandidate*>& labels);

} // namespace quire
