#pragma once

#include "app/desk/SourceDocument.h"
#include "ui/theme/Theme.h"
#include "ui/viewer/PdfRenderer.h"

#include <QAbstractListModel>
#include <QCache>
#include <QListView>

namespace quire {

/// Small pictures of a PDF's pages with their labels; only those in sight are drawn.
class PageList : public QListView
{
    Q_OBJECT
public:
    explicit PageList(const Theme& theme, QWidget* parent = nullptr);
    ~PageList() override;

    void setDocument(const SourceDocument& document);
    void setCurrentPage(int page);

signals:
    void pageChosen(int page);

protected:
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    class Model;
    class Delegate;

    void request();
    double scale() const; ///< device pixels a point

    const Theme& m_theme;
    SourceDocument m_source;
    Model* m_model;
    std::unique_ptr<PdfRenderer> m_renderer;
    QCache<int, QImage> m_images;
};

} // namespace quire
