#pragma once

#include <QPointF>
#include <QString>

#include <vector>

namespace quire {

/// A picture of how figures grow, as SVG: both axes logarithmic, a label at each line's end instead of a
/// legend, colours that can be told apart by anyone and on light and dark pages.
struct LineChart
{
    struct Line
    {
        QString name;
        std::vector<QPointF> points; ///< x and y above 0; x ascending
    };

    QString title;
    QString xName; ///< with its unit
    QString yName;
    std::vector<Line> lines;

    QString svg() const;
};

} // namespace quire
