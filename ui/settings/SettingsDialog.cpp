#include "ui/settings/SettingsDialog.h"

#include "ui/settings/AppearancePage.h"
#include "ui/settings/GeneralPage.h"
#include "ui/settings/ModelsPage.h"
#include "ui/settings/PageParts.h"
#include "ui/settings/PrivacyPage.h"
#include "ui/settings/StoragePage.h"
#include "ui/theme/Tokens.h"

#include <QDialogButtonBox>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace quire {

SettingsDialog::SettingsDialog(const Tools& tools, const QList<Shortcut>& shortcuts, QWidget* parent)
    : QDialog(parent), m_pages(new QTabWidget)
{
    setObjectName(QStringLiteral("settings"));
    setWindowTitle(tr("Settings"));
    resize(720, 480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    m_pages->setAccessibleName(tr("Settings"));
    m_pages->addTab(new GeneralPage(tools.settings), tr("General"));
    m_pages->addTab(new AppearancePage(tools.settings, tools.theme), tr("Appearance"));
    m_pages->addTab(
        new ModelsPage(tools.settings, tools.engine, tools.theme, tools.files, tools.bundledPlaces),
        tr("Models"));
    auto* storage = new StoragePage(tools.settings, tools.files, tools.dataFolder);
    connect(storage, &StoragePage::shelfAsked, this, &SettingsDialog::shelfAsked);
    m_pages->addTab(storage, tr("Storage"));
    auto* privacy = new PrivacyPage;
    connect(privacy, &PrivacyPage::logAsked, this, &SettingsDialog::logAsked);
    m_pages->addTab(privacy, tr("Privacy"));
    m_pages->addTab(shortcutsPage(shortcuts), tr("Shortcuts"));
    column->addWidget(m_pages, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void SettingsDialog::showPage(Page page)
{
    m_pages->setCurrentIndex(int(page));
}

QWidget* SettingsDialog::shortcutsPage(const QList<Shortcut>& shortcuts)
{
    auto* page = new QWidget;
    QVBoxLayout* column = pageColumn(page);
    auto* list = new QTreeWidget;
    list->setObjectName(QStringLiteral("shortcuts"));
    list->setAccessibleName(tr("Shortcuts"));
    list->setHeaderLabels({tr("What"), tr("Keys")});
    list->setRootIsDecorated(false);
    for (const Shortcut& shortcut : shortcuts)
        new QTreeWidgetItem(list, {shortcut.what, shortcut.keys});
    list->resizeColumnToContents(0);
    list->setColumnWidth(0, list->columnWidth(0) + space::xl);
    column->addWidget(list);
    return page;
}

} // namespace quire
