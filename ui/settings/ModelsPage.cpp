#include "ui/settings/ModelsPage.h"

#include "app/ModelRegistry.h"
#include "ui/models/DownloadDialog.h"
#include "ui/settings/PageParts.h"
#include "ui/theme/Tokens.h"
#include "ui/widgets/Format.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace quire {

ModelsPage::ModelsPage(Settings& settings, EngineThread& engine, const Theme& theme, const FileDialog& files,
                       const QStringList& bundledPlaces, QWidget* parent)
    : QWidget(parent), m_settings(settings), m_engine(engine), m_theme(theme), m_files(files),
      m_bundledPlaces(bundledPlaces), m_list(new QTreeWidget)
{
    QVBoxLayout* column = pageColumn(this);
    column->addWidget(
        pageNote(tr("Folders with DeepSeek-V4 checkpoints in the official layout. The first usable model "
                    "of each kind is the one that is asked.")));
    m_list->setObjectName(QStringLiteral("models"));
    m_list->setAccessibleName(tr("Models"));
    m_list->setHeaderLabels({tr("Model"), tr("Kind"), tr("Size"), tr("Place")});
    m_list->setRootIsDecorated(false);
    m_list->header()->setStretchLastSection(true);
    column->addWidget(m_list, 1);
    buildButtons();
    fill();
}

void ModelsPage::buildButtons()
{
    auto* row = new QHBoxLayout;
    auto* add = new QPushButton(m_theme.icon(QStringLiteral("plus")), tr("Add a folder…"));
    auto* remove = new QPushButton(tr("Remove from the list"));
    remove->setObjectName(QStringLiteral("removeModel"));
    auto* fetch = new QPushButton(tr("Download…"));
    fetch->setObjectName(QStringLiteral("downloadModel"));
    connect(add, &QPushButton::clicked, this, &ModelsPage::add);
    connect(remove, &QPushButton::clicked, this, &ModelsPage::remove);
    connect(fetch, &QPushButton::clicked, this, &ModelsPage::download);
    for (QPushButton* each : {add, fetch, remove})
        row->addWidget(each);
    row->addStretch(1);
    row->addWidget(new QLabel(tr("Threads")));
    auto* threads = new QSpinBox;
    threads->setAccessibleName(tr("Threads"));
    threads->setRange(0, 1024);
    threads->setSpecialValueText(tr("all cores"));
    threads->setValue(m_settings.threads());
    threads->setToolTip(tr("Takes effect when Quire is started again."));
    connect(threads, &QSpinBox::valueChanged, this, [this](int count) { m_settings.setThreads(count); });
    row->addWidget(threads);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void ModelsPage::fill()
{
    m_list->clear();
    const ModelRegistry registry(m_settings.modelFolders() + m_bundledPlaces);
    for (const ModelInfo& model : registry.models()) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(0, model.name);
        item->setText(1, model.slot == ModelSlot::Pro ? tr("Pro") : tr("Flash"));
        item->setText(2, format::bytes(double(model.bytes)));
        item->setText(3, QDir::toNativeSeparators(QFileInfo(model.directory).path()));
        item->setData(0, Qt::UserRole, QFileInfo(model.directory).path());
        item->setToolTip(0, model.problem);
        if (!model.usable())
            item->setIcon(0, m_theme.icon(QStringLiteral("warning"), Theme::Tint::Missing));
    }
    // A folder that was added and has nothing to offer is listed all the same: a disk may not be mounted.
    for (const QString& folder : m_settings.modelFolders()) {
        if (!ModelRegistry({folder}).models().empty())
            continue;
        auto* item =
            new QTreeWidgetItem(m_list, {QFileInfo(folder).fileName(),
                                         QFileInfo::exists(folder) ? tr("no model") : tr("not found"),
                                         QString(), QDir::toNativeSeparators(folder)});
        item->setData(0, Qt::UserRole, folder);
        item->setIcon(0, m_theme.icon(QStringLiteral("warning"), Theme::Tint::Missing));
    }
    for (int section = 0; section < 3; ++section)
        m_list->resizeColumnToContents(section);
}

void ModelsPage::use(const QStringList& folders)
{
    m_settings.setModelFolders(folders);
    m_engine.setModelPlaces(folders + m_bundledPlaces);
    fill();
}

void ModelsPage::add()
{
    QString folder = m_files.openFolder(this);
    if (folder.isEmpty())
        return;
    // A checkpoint itself, or a folder of them.
    if (QFileInfo::exists(folder + QStringLiteral("/config.json")))
        folder = QFileInfo(folder).absolutePath();
    QStringList folders = m_settings.modelFolders();
    if (!folders.contains(folder))
        folders.prepend(folder);
    use(folders);
}

void ModelsPage::download()
{
    // The first place is the person's own folder, where models are always looked for.
    DownloadDialog dialog(m_bundledPlaces.value(0), m_theme, this);
    connect(&dialog, &DownloadDialog::modelReady, this, [this] { use(m_settings.modelFolders()); });
    dialog.exec();
}

void ModelsPage::remove()
{
    if (const QTreeWidgetItem* item = m_list->currentItem()) {
        QStringList folders = m_settings.modelFolders();
        folders.removeAll(item->data(0, Qt::UserRole).toString());
        use(folders);
    }
}

} // namespace quire
