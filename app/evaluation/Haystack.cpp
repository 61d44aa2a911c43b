#include "app/evaluation/Haystack.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

constexpr qint64 lineSearch = 2000; // characters in which a line end is looked for

/// Last '\n' in [from, to), or -1.
qint64 lastNewline(const std::u32string& text, qint64 from, qint64 to)
{
    for (qint64 i = std::min<qint64>(to, qint64(text.size())) - 1; i >= std::max<qint64>(from, 0); --i)
        if (text[std::size_t(i)] == U'\n')
            return i;
    return -1;
}

HaystackSegment window(const QString& name, const std::u32string& text, CharSpan gold, qint64 size,
                       double depth)
{
    const double wished = std::max(0.0, double(gold.begin) - depth * double(size - gold.size()));
    qint64 low = qint64(std::min(wished, double(qint64(text.size()) - size)));
    qint64 high = low + size;
    if (low > 0) {
        const auto newline = text.find(U'\n', std::size_t(low));
        if (newline != std::u32string::npos && qint64(newline) < std::min(gold.begin, low + lineSearch))
            low = qint64(newline) + 1;
    }
    if (high < qint64(text.size())) {
        const qint64 newline = lastNewline(text, std::max(gold.end, high - lineSearch), high);
        high = newline >= 0 ? newline : high;
    }
    return {name, {low, high}};
}

std::vector<QString> inOrder(const std::map<QString, std::u32string>& texts,
                             const EvaluationQuestion& question)
{
    std::vector<std::pair<QByteArray, QString>> keyed;
    for (const auto& [name, text] : texts)
        if (name != question.document)
            keyed.emplace_back(
                QCryptographicHash::hash((question.question + question.document + name).toUtf8(),
                                         QCryptographicHash::Sha256),
                name);
    std::sort(keyed.begin(), keyed.end());
    std::vector<QString> names;
    for (const auto& [hash, name] : keyed)
        names.push_back(name);
    return names;
}

} // namespace

std::vector<HaystackSegment> haystack(const EvaluationSet& set, const EvaluationQuestion& question,
                                      qint64 size, double depth)
{
    const std::u32string& text = set.text(question.document);
    if (qint64(text.size()) >= size)
        return {window(question.document, text, question.golds.empty() ? CharSpan{} : question.golds.front(),
                       size, depth)};
    std::vector<QString> names = inOrder(set.documents(), question);
    const std::vector<QString> others = inOrder(set.others(), question);
    names.insert(names.end(), others.begin(), others.end());
    std::vector<HaystackSegment> fill;
    qint64 left = size - qint64(text.size()), total = 0;
    for (const QString& name : names) {
        if (left <= 0)
            break;
        const std::u32string& other = set.text(name);
        qint64 take = qint64(other.size());
        const bool cut = take > left;
        if (cut) {
            take = std::max<qint64>(lastNewline(other, 0, left), 0);
            take = take ? take : left;
        }
        fill.push_back({name, {0, take}});
        left -= take;
        total += take;
        if (cut)
            break;
    }
    std::size_t best = 0;
    double nearest = -1, run = 0;
    for (std::size_t i = 0; i <= fill.size(); ++i) {
        const double gap = std::abs(run - depth * double(total));
        if (nearest < 0 || gap < nearest) {
            nearest = gap;
            best = i;
        }
        if (i < fill.size())
            run += double(fill[i].span.size());
    }
    fill.insert(fill.begin() + qint64(best), {question.document, {0, qint64(text.size())}});
    return fill;
}

} // namespace quire
