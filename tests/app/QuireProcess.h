#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSettings>
#include <QStringList>
#include <QTemporaryDir>

namespace quire::test {

/// What a run of the real executable gave.
struct QuireResult
{
    int exitCode = -1; ///< -1: it crashed or did not end
    QByteArray out;
    QByteArray err;
};

/// Where the processes keep what a person would keep; nothing is left of an earlier run.
inline QString homeOfRuns()
{
    static const QTemporaryDir home;
    return home.path();
}

/// What the person has chosen in the window, for the processes that follow.
inline void choose(const QString& key, const QVariant& value)
{
    QSettings(homeOfRuns() + QStringLiteral("/config/quire/quire.ini"), QSettings::IniFormat)
        .setValue(key, value);
}

inline void prepare(QProcess& process, const QStringList& arguments)
{
    process.setProgram(QStringLiteral(QUIRE_EXECUTABLE));
    process.setArguments(arguments);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), homeOfRuns());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), homeOfRuns() + QStringLiteral("/config"));
    process.setProcessEnvironment(environment);
}

inline QuireResult result(QProcess& process, int milliseconds = 120'000)
{
    if (!process.waitForFinished(milliseconds * QUIRE_TEST_PATIENCE)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "did not end"};
    }
    const bool normal = process.exitStatus() == QProcess::NormalExit;
    return {normal ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// Runs `quire ARGUMENTS`.
inline QuireResult runQuire(const QStringList& arguments)
{
    QProcess process;
    prepare(process, arguments);
    process.start();
    process.closeWriteChannel();
    return result(process);
}

} // namespace quire::test
