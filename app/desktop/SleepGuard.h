#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace quire {

/// Keeps the computer awake while something is going on, by way of the login service on the system bus; does
/// nothing where there is none.
class SleepGuard : public QObject
{
    Q_OBJECT
public:
    explicit SleepGuard(const QDBusConnection& bus, QObject* parent = nullptr);

    void setAwake(bool awake, const QString& why = {});
    /// The login service has granted it.
    bool holds() const { return m_lock.isValid(); }

private:
    QDBusConnection m_bus;
    QDBusUnixFileDescriptor m_lock; ///< held open as long as the computer is to stay awake
    bool m_awake = false;
};

} // namespace quire
