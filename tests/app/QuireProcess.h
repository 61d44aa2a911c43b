#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
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

inline void prepare(QProcess& process, const QStringList& arguments)
{
    process.setProgram(QStringLiteral(QUIRE_EXECUTABLE));
    process.setArguments(arguments);
    static const QTemporaryDir home; // nothing is left of an earlier run
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), home.path());
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
