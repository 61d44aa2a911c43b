#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

namespace quire {

/// One Quire for each person and library: the first start listens on a local socket, every later one hands
/// its files over to it and ends.
class InstanceLock : public QObject
{
    Q_OBJECT
public:
    /// `name` tells libraries apart.
    explicit InstanceLock(const QString& name, QObject* parent = nullptr);

    /// True when this is the first start; false when `paths` were handed to one that runs.
    bool claim(const QStringList& paths);

signals:
    /// A later start handed these over; none when it was started without files.
    void asked(const QStringList& paths);

private:
    bool handOver(const QStringList& paths);
    void take();

    QString m_name;
    QLocalServer m_server;
};

} // namespace quire
