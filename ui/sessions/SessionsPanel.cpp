#include "ui/sessions/SessionsPanel.h"

#include "ui/sessions/SessionsDelegate.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace quire {

namespace {
constexpr int searchAfterMs = 150;
} // namespace

SessionsPanel::SessionsPanel(Library& library, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_library(library), m_theme(theme), m_search(new QLineEdit), m_list(new QListView)
{
    setObjectName(QStringLiteral("sessionsPanel"));
    setProperty("panel", "sidebar");
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::m, 0, space::m);
    column->setSpacing(space::s);

    auto* top = new QVBoxLayout;
    top->setContentsMargins(space::m, 0, space::m, 0);
    top->setSpacing(space::s);
    auto* add = new QPushButton(tr("New session"));
    if (!isRightToLeft()) // there a styled wide button parts icon and text
        add->setIcon(theme.icon(QStringLiteral("plus")));
    add->setObjectName(QStringLiteral("newSession"));
    add->setToolTip(tr("New session (Ctrl+N)"));
    connect(add, &QPushButton::clicked, this, &SessionsPanel::newSession);
    top->addWidget(add);
    m_search->setObjectName(QStringLiteral("sessionSearch"));
    m_search->setPlaceholderText(tr("Search sessions"));
    m_search->setAccessibleName(tr("Search titles, questions and answers"));
    m_search->setProperty("search", true);
    m_search->setClearButtonEnabled(true);
    theme.dressClearButton(*m_search);
    m_search->addAction(theme.icon(QStringLiteral("search"), Theme::Tint::Muted), QLineEdit::LeadingPosition);
    top->addWidget(m_search);
    column->addLayout(top);

    m_list->setObjectName(QStringLiteral("sessionList"));
    m_list->setAccessibleName(tr("Sessions"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new SessionsDelegate(theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(m_list, 1);

    m_foot = new QVBoxLayout;
    m_foot->setContentsMargins(space::s, 0, space::s, 0);
    m_foot->setSpacing(0);
    column->addLayout(m_foot);

    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(searchAfterMs);
    connect(m_search, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(&m_searchSoon, &QTimer::timeout, this, [this] {
        if (m_search->text().trimmed().isEmpty())
            m_model.setFound({}, {});
        else
            m_library.search(m_search->text());
    });
    connect(&library, &Library::found, this, [this](const QString& words, const QList<SearchHit>& hits) {
        if (words == m_search->text())
            m_model.setFound(words, hits);
    });
    connect(&library, &Library::sessionsListed, &m_model, &SessionsModel::setSessions);
    const auto openIndex = [this](const QModelIndex& index) {
        if (const qint64 id = index.data(SessionsModel::IdRole).toLongLong())
            Q_EMIT open(id);
    };
    // From the words that are searched for into what was found.
    auto* down = new QShortcut(QKeySequence(Qt::Key_Down), m_search);
    down->setContext(Qt::WidgetShortcut);
    connect(down, &QShortcut::activated, this, [this] {
        for (int row = 0; row < m_model.rowCount(); ++row)
            if (m_model.index(row).data(SessionsModel::IdRole).toLongLong() != 0) {
                m_list->setFocus(Qt::ShortcutFocusReason);
                return m_list->setCurrentIndex(m_model.index(row));
            }
    });
    connect(m_list, &QListView::clicked, this, openIndex);
    connect(m_list, &QListView::activated, this, openIndex);
    connect(m_list, &QListView::customContextMenuRequested, this, &SessionsPanel::showMenu);
    const auto onKey = [this](const QKeySequence& keys, auto&& act) {
        auto* shortcut = new QShortcut(keys, m_list);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, act] {
            const qint64 id = m_list->currentIndex().data(SessionsModel::IdRole).toLongLong();
            if (const SessionRecord* session = m_model.session(id))
                act(SessionRecord(*session));
        });
    };
    onKey(QKeySequence::Delete, [this](const SessionRecord& s) { Q_EMIT removed(s.id, s.title); });
    onKey(QKeySequence(Qt::Key_F2), [this](const SessionRecord& s) { rename(s); });
    auto* undo = new QShortcut(QKeySequence::Undo, m_list);
    undo->setContext(Qt::WidgetShortcut);
    connect(undo, &QShortcut::activated, this, &SessionsPanel::undoAsked);
    library.listSessions();
}

QPushButton* SessionsPanel::addFoot(const QString& icon, const QString& text)
{
    auto* button = new QPushButton(m_theme.icon(icon, Theme::Tint::Muted), text);
    button->setProperty("flat", true);
    button->setProperty("wide", true);
    m_foot->addWidget(button);
    return button;
}

void SessionsPanel::setCurrent(qint64 session)
{
    m_model.setCurrent(session);
}

void SessionsPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void SessionsPanel::showMenu(const QPoint& at)
{
    const SessionRecord* found =
        m_model.session(m_list->indexAt(at).data(SessionsModel::IdRole).toLongLong());
    if (!found)
        return;
    const SessionRecord session = *found;
    QMenu menu(this);
    menu.addAction(m_theme.icon(QStringLiteral("edit")), tr("Rename…"), this,
                   [this, session] { rename(session); });
    menu.addAction(m_theme.icon(QStringLiteral("pin")), session.pinned ? tr("Unpin") : tr("Pin"), this,
                   [this, session] { togglePin(session); });
    menu.addAction(m_theme.icon(QStringLiteral("export")), tr("Export…"), this,
                   [this, session] { Q_EMIT exportAsked(session.id); });
    menu.addSeparator();
    menu.addAction(m_theme.icon(QStringLiteral("trash"), Theme::Tint::Missing), tr("Delete"), this,
                   [this, session] { Q_EMIT removed(session.id, session.title); });
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

void SessionsPanel::rename(const SessionRecord& session)
{
    bool accepted = false;
    const QString title = QInputDialog::getText(this, tr("Rename session"), tr("Title"), QLineEdit::Normal,
                                                session.title, &accepted);
    if (accepted && !title.trimmed().isEmpty())
        Q_EMIT renameAsked(session.id, title.trimmed());
}

void SessionsPanel::togglePin(SessionRecord session)
{
    session.pinned = !session.pinned;
    m_library.save(session);
}

} // namespace quire
