#include "ui/viewer/TextViewer.h"

#include "ui/code/CodeColours.h"

#include <QPainter>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace quire {

namespace {

constexpr int charactersALine = 78; // of a book

/// The strip of line numbers at the left.
class Numbers : public QWidget
{
public:
    explicit Numbers(TextViewer* viewer) : QWidget(viewer), m_viewer(viewer) {}
    QSize sizeHint() const override { return {m_viewer->numbersWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_viewer->paintNumbers(event, this); }

private:
    TextViewer* m_viewer;
};

class Highlighter : public QSyntaxHighlighter
{
public:
    Highlighter(QTextDocument* document, const QString& language, const Colours& colours)
        : QSyntaxHighlighter(document), m_code(language), m_colours(colours)
    {
    }

protected:
    void highlightBlock(const QString& text) override
    {
        int state = qMax(0, previousBlockState());
        for (const CodeSpan& span : m_code.line(text, state))
            setFormat(span.start, span.length, CodeColours::colour(m_colours, span.kind));
        setCurrentBlockState(state);
    }

private:
    CodeColours m_code;
    const Colours& m_colours;
};

} // namespace

TextViewer::TextViewer(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent), m_theme(theme), m_numbers(new Numbers(this))
{
    setObjectName(QStringLiteral("textViewer"));
    setAccessibleName(tr("Document"));
    setLayoutDirection(Qt::LeftToRight); // the document's lines have their own direction, not the window's
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &TextViewer::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    connect(&theme, &Theme::changed, this, &TextViewer::applyTheme);
}

void TextViewer::setDocument(const SourceDocument& document)
{
    m_source = document;
    m_lit = {};
    setExtraSelections({});
    for (QSyntaxHighlighter* old : QPlainTextEdit::document()->findChildren<QSyntaxHighlighter*>())
        delete old;
    const bool code = document.form() == SourceDocument::Form::Code;
    setLineWrapMode(code ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    setPlainText(QString::fromUtf8(document.text()));
    applyTheme();
}

void TextViewer::applyTheme()
{
    if (m_source.isNull())
        return;
    const bool code = m_source.form() == SourceDocument::Form::Code;
    QFont font = code ? Theme::codeFont() : QWidget::parentWidget()->font();
    if (isFlow()) {
        font.setFamily(QStringLiteral("Serif"));
        font.setStyleHint(QFont::Serif);
    }
    font.setPointSizeF(QWidget::parentWidget()->font().pointSizeF() * m_zoom / 100.0 *
                       (isFlow() ? 1.08 : 0.95));
    setFont(font);
    styleHeadings();
    for (QSyntaxHighlighter* old : QPlainTextEdit::document()->findChildren<QSyntaxHighlighter*>())
        delete old;
    if (code)
        new Highlighter(QPlainTextEdit::document(), m_source.language(), m_theme.colours());
    if (!m_lit.isNull()) {
        QTextEdit::ExtraSelection lit;
        lit.cursor = m_lit;
        lit.format.setBackground(m_theme.colours().lit);
        lit.format.setForeground(m_theme.colours().text);
        setExtraSelections({lit});
    }
    placeNumbers();
}

/// Headings of books and of Markdown are larger than what stands under them, the outer ones most.
void TextViewer::styleHeadings()
{
    const SourceDocument::Form form = m_source.form();
    if (form != SourceDocument::Form::Flow && form != SourceDocument::Form::Markdown)
        return;
    qint64 at = 0;
    qsizetype characters = 0;
    for (const SourceDocument::Heading& heading : m_source.outline()) {
        characters += m_source.characters(at, heading.offset);
        at = heading.offset;
        QTextCursor line(QPlainTextEdit::document());
        line.setPosition(int(characters));
        line.movePosition(QTextCursor::StartOfBlock);
        line.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        if (form == SourceDocument::Form::Flow)
            format.setFontPointSize(font().pointSizeF() * (heading.level <= 1   ? 1.5
                                                           : heading.level == 2 ? 1.25
                                                                                : 1.1));
        line.mergeCharFormat(format);
    }
}

void TextViewer::setZoom(int percent)
{
    m_zoom = percent;
    applyTheme();
}

void TextViewer::light(qint64 begin, qint64 end)
{
    m_lit = {};
    setExtraSelections({});
    if (end <= begin)
        return;
    m_lit = QTextCursor(QPlainTextEdit::document());
    m_lit.setPosition(int(m_source.characters(begin)));
    m_lit.setPosition(int(m_source.characters(end)), QTextCursor::KeepAnchor);
    QTextCursor start = m_lit;
    start.setPosition(m_lit.selectionStart());
    setTextCursor(start);
    centerCursor();
    applyTheme();
}

bool TextViewer::find(const QString& words, bool backwards)
{
    const QTextDocument::FindFlags flags =
        backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (QPlainTextEdit::find(words, flags))
        return true;
    const QTextCursor before = textCursor();
    moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
    if (QPlainTextEdit::find(words, flags))
        return true;
    setTextCursor(before);
    return false;
}

std::pair<qint64, qint64> TextViewer::chosen() const
{
    const QTextCursor cursor = textCursor();
    return {m_source.bytes(cursor.selectionStart()), m_source.bytes(cursor.selectionEnd())};
}

void TextViewer::goTo(qint64 offset)
{
    QTextCursor cursor(QPlainTextEdit::document());
    cursor.setPosition(int(m_source.characters(offset)));
    moveCursor(QTextCursor::End); // then the line comes to the top, not to the foot
    setTextCursor(cursor);
}

void TextViewer::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuAsked(event->globalPos());
}

int TextViewer::numbersWidth() const
{
    if (isFlow())
        return 0;
    int digits = 2;
    for (int n = qMax(1, blockCount()); n >= 100; n /= 10)
        ++digits;
    return fontMetrics().horizontalAdvance(u'9') * digits + space::l + space::s;
}

void TextViewer::placeNumbers()
{
    if (isFlow()) {
        // As wide as a page of a book, in the middle.
        const int measure = fontMetrics().averageCharWidth() * charactersALine;
        const int side = qMax(int(space::xl), (contentsRect().width() - measure) / 2);
        setViewportMargins(side, space::l, side, 0);
        m_numbers->hide();
        return;
    }
    m_numbers->show();
    setViewportMargins(numbersWidth(), space::xs, space::s, 0);
    const QRect inner = contentsRect();
    m_numbers->setGeometry(inner.left(), inner.top() + space::xs, numbersWidth(), inner.height() - space::xs);
    m_numbers->update();
}

void TextViewer::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void TextViewer::paintNumbers(QPaintEvent* event, QWidget* strip)
{
    QPainter painter(strip);
    painter.setLayoutDirection(
        Qt::LeftToRight); // the strip stands at the left of the text, whatever language
    const Colours& c = m_theme.colours();
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    painter.setFont(font);
    const int first =
        m_lit.isNull() ? -1 : QPlainTextEdit::document()->findBlock(m_lit.selectionStart()).blockNumber();
    const int last =
        m_lit.isNull() ? -1 : QPlainTextEdit::document()->findBlock(m_lit.selectionEnd()).blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        const qreal height = blockBoundingRect(block).height();
        const int number = block.blockNumber();
        if (block.isVisible() && top + height >= event->rect().top()) {
            const bool lit = number >= first && number <= last;
            painter.setPen(lit ? c.accent : c.muted);
            painter.drawText(QRectF(0, top, strip->width() - space::m, fontMetrics().height()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(number + 1));
        }
        top += height;
    }
}

} // namespace quire
