#include "ui/settings/GeneralPage.h"

#include "ui/settings/PageParts.h"
#include "ui/theme/Tokens.h"
#include "ui/widgets/SegmentedControl.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace quire {

GeneralPage::GeneralPage(Settings& settings, QWidget* parent) : QWidget(parent), m_settings(settings)
{
    QVBoxLayout* column = pageColumn(this);
    QFormLayout* form = pageForm(column);
    form->addRow(tr("Language"), languageChoice());
    form->addRow(tr("New sessions begin with"), modeChoice());

    column->addWidget(pageNote(tr("The language changes when Quire is started again.")));
    column->addSpacing(space::s);

    auto* notices = new QCheckBox(tr("Say on the desktop when reading or a long answer has ended"));
    notices->setObjectName(QStringLiteral("desktopNotices"));
    notices->setChecked(settings.tellsOnDesktop());
    connect(notices, &QCheckBox::toggled, this, [this](bool on) { m_settings.setTellsOnDesktop(on); });
    column->addWidget(notices);
    auto* awake = new QCheckBox(tr("Keep the computer awake while documents are read"));
    awake->setObjectName(QStringLiteral("keepAwake"));
    awake->setChecked(settings.keepsAwake());
    connect(awake, &QCheckBox::toggled, this, [this](bool on) { m_settings.setKeepsAwake(on); });
    column->addWidget(awake);
    column->addStretch(1);
}

QWidget* GeneralPage::languageChoice()
{
    auto* language = new QComboBox;
    language->setObjectName(QStringLiteral("language"));
    language->addItem(tr("As the desktop"), QString());
    const std::pair<const char*, QString> names[] = {{"en", QStringLiteral("English")},
                                                     {"de", QStringLiteral("Deutsch")},
                                                     {"fr", QStringLiteral("Français")},
                                                     {"es", QStringLiteral("Español")},
                                                     {"zh_CN", QStringLiteral("简体中文")}};
    for (const auto& [code, name] : names)
        language->addItem(name, QString::fromLatin1(code));
    language->setCurrentIndex(qMax(0, language->findData(m_settings.language())));
    connect(language, &QComboBox::activated, this,
            [this, language] { m_settings.setLanguage(language->currentData().toString()); });
    return language;
}

QWidget* GeneralPage::modeChoice()
{
    auto* model = new SegmentedControl(tr("Model"));
    model->addChoice(QStringLiteral("flash"), tr("Flash"), tr("The quicker model"));
    model->addChoice(QStringLiteral("pro"), tr("Pro"), tr("The model for depth"));
    auto* effort = new SegmentedControl(tr("Effort"));
    effort->addChoice(QStringLiteral("fast"), tr("Fast"), tr("Answers at once"));
    effort->addChoice(QStringLiteral("think"), tr("Think"), tr("Thinks before it answers"));
    effort->addChoice(QStringLiteral("max"), tr("Max"), tr("Thinks as long as it can"));
    model->setCurrent(m_settings.mode().model);
    effort->setCurrent(m_settings.mode().effort);
    const auto keep = [this, model, effort] { m_settings.setMode({model->current(), effort->current()}); };
    connect(model, &SegmentedControl::chosen, this, keep);
    connect(effort, &SegmentedControl::chosen, this, keep);
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(model);
    row->addWidget(effort);
    row->addStretch(1);
    return both;
}

} // namespace quire
