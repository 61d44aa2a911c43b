#include "ui/conversation/ProseView.h"

#include "ui/code/CodeColours.h"
#include "ui/conversation/CitationText.h"

#include <QHelpEvent>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>
#include <QToolTip>
#include <QWheelEvent>

namespace quire {

namespace {
const QString citeScheme = QStringLiteral("cite:");
} // namespace

ProseView::ProseView(const Theme& theme, QWidget* parent) : QTextBrowser(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (url.scheme() == QLatin1String("cite"))
            Q_EMIT citationClicked(url.path().toInt());
    });
    connect(&theme, &Theme::changed, this, [this] {
        if (m_plain.isEmpty())
            setProse(m_markdown, m_citations);
        else
            setPlain(m_plain);
    });
}

void ProseView::setProse(const QString& markdown, const QList<CitationRecord>& citations)
{
    m_markdown = markdown;
    m_plain.clear();
    m_citations = citations;
    document()->setDefaultFont(font());
    document()->setMarkdown(markdown.trimmed(),
                            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                QTextDocument::MarkdownNoHTML);
    polishDocument();
    updateGeometry();
}

void ProseView::setPlain(const QString& text)
{
    m_plain = text;
    document()->setDefaultFont(font());
    document()->setPlainText(text);
    polishDocument();
    updateGeometry();
}

/// What Markdown leaves to taste: line height, code, links.
void ProseView::polishDocument()
{
    const Colours& c = m_theme.colours();
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    QTextCharFormat ink;
    ink.setForeground(m_muted ? c.muted : c.text);
    cursor.mergeCharFormat(ink);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor at(block);
        QTextBlockFormat format = block.blockFormat();
        const bool code = format.hasProperty(QTextFormat::BlockCodeFence) ||
                          format.hasProperty(QTextFormat::BlockCodeLanguage) || format.nonBreakableLines();
        format.setLineHeight(code ? 100 : 138, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 0) {
            format.setTopMargin(space::m);
            format.setBottomMargin(space::xs);
        } else if (code) {
            format.setTopMargin(0);
            format.setBottomMargin(0);
        } else {
            format.setTopMargin(0);
            format.setBottomMargin(!block.next().isValid() ? 0 : block.textList() ? 2 : space::s);
        }
        at.setBlockFormat(format);
        if (code)
            styleCode(at);
    }
    styleLinks();
    for (QTextFrame* frame : document()->rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame))
            styleTable(table);
}

void ProseView::styleTable(QTextTable* table)
{
    QTextTableFormat format = table->format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(m_theme.colours().borderStrong);
    format.setCellPadding(space::s - 2);
    format.setCellSpacing(0);
    format.setTopMargin(space::xs);
    format.setBottomMargin(space::m);
    table->setFormat(format);
    for (int row = 0; row < table->rows(); ++row)
        for (int column = 0; column < table->columns(); ++column) {
            QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
            QTextBlockFormat block = cell.blockFormat();
            block.setBottomMargin(0);
            cell.setBlockFormat(block);
        }
}

void ProseView::styleCode(QTextCursor& cursor)
{
    const QTextBlock block = cursor.block();
    QTextBlockFormat format = block.blockFormat();
    format.setBackground(m_theme.colours().code);
    format.setLeftMargin(0);
    cursor.setBlockFormat(format);
    const QString language = format.stringProperty(QTextFormat::BlockCodeLanguage);
    cursor.select(QTextCursor::BlockUnderCursor);
    QTextCharFormat mono;
    mono.setFont(Theme::codeFont());
    mono.setBackground(QBrush());
    cursor.mergeCharFormat(mono);
    int state = block.position() > 0 ? qMax(0, block.previous().userState()) : 0;
    for (const CodeSpan& span : CodeColours(language).line(block.text(), state)) {
        QTextCursor part(block);
        part.setPosition(block.position() + span.start);
        part.setPosition(block.position() + span.start + span.length, QTextCursor::KeepAnchor);
        QTextCharFormat colour;
        colour.setForeground(CodeColours::colour(m_theme.colours(), span.kind));
        part.mergeCharFormat(colour);
    }
    QTextBlock(block).setUserState(state);
}

void ProseView::styleLinks()
{
    setFocusPolicy(Qt::ClickFocus);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const QString href = fragment.charFormat().anchorHref();
            if (href.isEmpty())
                continue;
            setFocusPolicy(Qt::StrongFocus); // keys have something to do here
            QTextCursor cursor(document());
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            QTextCharFormat format;
            format.setForeground(m_theme.colours().accent);
            if (href.startsWith(citeScheme)) {
                const int ordinal = href.mid(citeScheme.size()).toInt();
                const Verdict verdict =
                    ordinal < m_citations.size() ? m_citations[ordinal].verdict : Verdict::NotFound;
                format.setForeground(verdictColour(m_theme, verdict));
                format.setBackground(verdictSoft(m_theme, verdict));
                format.setFontUnderline(false);
                format.setFontWeight(QFont::DemiBold);
            }
            cursor.mergeCharFormat(format);
        }
    }
}

void ProseView::markWords(const QString& words)
{
    if (words.isEmpty() && m_marked.isEmpty())
        return;
    m_marked = words;
    QList<QTextEdit::ExtraSelection> places;
    QTextCursor at(document());
    while (!words.isEmpty() && !(at = document()->find(words, at)).isNull()) {
        QTextEdit::ExtraSelection place;
        place.cursor = at;
        place.format.setBackground(m_theme.colours().lit);
        place.format.setForeground(m_theme.colours().text);
        places.append(place);
    }
    setExtraSelections(places);
}

QList<int> ProseView::markTops() const
{
    QList<int> tops;
    for (const QTextEdit::ExtraSelection& place : extraSelections())
        tops.append(cursorRect(place.cursor).top());
    return tops;
}

void ProseView::focusInEvent(QFocusEvent* event)
{
    QTextBrowser::focusInEvent(event);
    // Whoever comes with the Tab key is at the first link, or at the last.
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        focusNextPrevChild(event->reason() == Qt::TabFocusReason);
}

int ProseView::idealWidth() const
{
    QTextDocument* copy = document()->clone();
    copy->setTextWidth(-1);
    const int width = int(copy->idealWidth() + 1);
    delete copy;
    return width;
}

int ProseView::heightFor(int width)
{
    if (document()->textWidth() != width)
        document()->setTextWidth(width);
    return int(document()->size().height() + 1);
}

int ProseView::heightForWidth(int width) const
{
    return const_cast<ProseView*>(this)->heightFor(width);
}

QSize ProseView::sizeHint() const
{
    return {200, heightForWidth(width())};
}

void ProseView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void ProseView::wheelEvent(QWheelEvent* event)
{
    // The conversation scrolls, not a paragraph of it.
    event->ignore();
}

void ProseView::contextMenuEvent(QContextMenuEvent* event)
{
    // With a selection the field's own menu copies it; otherwise the turn says what can be done.
    if (textCursor().hasSelection())
        QTextBrowser::contextMenuEvent(event);
    else
        event->ignore();
}

bool ProseView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString href = anchorAt(help->pos());
        const int ordinal = href.startsWith(citeScheme) ? href.mid(citeScheme.size()).toInt() : -1;
        if (ordinal >= 0 && ordinal < m_citations.size())
            QToolTip::showText(help->globalPos(), citationToolTip(m_citations[ordinal]), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QTextBrowser::event(event);
}

} // namespace quire
