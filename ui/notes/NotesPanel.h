#pragma once

#include "app/desk/Desk.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace quire {

/// What the person wrote down in this session: a list, and the note that is being written.
class NotesPanel : public QWidget
{
    Q_OBJECT
public:
    NotesPanel(Desk& desk, const Theme& theme, QWidget* parent = nullptr);

    /// Begins a note about a passage; about the session when there is none.
    void begin(const NoteRecord& about);

signals:
    void passageChosen(const quire::NoteRecord& note);

private:
    void refresh();
    void keep();
    void edit(qint64 id);
    const NoteRecord* chosen() const;

    Desk& m_desk;
    const Theme& m_theme;
    QListWidget* m_list;
    QLabel* m_empty;
    QLabel* m_about;
    QPlainTextEdit* m_text;
    QPushButton* m_keep;
    NoteRecord m_note; ///< being written
};

} // namespace quire
