#include "ui/citations/CitationsPanel.h"

#include "ui/conversation/CitationText.h"
#include "ui/widgets/SegmentedControl.h"

#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <tuple>

namespace quire {

namespace {

constexpr int bar = 3;
constexpr int wordLines = 2;

/// Two lines of the words, one of the place, and a bar in the verdict's colour.
class CitationsDelegate : public QStyledItemDelegate
{
public:
    CitationsDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, option.fontMetrics.height() * wordLines + QFontMetrics(small(option.font)).height() +
                       space::l + space::xs};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = m_theme.colours();
        const auto verdict = Verdict(index.data(CitationsModel::VerdictRole).toInt());
        const QRect row = option.rect.adjusted(0, 1, 0, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_MouseOver | QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? c.selected : c.hover);
            painter->drawRoundedRect(row, radius::s, radius::s);
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(c.accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(row).adjusted(.5, .5, -.5, -.5), radius::s, radius::s);
        }
        const QRect inner = row.adjusted(space::m, space::s, -space::s, -space::s);
        const QRect side = QRect(row.left() + space::xs, inner.top(), bar, inner.height());
        painter->setPen(Qt::NoPen);
        painter->setBrush(verdictColour(m_theme, verdict));
        painter->drawRoundedRect(QStyle::visualRect(option.direction, option.rect, side), 1.5, 1.5);

        painter->setFont(option.font);
        painter->setPen(c.text);
        const QRect text = QStyle::visualRect(option.direction, option.rect, inner);
        const int height = option.fontMetrics.height();
        drawLines(painter, text, height, option.fontMetrics, index.data().toString());
        painter->setFont(small(option.font));
        painter->setPen(verdict == Verdict::NotFound ? c.missing : c.muted);
        const QFontMetrics metrics(painter->font());
        painter->drawText(
            QRect(text.left(), text.bottom() - metrics.height() + 1, text.width(), metrics.height()),
            int(Qt::AlignLeft), // where lines begin: the painter knows the direction
            metrics.elidedText(verdictIcon(verdict) + u' ' + index.data(CitationsModel::PlaceRole).toString(),
                               Qt::ElideMiddle, text.width()));
        painter->restore();
    }

private:
    static QFont small(QFont font)
    {
        font.setPointSizeF(font.pointSizeF() * 0.88);
        return font;
    }

    static void drawLines(QPainter* painter, const QRect& area, int height, const QFontMetrics& metrics,
                          const QString& words)
    {
        // The first line takes whole words, the second what is left, cut with "…".
        QString first;
        qsizetype at = 0;
        while (at < words.size()) {
            qsizetype end = words.indexOf(u' ', at + 1);
            if (end < 0)
                end = words.size();
            if (metrics.horizontalAdvance(words.left(end)) > area.width() && !first.isEmpty())
                break;
            first = words.left(end);
            at = end;
        }
        constexpr int align = int(Qt::AlignLeft);
        painter->drawText(QRect(area.left(), area.top(), area.width(), height), align,
                          metrics.elidedText(first, Qt::ElideRight, area.width()));
        painter->drawText(QRect(area.left(), area.top() + height, area.width(), height), align,
                          metrics.elidedText(words.mid(at).trimmed(), Qt::ElideRight, area.width()));
    }

    const Theme& m_theme;
};

} // namespace

CitationsPanel::CitationsPanel(const Desk& desk, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(desk), m_filter(new SegmentedControl(tr("Which citations are shown"))),
      m_list(new QListView), m_empty(new QLabel)
{
    setObjectName(QStringLiteral("citationsPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_filter->setObjectName(QStringLiteral("citationFilter"));
    buildFilter();
    column->addWidget(m_filter, 0, Qt::AlignHCenter);
    m_empty->setText(tr("Quotes of the answers are gathered here, each with what the check found."));
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", "muted");
    column->addWidget(m_empty);
    m_list->setObjectName(QStringLiteral("citationList"));
    m_list->setAccessibleName(tr("Citations"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new CitationsDelegate(theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    const auto choose = [this](const QModelIndex& index) {
        Q_EMIT turnChosen(index.data(CitationsModel::TurnRole).toLongLong());
        Q_EMIT citationChosen(CitationRecord(m_model.citation(index)));
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &CitationsPanel::refresh);
    refresh();
}

void CitationsPanel::buildFilter()
{
    for (const char* key : {"all", "verified", "close", "missing"})
        m_filter->addChoice(QLatin1String(key), {}, {});
    m_filter->setCurrent(QStringLiteral("all"));
    connect(m_filter, &SegmentedControl::chosen, this, [this](const QString& key) {
        m_model.showOnly(key == QLatin1String("verified")  ? std::optional(Verdict::Verified)
                         : key == QLatin1String("close")   ? std::optional(Verdict::Close)
                         : key == QLatin1String("missing") ? std::optional(Verdict::NotFound)
                                                           : std::nullopt);
    });
}

void CitationsPanel::refresh()
{
    const auto label = [this](const char* key, const QString& text, const QString& name) {
        QToolButton* button = m_filter->button(QLatin1String(key));
        button->setText(text);
        button->setToolTip(name);
        button->setAccessibleName(name);
    };
    const auto count = [this](const char* key, Verdict verdict, const QString& name) {
        return std::tuple(key, verdictIcon(verdict) + u' ' + QString::number(m_model.count(verdict)),
                          name.arg(m_model.count(verdict)));
    };
    label("all", tr("All %1").arg(m_model.total()), tr("All (%1)").arg(m_model.total()));
    std::apply(label, count("verified", Verdict::Verified, tr("Verified (%1)")));
    std::apply(label, count("close", Verdict::Close, tr("Close (%1)")));
    std::apply(label, count("missing", Verdict::NotFound, tr("Not found (%1)")));
    m_filter->setVisible(m_model.total() > 0);
    m_empty->setVisible(m_model.total() == 0);
}

} // namespace quire
