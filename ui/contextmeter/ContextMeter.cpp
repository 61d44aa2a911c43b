#include "ui/contextmeter/ContextMeter.h"

#include "ui/widgets/Format.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

namespace quire {

namespace {

constexpr qint64 defaultContext = 1048576;
constexpr qreal barHeight = 8;
constexpr qreal leastWidth = 3;   // of a part: it is seen, however small it is beside a million
constexpr qreal crowdShare = 0.2; // of the bar: more than this is not taken by small parts being seen

} // namespace

ContextMeter::ContextMeter(const Desk& desk, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_theme(theme)
{
    setObjectName(QStringLiteral("contextMeter"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto refresh = [this] {
        setAccessibleName(summary());
        update();
    };
    connect(&desk, &Desk::readingChanged, this, refresh);
    connect(&desk, &Desk::sessionChanged, this, refresh);
    connect(&desk.sources(), &Sources::changed, this, refresh);
    connect(&desk.sources(), &Sources::entryChanged, this, refresh);
    connect(&theme, &Theme::changed, this, refresh);
    refresh();
}

QSize ContextMeter::sizeHint() const
{
    return {200, fontMetrics().height() + int(barHeight) + space::s};
}

QColor ContextMeter::colourOf(const Theme& theme, int index)
{
    const auto& colours = theme.colours().documents;
    return colours[std::size_t(index) % colours.size()];
}

qint64 ContextMeter::total() const
{
    const qint64 context = m_desk.reading().plan.contextTokens;
    return context > 0 ? context : defaultContext;
}

QList<ContextMeter::Part> ContextMeter::parts() const
{
    QList<Part> parts;
    int index = 0;
    for (const SourceEntry& entry : m_desk.sources().entries()) {
        if (entry.record.included && entry.record.tokens > 0)
            parts.append({entry.record.name, entry.record.tokens, colourOf(m_theme, index)});
        ++index;
    }
    qint64 conversation = 0;
    for (const TurnRecord& turn : m_desk.turns())
        conversation += turn.answerTokens + turn.question.size() / 4;
    if (conversation > 0)
        parts.append({tr("Conversation"), conversation, m_theme.colours().muted});
    return parts;
}

QList<ContextMeter::Segment> ContextMeter::segments() const
{
    const QList<Part> all = parts();
    const qreal scale = qreal(width()) / qreal(total());
    const qreal least = qMin(leastWidth, width() * crowdShare / qMax(1, int(all.size())));
    QList<Segment> segments;
    qreal left = 0;
    for (const Part& part : all) {
        segments.append({part, left, qMax(least, qreal(part.tokens) * scale)});
        left += segments.last().width;
    }
    return segments;
}

/// Where the first tokens of the prompt end.
qreal ContextMeter::edgeOf(const QList<Segment>& segments, qint64 tokens)
{
    qreal edge = 0;
    for (const Segment& each : segments) {
        const qreal share = qBound(0.0, qreal(tokens) / qreal(each.part.tokens), 1.0);
        edge += share * each.width;
        tokens -= each.part.tokens;
    }
    return edge;
}

QString ContextMeter::summary() const
{
    qint64 used = 0;
    for (const Part& part : parts())
        used += part.tokens;
    return tr("%1 of %2 tokens").arg(format::count(used), format::count(total()));
}

void ContextMeter::paintEvent(QPaintEvent*)
{
    const Colours& c = m_theme.colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.muted);
    qint64 used = 0;
    for (const Part& part : parts())
        used += part.tokens;
    QString text = summary();
    if (fontMetrics().horizontalAdvance(text) > width())
        text = format::shortCount(used) + QStringLiteral(" / ") + format::shortCount(total());
    painter.drawText(QRectF(0, 0, width(), fontMetrics().height()),
                     int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)), text);

    const QRectF bar(0, height() - barHeight, width(), barHeight);
    if (layoutDirection() == Qt::RightToLeft) {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    QPainterPath outline;
    outline.addRoundedRect(bar, barHeight / 2, barHeight / 2);
    painter.setClipPath(outline);
    painter.fillRect(bar, c.hover);
    const QList<Segment> all = segments();
    for (const Segment& each : all) {
        const qreal gap = each.width >= leastWidth ? 1 : 0;
        painter.fillRect(QRectF(each.left, bar.top(), each.width - gap, bar.height()), each.part.colour);
    }
    if (const qreal cached = edgeOf(all, m_desk.reading().plan.cachedTokens); cached > 0) {
        QColor hatch = c.window;
        hatch.setAlpha(110);
        painter.fillRect(QRectF(bar.left(), bar.top(), cached, bar.height()),
                         QBrush(hatch, Qt::BDiagPattern));
    }
    const qreal reserve = qMax(leastWidth, answerReserve * bar.width() / qreal(total()));
    painter.fillRect(QRectF(bar.right() - reserve, bar.top(), reserve, bar.height()), c.borderStrong);
}

QString ContextMeter::explain(qreal x) const
{
    if (layoutDirection() == Qt::RightToLeft)
        x = width() - x;
    for (const Segment& each : segments())
        if (x < each.left + each.width)
            return each.part.name + QStringLiteral("\n") + format::tokens(each.part.tokens);
    QStringList lines{summary()};
    lines.append(tr("Already read: %1").arg(format::count(m_desk.reading().plan.cachedTokens)));
    lines.append(tr("Kept free for the answer: %1").arg(format::count(answerReserve)));
    return lines.join(u'\n');
}

bool ContextMeter::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), explain(help->pos().x()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace quire
