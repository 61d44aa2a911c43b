#pragma once

#include "ingest/contracts/LabelFinder.h"

#include <vector>

namespace quire {

/// Where a numbering may begin besides at 1.
struct ChainStart
{
    int parent = 0; ///< within this article: 4 allows 4.1
    int after = 0;  ///< goes on from the clause of this number before
};

/// A numbering that runs through a text: labels that follow each other as people count.
struct NumberChain
{
    std::vector<const LabelCandidate*> labels; ///< in order of position
    float score = 0;

    bool isEmpty() const { return labels.empty(); }
    qint64 begin() const { return labels.front()->label.begin; }
    qint64 span() const { return labels.back()->label.begin - begin(); }
};

/// The best numbering among candidates that are in order of position: after 7.2 comes 7.2.1, 7.3 or 8, seldom
/// 7.4. Tables of contents, references at a line's beginning, figures and lists within clauses lose, because
/// their numbers stand close together, look less like headings, or lead nowhere. O(n · depth).
NumberChain bestChain(const std::vector<const LabelCandidate*>& candidates, const ChainStart& start = {});

} // namespace quire
