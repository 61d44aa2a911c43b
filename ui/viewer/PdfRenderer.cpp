#include "ui/viewer/PdfRenderer.h"

#include <poppler-qt6.h>

namespace quire {

namespace {
constexpr double pointsPerInch = 72;
} // namespace

PdfRenderer::PdfRenderer(const QString& path, const QString& password, QObject* parent)
    : QObject(parent), m_worker(new QObject), m_path(path), m_password(password)
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("pages"));
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, [this] {
        m_document = Poppler::Document::load(m_path, m_password.toUtf8(), m_password.toUtf8());
        if (!m_document || m_document->isLocked()) {
            m_document.reset();
            Q_EMIT failed(tr("The pages of %1 cannot be shown.").arg(m_path));
            return;
        }
        m_document->setRenderHint(Poppler::Document::Antialiasing);
        m_document->setRenderHint(Poppler::Document::TextAntialiasing);
    });
}

PdfRenderer::~PdfRenderer()
{
    m_ending = true;
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

void PdfRenderer::want(const QList<int>& pages, double scale)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wish = {pages, scale};
    }
    QMetaObject::invokeMethod(m_worker, [this] { work(); });
}

bool PdfRenderer::isWanted(int page, double scale)
{
    if (m_ending)
        return false;
    const std::lock_guard lock(m_mutex);
    return m_wish.scale == scale && m_wish.pages.contains(page);
}

void PdfRenderer::work()
{
    while (m_document && !m_ending) {
        Wish next;
        {
            const std::lock_guard lock(m_mutex);
            if (m_wish.pages.isEmpty())
                return;
            next = {{m_wish.pages.first()}, m_wish.scale};
        }
        const int page = next.pages.first();
        draw(page, next.scale);
        const std::lock_guard lock(m_mutex);
        if (m_wish.scale == next.scale)
            m_wish.pages.removeOne(page);
    }
}

void PdfRenderer::draw(int number, double scale)
{
    struct Still
    {
        PdfRenderer* renderer;
        int page;
        double scale;
    } still{this, number, scale};
    const std::unique_ptr<Poppler::Page> page = m_document->page(number);
    if (!page)
        return;
    const auto abort = [](const QVariant& closure) {
        const auto* asked = static_cast<Still*>(closure.value<void*>());
        return !asked->renderer->isWanted(asked->page, asked->scale);
    };
    const double dpi = pointsPerInch * scale;
    const QImage image = page->renderToImage(dpi, dpi, -1, -1, -1, -1, Poppler::Page::Rotate0, nullptr,
                                             nullptr, abort, QVariant::fromValue(static_cast<void*>(&still)));
    if (!image.isNull() && isWanted(number, scale))
        Q_EMIT drawn(number, scale, image);
}

} // namespace quire
