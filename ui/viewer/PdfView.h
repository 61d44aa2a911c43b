#pragma once

#include "app/desk/SourceDocument.h"
#include "ui/theme/Theme.h"
#include "ui/viewer/PdfRenderer.h"

#include <QAbstractScrollArea>
#include <QCache>

namespace quire {

/// The pages of a PDF, one under the other, with a lit passage and text that can be selected by a rectangle.
class PdfView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit PdfView(const Theme& theme, QWidget* parent = nullptr);
    ~PdfView() override;

    /// Nothing is drawn before light() or goTo() says where.
    void setDocument(const SourceDocument& document);
    /// Lights bytes [begin, end) of the text and shows them; nothing lit when empty.
    void light(qint64 begin, qint64 end);
    /// The lit rectangles on a page, in points.
    QList<QRectF> litOn(int page) const;
    void setZoom(int percent);
    void goTo(int page);
    int currentPage() const;
    /// The page is there as a picture, not only as white paper.
    bool isDrawn(int page) const { return m_images.contains(page); }
    /// The selected passage as bytes of the document's text; empty when there is none.
    std::pair<qint64, qint64> chosen() const { return m_chosen; }
    void choose(qint64 begin, qint64 end);

signals:
    void pageChanged(int page);
    void failed(const QString& message);
    void menuAsked(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void request();
    QRectF pageRect(int page) const; ///< in pixels of the viewport
    double scale() const;            ///< pixels a point
    std::pair<int, int> visible() const;
    /// The text at a place of the viewport, or between two places of one; empty where there is none.
    std::pair<qint64, qint64> textBetween(const QPoint& a, const QPoint& b) const;
    static QList<QRectF> strokes(const QList<QRectF>& words);
    void paintMarks(QPainter& painter, const QList<SourceDocument::Mark>& marks, int page) const;

    const Theme& m_theme;
    SourceDocument m_source;
    std::unique_ptr<PdfRenderer> m_renderer;
    QList<double> m_tops; ///< of each page, in pixels; one more for the end
    double m_widest = 1;  ///< points
    double m_laidOutScale = 1;
    QCache<int, QImage> m_images;
    double m_imageScale = 0;
    QList<SourceDocument::Mark> m_marks;
    int m_zoom = 100; ///< percent of the width that fits
    int m_shownPage = -1;
    QPoint m_press;
    std::pair<qint64, qint64> m_chosen;
    QList<SourceDocument::Mark> m_chosenMarks;
};

} // namespace quire
