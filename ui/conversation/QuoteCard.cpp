#include "ui/conversation/QuoteCard.h"

#include "ui/conversation/CitationText.h"

#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QStyle>
#include <QTextLayout>

#include <cmath>

namespace quire {

namespace {

constexpr int bar = 4;
constexpr int padding = 12;
constexpr int chipPadding = 8;
constexpr double lineSpacing = 1.3;

} // namespace

QuoteCard::QuoteCard(const CitationRecord& citation, const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_citation(citation), m_theme(theme)
{
    setObjectName(QStringLiteral("quoteCard"));
    setCursor(citation.verdict == Verdict::NotFound ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(verdictText(citation.verdict) + QStringLiteral(". ") + words() + QStringLiteral(". ") +
                      citation.place);
    setToolTip(citationToolTip(citation));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString QuoteCard::words() const
{
    // A line end within a paragraph is the file's, not the author's; indentation (code) is kept.
    static const QRegularExpression softBreak(QStringLiteral("(?<=\\S)\\n(?=\\S)"));
    QString text = m_citation.source.isEmpty() ? m_citation.words : m_citation.source;
    return text.trimmed().replace(softBreak, QStringLiteral(" "));
}

QString QuoteCard::footer() const
{
    if (m_citation.verdict == Verdict::Close && !m_citation.words.isEmpty())
        return tr("The answer said: “%1”").arg(m_citation.words.simplified());
    return {};
}

void QuoteCard::markWords(const QString& words)
{
    if (words != m_marked) {
        m_marked = words;
        update();
    }
}

QList<QTextLayout::FormatRange> QuoteCard::marksIn(const QString& text) const
{
    QList<QTextLayout::FormatRange> marks;
    QTextCharFormat lit;
    lit.setBackground(m_theme.colours().lit);
    for (qsizetype at = 0; !m_marked.isEmpty(); at += m_marked.size()) {
        at = text.indexOf(m_marked, at, Qt::CaseInsensitive);
        if (at < 0)
            break;
        marks.append({int(at), int(m_marked.size()), lit});
    }
    return marks;
}

QFont QuoteCard::wordsFont() const
{
    return font();
}

QFont QuoteCard::footerFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    return small;
}

/// The words broken into lines of a width, set a little apart; returns their height.
qreal QuoteCard::layOut(QTextLayout& layout, int width) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(words().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight); // its own
    layout.setFont(wordsFont());
    layout.setTextOption(option);
    layout.setText(words().replace(u'\n', QChar::LineSeparator));
    const qreal step = QFontMetricsF(wordsFont()).height() * lineSpacing;
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y + (step - line.height()) / 2});
        y += step;
    }
    layout.endLayout();
    return y;
}

QRect QuoteCard::wordsRect(int width) const
{
    const int inner = qMax(20, width - bar - 2 * padding);
    QTextLayout layout;
    return {bar + padding, padding - 2, inner, int(std::ceil(layOut(layout, inner)))};
}

int QuoteCard::heightForWidth(int width) const
{
    const int line = QFontMetrics(footerFont()).height();
    const int said = footer().isEmpty() ? 0 : line + space::xs;
    return wordsRect(width).bottom() + space::s + line + 4 + said + padding - 2;
}

QSize QuoteCard::sizeHint() const
{
    return {300, heightForWidth(qMax(200, width()))};
}

void QuoteCard::paintEvent(QPaintEvent*)
{
    const Colours& c = m_theme.colours();
    const QColor colour = verdictColour(m_theme, m_citation.verdict);
    const QColor soft = verdictSoft(m_theme, m_citation.verdict);
    // Places are reckoned from the left; where lines begin at the right they lie mirrored.
    const auto at = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()), radius::s, radius::s);
    painter.setClipPath(card);
    painter.fillRect(rect(), soft);
    painter.fillRect(at(QRect(0, 0, bar, height())), colour);
    painter.setClipping(false);
    if (hasFocus() || underMouse()) {
        painter.setPen(QPen(colour, hasFocus() ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), radius::s, radius::s);
    }
    const QRect text = wordsRect(width());
    painter.setPen(c.text);
    QTextLayout layout;
    layOut(layout, text.width());
    layout.draw(&painter, at(text).topLeft(), marksIn(layout.text()));

    const QFont small = footerFont();
    const QFontMetrics metrics(small);
    QFont strong = small;
    strong.setWeight(QFont::DemiBold);
    const QString label = verdictIcon(m_citation.verdict) + u' ' +
                          (m_citation.verdict == Verdict::NotFound || m_citation.mark.isEmpty()
                               ? verdictText(m_citation.verdict)
                               : m_citation.mark);
    const int chipWidth = QFontMetrics(strong).horizontalAdvance(label) + 2 * chipPadding;
    const QRect chip(text.left(), text.bottom() + space::s, chipWidth, metrics.height() + 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(at(chip), chip.height() / 2.0, chip.height() / 2.0);
    painter.setFont(strong);
    painter.setPen(m_theme.isDark() ? c.window : QColor(Qt::white));
    painter.drawText(at(chip), Qt::AlignCenter, label);
    painter.setFont(small);
    painter.setPen(c.muted);
    const QRect place(chip.right() + space::s, chip.top(), text.right() - chip.right() - space::s,
                      chip.height());
    painter.drawText(at(place), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_citation.place, Qt::ElideMiddle, place.width()));
    if (const QString said = footer(); !said.isEmpty())
        painter.drawText(at(QRect(text.left(), chip.bottom() + space::xs, text.width(), metrics.height())),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(said, Qt::ElideRight, text.width()));
}

} // namespace quire
