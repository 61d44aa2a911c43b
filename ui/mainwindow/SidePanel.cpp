#include "ui/mainwindow/SidePanel.h"

#include "ui/citations/CitationsPanel.h"
#include "ui/notes/NotesPanel.h"
#include "ui/sources/SourcesPanel.h"
#include "ui/widgets/SegmentedControl.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace quire {

SidePanel::SidePanel(Desk& desk, const Theme& theme, const FileDialog& files, QWidget* parent)
    : QWidget(parent), m_switch(new SegmentedControl(tr("Beside the conversation"))),
      m_stack(new QStackedWidget), m_sources(new SourcesPanel(desk, theme, files)),
      m_citations(new CitationsPanel(desk, theme)), m_notes(new NotesPanel(desk, theme))
{
    setObjectName(QStringLiteral("sidePanel"));
    setProperty("panel", "sidebar");
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::m);
    m_switch->setObjectName(QStringLiteral("sideSwitch"));
    m_switch->addChoice(QStringLiteral("0"), tr("Sources"), tr("The documents of the session (Alt+1)"));
    m_switch->addChoice(QStringLiteral("1"), tr("Citations"), tr("All quotes of the answers (Alt+2)"));
    m_switch->addChoice(QStringLiteral("2"), tr("Notes"), tr("What you wrote down (Alt+3)"));
    m_switch->setCurrent(QStringLiteral("0"));
    column->addWidget(m_switch, 0, Qt::AlignHCenter);
    for (QWidget* page : {static_cast<QWidget*>(m_sources), static_cast<QWidget*>(m_citations),
                          static_cast<QWidget*>(m_notes)})
        m_stack->addWidget(page);
    column->addWidget(m_stack, 1);
    connect(m_switch, &SegmentedControl::chosen, this,
            [this](const QString& key) { m_stack->setCurrentIndex(key.toInt()); });
}

void SidePanel::showPage(Page page)
{
    m_switch->setCurrent(QString::number(int(page)));
    m_stack->setCurrentIndex(int(page));
}

} // namespace quire
