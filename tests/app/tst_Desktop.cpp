#include "app/desktop/DesktopNotices.h"
#include "app/desktop/InstanceLock.h"
#include "app/desktop/NetworkUse.h"
#include "app/desktop/SleepGuard.h"
#include "app/log/CrashReport.h"
#include "app/log/LogFile.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace quire;

namespace {

/// A bus of its own, with a desktop on it that takes notifications; nothing where there is no dbus-daemon.
class PrivateBus
{
public:
    PrivateBus()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            return;
        m_daemon.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
        if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead(5000))
            address = QString::fromLatin1(m_daemon.readLine().trimmed());
    }
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    QString address;

private:
    QProcess m_daemon;
};

/// The part of a desktop that shows notifications, or of a system that grants inhibitions.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList titles;

public slots:
    Q_SCRIPTABLE uint Notify(const QString&, uint, const QString&, const QString& title, const QString&,
                             const QStringList&, const QVariantMap&, int)
    {
        titles.append(title);
        return uint(titles.size());
    }
};

class LoginManager : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList whys;

public slots:
    Q_SCRIPTABLE QDBusUnixFileDescriptor Inhibit(const QString&, const QString&, const QString& why,
                                                 const QString&)
    {
        whys.append(why);
        return QDBusUnixFileDescriptor(0);
    }
};

} // namespace

class TestDesktop : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private slots:
    void initTestCase()
    {
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void aLaterStartHandsItsFilesOver()
    {
        const QString name = m_folder.filePath(QStringLiteral("library"));
        InstanceLock first(name);
        QVERIFY(first.claim({}));
        QSignalSpy asked(&first, &InstanceLock::asked);
        QProcess second;
        second.start(QCoreApplication::applicationFilePath(),
                     {QStringLiteral("--second"), name, QStringLiteral("a book.pdf")});
        QVERIFY(asked.wait(10'000));
        QCOMPARE(asked.at(0).at(0).toStringList(),
                 QStringList{QDir::current().absoluteFilePath(QStringLiteral("a book.pdf"))});
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitCode(), 0);
    }

    void aSocketThatADeadProcessLeftIsTakenOver()
    {
        const QString name = m_folder.filePath(QStringLiteral("dead"));
        QProcess first;
        first.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--first"), name});
        QVERIFY(first.waitForReadyRead(10'000));
        first.kill();
        first.waitForFinished();
        InstanceLock second(name);
        QVERIFY(second.claim({}));
        QProcess third;
        QSignalSpy asked(&second, &InstanceLock::asked);
        third.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--second"), name});
        QVERIFY(asked.wait(10'000));
        third.waitForFinished();
    }

    void notificationsAndInhibitionsGoToTheBus()
    {
        const PrivateBus bus;
        if (bus.address.isEmpty())
            QSKIP("dbus-daemon is not installed");
        const QString name = QStringLiteral("desktop");
        QDBusConnection desktopBus = QDBusConnection::connectToBus(bus.address, name);
        Desktop desktop;
        LoginManager manager;
        QVERIFY(desktopBus.registerService(QStringLiteral("org.freedesktop.Notifications")));
        QVERIFY(desktopBus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop,
                                          QDBusConnection::ExportScriptableSlots));
        QVERIFY(desktopBus.registerService(QStringLiteral("org.freedesktop.login1")));
        QVERIFY(desktopBus.registerObject(QStringLiteral("/org/freedesktop/login1"), &manager,
                                          QDBusConnection::ExportScriptableSlots));
        const QDBusConnection ours = QDBusConnection::connectToBus(bus.address, QStringLiteral("ours"));
        DesktopNotices notices(ours);
        notices.show(QStringLiteral("Everything is read"), QStringLiteral("A book"));
        QTRY_COMPARE(desktop.titles, QStringList{QStringLiteral("Everything is read")});

        SleepGuard guard(ours);
        guard.setAwake(true, QStringLiteral("Reading documents"));
        QTRY_VERIFY(guard.holds());
        QCOMPARE(manager.whys, QStringList{QStringLiteral("Reading documents")});
        guard.setAwake(false);
        QVERIFY(!guard.holds());
        QDBusConnection::disconnectFromBus(name);
        QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    }

    void withoutABusNothingHappens()
    {
        const QDBusConnection none(QStringLiteral("not connected"));
        DesktopNotices(none).show(QStringLiteral("title"), QStringLiteral("text"));
        SleepGuard guard(none);
        guard.setAwake(true, QStringLiteral("why"));
        QVERIFY(!guard.holds());
    }

    void networkSocketsAreCounted()
    {
        const NetworkUse before = NetworkUse::now();
        QVERIFY(before.known);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QCOMPARE(NetworkUse::now().network, before.network + 1);
    }

    void theLogKeepsWarningsAndTurnsOver()
    {
        const QString path = m_folder.filePath(QStringLiteral("log/quire.log"));
        LogFile log(path);
        log.write(QtInfoMsg, QStringLiteral("Something\nhappened"));
        QVERIFY(LogFile::tail(path).contains(QStringLiteral("info  Something happened")));
        for (int i = 0; i < 1100; ++i)
            log.write(QtInfoMsg, QString(1000, QChar(u'x')));
        QVERIFY(QFile::exists(path + QStringLiteral(".1")));
        QVERIFY(QFileInfo(path).size() < 1'000'000);
        QVERIFY(LogFile::tail(path, 5000).size() <= 5000);
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void aCrashLeavesAReport()
    {
        const QString folder = m_folder.filePath(QStringLiteral("crashes"));
        QVERIFY(crash::reports(folder).isEmpty());
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--crash"), folder});
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        QCOMPARE(crash::reports(folder).size(), 1);
        QFile report(crash::reports(folder).at(0).path);
        QVERIFY(report.open(QIODevice::ReadOnly));
        const QByteArray text = report.readAll();
        QVERIFY2(text.contains("Quire 1.2.3") && text.contains("Cause: aborted"), text);
        QVERIFY(text.contains("Where it was:"));
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString what = arguments.value(1);
    if (what == QLatin1String("--second"))
        return InstanceLock(arguments.value(2)).claim(arguments.mid(3)) ? 1 : 0;
    if (what == QLatin1String("--first")) {
        InstanceLock lock(arguments.value(2));
        lock.claim({});
        std::puts("ready");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    if (what == QLatin1String("--crash")) {
        crash::watch(arguments.value(2), QStringLiteral("1.2.3"));
        std::abort();
    }
    TestDesktop test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_Desktop.moc"
