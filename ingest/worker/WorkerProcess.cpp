#include "ingest/worker/WorkerProcess.h"

#include "ingest/IngestError.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <vector>

namespace quire {

namespace {

constexpr int pollMs = 20; // how soon a cancel is noticed

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::IsolatedReader", text);
}

/// This process's environment, with Tesseract kept to one thread (see Recogniser).
std::vector<char*> workerEnvironment()
{
    static char oneThread[] = "OMP_THREAD_LIMIT=1";
    std::vector<char*> variables{oneThread};
    for (char** variable = environ; *variable; ++variable)
        if (!QByteArrayView(*variable).startsWith("OMP_THREAD_LIMIT="))
            variables.push_back(*variable);
    variables.push_back(nullptr);
    return variables;
}

} // namespace

WorkerProcess::WorkerProcess(const QString& program)
{
    int ends[2] = {-1, -1};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    int failure = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
    if (failure == 0) {
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        QByteArray path = QFile::encodeName(program);
        char* arguments[] = {path.data(), nullptr};
        failure = posix_spawn(&m_process, path.constData(), &actions, nullptr, arguments,
                              workerEnvironment().data());
        ::close(ends[1]);
        m_socket = ends[0];
    }
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        m_process = -1;
        stop();
        throw IngestError(IngestErrorCode::WorkerDied, tr("%1 cannot be started.").arg(program),
                          tr("Install Quire again."));
    }
}

bool WorkerProcess::write(const QByteArray& bytes, const std::function<void()>& wait) const
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t count = ::send(m_socket, bytes.constData() + sent, size_t(bytes.size() - sent),
                                     MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0)
            sent += count;
        else if (errno == EAGAIN || errno == EINTR)
            pause(POLLOUT, wait);
        else
            return false;
    }
    return true;
}

std::optional<QByteArray> WorkerProcess::read(qsizetype size, const std::function<void()>& wait) const
{
    QByteArray bytes(std::min<qsizetype>(size, 1 << 20), Qt::Uninitialized);
    for (qsizetype got = 0; got < size;) {
        if (got == bytes.size())
            bytes.resize(std::min(size, 2 * got)); // grows with what comes, not with what is promised
        const ssize_t count = ::recv(m_socket, bytes.data() + got, size_t(bytes.size() - got), MSG_DONTWAIT);
        if (count > 0)
            got += count;
        else if (count < 0 && (errno == EAGAIN || errno == EINTR))
            pause(POLLIN, wait);
        else
            return std::nullopt;
    }
    return bytes;
}

void WorkerProcess::pause(short events, const std::function<void()>& wait) const
{
    pollfd descriptor = {m_socket, events, 0};
    if (poll(&descriptor, 1, pollMs) == 0)
        wait();
}

void WorkerProcess::stop() const
{
    if (m_socket >= 0)
        ::close(m_socket);
    if (m_process > 0) {
        kill(m_process, SIGKILL);
        while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR)
            ;
    }
}

} // namespace quire
