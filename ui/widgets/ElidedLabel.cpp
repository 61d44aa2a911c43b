#include "ui/widgets/ElidedLabel.h"

#include <QPainter>

namespace quire {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString shown = fontMetrics().elidedText(m_text, m_mode, width());
    setToolTip(shown == m_text ? QString() : m_text);
    paintLine(painter, rect(), shown, layoutDirection());
}

void ElidedLabel::paintLine(QPainter& painter, const QRect& rect, const QString& text,
                            Qt::LayoutDirection direction)
{
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    // A painter takes "left" for where its own lines begin.
    const Qt::AlignmentFlag side = direction == painter.layoutDirection() ? Qt::AlignLeft : Qt::AlignRight;
    painter.drawText(rect, Qt::TextSingleLine | Qt::AlignVCenter | side, text);
    painter.setLayoutDirection(before);
}

} // namespace quire
