#include "ui/viewer/PdfView.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace quire {

namespace {

constexpr int gap = 14;       // between pages
constexpr int cachedMb = 192; // of drawn pages
const QColor chosenColour(0xb9cdf5);

} // namespace

PdfView::PdfView(const Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("pdfView"));
    setAccessibleName(tr("Pages"));
    setFocusPolicy(Qt::StrongFocus);
    m_images.setMaxCost(cachedMb * 1024);
    verticalScrollBar()->setSingleStep(40);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

PdfView::~PdfView() = default;

void PdfView::setDocument(const SourceDocument& document)
{
    m_source = document;
    m_images.clear();
    m_marks.clear();
    choose(0, 0);
    m_shownPage = -1;
    m_renderer = std::make_unique<PdfRenderer>(document.path(), document.password());
    connect(m_renderer.get(), &PdfRenderer::drawn, this,
            [this](int page, double drawnScale, const QImage& image) {
                if (drawnScale != m_imageScale)
                    return;
                m_images.insert(page, new QImage(image), int(image.sizeInBytes() / 1024));
                viewport()->update();
            });
    connect(m_renderer.get(), &PdfRenderer::failed, this, &PdfView::failed);
    layOut();
    verticalScrollBar()->setValue(0);
}

double PdfView::scale() const
{
    return qMax(0.1, (viewport()->width() - 2 * gap) / m_widest * m_zoom / 100);
}

void PdfView::layOut()
{
    if (m_source.isNull())
        return;
    m_widest = 1;
    for (int page = 0; page < m_source.pageCount(); ++page)
        m_widest = qMax(m_widest, m_source.pageSize(page).width());
    m_tops.clear();
    double y = gap;
    for (int page = 0; page < m_source.pageCount(); ++page) {
        m_tops.append(y);
        y += m_source.pageSize(page).height() * scale() + gap;
    }
    m_tops.append(y);
    m_laidOutScale = scale();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, qMax(0, int(y) - viewport()->height()));
    const int width = int(m_widest * scale()) + 2 * gap;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, qMax(0, width - viewport()->width()));
}

QRectF PdfView::pageRect(int page) const
{
    const QSizeF size = m_source.pageSize(page) * scale();
    const double free = qMax(double(viewport()->width()), m_widest * scale() + 2 * gap) - size.width();
    return QRectF(free / 2 - horizontalScrollBar()->value(), m_tops[page] - verticalScrollBar()->value(),
                  size.width(), size.height());
}

std::pair<int, int> PdfView::visible() const
{
    const double top = verticalScrollBar()->value();
    const double bottom = top + viewport()->height();
    const int pages = int(m_tops.size()) - 1;
    const int first = int(std::upper_bound(m_tops.begin(), m_tops.end(), top) - m_tops.begin()) - 1;
    const int last = int(std::lower_bound(m_tops.begin(), m_tops.end(), bottom) - m_tops.begin()) - 1;
    return {qBound(0, first, pages - 1), qBound(0, last, pages - 1)};
}

int PdfView::currentPage() const
{
    if (m_tops.size() < 2)
        return 0;
    const double middle = verticalScrollBar()->value() + viewport()->height() / 3.0;
    const int page = int(std::upper_bound(m_tops.begin(), m_tops.end(), middle) - m_tops.begin()) - 1;
    return qBound(0, page, int(m_tops.size()) - 2);
}

/// What is visible first, then the pages around it.
void PdfView::request()
{
    if (!m_renderer || m_tops.size() < 2)
        return;
    const double deviceScale = scale() * devicePixelRatioF();
    if (deviceScale != m_imageScale) {
        m_imageScale = deviceScale;
        m_images.clear();
    }
    const auto [first, last] = visible();
    QList<int> wanted;
    const auto wish = [&](int page) {
        if (page >= 0 && page < m_source.pageCount() && !m_images.contains(page))
            wanted.append(page);
    };
    for (int page = first; page <= last; ++page)
        wish(page);
    wish(last + 1);
    wish(first - 1);
    m_renderer->want(wanted, deviceScale);
    if (const int page = currentPage(); page != m_shownPage) {
        m_shownPage = page;
        Q_EMIT pageChanged(page);
    }
}

void PdfView::light(qint64 begin, qint64 end)
{
    m_marks = end > begin ? m_source.marks(begin, end) : QList<SourceDocument::Mark>();
    viewport()->update();
    if (m_marks.isEmpty())
        return request();
    const SourceDocument::Mark& mark = m_marks.first();
    const double y = mark.rectangles.isEmpty() ? 0 : mark.rectangles.first().top() * scale();
    verticalScrollBar()->setValue(int(m_tops[mark.page] + y - viewport()->height() / 3.0));
    request();
}

QList<QRectF> PdfView::litOn(int page) const
{
    QList<QRectF> all;
    for (const SourceDocument::Mark& mark : m_marks)
        if (mark.page == page)
            all += mark.rectangles;
    return all;
}

void PdfView::setZoom(int percent)
{
    const int page = currentPage();
    m_zoom = qBound(25, percent, 600);
    layOut();
    goTo(page);
}

void PdfView::goTo(int page)
{
    if (m_source.isNull() || page < 0 || page >= m_source.pageCount())
        return;
    verticalScrollBar()->setValue(int(m_tops[page]) - gap / 2);
    request();
    viewport()->update();
}

void PdfView::paintEvent(QPaintEvent*)
{
    if (m_source.isNull() || m_tops.size() < 2)
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const Colours& c = m_theme.colours();
    const auto [first, last] = visible();
    for (int page = first; page <= last; ++page) {
        const QRectF rect = pageRect(page);
        painter.fillRect(rect.translated(0, 2), c.shadow);
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), c.border); // white on a light window has no edge
        painter.fillRect(rect, Qt::white);
        if (const QImage* image = m_images.object(page))
            painter.drawImage(rect, *image);
        painter.setPen(Qt::NoPen);
        // Multiplied, as a marker pen does: the words under it stay black.
        painter.setCompositionMode(QPainter::CompositionMode_Multiply);
        painter.setBrush(Colours::light().lit);
        paintMarks(painter, m_marks, page);
        painter.setBrush(chosenColour);
        paintMarks(painter, m_chosenMarks, page);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    }
}

/// Marked words of a line as one stroke of the pen: the spaces between them have no rectangle of their own.
QList<QRectF> PdfView::strokes(const QList<QRectF>& words)
{
    QList<QRectF> strokes;
    for (const QRectF& word : words) {
        const QRectF last = strokes.isEmpty() ? QRectF() : strokes.last();
        const double shared = qMin(last.bottom(), word.bottom()) - qMax(last.top(), word.top());
        const double space = word.left() - last.right();
        if (shared > word.height() / 2 && space > -word.height() && space < word.height() * 0.8)
            strokes.last() |= word;
        else
            strokes.append(word);
    }
    return strokes;
}

void PdfView::paintMarks(QPainter& painter, const QList<SourceDocument::Mark>& marks, int page) const
{
    const QPointF corner = pageRect(page).topLeft();
    QPainterPath all; // in one go: where lines touch it must not be twice as dark
    all.setFillRule(Qt::WindingFill);
    for (const SourceDocument::Mark& mark : marks)
        if (mark.page == page)
            for (const QRectF& r : strokes(mark.rectangles))
                all.addRect(
                    QRectF(corner + r.topLeft() * scale(), r.size() * scale()).adjusted(-1, -1, 1, 1));
    painter.drawPath(all);
}

void PdfView::resizeEvent(QResizeEvent*)
{
    if (m_source.isNull())
        return;
    // What stood at the top stays there, whatever the size of the pages.
    const int page = currentPage();
    const double within =
        m_tops.size() > page ? (verticalScrollBar()->value() - m_tops[page]) / m_laidOutScale : 0;
    layOut();
    verticalScrollBar()->setValue(int(m_tops[page] + within * m_laidOutScale));
    request();
    viewport()->update();
}

void PdfView::scrollContentsBy(int, int)
{
    request();
    viewport()->update();
}

void PdfView::choose(qint64 begin, qint64 end)
{
    m_chosen = {begin, qMax(begin, end)};
    m_chosenMarks = end > begin ? m_source.marks(begin, end) : QList<SourceDocument::Mark>();
    viewport()->update();
}

std::pair<qint64, qint64> PdfView::textBetween(const QPoint& a, const QPoint& b) const
{
    const auto [first, last] = visible();
    for (int page = first; page <= last; ++page) {
        const QRectF rect = pageRect(page);
        const QRectF area = QRectF(QRect(a, b).normalized()).adjusted(-1, -1, 1, 1).intersected(rect);
        if (!area.isEmpty())
            return m_source.textIn(
                page, QRectF((area.topLeft() - rect.topLeft()) / scale(), area.size() / scale()));
    }
    return {0, 0};
}

void PdfView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_press = event->pos();
    choose(0, 0);
}

/// Text is selected as it flows: from the word that was pressed to the word under the pointer.
void PdfView::mouseMoveEvent(QMouseEvent* event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_tops.size() < 2)
        return;
    const auto from = textBetween(m_press, m_press);
    const auto to = textBetween(event->pos(), event->pos());
    if (from.second > from.first && to.second > to.first)
        choose(qMin(from.first, to.first), qMax(from.second, to.second));
    else if (const auto across = textBetween(m_press, event->pos()); across.second > across.first)
        choose(across.first, across.second);
}

void PdfView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (m_tops.size() < 2)
        return;
    const auto [begin, end] = textBetween(event->pos(), event->pos());
    choose(begin, end);
}

void PdfView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier)
        setZoom(m_zoom + (event->angleDelta().y() > 0 ? 10 : -10));
    else
        QAbstractScrollArea::wheelEvent(event);
}

void PdfView::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuAsked(event->globalPos());
}

void PdfView::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(m_source.isNull() ? 0 : m_source.pageCount() - 1);
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        return bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    case Qt::Key_PageUp:
        return bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace quire
