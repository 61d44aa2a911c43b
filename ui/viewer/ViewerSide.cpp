#include "ui/viewer/ViewerSide.h"

#include "ui/viewer/PageList.h"
#include "ui/widgets/SegmentedControl.h"

#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace quire {

namespace {
constexpr int offsetRole = Qt::UserRole;
constexpr int pageRole = Qt::UserRole + 1;
constexpr int sideWidth = 196;
const QString outlineKey = QStringLiteral("outline");
const QString pagesKey = QStringLiteral("pages");
} // namespace

ViewerSide::ViewerSide(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_switch(new SegmentedControl(tr("Beside the document"))), m_stack(new QStackedWidget),
      m_outline(new QTreeWidget), m_pages(new PageList(theme))
{
    setObjectName(QStringLiteral("viewerSide"));
    setProperty("panel", "sidebar");
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(sideWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::s, space::s, 0);
    column->setSpacing(space::s);
    m_switch->addChoice(outlineKey, tr("Outline"), tr("The headings of the document"));
    m_switch->addChoice(pagesKey, tr("Pages"), tr("The pages as small pictures"));
    column->addWidget(m_switch, 0, Qt::AlignHCenter);
    m_outline->setObjectName(QStringLiteral("outline"));
    m_outline->setAccessibleName(tr("Outline"));
    m_outline->setHeaderHidden(true);
    m_outline->setIndentation(space::m);
    m_outline->setUniformRowHeights(true);
    m_outline->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_outline);
    m_stack->addWidget(m_pages);
    column->addWidget(m_stack, 1);
    connect(m_switch, &SegmentedControl::chosen, this,
            [this](const QString& key) { m_stack->setCurrentIndex(key == pagesKey ? 1 : 0); });
    connect(m_pages, &PageList::pageChosen, this, &ViewerSide::pageChosen);
    const auto choose = [this](QTreeWidgetItem* item) {
        Q_EMIT headingChosen(item->data(0, offsetRole).toLongLong(), item->data(0, pageRole).toInt());
    };
    connect(m_outline, &QTreeWidget::itemClicked, this, choose);
    connect(m_outline, &QTreeWidget::itemActivated, this, choose);
}

void ViewerSide::setDocument(const SourceDocument& document, bool pages)
{
    // Thousands of headings take a while: they are listed when somebody looks.
    m_outline->clear();
    m_unlisted = document;
    m_hasOutline = document.hasOutline();
    m_hasPages = pages;
    m_pages->setDocument(pages ? document : SourceDocument());
    m_switch->button(outlineKey)->setEnabled(m_hasOutline);
    m_switch->button(pagesKey)->setEnabled(m_hasPages);
    const QString shown = m_hasOutline ? outlineKey : pagesKey;
    m_switch->setCurrent(shown);
    m_stack->setCurrentIndex(shown == pagesKey ? 1 : 0);
    if (isVisible())
        listHeadings();
}

void ViewerSide::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    listHeadings();
}

void ViewerSide::listHeadings()
{
    const SourceDocument document = std::exchange(m_unlisted, {});
    if (document.isNull())
        return;
    QList<std::pair<int, QTreeWidgetItem*>> open;
    for (const SourceDocument::Heading& heading : document.outline()) {
        while (!open.isEmpty() && open.last().first >= heading.level)
            open.removeLast();
        auto* item =
            open.isEmpty() ? new QTreeWidgetItem(m_outline) : new QTreeWidgetItem(open.last().second);
        item->setText(0, heading.title.simplified());
        item->setToolTip(0, heading.title.simplified());
        item->setData(0, offsetRole, heading.offset);
        item->setData(0, pageRole, heading.page);
        open.append({heading.level, item});
    }
    m_outline->expandToDepth(1);
}

void ViewerSide::setCurrentPage(int page)
{
    m_pages->setCurrentPage(page);
}

} // namespace quire
