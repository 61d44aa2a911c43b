#include "ui/settings/GeneralPage.h"

#include "app/desk/OcrChoice.h"
#include "ui/settings/PageParts.h"
#include "ui/theme/Tokens.h"
#include "ui/widgets/SegmentedControl.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>

namespace quire {

GeneralPage::GeneralPage(Settings& settings, QWidget* parent) : QWidget(parent), m_settings(settings)
{
    QVBoxLayout* column = pageColumn(this);
    QFormLayout* form = pageForm(column);
    form->addRow(tr("Language"), languageChoice());
    form->addRow(tr("New sessions begin with"), modeChoice());
    form->addRow(tr("Text in pictures of pages"), recognitionChoice());
    form->addRow(tr("In these languages"), ocrLanguageChoice());

    if (!OcrChoice::isPossible())
        column->addWidget(pageNote(tr("Text in pictures is recognised by Tesseract: install the packages "
                                      "tesseract-ocr and one for each language, such as "
                                      "tesseract-ocr-deu.")));
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

QWidget* GeneralPage::recognitionChoice()
{
    auto* choice = new QComboBox;
    choice->setObjectName(QStringLiteral("recognition"));
    choice->addItem(tr("Recognise it automatically"), true);
    choice->addItem(tr("Recognise it only when I ask"), false);
    choice->setCurrentIndex(m_settings.recognisesText() ? 0 : 1);
    connect(choice, &QComboBox::activated, this,
            [this, choice] { m_settings.setRecognisesText(choice->currentData().toBool()); });
    return choice;
}

/// Several at once, as a page may hold them.
QWidget* GeneralPage::ocrLanguageChoice()
{
    auto* button = new QPushButton;
    button->setObjectName(QStringLiteral("ocrLanguages"));
    auto* menu = new QMenu(button);
    const QStringList chosen = m_settings.ocrLanguages();
    const auto say = [this, button] {
        const QStringList languages = m_settings.ocrLanguages();
        button->setText(languages.isEmpty() ? tr("Automatic") : languages.join(QStringLiteral(" + ")));
    };
    for (const QString& language : OcrChoice::installedLanguages()) {
        const QLocale::Language known = QLocale::codeToLanguage(language.left(3), QLocale::ISO639Part2);
        const QString name = known == QLocale::AnyLanguage ? QString() : QLocale(known).nativeLanguageName();
        QAction* action =
            menu->addAction(name.isEmpty() ? language : name + QStringLiteral(" – ") + language);
        action->setData(language);
        action->setCheckable(true);
        action->setChecked(chosen.contains(language));
        connect(action, &QAction::toggled, this, [this, menu, say] {
            QStringList ticked;
            for (const QAction* each : menu->actions())
                if (each->isChecked())
                    ticked.append(each->data().toString());
            m_settings.setOcrLanguages(ticked);
            say();
        });
    }
    button->setMenu(menu);
    button->setEnabled(!menu->isEmpty());
    say();
    return button;
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
