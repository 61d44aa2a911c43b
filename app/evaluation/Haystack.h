#pragma once

#include "app/evaluation/EvaluationSet.h"

namespace quire {

/// A part of a document in a haystack.
struct HaystackSegment
{
    QString document;
    CharSpan span;

    bool operator==(const HaystackSegment&) const = default;
};

/// What stands around the answer of a question, in reading order, about `size` characters in all.
///
/// A document longer than that is cut to a window at line ends, its first gold span at the given depth (0 at
/// the beginning, 1 at the end). Else whole other documents fill up, those of the set first, in the order of
/// SHA-256(question + document + name), the last one cut at a line end; the document with the answer stands
/// at the boundary between two of them that is nearest to the depth.
std::vector<HaystackSegment> haystack(const EvaluationSet& set, const EvaluationQuestion& question,
                                      qint64 size, double depth);

} // namespace quire
