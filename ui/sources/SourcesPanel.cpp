#include "ui/sources/SourcesPanel.h"

#include "ui/reading/ReadingCard.h"
#include "ui/sources/RecognitionCard.h"
#include "ui/sources/SourcesDelegate.h"
#include "ui/widgets/Format.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>

namespace quire {

SourcesPanel::SourcesPanel(Desk& desk, const Theme& theme, const FileDialog& files, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_theme(theme), m_files(files), m_model(desk.sources()),
      m_tree(new QTreeView), m_total(new QLabel), m_empty(new QLabel),
      m_recognition(new RecognitionCard(desk)), m_reading(new ReadingCard(desk, theme))
{
    setObjectName(QStringLiteral("sourcesPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);

    auto* head = new QHBoxLayout;
    m_total->setProperty("role", "muted");
    auto* add = new QToolButton;
    add->setObjectName(QStringLiteral("addSources"));
    add->setIcon(theme.icon(QStringLiteral("plus")));
    add->setToolTip(tr("Add sources"));
    add->setAccessibleName(tr("Add sources"));
    add->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(add);
    fillAddMenu(menu);
    add->setMenu(menu);
    head->addWidget(m_total, 1);
    head->addWidget(add);
    column->addLayout(head);

    m_empty->setText(tr("Drop files or folders anywhere in this window: books, contracts, code."));
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", "muted");
    column->addWidget(m_empty);

    m_tree->setObjectName(QStringLiteral("sourceTree"));
    m_tree->setAccessibleName(tr("Sources"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new SourcesDelegate(theme, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(space::l);
    m_tree->setMouseTracking(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setDragDropMode(QAbstractItemView::InternalMove);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setUniformRowHeights(true);
    column->addWidget(m_tree, 1);
    column->addWidget(m_recognition);
    column->addWidget(m_reading);

    connect(m_tree, &QTreeView::customContextMenuRequested, this, &SourcesPanel::showMenu);
    const auto openIndex = [this](const QModelIndex& index) {
        if (const qint64 id = index.data(SourcesModel::IdRole).toLongLong())
            Q_EMIT openDocument(id);
    };
    connect(m_tree, &QTreeView::activated, this, openIndex);
    connect(m_tree, &QTreeView::doubleClicked, this, openIndex);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) { m_current = index.data(SourcesModel::IdRole).toLongLong(); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        refresh();
        if (const QModelIndex index = m_model.indexOf(m_current); index.isValid())
            m_tree->setCurrentIndex(index); // where the keys were
    });
    connect(&desk.sources(), &Sources::changed, this, &SourcesPanel::refresh);
    connect(&desk.sources(), &Sources::entryChanged, this, &SourcesPanel::refresh);
    const auto onKey = [this](const QKeySequence& keys, auto&& act) {
        auto* shortcut = new QShortcut(keys, m_tree);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, act] {
            if (m_tree->currentIndex().isValid())
                act(m_model.documents(m_tree->currentIndex()));
        });
    };
    onKey(QKeySequence::Delete, [this](const QList<qint64>& ids) {
        const QModelIndex last = m_model.indexOf(ids.value(ids.size() - 1));
        const QModelIndex beside =
            m_tree->indexBelow(last).isValid() ? m_tree->indexBelow(last) : m_tree->indexAbove(last);
        const qint64 next = m_model.documents(beside).value(0);
        for (const qint64 id : ids)
            m_desk.sources().remove(id);
        m_tree->setCurrentIndex(m_model.indexOf(next));
    });
    const auto move = [this](const QList<qint64>& ids, int by) {
        const SourceEntry* entry = ids.size() == 1 ? m_desk.sources().find(ids.first()) : nullptr;
        if (entry) // downwards: before the one after the next
            m_desk.sources().move(ids, entry->record.position + (by > 0 ? by + 1 : by));
        m_tree->setCurrentIndex(m_model.indexOf(ids.value(0)));
    };
    onKey(QKeySequence(Qt::CTRL | Qt::Key_Up), [move](const QList<qint64>& ids) { move(ids, -1); });
    onKey(QKeySequence(Qt::CTRL | Qt::Key_Down), [move](const QList<qint64>& ids) { move(ids, 1); });
    refresh();
}

void SourcesPanel::refresh()
{
    qint64 tokens = 0;
    for (const SourceEntry& entry : m_desk.sources().entries())
        if (entry.record.included)
            tokens += entry.record.tokens;
    const bool none = m_desk.sources().isEmpty();
    m_total->setText(none || tokens == 0 ? QString() : format::shortCount(tokens) + u' ' + tr("tokens"));
    m_empty->setVisible(none);
    if (!none && m_desk.sources().entries().size() <= 200)
        m_tree->expandAll();
}

void SourcesPanel::setReadingShown(bool shown)
{
    m_reading->setAllowed(shown);
}

void SourcesPanel::fillAddMenu(QMenu* menu)
{
    menu->addAction(m_theme.icon(QStringLiteral("file")), tr("Add files…"), this, &SourcesPanel::addFiles);
    menu->addAction(m_theme.icon(QStringLiteral("folder")), tr("Add a folder…"), this,
                    &SourcesPanel::addFolder);
    menu->addAction(m_theme.icon(QStringLiteral("paste")), tr("Paste text"), this, &SourcesPanel::pasteText);
}

void SourcesPanel::addFiles()
{
    if (const QStringList paths = m_files.openFiles(this); !paths.isEmpty())
        m_desk.sources().addPaths(paths);
}

void SourcesPanel::addFolder()
{
    if (const QString path = m_files.openFolder(this); !path.isEmpty())
        m_desk.sources().addPaths({path});
}

void SourcesPanel::pasteText()
{
    const QString text = QApplication::clipboard()->text();
    if (text.trimmed().isEmpty()) {
        Q_EMIT m_desk.notice(tr("There is no text on the clipboard."));
        return;
    }
    // Named after its first words: that is how it is cited.
    QString name = text.simplified().left(40);
    if (const qsizetype space = name.lastIndexOf(u' '); name.size() == 40 && space > 12)
        name.truncate(space);
    name.replace(u'/', u' ');
    m_desk.sources().addText(name + QStringLiteral(".txt"), text);
}

/// The folder or archive on disk that a folder of the tree came from; empty for a part of one.
QString SourcesPanel::folderOf(const QModelIndex& index) const
{
    const SourceEntry* entry = m_desk.sources().find(m_model.documents(index).value(0));
    if (!entry || index.parent().isValid() || !entry->record.path.endsWith(entry->record.name))
        return {};
    return entry->record.path.chopped(entry->record.name.size()) + entry->record.name.section(u'/', 0, 0);
}

void SourcesPanel::fillDocumentMenu(QMenu* menu, const SourceEntry& entry)
{
    const qint64 id = entry.record.id;
    const auto add = [&](const char* icon, const QString& text, auto&& go) {
        menu->addAction(m_theme.icon(QLatin1String(icon)), text, this, go);
    };
    add("text", tr("Show"), [this, id] { Q_EMIT openDocument(id); });
    if (const QString path = entry.record.path; !path.isEmpty())
        add("folder", tr("Open its folder"),
            [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    if (entry.missing)
        add("search", tr("Find it…"), [this, id, name = entry.record.name] {
            if (const QString path = m_files.findFile(this, name); !path.isEmpty())
                m_desk.sources().relocate(id, path);
        });
    if (entry.locked)
        add("edit", tr("Unlock…"), [this, id, name = entry.record.name, problem = entry.failure] {
            m_desk.sources().unlock(id, m_files.askPassword(this, name, problem));
        });
    if (entry.changed || entry.stale || entry.state == SourceEntry::State::Failed)
        add("again", tr("Read again"), [this, id] { m_desk.sources().readAgain(id); });
    const Recognition::Task* task = m_desk.sources().recognition().of(id);
    const bool isOffered = task && task->state == Recognition::State::Done;
    const bool isIdle =
        !task || task->state == Recognition::State::Stopped || task->state == Recognition::State::Failed;
    if (isOffered)
        add("page", tr("Use the recognised text"), [this] { m_desk.useRecognised(); });
    else if (isIdle && !entry.document.isNull() && entry.document.picturePages() > 0)
        add("page", tr("Recognise its text"), [this, id] { m_desk.sources().recognise({id}); });
}

void SourcesPanel::showMenu(const QPoint& at)
{
    const QModelIndex index = m_tree->indexAt(at);
    QMenu menu(this);
    if (!index.isValid()) {
        fillAddMenu(&menu);
        menu.exec(m_tree->viewport()->mapToGlobal(at));
        return;
    }
    const QList<qint64> ids = m_model.documents(index);
    if (ids.size() == 1) {
        fillDocumentMenu(&menu, *m_desk.sources().find(ids.first()));
        menu.addSeparator();
    } else if (const QString folder = folderOf(index); !folder.isEmpty()) {
        menu.addAction(m_theme.icon(QStringLiteral("again")), tr("Look for changes"), this,
                       [this, folder] { m_desk.sources().lookThrough(folder); });
        menu.addSeparator();
    }
    menu.addAction(m_theme.icon(QStringLiteral("trash"), Theme::Tint::Missing), tr("Remove from the session"),
                   this, [this, ids] {
                       for (const qint64 id : ids)
                           m_desk.sources().remove(id);
                   });
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

} // namespace quire
