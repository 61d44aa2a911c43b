#pragma once

#include "app/desk/Desk.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QWidget>

class QStackedWidget;

namespace quire {

class CitationsPanel;
class NotesPanel;
class SegmentedControl;
class SourcesPanel;

/// At the right: the sources of the session, its citations, its notes; one at a time.
class SidePanel : public QWidget
{
    Q_OBJECT
public:
    SidePanel(Desk& desk, const Theme& theme, const FileDialog& files, QWidget* parent = nullptr);

    enum Page
    {
        SourcesPage,
        CitationsPage,
        NotesPage,
    };
    void showPage(Page page);

    SourcesPanel* sources() const { return m_sources; }
    CitationsPanel* citations() const { return m_citations; }
    NotesPanel* notes() const { return m_notes; }

private:
    SegmentedControl* m_switch;
    QStackedWidget* m_stack;
    SourcesPanel* m_sources;
    CitationsPanel* m_citations;
    NotesPanel* m_notes;
};

} // namespace quire
