#include "app/desktop/DesktopNotices.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace quire {

namespace {
const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString object = QStringLiteral("/org/freedesktop/Notifications");
} // namespace

DesktopNotices::DesktopNotices(const QDBusConnection& bus, QObject* parent) : QObject(parent), m_bus(bus)
{
    if (m_bus.isConnected())
        m_bus.connect(service, object, service, QStringLiteral("ActionInvoked"), this,
                      SLOT(takeAction(uint, QString)));
}

void DesktopNotices::show(const QString& title, const QString& text)
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(service, object, service, QStringLiteral("Notify"));
    const QStringList actions{QStringLiteral("default"), tr("Show")};
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("io.github.quire.Quire")}};
    call.setArguments({QStringLiteral("Quire"), m_last, QStringLiteral("io.github.quire.Quire"), title, text,
                       actions, hints, -1});
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        m_last = reply.isValid() ? reply.value() : 0; // the next one takes its place
        watcher->deleteLater();
    });
}

void DesktopNotices::takeAction(uint id, const QString&)
{
    if (id == m_last && id != 0)
        Q_EMIT clicked();
}

} // namespace quire
