#include "ui/sessions/SessionsDelegate.h"

#include "ui/sessions/SessionsModel.h"
#include "ui/widgets/ElidedLabel.h"

#include <QPainter>
#include <QStyle>

namespace quire {

namespace {

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

} // namespace

SessionsDelegate::SessionsDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

QSize SessionsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics small(smaller(option.font));
    if (index.data(SessionsModel::IsHeadingRole).toBool())
        return {0, small.height() + space::l};
    return {0, option.fontMetrics.height() + small.height() + space::l + 2};
}

void SessionsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Colours& c = m_theme.colours();
    const QFont small = smaller(option.font);
    // Places are reckoned from the left; where lines begin at the right they lie mirrored.
    const auto at = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(SessionsModel::IsHeadingRole).toBool()) {
        QFont font = small;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(c.muted);
        painter->drawText(at(option.rect.adjusted(space::l, 0, -space::s, -space::xs)),
                          Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
        painter->restore();
        return;
    }
    const QRect row = option.rect.adjusted(space::s, 1, -space::s, -1);
    const bool current = index.data(SessionsModel::CurrentRole).toBool();
    const bool over = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    if (current || over) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(current ? c.selected : c.hover);
        painter->drawRoundedRect(row, radius::s, radius::s);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(c.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(row).adjusted(.5, .5, -.5, -.5), radius::s, radius::s);
    }
    QRect inner = row.adjusted(space::s, 7, -space::s, -7);
    if (index.data(SessionsModel::PinnedRole).toBool()) {
        const QRect pin(inner.right() - 13, inner.top() + 1, 14, 14);
        m_theme.icon(QStringLiteral("pin"), Theme::Tint::Muted).paint(painter, at(pin));
        inner.setRight(pin.left() - space::xs);
    }
    QFont titleFont = option.font;
    titleFont.setWeight(current ? QFont::DemiBold : QFont::Normal);
    painter->setFont(titleFont);
    painter->setPen(c.text);
    const QFontMetrics metrics(titleFont);
    const QRect titleLine(inner.left(), inner.top(), inner.width(), metrics.height());
    ElidedLabel::paintLine(*painter, at(titleLine),
                           metrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width()),
                           option.direction);
    paintSubtitle(painter,
                  at({inner.left(), titleLine.bottom() + 3, inner.width(), QFontMetrics(small).height()}),
                  index.data(SessionsModel::SubtitleRole).toString(), small);
    painter->restore();
}

/// Words between U+2068 and U+2069 are matches of a search: darker than what stands around them.
void SessionsDelegate::paintSubtitle(QPainter* painter, const QRect& line, const QString& text,
                                     const QFont& font) const
{
    const Colours& c = m_theme.colours();
    const QFontMetrics metrics(font);
    painter->setFont(font);
    int x = line.left(); // from where the line begins
    bool match = false;
    const Qt::LayoutDirection direction = painter->layoutDirection();
    QString piece;
    const auto flush = [&] {
        painter->setPen(match ? c.accent : c.muted);
        const QString shown = metrics.elidedText(piece, Qt::ElideRight, line.right() - x);
        painter->drawText(
            QStyle::visualRect(direction, line, QRect(x, line.top(), line.right() - x, line.height())),
            Qt::AlignLeft, shown);
        x += metrics.horizontalAdvance(shown);
        piece.clear();
    };
    for (const QChar ch : text) {
        if (ch.unicode() != 0x2068 && ch.unicode() != 0x2069) {
            piece += ch;
            continue;
        }
        flush();
        match = ch.unicode() == 0x2068;
    }
    flush();
}

} // namespace quire
