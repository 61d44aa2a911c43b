#include "ui/settings/SettingsDialog.h"

#include "app/ModelRegistry.h"
#include "app/desktop/NetworkUse.h"
#include "ui/models/DownloadDialog.h"
#include "ui/widgets/Format.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace quire {

namespace {

QLabel* note(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", "muted");
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QVBoxLayout* columnOf(QWidget* page)
{
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    return column;
}

} // namespace

SettingsDialog::SettingsDialog(const Tools& tools, const QList<Shortcut>& shortcuts, QWidget* parent)
    : QDialog(parent), m_tools(tools), m_pages(new QTabWidget), m_models(new QTreeWidget)
{
    setObjectName(QStringLiteral("settings"));
    setWindowTitle(tr("Settings"));
    resize(640, 460);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    m_pages->setAccessibleName(tr("Settings"));
    m_pages->addTab(appearancePage(), tr("Appearance"));
    m_pages->addTab(modelsPage(), tr("Models"));
    m_pages->addTab(privacyPage(), tr("Storage and privacy"));
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

QWidget* SettingsDialog::appearancePage()
{
    auto* page = new QWidget;
    QVBoxLayout* column = columnOf(page);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::l);
    form->setVerticalSpacing(space::m);

    auto* appearance = new QComboBox;
    appearance->setObjectName(QStringLiteral("appearance"));
    appearance->addItem(tr("As the desktop"), QStringLiteral("system"));
    appearance->addItem(tr("Light"), QStringLiteral("light"));
    appearance->addItem(tr("Dark"), QStringLiteral("dark"));
    appearance->setCurrentIndex(qMax(0, appearance->findData(m_tools.settings.appearance())));
    connect(appearance, &QComboBox::activated, this, [this, appearance](int index) {
        m_tools.settings.setAppearance(appearance->currentData().toString());
        m_tools.theme.setAppearance(Appearance(index));
    });
    form->addRow(tr("Colours"), appearance);

    auto* scale = new QSpinBox;
    scale->setRange(80, 200);
    scale->setSingleStep(10);
    scale->setSuffix(QStringLiteral(" %"));
    scale->setValue(m_tools.settings.textScale());
    connect(scale, &QSpinBox::valueChanged, this, [this](int percent) {
        m_tools.settings.setTextScale(percent);
        m_tools.theme.setTextScale(percent);
    });
    form->addRow(tr("Text size"), scale);

    auto* language = new QComboBox;
    language->addItem(tr("As the desktop"), QString());
    const std::pair<const char*, QString> names[] = {{"en", QStringLiteral("English")},
                                                     {"de", QStringLiteral("Deutsch")},
                                                     {"fr", QStringLiteral("Français")},
                                                     {"es", QStringLiteral("Español")},
                                                     {"zh_CN", QStringLiteral("简体中文")}};
    for (const auto& [code, name] : names)
        language->addItem(name, QString::fromLatin1(code));
    language->setCurrentIndex(qMax(0, language->findData(m_tools.settings.language())));
    connect(language, &QComboBox::activated, this,
            [this, language] { m_tools.settings.setLanguage(language->currentData().toString()); });
    form->addRow(tr("Language"), language);
    column->addLayout(form);
    column->addWidget(note(tr("The language changes when Quire is started again.")));
    column->addStretch(1);
    return page;
}

QWidget* SettingsDialog::modelsPage()
{
    auto* page = new QWidget;
    QVBoxLayout* column = columnOf(page);
    column->addWidget(
        note(tr("Folders with DeepSeek-V4 checkpoints in the official layout. The first usable model "
                "of each kind is the one that is asked.")));
    m_models->setObjectName(QStringLiteral("models"));
    m_models->setAccessibleName(tr("Models"));
    m_models->setHeaderLabels({tr("Model"), tr("Kind"), tr("Size"), tr("Place")});
    m_models->setRootIsDecorated(false);
    m_models->header()->setStretchLastSection(true);
    column->addWidget(m_models, 1);
    auto* row = new QHBoxLayout;
    auto* add = new QPushButton(m_tools.theme.icon(QStringLiteral("plus")), tr("Add a folder…"));
    auto* remove = new QPushButton(tr("Remove from the list"));
    connect(add, &QPushButton::clicked, this, &SettingsDialog::addModels);
    connect(remove, &QPushButton::clicked, this, &SettingsDialog::removeModels);
    auto* fetch = new QPushButton(tr("Download…"));
    fetch->setObjectName(QStringLiteral("downloadModel"));
    connect(fetch, &QPushButton::clicked, this, &SettingsDialog::downloadModel);
    row->addWidget(add);
    row->addWidget(fetch);
    row->addWidget(remove);
    row->addStretch(1);
    row->addWidget(new QLabel(tr("Threads")));
    auto* threads = new QSpinBox;
    threads->setAccessibleName(tr("Threads"));
    threads->setRange(0, 1024);
    threads->setSpecialValueText(tr("all cores"));
    threads->setValue(m_tools.settings.threads());
    threads->setToolTip(tr("Takes effect when Quire is started again."));
    connect(threads, &QSpinBox::valueChanged, this,
            [this](int count) { m_tools.settings.setThreads(count); });
    row->addWidget(threads);
    column->addLayout(row);
    fillModels();
    return page;
}

void SettingsDialog::fillModels()
{
    m_models->clear();
    const ModelRegistry registry(m_tools.settings.modelFolders() + m_tools.bundledPlaces);
    for (const ModelInfo& model : registry.models()) {
        auto* item = new QTreeWidgetItem(m_models);
        item->setText(0, model.name);
        item->setText(1, model.slot == ModelSlot::Pro ? tr("Pro") : tr("Flash"));
        item->setText(2, format::bytes(double(model.bytes)));
        item->setText(3, QDir::toNativeSeparators(QFileInfo(model.directory).path()));
        item->setData(0, Qt::UserRole, QFileInfo(model.directory).path());
        item->setToolTip(0, model.problem);
        if (!model.usable())
            item->setIcon(0, m_tools.theme.icon(QStringLiteral("warning"), Theme::Tint::Missing));
    }
    for (int section = 0; section < 3; ++section)
        m_models->resizeColumnToContents(section);
}

void SettingsDialog::useModelFolders(const QStringList& folders)
{
    m_tools.settings.setModelFolders(folders);
    m_tools.engine.setModelPlaces(folders + m_tools.bundledPlaces);
    fillModels();
}

void SettingsDialog::addModels()
{
    QString folder = m_tools.files.openFolder(this);
    if (folder.isEmpty())
        return;
    // A checkpoint itself, or a folder of them.
    if (QFileInfo::exists(folder + QStringLiteral("/config.json")))
        folder = QFileInfo(folder).absolutePath();
    QStringList folders = m_tools.settings.modelFolders();
    if (!folders.contains(folder))
        folders.prepend(folder);
    useModelFolders(folders);
}

void SettingsDialog::downloadModel()
{
    // The first place is the person's own folder, where models are always looked for.
    DownloadDialog dialog(m_tools.bundledPlaces.value(0), m_tools.theme, this);
    connect(&dialog, &DownloadDialog::modelReady, this,
            [this] { useModelFolders(m_tools.settings.modelFolders()); });
    dialog.exec();
}

void SettingsDialog::removeModels()
{
    if (const QTreeWidgetItem* item = m_models->currentItem()) {
        QStringList folders = m_tools.settings.modelFolders();
        folders.removeAll(item->data(0, Qt::UserRole).toString());
        useModelFolders(folders);
    }
}

QWidget* SettingsDialog::privacyPage()
{
    auto* page = new QWidget;
    QVBoxLayout* column = columnOf(page);
    auto* head = new QLabel(tr("Nothing leaves this computer"));
    head->setProperty("role", "heading");
    column->addWidget(head);
    column->addWidget(
        note(tr("Quire reads, computes and answers here. The network is used only while you download a "
                "model, from addresses that you give.")));
    auto* proof = note({});
    proof->setObjectName(QStringLiteral("networkProof"));
    column->addWidget(proof);
    auto* again = new QTimer(page);
    const auto look = [proof] {
        const NetworkUse use = NetworkUse::now();
        proof->setText(use.known ? tr("Looked just now: %n network connections are open in this program.",
                                      nullptr, use.network)
                                 : tr("This system does not say which connections a program has open."));
    };
    connect(again, &QTimer::timeout, proof, look);
    again->start(1000);
    look();
    auto* kept = new QLabel(tr("What is kept"));
    kept->setProperty("role", "heading");
    column->addWidget(kept);
    column->addWidget(
        note(tr("Sessions, questions, answers and pasted text: %1. Files are read where they lie and "
                "not copied. Only your account may open this folder.")
                 .arg(QDir::toNativeSeparators(m_tools.dataFolder))));
    column->addWidget(note(tr("Settings: %1").arg(QDir::toNativeSeparators(m_tools.settings.file()))));
    column->addStretch(1);
    return page;
}

QWidget* SettingsDialog::shortcutsPage(const QList<Shortcut>& shortcuts)
{
    auto* page = new QWidget;
    QVBoxLayout* column = columnOf(page);
    auto* list = new QTreeWidget;
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
