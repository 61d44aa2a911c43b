#include "ui/notes/NotesPanel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>

namespace quire {

namespace {
constexpr int textHeight = 84;
constexpr int shownWords = 160;
} // namespace

NotesPanel::NotesPanel(Desk& desk, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_theme(theme), m_list(new QListWidget), m_empty(new QLabel),
      m_about(new QLabel), m_text(new QPlainTextEdit), m_keep(new QPushButton(tr("Keep the note")))
{
    setObjectName(QStringLiteral("notesPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_empty->setText(tr("Notes stay with the session. Select a passage in a document to write about it."));
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", "muted");
    column->addWidget(m_empty);
    m_list->setObjectName(QStringLiteral("noteList"));
    m_list->setAccessibleName(tr("Notes"));
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    m_about->setProperty("role", "muted");
    m_about->setWordWrap(true);
    column->addWidget(m_about);
    m_text->setObjectName(QStringLiteral("noteText"));
    m_text->setAccessibleName(tr("Note"));
    m_text->setPlaceholderText(tr("Write a note"));
    m_text->setTabChangesFocus(true);
    m_text->setProperty("field", true);
    m_text->setFixedHeight(textHeight);
    column->addWidget(m_text);
    m_keep->setObjectName(QStringLiteral("keepNote"));
    m_keep->setToolTip(tr("Ctrl+Enter"));
    column->addWidget(m_keep);

    connect(m_keep, &QPushButton::clicked, this, &NotesPanel::keep);
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &NotesPanel::keep);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_keep->setEnabled(!m_text->toPlainText().trimmed().isEmpty()); });
    const auto onKey = [this](const QKeySequence& keys, auto&& act) {
        auto* key = new QShortcut(keys, m_list);
        key->setContext(Qt::WidgetShortcut);
        connect(key, &QShortcut::activated, this, [this, act] {
            if (const NoteRecord* note = chosen())
                act(NoteRecord(*note));
        });
    };
    onKey(QKeySequence(Qt::Key_F2), [this](const NoteRecord& note) { begin(note); });
    onKey(QKeySequence::Delete, [this](const NoteRecord& note) { m_desk.removeNote(note.id); });
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (const NoteRecord* note = chosen(); note && !note->label.isEmpty())
            Q_EMIT passageChosen(*note);
    });
    connect(m_list, &QListWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const NoteRecord* note = chosen();
        if (!note || !m_list->itemAt(at))
            return;
        const NoteRecord copy = *note;
        QMenu menu(this);
        if (!copy.label.isEmpty())
            menu.addAction(m_theme.icon(QStringLiteral("text")), tr("Show the passage"), this,
                           [this, copy] { Q_EMIT passageChosen(copy); });
        menu.addAction(m_theme.icon(QStringLiteral("edit")), tr("Change"), this,
                       [this, copy] { begin(copy); });
        menu.addAction(m_theme.icon(QStringLiteral("trash"), Theme::Tint::Missing), tr("Delete"), this,
                       [this, copy] { m_desk.removeNote(copy.id); });
        menu.exec(m_list->viewport()->mapToGlobal(at));
    });
    connect(&desk, &Desk::notesChanged, this, &NotesPanel::refresh);
    begin({});
    refresh();
}

const NoteRecord* NotesPanel::chosen() const
{
    const QListWidgetItem* item = m_list->currentItem();
    for (const NoteRecord& note : m_desk.notes())
        if (item && note.id == item->data(Qt::UserRole).toLongLong())
            return &note;
    return nullptr;
}

void NotesPanel::refresh()
{
    m_list->clear();
    for (const NoteRecord& note : m_desk.notes()) {
        QString text = note.text;
        if (!note.words.isEmpty())
            text += QStringLiteral("\n“%1” — %2").arg(note.words.simplified().left(shownWords), note.place);
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, note.id);
        item->setToolTip(note.label.isEmpty() ? QString() : tr("Enter opens the passage"));
    }
    m_empty->setVisible(m_desk.notes().isEmpty());
}

void NotesPanel::begin(const NoteRecord& about)
{
    m_note = about;
    m_text->setPlainText(about.text);
    m_text->moveCursor(QTextCursor::End);
    m_keep->setEnabled(!about.text.isEmpty());
    m_about->setVisible(!about.words.isEmpty());
    m_about->setText(tr("About “%1”").arg(about.words.simplified().left(shownWords)));
    if (isVisible())
        m_text->setFocus(Qt::OtherFocusReason);
}

void NotesPanel::keep()
{
    NoteRecord note = m_note;
    note.text = m_text->toPlainText().trimmed();
    if (note.text.isEmpty())
        return;
    m_desk.keepNote(note);
    begin({});
}

} // namespace quire
