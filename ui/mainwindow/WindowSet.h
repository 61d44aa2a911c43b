#pragma once

#include "app/desktop/DesktopNotices.h"
#include "app/desktop/SleepGuard.h"
#include "ui/mainwindow/MainWindow.h"

#include <QObject>

namespace quire {

/// All windows of the program. They share library, engine and queue; each works at a session of its own.
class WindowSet : public QObject
{
    Q_OBJECT
public:
    struct Buses
    {
        QDBusConnection session;
        QDBusConnection system;
    };

    /// `tools` without the two ways to other windows, which are filled in here.
    WindowSet(const WindowTools& tools, const Buses& buses, QObject* parent = nullptr);
    ~WindowSet() override;

    MainWindow* openWindow();
    /// Shows files in the foremost window when nothing has been done there, else in a new one. Without files
    /// the foremost window comes up.
    void open(const QStringList& paths);
    /// Brings up the window that has a session open. False when none has.
    bool show(qint64 session);
    const QList<MainWindow*>& windows() const { return m_windows; }
    const SleepGuard& sleepGuard() const { return m_guard; }

private:
    MainWindow* foremost() const;
    void watch(MainWindow* window);
    void notify(MainWindow* window, const QString& title, const QString& text);
    void refreshGuard();

    WindowTools m_tools;
    DesktopNotices m_notices;
    SleepGuard m_guard;
    QList<MainWindow*> m_windows;
};

} // namespace quire
