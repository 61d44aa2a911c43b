#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <mutex>

namespace Poppler {
class Document;
}

namespace quire {

/// Draws the pages of one PDF on a thread of its own. Only what is wanted now is drawn, the first wanted
/// first; a page that is no longer wanted is given up half drawn.
class PdfRenderer : public QObject
{
    Q_OBJECT
public:
    /// `password`: of a locked file; empty for every other.
    explicit PdfRenderer(const QString& path, const QString& password = {}, QObject* parent = nullptr);
    ~PdfRenderer() override;

    /// Replaces what was wanted. `scale`: device pixels a point.
    void want(const QList<int>& pages, double scale);

signals:
    void drawn(int page, double scale, const QImage& image);
    void failed(const QString& message);

private:
    struct Wish
    {
        QList<int> pages;
        double scale = 1;
    };

    void work();
    void draw(int page, double scale);
    bool isWanted(int page, double scale);

    QThread m_thread;
    QObject* m_worker;
    QString m_path;
    QString m_password;
    std::unique_ptr<Poppler::Document> m_document; ///< touched by m_thread only
    std::mutex m_mutex;
    Wish m_wish;
    std::atomic<bool> m_ending = false;
};

} // namespace quire
