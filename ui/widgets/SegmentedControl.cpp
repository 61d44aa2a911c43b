#include "ui/widgets/SegmentedControl.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace quire {

SegmentedControl::SegmentedControl(const QString& accessibleName, QWidget* parent)
    : QFrame(parent), m_group(new QButtonGroup(this)), m_row(new QHBoxLayout(this))
{
    setProperty("segmented", true);
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_row->setContentsMargins(1, 1, 1, 1);
    m_row->setSpacing(0);
    connect(m_group, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { Q_EMIT chosen(button->objectName()); });
}

void SegmentedControl::addChoice(const QString& key, const QString& text, const QString& toolTip)
{
    auto* button = new QToolButton(this);
    button->setObjectName(key);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(accessibleName() + QStringLiteral(": ") + text);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_group->addButton(button);
    m_row->addWidget(button);
}

QToolButton* SegmentedControl::button(const QString& key) const
{
    return findChild<QToolButton*>(key);
}

void SegmentedControl::setToolTip(const QString& key, const QString& toolTip)
{
    button(key)->setToolTip(toolTip);
}

QString SegmentedControl::current() const
{
    return m_group->checkedButton() ? m_group->checkedButton()->objectName() : QString();
}

void SegmentedControl::setCurrent(const QString& key)
{
    if (QToolButton* chosenButton = button(key))
        chosenButton->setChecked(true);
}

} // namespace quire
