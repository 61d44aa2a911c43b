#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QString>

namespace quire {

/// Short messages on the desktop by way of the session bus; silent where there is none.
class DesktopNotices : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotices(const QDBusConnection& bus, QObject* parent = nullptr);

    void show(const QString& title, const QString& text);

signals:
    void clicked();

private slots:
    void takeAction(uint id, const QString& action);

private:
    QDBusConnection m_bus;
    uint m_last = 0;
};

} // namespace quire
