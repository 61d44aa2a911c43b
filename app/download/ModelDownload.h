#pragma once

#include "app/download/DownloadList.h"

#include <QElapsedTimer>
#include <QFile>
#include <QNetworkAccessManager>
#include <QObject>

#include <atomic>
#include <memory>

class QNetworkReply;
class QThread;

namespace quire {

/// Fetches the files of a model into a folder, the only thing in Quire that uses a network, and only when a
/// person starts it. What has come stays when it is paused or the program ends, and is gone on from. Every
/// file is checked; the folder gets its name when all are right, so that half a model is never seen as one.
class ModelDownload : public QObject
{
    Q_OBJECT
public:
    /// The files go to `folder`, until then to "folder.part".
    ModelDownload(const QString& folder, const QList<DownloadItem>& items, QObject* parent = nullptr);
    ~ModelDownload() override;

    void start(); ///< or go on
    void pause();
    bool isRunning() const { return m_running; }
    QString folder() const { return m_folder; }

signals:
    /// Bytes of the current file; `total` is 0 while unknown.
    void progressed(const QString& file, int number, int files, qint64 done, qint64 total);
    void checking(const QString& file);
    void finished();
    void failed(const QString& message); ///< what has come is kept

private:
    void next();
    void fetch();
    void takeHead();
    void takeBytes();
    void fileEnded();
    void check();
    void checked(const QByteArray& sha256);
    void publish();
    void fail(const QString& message);
    const DownloadItem& item() const { return m_items.at(m_at); }
    QString part() const { return m_folder + QStringLiteral(".part"); }

    QString m_folder;
    QList<DownloadItem> m_items;
    int m_at = 0;
    bool m_running = false;
    bool m_headTaken = false;
    qint64 m_from = 0;  ///< bytes of the file that were there
    qint64 m_total = 0; ///< of the file
    QNetworkAccessManager m_network;
    QNetworkReply* m_reply = nullptr;
    QFile m_file;
    QElapsedTimer m_report;
    std::unique_ptr<QThread> m_checker;
    std::shared_ptr<std::atomic<bool>> m_stopCheck;
};

} // namespace quire
