#include "app/log/CrashReport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <ctime>

namespace quire::crash {

namespace {

constexpr int deepest = 64;
constexpr int deadly[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

/// A signal handler is a plain function that may allocate nothing: all it needs lies here, made ready before.
struct Prepared
{
    char path[1024] = {};
    char head[256] = {};
};
Prepared prepared;

void say(int file, const char* text)
{
    [[maybe_unused]] const ssize_t written = ::write(file, text, std::strlen(text));
}

const char* nameOf(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "segmentation fault";
    case SIGABRT:
        return "aborted";
    case SIGBUS:
        return "bus error (a mapped file became shorter or unreadable)";
    case SIGFPE:
        return "arithmetic error";
    default:
        return "illegal instruction";
    }
}

void onSignal(int signal)
{
    const int file = ::open(prepared.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        say(file, prepared.head);
        say(file, "Cause: ");
        say(file, nameOf(signal));
        say(file, "\n\nWhere it was:\n");
        void* frames[deepest];
        backtrace_symbols_fd(frames, backtrace(frames, deepest), file);
        ::close(file);
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

} // namespace

void watch(const QString& folder, const QString& version)
{
    QDir().mkpath(folder);
    const QString started = QDateTime::currentDateTime().toString(u"yyyyMMdd-hhmmss");
    const QByteArray path =
        QFile::encodeName(QStringLiteral("%1/crash-%2-%3.txt").arg(folder, started).arg(qint64(::getpid())));
    const QByteArray head = QStringLiteral("Quire %1, started %2\n")
                                .arg(version, QDateTime::currentDateTime().toString(Qt::ISODate))
                                .toUtf8();
    std::strncpy(prepared.path, path.constData(), sizeof prepared.path - 1);
    std::strncpy(prepared.head, head.constData(), sizeof prepared.head - 1);
    void* frames[1];
    backtrace(frames, 1); // the first call loads a library, which a handler must not
    for (const int signal : deadly) {
        struct sigaction action = {};
        action.sa_handler = &onSignal;
        action.sa_flags = int(SA_RESETHAND);
        sigaction(signal, &action, nullptr);
    }
}

QList<Report> reports(const QString& folder)
{
    QList<Report> all;
    for (const QFileInfo& file :
         QDir(folder).entryInfoList({QStringLiteral("crash-*.txt")}, QDir::Files, QDir::Time))
        all.append({file.absoluteFilePath(), file.lastModified()});
    return all;
}

} // namespace quire::crash
