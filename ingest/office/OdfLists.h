#pragma once

#include <QByteArray>
#include <QHash>

#include <pugixml.hpp>

#include <vector>

namespace quire {

/// The numbers that OpenDocument shows before items of lists and before headings: they are in no text of the
/// file, but in its list styles. Tell it of lists and items in order.
class OdfLists
{
public:
    /// Reads the list styles and the outline's numbering of styles.xml or content.xml.
    void load(const pugi::xml_node& root);

    /// A <text:list> begins, at depth 0 or within an item; close() ends it.
    void open(const pugi::xml_node& list);
    void close();
    int depth() const { return int(m_open.size()); }
    /// The label of the next item of the innermost open list: "7.2.", "(b)", "•".
    QByteArray next(const pugi::xml_node& item);
    /// The label of the next heading of a level from 1; empty for none.
    QByteArray nextHeading(int level);

private:
    struct Level
    {
        QByteArray format; ///< as formatNumber() takes it; empty: no number
        QByteArray prefix, suffix;
        int start = 1;
        int shown = 1; ///< how many levels the label shows
        bool bullet = false;
    };
    using Style = std::vector<Level>;
    struct Open
    {
        QByteArray style;
        QByteArray id;
    };

    static void readLevel(const pugi::xml_node& node, Style& style);
    static QByteArray label(const Style& style, const std::vector<int>& counters, size_t level);
    static void count(const Style& style, std::vector<int>& counters, size_t level);

    QHash<QByteArray, Style> m_styles;
    Style m_outline;
    std::vector<Open> m_open;
    std::vector<int> m_counters;                 ///< of the open lists, by level; -1: not begun
    QHash<QByteArray, std::vector<int>> m_ended; ///< by style and by identifier: where it may go on
    std::vector<int> m_headings;
};

} // namespace quire
