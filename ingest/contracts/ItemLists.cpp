#include "ingest/contracts/ItemLists.h"

#include <algorithm>
#include <array>
#include <optional>

namespace quire {

namespace {

using Form = LabelCandidate::Form;
using Where = LabelCandidate::Where;

constexpr size_t farthestLook = 48; // labels ahead that decide what one means

class ListParser
{
public:
    explicit ListParser(const std::vector<const LabelCandidate*>& labels) : m_labels(labels) {}

    std::vector<ListItem> run()
    {
        for (size_t i = 0; i < m_labels.size(); ++i)
            place(i);
        return withoutLoners();
    }

private:
    /// A list that is open: what its last item was.
    struct Level
    {
        Form form;
        Numeral last;
        int item;    ///< its last item
        int list;    ///< number of the list
        bool inside; ///< its first item stands within a sentence
    };

    static bool isInside(const LabelCandidate& label) { return label.where == Where::Inside; }

    void place(size_t i)
    {
        const LabelCandidate& label = *m_labels[i];
        const std::vector<Numeral> readings = numeralsOf(label.token);
        const auto first = std::find_if(readings.begin(), readings.end(),
                                        [](const Numeral& numeral) { return numeral.value == 1; });
        const auto next = continuation(label, readings, 1);
        const bool mayStart = first != readings.end() && startsList(i, *first);
        if (next && !(mayStart && goesOn(i, *first)) && !comesLater(i, *next)) {
            goOn(label, *next);
        } else if (mayStart) {
            start(label, *first);
        } else if (const auto gap = isInside(label) ? std::nullopt : continuation(label, readings, 2)) {
            goOn(label, *gap);
        } else if (!isInside(label)) {
            startBehindSentence(i, readings);
        }
    }

    struct Continuation
    {
        size_t level;
        Numeral numeral;
    };

    /// The innermost open list that the label goes on with.
    std::optional<Continuation> continuation(const LabelCandidate& label,
                                             const std::vector<Numeral>& readings, int step) const
    {
        // First among the lists that began as this label stands: on lines of their own, or within a sentence.
        for (const bool alike : {true, false})
            for (size_t level = m_open.size(); level-- > 0;)
                for (const Numeral& numeral : readings)
                    if ((m_open[level].inside == isInside(label)) == alike &&
                        m_open[level].form == label.form && m_open[level].last.style == numeral.style &&
                        m_open[level].last.value + step == numeral.value)
                        return Continuation{level, numeral};
        return std::nullopt;
    }

    /// True when the next labels count on from here: 2 comes before another 1.
    bool goesOn(size_t i, const Numeral& numeral) const
    {
        const size_t end = std::min(m_labels.size(), i + farthestLook);
        for (size_t j = i + 1; j < end; ++j) {
            if (m_labels[j]->form != m_labels[i]->form)
                continue;
            for (const Numeral& other : numeralsOf(m_labels[j]->token)) {
                if (other.style != numeral.style)
                    continue;
                if (other.value == numeral.value + 1)
                    return true;
                if (other.value == numeral.value)
                    return false;
            }
        }
        return false;
    }

    bool startsList(size_t i, const Numeral& numeral) const
    {
        return !isInside(*m_labels[i]) || goesOn(i, numeral);
    }

    /// True when a sentence only mentions an item whose own line is still to come.
    bool comesLater(size_t i, const Continuation& next) const
    {
        if (!isInside(*m_labels[i]) || m_open[next.level].inside)
            return false;
        const size_t end = std::min(m_labels.size(), i + farthestLook);
        for (size_t j = i + 1; j < end; ++j) {
            const LabelCandidate& other = *m_labels[j];
            if (other.form != m_labels[i]->form || isInside(other))
                continue;
            for (const Numeral& numeral : numeralsOf(other.token)) {
                if (numeral == next.numeral)
                    return true;
                if (numeral.style == next.numeral.style && numeral.value == 1)
                    return false;
            }
        }
        return false;
    }

    int add(const LabelCandidate& label, int parent, int list)
    {
        m_items.push_back({&label, parent});
        m_lists.push_back(list);
        return int(m_items.size()) - 1;
    }

    void goOn(const LabelCandidate& label, const Continuation& next)
    {
        m_open.resize(next.level + 1);
        Level& level = m_open.back();
        level.last = next.numeral;
        level.item = add(label, m_items[size_t(level.item)].parent, level.list);
    }

    void start(const LabelCandidate& label, const Numeral& numeral)
    {
        // The same signs counted from the beginning: another list at the same place, but for one within a
        // sentence of an item.
        for (size_t level = m_open.size(); level-- > 0;)
            if (m_open[level].form == label.form && m_open[level].last.style == numeral.style &&
                (m_open[level].inside || !isInside(label)))
                m_open.resize(level);
        const int parent = m_open.empty() ? -1 : m_open.back().item;
        const int list = m_listCount++;
        m_open.push_back({label.form, numeral, add(label, parent, list), list, isInside(label)});
    }

    /// "(b)" on a line of its own whose "(a)" stands within the sentence before.
    void startBehindSentence(size_t i, const std::vector<Numeral>& readings)
    {
        const qint64 after = m_items.empty() ? -1 : m_items.back().label->label.begin;
        for (size_t j = i; j-- > 0 && i - j < farthestLook && m_labels[j]->label.begin > after;) {
            for (const Numeral& first : numeralsOf(m_labels[j]->token)) {
                const bool before =
                    std::any_of(readings.begin(), readings.end(), [&](const Numeral& numeral) {
                        return numeral.style == first.style && numeral.value == 2;
                    });
                if (first.value != 1 || !before || m_labels[j]->form != m_labels[i]->form)
                    continue;
                start(*m_labels[j], first);
                m_open.back().inside = false;
                goOn(*m_labels[i], {m_open.size() - 1, {first.style, 2}});
                return;
            }
        }
    }

    /// A list of one is none, but for "(a)" on a line of its own.
    std::vector<ListItem> withoutLoners()
    {
        std::vector<int> sizes(size_t(m_listCount), 0);
        for (const int list : m_lists)
            ++sizes[size_t(list)];
        std::vector<int> moved(m_items.size(), -1);
        std::vector<ListItem> kept;
        for (size_t i = 0; i < m_items.size(); ++i) {
            const int parent = m_items[i].parent;
            const int newParent = parent < 0 ? -1 : moved[size_t(parent)];
            const LabelCandidate& label = *m_items[i].label;
            if (sizes[size_t(m_lists[i])] == 1 && (isInside(label) || label.form != Form::Parentheses)) {
                moved[i] = newParent;
                continue;
            }
            moved[i] = int(kept.size());
            kept.push_back({&label, newParent});
        }
        return kept;
    }

    const std::vector<const LabelCandidate*>& m_labels;
    std::vector<Level> m_open;
    std::vector<ListItem> m_items;
    std::vector<int> m_lists; ///< beside m_items
    int m_listCount = 0;
};

} // namespace

std::vector<ListItem> findLists(const std::vector<const LabelCandidate*>& labels)
{
    return ListParser(labels).run();
}

} // namespace quire
