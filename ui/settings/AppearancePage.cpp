#include "ui/settings/AppearancePage.h"

#include "ui/settings/PageParts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace quire {

AppearancePage::AppearancePage(Settings& settings, Theme& theme, QWidget* parent) : QWidget(parent)
{
    QVBoxLayout* column = pageColumn(this);
    QFormLayout* form = pageForm(column);
    auto* appearance = new QComboBox;
    appearance->setObjectName(QStringLiteral("appearance"));
    appearance->addItem(tr("As the desktop"), QStringLiteral("system"));
    appearance->addItem(tr("Light"), QStringLiteral("light"));
    appearance->addItem(tr("Dark"), QStringLiteral("dark"));
    appearance->setCurrentIndex(qMax(0, appearance->findData(settings.appearance())));
    connect(appearance, &QComboBox::activated, this, [&settings, &theme, appearance](int index) {
        settings.setAppearance(appearance->currentData().toString());
        theme.setAppearance(Appearance(index));
    });
    form->addRow(tr("Colours"), appearance);

    auto* scale = new QSpinBox;
    scale->setObjectName(QStringLiteral("textScale"));
    scale->setRange(80, 200);
    scale->setSingleStep(10);
    scale->setSuffix(QStringLiteral(" %"));
    scale->setValue(settings.textScale());
    connect(scale, &QSpinBox::valueChanged, this, [&settings, &theme](int percent) {
        settings.setTextScale(percent);
        theme.setTextScale(percent);
    });
    form->addRow(tr("Text size"), scale);
    column->addWidget(pageNote(tr("Text follows the size that the desktop sets, and this on top of it.")));
    column->addStretch(1);
}

} // namespace quire
