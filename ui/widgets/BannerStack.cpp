#include "ui/widgets/BannerStack.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace quire {

BannerStack::BannerStack(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("banners"));
    m_column->setContentsMargins(space::xl, space::s, space::xl, 0);
    m_column->setSpacing(space::s);
    hide();
}

QWidget* BannerStack::banner(const QString& key) const
{
    return findChild<QWidget*>(QStringLiteral("banner-") + key, Qt::FindDirectChildrenOnly);
}

QString BannerStack::text(const QString& key) const
{
    const QWidget* known = banner(key);
    return known ? known->findChild<QLabel*>(QStringLiteral("bannerText"))->text() : QString();
}

void BannerStack::set(const QString& key, const QString& text, const QList<Way>& ways)
{
    if (this->text(key) == text)
        return;
    clear(key);
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("banner-") + key);
    frame->setProperty("banner", true);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(space::m, space::s, space::s, space::s);
    row->setSpacing(space::s);
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("bannerText"));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(label, 1);
    for (const Way& way : ways) {
        auto* button = new QPushButton(way.text);
        button->setProperty("flat", true);
        connect(button, &QPushButton::clicked, this, [go = way.go] { go(); });
        row->addWidget(button, 0, Qt::AlignVCenter);
    }
    m_column->addWidget(frame);
    show();
    QAccessibleEvent event(frame, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void BannerStack::clear(const QString& key)
{
    if (QWidget* known = banner(key)) {
        known->setObjectName({});
        m_column->removeWidget(known);
        known->hide();
        known->deleteLater();
    }
    setVisible(m_column->count() > 0);
}

} // namespace quire
