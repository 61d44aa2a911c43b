#include "app/desktop/InstanceLock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QStandardPaths>

namespace quire {

namespace {

constexpr int patienceMs = 1000;

/// In the person's own run-time folder, which others cannot enter; socket paths must be short.
QString socketFor(const QString& name)
{
    const QByteArray hash =
        QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation))
        .filePath(QStringLiteral("quire-") + QString::fromLatin1(hash));
}

} // namespace

InstanceLock::InstanceLock(const QString& name, QObject* parent) : QObject(parent), m_name(socketFor(name))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceLock::take);
}

bool InstanceLock::claim(const QStringList& paths)
{
    if (handOver(paths))
        return false;
    if (!m_server.listen(m_name)) {
        // Nobody answers there: the one who made it has died.
        QLocalServer::removeServer(m_name);
        m_server.listen(m_name);
    }
    return true;
}

bool InstanceLock::handOver(const QStringList& paths)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patienceMs))
        return false;
    QStringList absolute;
    for (const QString& path : paths)
        absolute.append(QDir::current().absoluteFilePath(path));
    socket.write(QJsonDocument(QJsonArray::fromStringList(absolute)).toJson(QJsonDocument::Compact) + '\n');
    return socket.waitForBytesWritten(patienceMs) && socket.waitForReadyRead(patienceMs);
}

void InstanceLock::take()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine())
                return;
            QStringList paths;
            for (const QJsonValue& value : QJsonDocument::fromJson(socket->readLine()).array())
                paths.append(value.toString());
            socket->write("ok\n");
            socket->flush();
            Q_EMIT asked(paths);
        });
    }
}

} // namespace quire
