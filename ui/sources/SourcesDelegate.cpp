#include "ui/sources/SourcesDelegate.h"

#include "ui/contextmeter/ContextMeter.h"
#include "ui/sources/SourcesModel.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Format.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace quire {

namespace {

constexpr int boxSide = 15;
constexpr int iconSide = 17;

} // namespace

SourcesDelegate::SourcesDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

QSize SourcesDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {0, option.fontMetrics.height() + 13};
}

QRect SourcesDelegate::boxRect(const QStyleOptionViewItem& option) const
{
    return {option.rect.left() + space::xs, option.rect.center().y() - boxSide / 2, boxSide, boxSide};
}

/// Places are reckoned from the left; where lines begin at the right they lie mirrored.
QRect SourcesDelegate::placed(const QStyleOptionViewItem& option, const QRect& rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void SourcesDelegate::paintBox(QPainter* painter, const QRect& box, Qt::CheckState state) const
{
    const Colours& c = m_theme.colours();
    painter->setPen(QPen(state == Qt::Unchecked ? c.muted : c.accent, 1.2));
    painter->setBrush(state == Qt::Unchecked ? QBrush(c.surface) : QBrush(c.accent));
    painter->drawRoundedRect(QRectF(box).adjusted(.5, .5, -.5, -.5), 4, 4);
    painter->setPen(QPen(c.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (state == Qt::Checked)
        painter->drawPolyline(QPolygonF{QPointF(box.left() + 3.8, box.top() + 8),
                                        QPointF(box.left() + 6.5, box.top() + 10.6),
                                        QPointF(box.left() + 11.3, box.top() + 4.9)});
    else if (state == Qt::PartiallyChecked)
        painter->drawLine(QPointF(box.left() + 4.5, box.center().y() + .5),
                          QPointF(box.right() - 3.5, box.center().y() + .5));
}

/// Tokens, progress or warning at the right end; returns where they begin.
int SourcesDelegate::paintRight(QPainter* painter, const QStyleOptionViewItem& option, const QRect& inner,
                                const QFont& font, const QModelIndex& index) const
{
    const Colours& c = m_theme.colours();
    const QFontMetrics metrics(font);
    const int waiting = index.data(SourcesModel::WaitingRole).toInt();
    const qint64 count = index.data(SourcesModel::TokensRole).toLongLong();
    const QString text = waiting >= 0 ? QString::number(waiting) + u'%'
                         : count > 0  ? format::shortCount(count)
                                      : QString();
    const int width = metrics.horizontalAdvance(text);
    painter->setFont(font);
    painter->setPen(c.muted);
    painter->drawText(placed(option, inner), Qt::AlignRight | Qt::AlignVCenter, text);
    int left = inner.right() - width;
    if (index.data(SourcesModel::WarningRole).toBool()) {
        const QRect icon(left - iconSide - 2, inner.center().y() - iconSide / 2, iconSide, iconSide);
        // Red where there is no text at all, amber where it is only not all of it, or not of today.
        const Theme::Tint tint =
            index.data(SourcesModel::FailedRole).toBool() ? Theme::Tint::Missing : Theme::Tint::Close;
        m_theme.icon(QStringLiteral("warning"), tint).paint(painter, placed(option, icon));
        left = icon.left();
    }
    return left;
}

void SourcesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Colours& c = m_theme.colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(0, 1, -space::s, -1);
    const auto at = [&](const QRect& rect) { return placed(option, rect); };
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? c.selected : c.hover);
        painter->drawRoundedRect(at(row), radius::s, radius::s);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(c.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(at(row)).adjusted(.5, .5, -.5, -.5), radius::s, radius::s);
    }
    const QRect box = boxRect(option);
    const auto state = Qt::CheckState(index.data(Qt::CheckStateRole).toInt());
    paintBox(painter, at(box), state);
    int x = box.right() + space::s;
    const int colour = index.data(SourcesModel::ColourIndexRole).toInt();
    const QRect icon(x, option.rect.center().y() - iconSide / 2, iconSide, iconSide);
    m_theme.icon(index.data(SourcesModel::IconRole).toString(), Theme::Tint::Muted).paint(painter, at(icon));
    x = icon.right() + space::s;
    if (colour >= 0) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ContextMeter::colourOf(m_theme, colour));
        painter->drawEllipse(QRectF(at(QRect(x, option.rect.center().y() - 3, 7, 7))));
        x += 6 + space::s;
    }
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.88);
    const QRect inner(x, row.top(), row.right() - space::s - x, row.height());
    const int right = paintRight(painter, option, inner, small, index);
    painter->setFont(option.font);
    painter->setPen(state == Qt::Unchecked ? c.muted : c.text);
    const QRect name(x, row.top(), right - space::s - x, row.height());
    ElidedLabel::paintLine(
        *painter, at(name),
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, name.width()),
        option.direction);
    painter->restore();
}

bool SourcesDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                  const QStyleOptionViewItem& option, const QModelIndex& index)
{
    bool toggle = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        toggle = mouse->button() == Qt::LeftButton &&
                 placed(option, boxRect(option)).adjusted(-4, -6, 4, 6).contains(mouse->position().toPoint());
    } else if (event->type() == QEvent::KeyPress) {
        toggle = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    }
    if (!toggle)
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace quire
