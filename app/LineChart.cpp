#include "app/LineChart.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace quire {

namespace {

constexpr double width = 760, height = 440; // pixels
constexpr double left = 76, right = 170, top = 48, bottom = 58;
constexpr double labelHeight = 16;
// Okabe and Ito's colours, the ones with contrast enough on white and on black.
constexpr std::array colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9"};

/// One axis: values to pixels through their logarithm.
struct Axis
{
    double base;
    double first, last; ///< exponents at the ends, whole numbers
    double from, to;    ///< pixels

    static Axis over(double least, double most, double base, double from, double to)
    {
        const double first = std::floor(std::log(least) / std::log(base) + 1e-9);
        const double last = std::ceil(std::log(most) / std::log(base) - 1e-9);
        return {base, first, std::max(last, first + 1), from, to};
    }

    double at(double value) const
    {
        const double exponent = std::log(value) / std::log(base);
        return from + (exponent - first) / (last - first) * (to - from);
    }
};

QString number(double pixels)
{
    return QString::number(pixels, 'f', 1);
}

QString escaped(const QString& text)
{
    return text.toHtmlEscaped();
}

QString text(double x, double y, const QString& anchor, const QString& words, const QString& more = {})
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"%3\"%4>%5</text>\n")
        .arg(number(x), number(y), anchor, more, escaped(words));
}

QString rule(double x1, double y1, double x2, double y2)
{
    return QStringLiteral("<path d=\"M%1 %2L%3 %4\" stroke=\"#888\" stroke-opacity=\".35\"/>\n")
        .arg(number(x1), number(y1), number(x2), number(y2));
}

/// 4096 → "4K".
QString countName(double value)
{
    if (value >= 1 << 20)
        return QString::number(value / (1 << 20)) + u'M';
    return value >= 1024 ? QString::number(value / 1024) + u'K' : QString::number(value);
}

QString grid(const Axis& x, const Axis& y)
{
    QString svg;
    const double step = std::max(1.0, std::ceil((x.last - x.first) / 9));
    for (double e = x.first; e <= x.last; e += step) {
        const double at = x.at(std::pow(x.base, e));
        svg += rule(at, y.from, at, y.to);
        svg += text(at, y.from + 18, QStringLiteral("middle"), countName(std::pow(x.base, e)));
    }
    for (double e = y.first; e <= y.last; ++e) {
        const double at = y.at(std::pow(y.base, e));
        svg += rule(x.from, at, x.to, at);
        svg += text(x.from - 8, at + 4, QStringLiteral("end"), QString::number(std::pow(y.base, e), 'g', 6));
    }
    return svg;
}

QString drawn(const LineChart::Line& line, const QString& colour, const Axis& x, const Axis& y)
{
    QString path, dots;
    for (const QPointF& point : line.points) {
        const QString px = number(x.at(point.x())), py = number(y.at(point.y()));
        path += (path.isEmpty() ? u'M' : u'L') + px + u' ' + py;
        dots += QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"3\" fill=\"%3\"/>\n").arg(px, py, colour);
    }
    return QStringLiteral("<path d=\"%1\" fill=\"none\" stroke=\"%2\" stroke-width=\"2\"/>\n")
               .arg(path, colour) +
           dots;
}

/// Labels at the lines' ends, pushed apart where they would lie on each other.
QString names(const std::vector<LineChart::Line>& lines, const Axis& x, const Axis& y)
{
    struct Label
    {
        double at;
        std::size_t line;
    };
    std::vector<Label> labels;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!lines[i].points.empty())
            labels.push_back({y.at(lines[i].points.back().y()), i});
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.at < b.at; });
    QString svg;
    double lowest = 0;
    for (const Label& label : labels) {
        const double at = std::max(label.at, lowest + labelHeight);
        svg += text(x.to + 10, at + 4, QStringLiteral("start"), lines[label.line].name,
                    QStringLiteral(" fill=\"%1\"").arg(colours[label.line % colours.size()]));
        lowest = at;
    }
    return svg;
}

} // namespace

QString LineChart::svg() const
{
    double leastX = HUGE_VAL, mostX = 0, leastY = HUGE_VAL, mostY = 0;
    for (const Line& line : lines)
        for (const QPointF& point : line.points) {
            leastX = std::min(leastX, point.x());
            mostX = std::max(mostX, point.x());
            leastY = std::min(leastY, point.y());
            mostY = std::max(mostY, point.y());
        }
    if (mostX <= 0)
        leastX = mostX = leastY = mostY = 1;
    const Axis x = Axis::over(leastX, mostX, 2, left, width - right);
    const Axis y = Axis::over(leastY, mostY, 10, height - bottom, top);
    QString svg = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" "
                                 "font-family=\"sans-serif\" font-size=\"12\" fill=\"#777\">\n")
                      .arg(width)
                      .arg(height);
    svg += text(left, 24, QStringLiteral("start"), title, QStringLiteral(" font-size=\"15\""));
    svg += grid(x, y);
    for (std::size_t i = 0; i < lines.size(); ++i)
        svg += drawn(lines[i], QLatin1String(colours[i % colours.size()]), x, y);
    svg += names(lines, x, y);
    svg += text((x.from + x.to) / 2, height - 14, QStringLiteral("middle"), xName);
    svg += text(0, 0, QStringLiteral("middle"), yName,
                QStringLiteral(" transform=\"translate(16 %1) rotate(-90)\"").arg((y.from + y.to) / 2));
    return svg + QStringLiteral("</svg>\n");
}

} // namespace quire
