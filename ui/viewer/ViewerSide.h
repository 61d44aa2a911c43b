#pragma once

#include "app/desk/SourceDocument.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace quire {

class PageList;
class SegmentedControl;

/// Beside the open document: its outline, and the pages of a PDF as small pictures.
class ViewerSide : public QWidget
{
    Q_OBJECT
public:
    explicit ViewerSide(const Theme& theme, QWidget* parent = nullptr);

    void setDocument(const SourceDocument& document, bool pages);
    void setCurrentPage(int page);
    bool isEmpty() const { return !m_hasOutline && !m_hasPages; }

    QTreeWidget* outline() const { return m_outline; }
    PageList* pages() const { return m_pages; }

signals:
    void pageChosen(int page);
    void headingChosen(qint64 offset, int page);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void listHeadings();

    SegmentedControl* m_switch;
    QStackedWidget* m_stack;
    QTreeWidget* m_outline;
    PageList* m_pages;
    SourceDocument m_unlisted; ///< its headings are not in the outline yet
    bool m_hasOutline = false;
    bool m_hasPages = false;
};

} // namespace quire
