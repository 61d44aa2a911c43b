#include "app/desktop/SleepGuard.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace quire {

SleepGuard::SleepGuard(const QDBusConnection& bus, QObject* parent) : QObject(parent), m_bus(bus) {}

void SleepGuard::setAwake(bool awake, const QString& why)
{
    if (awake == m_awake)
        return;
    m_awake = awake;
    m_lock = {};
    if (!awake || !m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call.setArguments({QStringLiteral("sleep:idle"), QStringLiteral("Quire"), why, QStringLiteral("block")});
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isValid() && m_awake)
            m_lock = reply.value();
        watcher->deleteLater();
    });
}

} // namespace quire
