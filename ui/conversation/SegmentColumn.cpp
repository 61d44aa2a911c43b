#include "ui/conversation/SegmentColumn.h"

#include "ui/theme/Tokens.h"

#include <QFontMetrics>

namespace quire {

namespace {

constexpr int gap = space::m;       // between segments
constexpr int ahead = 300;          // pixels beyond the visible part in which segments are made
constexpr int kept = 2000;          // and beyond which they are dropped
constexpr int guessedQuote = 84;    // pixels
constexpr double lineSpacing = 1.4; // lines of prose

} // namespace

SegmentColumn::SegmentColumn(Make make, Refresh refresh, QWidget* parent)
    : QWidget(parent), m_make(std::move(make)), m_refresh(std::move(refresh))
{
}

int SegmentColumn::guess(const AnswerSegment& segment) const
{
    if (segment.isQuote())
        return guessedQuote;
    const int perLine = qMax(10, m_width / qMax(1, fontMetrics().averageCharWidth()));
    const qsizetype lines = segment.markdown.size() / perLine + segment.markdown.count(u'\n') / 2 + 1;
    return int(double(lines) * fontMetrics().height() * lineSpacing);
}

void SegmentColumn::drop(int index)
{
    if (QWidget* widget = m_widgets.take(index)) {
        widget->hide();
        widget->deleteLater();
    }
}

void SegmentColumn::clear()
{
    for (const int index : m_widgets.keys())
        drop(index);
    m_segments.clear();
    m_heights.clear();
}

void SegmentColumn::setSegments(const QList<AnswerSegment>& segments)
{
    for (int i = int(segments.size()); i < m_segments.size(); ++i)
        drop(i);
    m_heights.resize(segments.size());
    const QList<AnswerSegment> before = std::exchange(m_segments, segments);
    for (int i = 0; i < segments.size(); ++i) {
        if (i < before.size() && before[i] == segments[i])
            continue;
        m_heights[i] = -guess(segments[i]);
        if (QWidget* widget = m_widgets.value(i)) {
            m_refresh(widget, i);
            measure(i);
        }
    }
}

void SegmentColumn::measure(int index)
{
    m_heights[index] = m_widgets[index]->heightForWidth(m_width);
}

int SegmentColumn::heightFor(int width)
{
    if (width != m_width) {
        m_width = width;
        for (int i = 0; i < m_heights.size(); ++i)
            m_heights[i] = -qAbs(m_heights[i]);
        for (auto it = m_widgets.cbegin(); it != m_widgets.cend(); ++it)
            measure(it.key());
    }
    int height = 0;
    for (const int each : std::as_const(m_heights))
        height += qAbs(each) + gap;
    place();
    return qMax(0, height - gap);
}

int SegmentColumn::topOf(int index) const
{
    int y = 0;
    for (int i = 0; i < index && i < m_heights.size(); ++i)
        y += qAbs(m_heights[i]) + gap;
    return y;
}

SegmentColumn::Revealed SegmentColumn::reveal(int top, int bottom)
{
    Revealed revealed;
    int y = 0;
    for (int i = 0; i < m_heights.size(); ++i) {
        const int before = qAbs(m_heights[i]);
        const bool near = y + before > top - ahead && y < bottom + ahead;
        const bool far = y + before < top - kept || y > bottom + kept;
        if (near && !m_widgets.contains(i)) {
            QWidget* widget = m_make(i);
            widget->setParent(this);
            m_widgets.insert(i, widget);
            widget->show();
        } else if (far) {
            drop(i);
        }
        if (near && m_heights[i] <= 0)
            measure(i);
        const int after = qAbs(m_heights[i]);
        if (y + before <= top) {
            revealed.grown += after - before;
            top += after - before;
            bottom += after - before;
        }
        revealed.changed = revealed.changed || after != before;
        y += after + gap;
    }
    place();
    return revealed;
}

void SegmentColumn::place()
{
    int y = 0;
    for (int i = 0; i < m_heights.size(); ++i) {
        if (QWidget* widget = m_widgets.value(i))
            widget->setGeometry(0, y, m_width, qAbs(m_heights[i]));
        y += qAbs(m_heights[i]) + gap;
    }
}

void SegmentColumn::resizeEvent(QResizeEvent*)
{
    place();
}

} // namespace quire
