#include "ingest/contracts/NumberChain.h"

#include <QByteArray>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <optional>

namespace quire {

namespace {

constexpr float skipped = 0.15f; // for a candidate that is passed over, by its weight
constexpr float missing = 0.8f;  // for a number that is not there
constexpr float orphan = 0.3f;   // for 7.1 without a 7
constexpr int mostMissing = 3;

/// The path's first `depth` numbers, the last of them changed by `by`, as a key.
QByteArray keyOf(const std::vector<int>& path, size_t depth, int by = 0)
{
    QByteArray key(qsizetype(depth * 2), Qt::Uninitialized);
    for (size_t i = 0; i < depth; ++i) {
        const int number = path[i] + (i + 1 == depth ? by : 0);
        key[qsizetype(2 * i)] = char(number >> 8);
        key[qsizetype(2 * i + 1)] = char(number);
    }
    return key;
}

/// More text behind a clause than behind a line of a table of contents.
float roomBonus(qint64 bytes)
{
    return 0.5f * std::min(1.0f, std::log2(1.0f + float(bytes)) / 11.0f);
}

class Search
{
public:
    explicit Search(const std::vector<const LabelCandidate*>& candidates, const ChainStart& start)
        : m_candidates(candidates), m_start(start)
    {
    }

    NumberChain run()
    {
        int best = -1;
        for (int i = 0; i < int(m_candidates.size()); ++i) {
            visit(i);
            if (best < 0 || m_steps[size_t(i)].score > m_steps[size_t(best)].score)
                best = i;
        }
        NumberChain chain;
        if (best >= 0)
            chain.score = m_steps[size_t(best)].score;
        for (; best >= 0; best = m_steps[size_t(best)].before)
            chain.labels.push_back(m_candidates[size_t(best)]);
        std::reverse(chain.labels.begin(), chain.labels.end());
        return chain;
    }

private:
    struct Step
    {
        float score = 0;
        int before = -1;
    };
    /// The best way to a place in the numbering. `potential` makes ways comparable that end at different
    /// candidates: what is skipped later costs them the same.
    struct Way
    {
        float potential = 0;
        int end = -1;
    };

    void visit(int index)
    {
        const LabelCandidate& label = *m_candidates[size_t(index)];
        const std::vector<int>& path = label.path;
        Step step{label.weight - startCost(path), -1};
        const auto consider = [&](const QByteArray& key, float cost) {
            const auto way = m_ways.constFind(key);
            if (way == m_ways.constEnd())
                return;
            const qint64 room = label.label.begin - m_candidates[size_t(way->end)]->label.end;
            const float score = way->potential - skipped * m_passed - cost + label.weight + roomBonus(room);
            if (score > step.score)
                step = {score, way->end};
        };
        const size_t depth = path.size();
        const int number = path.back();
        for (int back = 1; back <= 1 + mostMissing && number - back >= 0; ++back)
            consider(keyOf(path, depth, -back), missing * float(back - 1));
        if (depth > 1 && number <= 1 + mostMissing) {
            const float late = missing * float(std::max(0, number - 1));
            consider('=' + keyOf(path, depth - 1), late);
            for (size_t above = depth - 1; above > 0; --above) // 7.1 behind 6.4: there is no label 7
                consider(keyOf(path, above, -1), late + orphan * float(depth - above));
        }
        m_steps.push_back(step);
        m_passed += std::min(label.weight, 1.0f);
        const float potential = step.score + skipped * m_passed;
        keep('=' + keyOf(path, depth), potential, index);
        for (size_t d = 1; d <= depth; ++d)
            keep(keyOf(path, d), potential, index);
    }

    void keep(const QByteArray& key, float potential, int end)
    {
        Way& way = m_ways[key];
        if (way.end < 0 || potential > way.potential)
            way = {potential, end};
    }

    float startCost(const std::vector<int>& path) const
    {
        const bool first = std::all_of(path.begin(), path.end(), [](int n) { return n <= 1; });
        if (first)
            return 0;
        if (m_start.parent > 0 && path.front() == m_start.parent &&
            std::all_of(path.begin() + 1, path.end(), [](int n) { return n <= 1; }))
            return 0;
        if (m_start.after > 0 && path.size() == 1 && path.front() == m_start.after + 1)
            return 0.1f;
        return missing * float(path.front() - 1 + (path.size() > 1 ? path[1] - 1 : 0)) + 0.2f;
    }

    const std::vector<const LabelCandidate*>& m_candidates;
    const ChainStart m_start;
    QHash<QByteArray, Way> m_ways;
    std::vector<Step> m_steps;
    float m_passed = 0; ///< weight of all candidates so far
};

} // namespace

NumberChain bestChain(const std::vector<const LabelCandidate*>& candidates, const ChainStart& start)
{
    return Search(candidates, start).run();
}

} // namespace quire
