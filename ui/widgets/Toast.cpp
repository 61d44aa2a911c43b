#include "ui/widgets/Toast.h"

#include "ui/theme/Tokens.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <memory>
#include <utility>

namespace quire {

namespace {
constexpr int shownMs = 8000;
constexpr int widest = 640;
} // namespace

Toast::Toast(QWidget* window, const QWidget* above)
    : QFrame(window), m_above(above), m_text(new QLabel), m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("toast"));
    setProperty("card", true);
    setAutoFillBackground(true);
    m_row->setContentsMargins(space::l, space::s, space::s, space::s);
    m_row->setSpacing(space::s);
    m_text->setWordWrap(true);
    m_row->addWidget(m_text, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Toast::leave);
    window->installEventFilter(this);
    hide();
}

void Toast::leave()
{
    hide();
    if (const std::function<void()> gone = std::exchange(m_gone, {}))
        gone();
}

void Toast::show(const QString& text, const QList<Way>& ways, const std::function<void()>& gone)
{
    leave();
    while (m_row->count() > 1) {
        const std::unique_ptr<QLayoutItem> item(m_row->takeAt(1));
        QWidget* old = item->widget();
        old->setObjectName({});
        old->hide();
        old->deleteLater(); // it may be the one that was just pressed
    }
    m_text->setText(text);
    m_gone = gone;
    for (const Way& way : ways) {
        auto* button = new QPushButton(way.text);
        button->setProperty("flat", true);
        button->setObjectName(QStringLiteral("toastAction"));
        connect(button, &QPushButton::clicked, this, [this, go = way.go] {
            m_gone = {};
            hide();
            go();
        });
        m_row->addWidget(button);
        button->show();
    }
    place();
    QFrame::show();
    raise();
    m_timer.start(shownMs);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toast::place()
{
    const QPoint corner = m_above->mapTo(parentWidget(), QPoint(0, 0));
    // As wide as its words on one line, where there is room for that.
    int wanted = layout()->contentsMargins().left() + layout()->contentsMargins().right() + space::l +
                 m_text->fontMetrics().horizontalAdvance(m_text->text());
    for (int i = 1; i < m_row->count(); ++i)
        wanted += m_row->itemAt(i)->sizeHint().width() + m_row->spacing();
    const int width = qMin(wanted, qMin(widest, m_above->width()));
    setFixedWidth(width);
    const int height = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height();
    setGeometry(corner.x() + (m_above->width() - width) / 2, corner.y() - height - space::s, width, height);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace quire
