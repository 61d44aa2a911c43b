#include "ingest/office/OdfLists.h"

#include "ingest/markup/Xml.h"
#include "ingest/office/Numbering.h"

#include <algorithm>

namespace quire {

namespace {

constexpr size_t mostLevels = 10;

QByteArray formatOf(QByteArrayView odf)
{
    if (odf == QByteArrayView("a"))
        return "lowerLetter";
    if (odf == QByteArrayView("A"))
        return "upperLetter";
    if (odf == QByteArrayView("i"))
        return "lowerRoman";
    if (odf == QByteArrayView("I"))
        return "upperRoman";
    return odf.isEmpty() ? QByteArray() : QByteArray("decimal");
}

QByteArray attribute(const pugi::xml_node& node, const char* name)
{
    return QByteArray(attributeOf(node, name));
}

} // namespace

void OdfLists::readLevel(const pugi::xml_node& node, Style& style)
{
    const int number = attribute(node, "level").toInt();
    if (number < 1 || number > int(mostLevels))
        return;
    style.resize(std::max(style.size(), size_t(number)));
    Level& level = style[size_t(number) - 1];
    level.bullet = tagOf(node) == QByteArrayView("list-level-style-bullet");
    level.format = formatOf(attribute(node, "num-format"));
    level.prefix = attribute(node, "num-prefix");
    level.suffix = attribute(node, "num-suffix");
    level.start = std::max(1, attribute(node, "start-value").toInt());
    level.shown = std::clamp(attribute(node, "display-levels").toInt(), 1, number);
}

void OdfLists::load(const pugi::xml_node& root)
{
    for (const char* holder : {"styles", "automatic-styles"}) {
        for (const pugi::xml_node& node : childOf(root, holder).children()) {
            const bool outline = tagOf(node) == QByteArrayView("outline-style");
            if (!outline && tagOf(node) != QByteArrayView("list-style"))
                continue;
            Style& style = outline ? m_outline : m_styles[attribute(node, "name")];
            for (const pugi::xml_node& level : node.children())
                readLevel(level, style);
        }
    }
}

void OdfLists::open(const pugi::xml_node& list)
{
    QByteArray style = attribute(list, "style-name");
    if (style.isEmpty() && !m_open.empty())
        style = m_open.back().style;
    const size_t level = m_open.size();
    if (level == 0) {
        const QByteArray continued = attribute(list, "continue-list");
        m_counters.clear();
        if (!continued.isEmpty())
            m_counters = m_ended.value('#' + continued);
        else if (attribute(list, "continue-numbering") == "true")
            m_counters = m_ended.value(style);
    }
    m_counters.resize(std::max(m_counters.size(), level + 1), -1);
    if (level > 0 && attribute(list, "continue-numbering") != "true")
        std::fill(m_counters.begin() + qsizetype(level), m_counters.end(), -1);
    m_open.push_back({style, attribute(list, "id")});
}

void OdfLists::close()
{
    const Open ended = m_open.back();
    m_open.pop_back();
    if (!m_open.empty())
        return;
    m_ended.insert(ended.style, m_counters);
    if (!ended.id.isEmpty())
        m_ended.insert('#' + ended.id, m_counters);
}

void OdfLists::count(const Style& style, std::vector<int>& counters, size_t level)
{
    counters.resize(std::max(counters.size(), level + 1), -1);
    const int start = level < style.size() ? style[level].start : 1;
    counters[level] = counters[level] < 0 ? start : counters[level] + 1;
    std::fill(counters.begin() + qsizetype(level) + 1, counters.end(), -1);
}

QByteArray OdfLists::label(const Style& style, const std::vector<int>& counters, size_t level)
{
    if (level >= style.size() || style[level].format.isEmpty())
        return {};
    QByteArray numbers;
    for (size_t i = level + 1 - std::min(level + 1, size_t(style[level].shown)); i <= level; ++i) {
        if (style[i].format.isEmpty())
            continue;
        if (!numbers.isEmpty())
            numbers += '.';
        numbers += formatNumber(std::max(counters[i], style[i].start), style[i].format);
    }
    return style[level].prefix + numbers + style[level].suffix;
}

QByteArray OdfLists::next(const pugi::xml_node& item)
{
    const size_t level = m_open.size() - 1;
    const Style style = m_styles.value(m_open.back().style);
    count(style, m_counters, level);
    if (const QByteArray start = attribute(item, "start-value"); !start.isEmpty())
        m_counters[level] = start.toInt();
    const QByteArray numbered = label(style, m_counters, level);
    return numbered.isEmpty() ? QByteArray("\u2022") : numbered;
}

QByteArray OdfLists::nextHeading(int number)
{
    const auto level = size_t(std::clamp(number, 1, int(mostLevels)) - 1);
    count(m_outline, m_headings, level);
    return label(m_outline, m_headings, level);
}

} // namespace quire
