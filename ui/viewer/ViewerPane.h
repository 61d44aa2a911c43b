#pragma once

#include "app/desk/SourceDocument.h"
#include "app/library/Records.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace quire {

class ElidedLabel;
class PdfView;
class TextViewer;
class ViewerSide;

/// Shows one source, with search and zoom, and the passage that a citation names lit in it.
class ViewerPane : public QWidget
{
    Q_OBJECT
public:
    explicit ViewerPane(const Theme& theme, QWidget* parent = nullptr);

    /// Opens a document, with bytes [begin, end) lit; the whole from the top when there are none.
    void open(const SourceDocument& document, qint64 begin = 0, qint64 end = 0);
    /// The open document says more now, or something else: what is in sight stays in sight.
    void replace(const SourceDocument& document);
    void close();
    const SourceDocument& document() const { return m_document; }
    TextViewer* textViewer() const { return m_text; }
    PdfView* pdfView() const { return m_pages; }
    /// "2 of 5" between the arrows, and whether they lead anywhere.
    void setCitationPlace(int number, int all);
    void focusSearch();
    void focusPage();  ///< the field with the page's label
    void zoom(int by); ///< percent
    void setSideShown(bool shown);
    bool isSideShown() const;
    ViewerSide* side() const { return m_side; }
    QLineEdit* pageField() const { return m_page; }
    /// The selected passage, without an id or a text.
    NoteRecord selection() const;
    void askAboutSelection();
    void noteSelection();

signals:
    void closed();
    void askAbout(const QString& words);
    void noteAbout(const quire::NoteRecord& passage);
    void sideToggled(bool shown);
    void stepAsked(int by); ///< to the next (1) or previous (-1) citation

private:
    void buildHead();
    QLayout* buildHeadNames();
    void connectViews();
    void showMenu(const QPoint& globalPosition);
    void showPage(int page);
    void choosePage();
    void buildSearch();
    void search(bool backwards);
    bool showsPages() const;
    QToolButton* button(const QString& icon, const QString& name);

    const Theme& m_theme;
    SourceDocument m_document;
    ElidedLabel* m_name;
    ElidedLabel* m_place;
    QLabel* m_citation;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_sideButton;
    QLineEdit* m_page;
    QLabel* m_pageCount;
    QLineEdit* m_search;
    QLabel* m_searchNote;
    QWidget* m_searchRow;
    QStackedWidget* m_stack;
    TextViewer* m_text;
    PdfView* m_pages;
    ViewerSide* m_side;
    int m_zoom = 100;
};

} // namespace quire
