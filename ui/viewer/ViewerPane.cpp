#include "ui/viewer/ViewerPane.h"

#include "ui/viewer/PdfView.h"
#include "ui/viewer/TextViewer.h"
#include "ui/viewer/ViewerSide.h"
#include "ui/widgets/ElidedLabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <tuple>

namespace quire {

ViewerPane::ViewerPane(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_name(new ElidedLabel), m_place(new ElidedLabel),
      m_citation(new QLabel), m_page(new QLineEdit), m_pageCount(new QLabel), m_search(new QLineEdit),
      m_searchNote(new QLabel), m_searchRow(new QWidget), m_stack(new QStackedWidget),
      m_text(new TextViewer(theme, m_stack)), m_pages(new PdfView(theme, m_stack)),
      m_side(new ViewerSide(theme))
{
    setObjectName(QStringLiteral("viewer"));
    setProperty("panel", "window");
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead();
    buildSearch();
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_pages);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    m_side->hide();
    connectViews();
}

void ViewerPane::connectViews()
{
    connect(m_pages, &PdfView::pageChanged, this, &ViewerPane::showPage);
    connect(m_pages, &PdfView::failed, this, [this] { m_stack->setCurrentWidget(m_text); });
    connect(m_pages, &PdfView::menuAsked, this, &ViewerPane::showMenu);
    connect(m_text, &TextViewer::menuAsked, this, &ViewerPane::showMenu);
    connect(m_side, &ViewerSide::pageChosen, m_pages, &PdfView::goTo);
    connect(m_side, &ViewerSide::headingChosen, this, [this](qint64 offset, int page) {
        if (showsPages())
            m_pages->goTo(page);
        else
            m_text->goTo(offset);
    });
    connect(m_page, &QLineEdit::returnPressed, this, &ViewerPane::choosePage);
}

void ViewerPane::showPage(int page)
{
    if (m_document.isNull())
        return; // closed; the pages are still there, out of sight
    m_place->setFullText(tr("Page %1 of %2").arg(m_document.pageLabel(page)).arg(m_document.pageCount()));
    if (!m_page->hasFocus())
        m_page->setText(m_document.pageLabel(page));
    m_side->setCurrentPage(page);
}

/// A page is asked for by its label, or by its number from the front.
void ViewerPane::choosePage()
{
    const QString wanted = m_page->text().trimmed();
    for (int page = 0; page < m_document.pageCount(); ++page)
        if (m_document.pageLabel(page).compare(wanted, Qt::CaseInsensitive) == 0) {
            m_pages->setFocus();
            return m_pages->goTo(page);
        }
    bool number = false;
    const int page = wanted.toInt(&number);
    if (number && page >= 1 && page <= m_document.pageCount()) {
        m_pages->setFocus();
        return m_pages->goTo(page - 1);
    }
    m_page->setText(m_document.pageLabel(m_pages->currentPage()));
    m_page->selectAll();
}

NoteRecord ViewerPane::selection() const
{
    NoteRecord passage;
    if (m_document.isNull())
        return passage;
    std::tie(passage.begin, passage.end) = showsPages() ? m_pages->chosen() : m_text->chosen();
    if (passage.end <= passage.begin)
        return passage;
    passage.words = QString::fromUtf8(m_document.text().mid(passage.begin, passage.end - passage.begin));
    passage.place = m_document.name() + QStringLiteral(", ") + m_document.place(passage.begin, passage.end);
    return passage;
}

void ViewerPane::askAboutSelection()
{
    Q_EMIT askAbout(selection().words.simplified());
}

void ViewerPane::noteSelection()
{
    Q_EMIT noteAbout(selection());
}

void ViewerPane::showMenu(const QPoint& globalPosition)
{
    const QString words = selection().words;
    QMenu menu(this);
    const auto add = [&](const QString& icon, const QString& text, auto&& go) {
        menu.addAction(m_theme.icon(icon), text, this, go)->setEnabled(!words.isEmpty());
    };
    add(QStringLiteral("copy"), tr("Copy"), [words] { QApplication::clipboard()->setText(words); });
    add(QStringLiteral("ask"), tr("Ask about this"), [this] { askAboutSelection(); });
    add(QStringLiteral("edit"), tr("Write a note about this"), [this] { noteSelection(); });
    menu.addSeparator();
    menu.addAction(m_theme.icon(QStringLiteral("search")), tr("Search in the document"), this,
                   &ViewerPane::focusSearch);
    menu.exec(globalPosition);
}

void ViewerPane::setSideShown(bool shown)
{
    m_sideButton->setChecked(shown);
    m_side->setVisible(shown && !m_side->isEmpty());
}

bool ViewerPane::isSideShown() const
{
    return m_sideButton->isChecked();
}

void ViewerPane::focusPage()
{
    if (!m_page->isVisible())
        return;
    m_page->setFocus(Qt::ShortcutFocusReason);
    m_page->selectAll();
}

QToolButton* ViewerPane::button(const QString& icon, const QString& name)
{
    auto* button = new QToolButton;
    button->setIcon(m_theme.icon(icon, Theme::Tint::Muted));
    button->setToolTip(name);
    button->setAccessibleName(name.section(QStringLiteral(" ("), 0, 0));
    return button;
}

void ViewerPane::buildHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(space::s, space::s, space::s, space::s);
    row->setSpacing(2);
    m_sideButton = button(QStringLiteral("sidebar"), tr("Outline and pages (F8)"));
    m_sideButton->setObjectName(QStringLiteral("viewerSideButton"));
    m_sideButton->setCheckable(true);
    row->addWidget(m_sideButton);
    row->addSpacing(space::xs);
    row->addLayout(buildHeadNames(), 1);

    m_previous = button(QStringLiteral("up"), tr("Previous citation (Alt+Up)"));
    m_next = button(QStringLiteral("down"), tr("Next citation (Alt+Down)"));
    m_citation->setProperty("role", "muted");
    row->addWidget(m_previous);
    row->addWidget(m_citation);
    row->addWidget(m_next);
    QToolButton* ask = button(QStringLiteral("ask"), tr("Ask about the selection (Ctrl+Shift+A)"));
    ask->setObjectName(QStringLiteral("askSelection"));
    QToolButton* find = button(QStringLiteral("search"), tr("Search in the document (Ctrl+F)"));
    QToolButton* smaller = button(QStringLiteral("zoomout"), tr("Smaller (Ctrl+-)"));
    QToolButton* larger = button(QStringLiteral("zoomin"), tr("Larger (Ctrl++)"));
    QToolButton* shut = button(QStringLiteral("close"), tr("Close the document (Ctrl+W)"));
    shut->setObjectName(QStringLiteral("closeViewer"));
    for (QToolButton* each : {ask, find, smaller, larger, shut})
        row->addWidget(each);
    layout()->addWidget(head);
    auto* line = new QFrame;
    line->setProperty("line", true);
    line->setFixedHeight(1);
    layout()->addWidget(line);

    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepAsked(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepAsked(1); });
    connect(m_sideButton, &QToolButton::toggled, this, [this](bool shown) {
        setSideShown(shown);
        Q_EMIT sideToggled(shown);
    });
    connect(ask, &QToolButton::clicked, this, &ViewerPane::askAboutSelection);
    connect(find, &QToolButton::clicked, this, &ViewerPane::focusSearch);
    connect(smaller, &QToolButton::clicked, this, [this] { zoom(-10); });
    connect(larger, &QToolButton::clicked, this, [this] { zoom(10); });
    connect(shut, &QToolButton::clicked, this, &ViewerPane::closed);
}

QLayout* ViewerPane::buildHeadNames()
{
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    m_name->setProperty("role", "heading");
    m_name->setElideMode(Qt::ElideMiddle);
    m_place->setProperty("role", "muted");
    m_place->setObjectName(QStringLiteral("viewerPlace"));
    names->addWidget(m_name);
    names->addWidget(m_place);
    m_page->setObjectName(QStringLiteral("pageField"));
    m_page->setProperty("small", true);
    m_page->setAccessibleName(tr("Page"));
    m_page->setToolTip(tr("Go to a page by its label or number (Ctrl+G)"));
    m_page->setAlignment(Qt::AlignCenter);
    m_page->setFixedWidth(m_page->fontMetrics().horizontalAdvance(QStringLiteral("00000")) + space::l);
    m_pageCount->setProperty("role", "muted");
    auto* row = new QHBoxLayout;
    row->setSpacing(space::xs);
    row->addLayout(names, 1);
    row->addWidget(m_page);
    row->addWidget(m_pageCount);
    row->addSpacing(space::xs);
    return row;
}

void ViewerPane::buildSearch()
{
    auto* row = new QHBoxLayout(m_searchRow);
    row->setContentsMargins(space::l, space::s, space::s, space::s);
    m_search->setPlaceholderText(tr("Search in the document"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_searchNote->setProperty("role", "error");
    QToolButton* up = button(QStringLiteral("up"), tr("Previous place"));
    QToolButton* down = button(QStringLiteral("down"), tr("Next place"));
    QToolButton* shut = button(QStringLiteral("close"), tr("Close the search"));
    row->addWidget(m_search, 1);
    row->addWidget(m_searchNote);
    for (QToolButton* each : {up, down, shut})
        row->addWidget(each);
    layout()->addWidget(m_searchRow);
    m_searchRow->hide();
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(false); });
    connect(up, &QToolButton::clicked, this, [this] { search(true); });
    connect(down, &QToolButton::clicked, this, [this] { search(false); });
    connect(shut, &QToolButton::clicked, m_searchRow, &QWidget::hide);
}

bool ViewerPane::showsPages() const
{
    return m_stack->currentWidget() == m_pages;
}

void ViewerPane::open(const SourceDocument& document, qint64 begin, qint64 end)
{
    const bool other = m_document.document() != document.document();
    m_document = document;
    const bool pages = document.form() == SourceDocument::Form::Pages && QFileInfo::exists(document.path());
    if (other) {
        m_name->setFullText(document.name());
        m_text->setProperty("shows", QString()); // what was searched was another one
        if (pages)
            m_pages->setDocument(document);
        else
            m_text->setDocument(document);
        m_stack->setCurrentIndex(pages ? 1 : 0);
        m_side->setDocument(document, pages);
        m_sideButton->setEnabled(!m_side->isEmpty());
        setSideShown(m_sideButton->isChecked());
        m_page->setVisible(pages);
        m_pageCount->setVisible(pages);
        m_pageCount->setText(QStringLiteral("/ %1").arg(document.pageCount()));
        m_place->setFullText(pages ? tr("%n pages", nullptr, document.pageCount())
                                   : tr("%n lines", nullptr, document.lineCount()));
    }
    if (pages) {
        showPage(m_pages->currentPage());
        m_pages->light(begin, end);
    } else {
        m_text->light(begin, end);
    }
    if (end > begin)
        m_place->setFullText(document.place(begin, end));
}

void ViewerPane::replace(const SourceDocument& document)
{
    const int page = showsPages() ? m_pages->currentPage() : 0;
    open(document);
    if (showsPages())
        m_pages->goTo(page);
}

void ViewerPane::close()
{
    m_document = {};
}

void ViewerPane::setCitationPlace(int number, int all)
{
    m_citation->setText(number > 0 ? tr("%1 of %2").arg(number).arg(all) : QString());
    m_previous->setEnabled(number > 1);
    m_next->setEnabled(number > 0 && number < all);
    for (QWidget* each : {static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_next),
                          static_cast<QWidget*>(m_citation)})
        each->setVisible(all > 0);
}

void ViewerPane::focusSearch()
{
    m_searchNote->clear();
    m_searchRow->show();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ViewerPane::search(bool backwards)
{
    // Pages are searched by their text; what is found is lit on them.
    if (!showsPages()) {
        m_searchNote->setText(m_text->find(m_search->text(), backwards) ? QString() : tr("Not found"));
        return;
    }
    if (m_text->property("shows").toString() != m_document.path()) {
        m_text->setDocument(m_document);
        m_text->setProperty("shows", m_document.path());
    }
    const bool found = m_text->find(m_search->text(), backwards);
    m_searchNote->setText(found ? QString() : tr("Not found"));
    if (found) {
        const QTextCursor at = m_text->textCursor();
        m_pages->light(m_document.bytes(at.selectionStart()), m_document.bytes(at.selectionEnd()));
    }
}

void ViewerPane::zoom(int by)
{
    m_zoom = qBound(50, m_zoom + by, 300);
    m_text->setZoom(m_zoom);
    m_pages->setZoom(m_zoom);
}

} // namespace quire
