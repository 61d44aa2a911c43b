#pragma once

#include "app/library/Library.h"
#include "ui/sessions/SessionsModel.h"
#include "ui/theme/Theme.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;
class QVBoxLayout;

namespace quire {

/// The sidebar: new session, search, all sessions; at its foot the ways to the other screens.
class SessionsPanel : public QWidget
{
    Q_OBJECT
public:
    SessionsPanel(Library& library, const Theme& theme, QWidget* parent = nullptr);

    void setCurrent(qint64 session);
    void focusSearch();
    QListView* list() const { return m_list; }
    /// Adds a button at the foot.
    QPushButton* addFoot(const QString& icon, const QString& text);

signals:
    void newSession();
    void open(qint64 session);
    void renameAsked(qint64 session, const QString& title);
    void removed(qint64 session, const QString& title);
    void undoAsked(); ///< of the last removal
    void exportAsked(qint64 session);

private:
    void showMenu(const QPoint& at);
    void rename(const SessionRecord& session);
    void togglePin(SessionRecord session);

    Library& m_library;
    const Theme& m_theme;
    SessionsModel m_model;
    QLineEdit* m_search;
    QListView* m_list;
    QVBoxLayout* m_foot;
    QTimer m_searchSoon;
};

} // namespace quire
