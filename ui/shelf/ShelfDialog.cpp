#include "ui/shelf/ShelfDialog.h"

#include "ui/shelf/ReadingPlace.h"
#include "ui/widgets/Format.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>

namespace quire {

namespace {

constexpr int idRole = Qt::UserRole;

/// Of many sources only the first is named; the tool tip has them all.
QString shortTitle(const QString& title)
{
    const QStringList names = title.split(QStringLiteral(", "));
    return names.size() < 3
               ? title
               : ShelfDialog::tr("%1 and %n more", nullptr, int(names.size()) - 1).arg(names.first());
}

QString stateOf(const ShelfEntry& entry)
{
    QStringList words;
    if (entry.pinned)
        words.append(ShelfDialog::tr("pinned"));
    words.append(entry.whole ? ShelfDialog::tr("opens in a second")
                             : ShelfDialog::tr("a part is read again"));
    return words.join(QStringLiteral(", "));
}

} // namespace

ShelfDialog::ShelfDialog(CacheShelf& shelf, Settings& settings, const Theme& theme, const FileDialog& files,
                         QWidget* parent)
    : QDialog(parent), m_shelf(shelf), m_settings(settings), m_files(files), m_total(new QLabel),
      m_bar(new QProgressBar), m_list(new QTreeWidget), m_empty(new QLabel), m_note(new QLabel)
{
    setObjectName(QStringLiteral("shelf"));
    setWindowTitle(tr("What has been read"));
    resize(920, 480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    m_total->setProperty("role", "heading");
    m_total->setWordWrap(true);
    column->addWidget(m_total);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Room taken on disk"));
    column->addWidget(m_bar);
    buildList();
    m_note->setObjectName(QStringLiteral("shelfNote"));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_note);
    column->addWidget(buildPlace(files));
    buildButtons(theme);
    connect(&shelf, &CacheShelf::listed, this, &ShelfDialog::showShelf);
    connect(&shelf, &CacheShelf::verifying, this,
            [this](int percent) { m_note->setText(tr("Comparing… %1 %").arg(percent)); });
    connect(&shelf, &CacheShelf::said, this, [this](const QString& message, bool isProblem) {
        m_note->setText(message);
        m_mend->setVisible(m_mend->isVisible() || isProblem);
        m_note->setProperty("role", isProblem ? "error" : "muted");
        style()->unpolish(m_note);
        style()->polish(m_note);
    });
    showShelf(Shelf());
    shelf.list();
}

void ShelfDialog::buildList()
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    m_list->setObjectName(QStringLiteral("shelfList"));
    m_list->setAccessibleName(tr("What has been read"));
    m_list->setHeaderLabels({tr("What"), tr("Model"), tr("Tokens"), tr("On disk"), tr("Reading took"),
                             tr("Last used"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int section : {2, 3, 4})
        m_list->headerItem()->setTextAlignment(section, Qt::AlignRight | Qt::AlignVCenter);
    column->addWidget(m_list, 1);
    m_empty->setText(
        tr("Nothing has been read yet. What Quire reads is kept here, so that it is never read twice."));
    m_empty->setProperty("role", "muted");
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &ShelfDialog::refreshButtons);
}

QWidget* ShelfDialog::buildPlace(const FileDialog& files)
{
    auto* place = new ReadingPlace(m_settings, files);
    connect(place, &ReadingPlace::quotaChosen, &m_shelf, &CacheShelf::setQuota);
    connect(place, &ReadingPlace::folderChosen, this, [this] {
        m_note->setText(tr("From the next start on it is kept in %1.").arg(m_settings.cacheFolder()));
    });
    auto* verify = new QPushButton(tr("Check everything"));
    verify->setObjectName(QStringLiteral("verifyShelf"));
    connect(verify, &QPushButton::clicked, &m_shelf, &CacheShelf::verify);
    m_mend = new QPushButton(tr("Mend"));
    m_mend->hide();
    connect(m_mend, &QPushButton::clicked, &m_shelf, &CacheShelf::repair);
    place->row()->addWidget(verify);
    place->row()->addWidget(m_mend);
    return place;
}

void ShelfDialog::buildButtons(const Theme& theme)
{
    auto* row = new QHBoxLayout;
    const auto button = [&](const QString& icon, const QString& name, const QString& text) {
        auto* made = new QPushButton(theme.icon(icon), text);
        made->setObjectName(name);
        row->addWidget(made);
        return made;
    };
    m_pin = button(QStringLiteral("pin"), QStringLiteral("pinShelf"), tr("Pin"));
    m_drop = button(QStringLiteral("trash"), QStringLiteral("dropShelf"), tr("Forget"));
    m_export = button(QStringLiteral("export"), QStringLiteral("exportShelf"), tr("Export…"));
    QPushButton* import = button(QStringLiteral("plus"), QStringLiteral("importShelf"), tr("Import…"));
    row->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    row->addWidget(buttons);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_pin, &QPushButton::clicked, this, [this] {
        if (const ShelfEntry* entry = chosen())
            m_shelf.pin(entry->id, !entry->pinned);
    });
    connect(m_drop, &QPushButton::clicked, this, &ShelfDialog::askToDrop);
    connect(m_export, &QPushButton::clicked, this, [this] {
        const ShelfEntry* entry = chosen();
        const QString path =
            entry ? m_files.saveFile(this, QStringLiteral("reading.quire"), tr("Readings (*.quire)"))
                  : QString();
        if (!path.isEmpty())
            m_shelf.exportTo(entry->id, path);
    });
    connect(import, &QPushButton::clicked, this, [this] {
        if (const QStringList files = m_files.openFiles(this); !files.isEmpty())
            m_shelf.importFrom(files.first());
    });
}

/// What took hours to read does not go by a slip of the hand.
void ShelfDialog::askToDrop()
{
    const ShelfEntry* entry = chosen();
    if (!entry)
        return;
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Forget what was read"),
                        tr("Forget what was read of “%1”?").arg(entry->title), QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("forgetReading"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QString costs = tr("That frees %1. Reading it again takes about %2.")
                        .arg(format::bytes(double(entry->ownBytes)), format::duration(entry->seconds));
    if (entry->pinned)
        costs += u' ' + tr("It is pinned.");
    box->setInformativeText(costs);
    QPushButton* forget = box->addButton(tr("Forget"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(forget, &QPushButton::clicked, this, [this, id = entry->id] { m_shelf.drop(id); });
    box->open();
}

void ShelfDialog::showShelf(const Shelf& shelf)
{
    const QString current = chosen() ? chosen()->id : QString();
    const bool isFirst = m_shown.entries.isEmpty();
    m_shown = shelf;
    m_list->clear();
    for (const ShelfEntry& entry : shelf.entries) {
        auto* item = new QTreeWidgetItem(
            m_list, {shortTitle(entry.title), entry.model.isEmpty() ? tr("not installed") : entry.model,
                     format::count(entry.tokens), format::bytes(double(entry.bytes)),
                     format::duration(entry.seconds), format::when(entry.used), stateOf(entry)});
        item->setData(0, idRole, entry.id);
        item->setToolTip(0, entry.title + u'\n' +
                                tr("Forgetting it frees %1.").arg(format::bytes(double(entry.ownBytes))));
        if (entry.model.isEmpty())
            item->setToolTip(1,
                             tr("The model that read it is not installed here, or its weights have changed. "
                                "With another model it is read again."));
        for (const int section : {2, 3, 4})
            item->setTextAlignment(section, Qt::AlignRight | Qt::AlignVCenter);
        if (entry.id == current)
            m_list->setCurrentItem(item);
    }
    for (int section = 1; section < m_list->columnCount(); ++section)
        m_list->resizeColumnToContents(section);
    m_list->setVisible(!shelf.entries.isEmpty());
    if (isFirst) // else the number of gigabytes has it, and a turn of the wheel would change it
        m_list->setFocus();
    m_empty->setVisible(shelf.entries.isEmpty());
    m_total->setText(shelf.quota > 0 ? tr("%1 of %2 in %3")
                                           .arg(format::bytes(double(shelf.bytes)),
                                                format::bytes(double(shelf.quota)), shelf.folder)
                                     : tr("%1 in %2").arg(format::bytes(double(shelf.bytes)), shelf.folder));
    m_total->setVisible(!shelf.folder.isEmpty());
    m_bar->setVisible(shelf.quota > 0);
    m_bar->setValue(shelf.quota > 0 ? int(1000 * shelf.bytes / shelf.quota) : 0);
    refreshButtons();
}

const ShelfEntry* ShelfDialog::chosen() const
{
    const QList<QTreeWidgetItem*> items = m_list->selectedItems();
    for (const ShelfEntry& entry : m_shown.entries)
        if (!items.isEmpty() && items.first()->data(0, idRole).toString() == entry.id)
            return &entry;
    return nullptr;
}

void ShelfDialog::refreshButtons()
{
    const ShelfEntry* entry = chosen();
    for (QPushButton* each : {m_pin, m_drop, m_export})
        each->setEnabled(entry != nullptr);
    m_pin->setText(entry && entry->pinned ? tr("Unpin") : tr("Pin"));
}

} // namespace quire
