#include "ui/viewer/PageList.h"

#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace quire {

namespace {
constexpr int pictureWidth = 92;
constexpr int pictureHeight = 130;
constexpr int picturesKept = 240;
} // namespace

class PageList::Model : public QAbstractListModel
{
public:
    explicit Model(QObject* parent) : QAbstractListModel(parent) {}

    void setDocument(const SourceDocument& document)
    {
        beginResetModel();
        m_source = document;
        endResetModel();
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() || m_source.isNull() ? 0 : m_source.pageCount();
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role == Qt::DisplayRole)
            return m_source.pageLabel(index.row());
        if (role == Qt::AccessibleTextRole)
            return PageList::tr("Page %1").arg(m_source.pageLabel(index.row()));
        return {};
    }

private:
    SourceDocument m_source;
};

class PageList::Delegate : public QStyledItemDelegate
{
public:
    explicit Delegate(PageList* list) : QStyledItemDelegate(list), m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {pictureWidth + space::l, pictureHeight + option.fontMetrics.height() + space::l};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = m_list->m_theme.colours();
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        const int line = option.fontMetrics.height();
        const QRect room(option.rect.left(), option.rect.top() + space::s, option.rect.width(),
                         pictureHeight);
        QSizeF size = m_list->m_source.pageSize(index.row());
        size.scale(pictureWidth, pictureHeight, Qt::KeepAspectRatio);
        QRectF page(QPointF(), size);
        page.moveCenter(QRectF(room).center());
        painter->fillRect(page, Qt::white);
        if (const QImage* image = m_list->m_images.object(index.row()))
            painter->drawImage(page, *image);
        const bool current = option.state & QStyle::State_Selected;
        painter->setPen(QPen(current ? c.accent : c.borderStrong, current ? 2 : 1));
        painter->drawRect(page);
        painter->setPen(current ? c.accent : c.muted);
        painter->drawText(QRect(room.left(), room.bottom() + 2, room.width(), line), Qt::AlignCenter,
                          index.data().toString());
        painter->restore();
    }

private:
    PageList* m_list;
};

PageList::PageList(const Theme& theme, QWidget* parent)
    : QListView(parent), m_theme(theme), m_model(new Model(this)), m_images(picturesKept)
{
    setObjectName(QStringLiteral("pageList"));
    setAccessibleName(tr("Pages"));
    setModel(m_model);
    setItemDelegate(new Delegate(this));
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QModelIndex& index) { Q_EMIT pageChosen(index.row()); };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

PageList::~PageList() = default;

void PageList::setDocument(const SourceDocument& document)
{
    m_source = document;
    m_images.clear();
    m_renderer.reset();
    m_model->setDocument(document);
}

void PageList::setCurrentPage(int page)
{
    const QModelIndex index = m_model->index(page);
    if (!index.isValid() || index == currentIndex())
        return;
    setCurrentIndex(index);
    if (isVisible())
        scrollTo(index);
}

double PageList::scale() const
{
    double widest = 1;
    for (int page = 0; page < qMin(8, m_source.pageCount()); ++page)
        widest = qMax(widest, m_source.pageSize(page).width());
    return pictureWidth / widest * devicePixelRatioF();
}

void PageList::request()
{
    if (m_source.isNull() || !isVisible())
        return;
    if (!m_renderer) {
        // A document of its own: small pictures never wait for large ones.
        m_renderer = std::make_unique<PdfRenderer>(m_source.path(), m_source.password());
        connect(m_renderer.get(), &PdfRenderer::drawn, this, [this](int page, double, const QImage& image) {
            m_images.insert(page, new QImage(image));
            update(m_model->index(page));
        });
    }
    const int height = qMax(1, sizeHintForRow(0));
    const int first = verticalScrollBar()->value() / height;
    const int last = (verticalScrollBar()->value() + viewport()->height()) / height + 1;
    QList<int> wanted;
    for (int page = first; page <= qMin(last, m_source.pageCount() - 1); ++page)
        if (!m_images.contains(page))
            wanted.append(page);
    m_renderer->want(wanted, scale());
}

void PageList::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    request();
}

void PageList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    request();
}

void PageList::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    if (currentIndex().isValid())
        scrollTo(currentIndex(), PositionAtCenter);
    QMetaObject::invokeMethod(
        this, [this] { request(); }, Qt::QueuedConnection);
}

} // namespace quire
