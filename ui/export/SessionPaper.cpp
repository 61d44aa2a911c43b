#include "ui/export/SessionPaper.h"

#include "app/desk/SessionExport.h"
#include "ui/theme/Tokens.h"

#include <QAbstractTextDocumentLayout>
#include <QFont>
#include <QLocale>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace quire {

namespace {

constexpr double marginMm = 20;
constexpr double textPoints = 10.5;
constexpr double footPoints = 8.5;

/// Markdown in ink: black on white whatever the theme, quotes set in and smaller.
void polish(QTextDocument& document)
{
    const Colours ink = Colours::light();
    QTextCursor all(&document);
    all.select(QTextCursor::Document);
    QTextCharFormat black;
    black.setForeground(Qt::black);
    all.mergeCharFormat(black);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 0) {
            format.setTopMargin(format.headingLevel() == 1 ? 0 : 14);
            format.setBottomMargin(6);
            format.setNonBreakableLines(true);
        }
        if (format.intProperty(QTextFormat::BlockQuoteLevel) > 0) {
            format.setBackground(ink.question);
            format.setLeftMargin(16);
            format.setRightMargin(16);
        }
        QTextCursor(block).setBlockFormat(format);
    }
}

} // namespace

std::unique_ptr<QTextDocument> sessionPaper(const SessionContent& content)
{
    auto document = std::make_unique<QTextDocument>();
    QFont font(QStringLiteral("serif"));
    font.setStyleHint(QFont::Serif);
    font.setPointSizeF(textPoints);
    document->setDefaultFont(font);
    document->setMarkdown(exportMarkdown(content),
                          QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                              QTextDocument::MarkdownNoHTML);
    polish(*document);
    return document;
}

void printSession(const SessionContent& content, QPagedPaintDevice& device)
{
    QPageLayout layout = device.pageLayout();
    layout.setUnits(QPageLayout::Millimeter);
    layout.setMargins({marginMm, marginMm, marginMm, marginMm});
    device.setPageLayout(layout);
    const std::unique_ptr<QTextDocument> document = sessionPaper(content);
    QPainter painter(&device);
    const double footHeight = device.logicalDpiY() * 0.3;
    const QRectF body(0, 0, device.width(), device.height() - footHeight);
    document->documentLayout()->setPaintDevice(&device);
    document->setPageSize(body.size());
    QFont foot = document->defaultFont();
    foot.setPointSizeF(footPoints);
    for (int page = 0; page < document->pageCount(); ++page) {
        if (page > 0)
            device.newPage();
        painter.save();
        painter.translate(0, -page * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, page * body.height(), body.width(), body.height());
        painter.setClipRect(context.clip);
        document->documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(foot);
        painter.drawText(QRectF(0, body.bottom(), body.width(), footHeight),
                         Qt::AlignHCenter | Qt::AlignBottom, QLocale().toString(page + 1));
    }
}

} // namespace quire
