#include "app/download/ModelDownload.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QNetworkReply>
#include <QThread>

namespace quire {

namespace {

constexpr int reportMs = 200;
constexpr int stallMs = 30 * 1000;
const QString partial = QStringLiteral(".part");

/// Empty when it was stopped or the file cannot be read.
QByteArray hashOf(const QString& path, const std::atomic<bool>& stop)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    while (!file.atEnd()) {
        if (stop)
            return {};
        hash.addData(file.read(1 << 20));
    }
    return hash.result();
}

} // namespace

ModelDownload::ModelDownload(const QString& folder, const QList<DownloadItem>& items, QObject* parent)
    : QObject(parent), m_folder(folder), m_items(items)
{
    m_network.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    m_network.setTransferTimeout(stallMs);
    m_report.start();
}

ModelDownload::~ModelDownload()
{
    pause();
}

void ModelDownload::start()
{
    if (m_running)
        return;
    if (!QDir().mkpath(part()))
        return fail(tr("The folder %1 cannot be made.").arg(part()));
    m_running = true;
    m_at = 0;
    next();
}

void ModelDownload::pause()
{
    m_running = false;
    if (QNetworkReply* reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
    m_file.close();
    if (m_checker) {
        m_stopCheck->store(true);
        m_checker->wait();
        m_checker.reset();
    }
}

void ModelDownload::next()
{
    // Whole files lost their ".part" when they had been checked.
    while (m_at < m_items.size() && QFile::exists(part() + u'/' + item().name))
        ++m_at;
    if (m_at == m_items.size())
        return publish();
    fetch();
}

void ModelDownload::fetch()
{
    m_file.setFileName(part() + u'/' + item().name + partial);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        return fail(tr("%1 cannot be written: %2").arg(m_file.fileName(), m_file.errorString()));
    m_from = m_file.size();
    m_total = 0;
    m_headTaken = false;
    QNetworkRequest request(item().url);
    if (m_from > 0)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_from) + "-");
    m_reply = m_network.get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &ModelDownload::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &ModelDownload::fileEnded);
}

/// A server that does not go on where it was asked to sends the whole file: then what was there is dropped.
void ModelDownload::takeHead()
{
    m_headTaken = true;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_from > 0 && status == 200) {
        m_file.resize(0);
        m_from = 0;
    }
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    m_total = length > 0 ? m_from + length : 0;
}

void ModelDownload::takeBytes()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200 && status != 206)
        return; // the text of an error page is no part of a model
    if (!m_headTaken)
        takeHead();
    const QByteArray bytes = m_reply->readAll();
    if (m_file.write(bytes) != bytes.size() || !m_file.flush()) {
        const QString why = m_file.errorString();
        pause();
        return fail(tr("%1 cannot be written: %2").arg(m_file.fileName(), why));
    }
    if (m_report.elapsed() > reportMs) {
        m_report.start();
        Q_EMIT progressed(item().name, m_at + 1, int(m_items.size()), m_file.size(), m_total);
    }
}

void ModelDownload::fileEnded()
{
    QNetworkReply* reply = m_reply;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // After a break, too, what has come is kept.
    if (reply->error() == QNetworkReply::NoError || reply->bytesAvailable() > 0)
        takeBytes();
    if (!m_running || m_reply != reply)
        return; // it could not be written
    m_reply = nullptr;
    reply->deleteLater();
    const qint64 missing = m_total - m_file.size();
    m_file.close();
    // 416: there is no more of it, all had come before.
    if (reply->error() != QNetworkReply::NoError && status != 416)
        return fail(
            tr("%1 could not be fetched: %2").arg(item().url.toDisplayString(), reply->errorString()));
    // Qt does not always call a connection that ends too early an error.
    if (missing > 0)
        return fail(tr("%1 could not be fetched: %2")
                        .arg(item().url.toDisplayString(),
                             QCoreApplication::translate("QHttp", "Connection closed")));
    check();
}

void ModelDownload::check()
{
    Q_EMIT checking(item().name);
    m_stopCheck = std::make_shared<std::atomic<bool>>(false);
    const QString path = m_file.fileName();
    auto sha256 = std::make_shared<QByteArray>();
    m_checker.reset(QThread::create([path, sha256, stop = m_stopCheck] { *sha256 = hashOf(path, *stop); }));
    connect(m_checker.get(), &QThread::finished, this, [this, sha256, stop = m_stopCheck] {
        if (!stop->load())
            checked(*sha256);
    });
    m_checker->start();
}

void ModelDownload::checked(const QByteArray& sha256)
{
    m_checker->wait();
    m_checker.release()->deleteLater();
    if (sha256 != item().sha256) {
        QFile::remove(m_file.fileName());
        return fail(tr("%1 is not what the list promises: its SHA-256 is %2. It was deleted.")
                        .arg(item().name, QString::fromLatin1(sha256.toHex())));
    }
    QFile::rename(m_file.fileName(), part() + u'/' + item().name);
    ++m_at;
    next();
}

void ModelDownload::publish()
{
    m_running = false;
    if (QDir(m_folder).exists())
        return fail(tr("There is a folder %1 already.").arg(m_folder));
    if (!QDir().rename(part(), m_folder))
        return fail(tr("%1 could not be renamed to %2.").arg(part(), m_folder));
    Q_EMIT finished();
}

void ModelDownload::fail(const QString& message)
{
    m_running = false;
    Q_EMIT failed(message);
}

} // namespace quire
