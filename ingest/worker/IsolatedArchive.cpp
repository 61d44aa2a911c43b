#include "ingest/worker/IsolatedArchive.h"

#include "ingest/IngestError.h"
#include "ingest/folder/ArchiveTree.h"
#include "ingest/worker/WorkerProtocol.h"

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
#include <functional>
#include <optional>

namespace quire {

namespace {

constexpr int pollMs = 20; // how soon a cancel is noticed
constexpr int mostStarts = 8;
constexpr qint64 memory = qint64(3) << 30;
constexpr quint32 longestFrame = quint32(1) << 31;

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::IsolatedArchive", text);
}

/// A started worker and the socket that is its input and output; killed and reaped whatever happens.
class WorkerProcess
{
public:
    explicit WorkerProcess(const QString& program)
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
            failure = posix_spawn(&m_process, path.constData(), &actions, nullptr, arguments, environ);
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
    ~WorkerProcess() { stop(); }
    Q_DISABLE_COPY(WorkerProcess)

    /// False when the worker is gone. `wait` is called while nothing moves, and may throw.
    bool write(const QByteArray& bytes, const std::function<void()>& wait) const
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

    /// Exactly so many bytes; nothing when the worker ends before.
    std::optional<QByteArray> read(qsizetype size, const std::function<void()>& wait) const
    {
        QByteArray bytes(std::min<qsizetype>(size, 1 << 20), Qt::Uninitialized);
        for (qsizetype got = 0; got < size;) {
            if (got == bytes.size())
                bytes.resize(std::min(size, 2 * got)); // grows with what comes, not with what is promised
            const ssize_t count =
                ::recv(m_socket, bytes.data() + got, size_t(bytes.size() - got), MSG_DONTWAIT);
            if (count > 0)
                got += count;
            else if (count < 0 && (errno == EAGAIN || errno == EINTR))
                pause(POLLIN, wait);
            else
                return std::nullopt;
        }
        return bytes;
    }

private:
    void pause(short events, const std::function<void()>& wait) const
    {
        pollfd descriptor = {m_socket, events, 0};
        if (poll(&descriptor, 1, pollMs) == 0)
            wait();
    }

    void stop() const
    {
        if (m_socket >= 0)
            ::close(m_socket);
        if (m_process > 0) {
            kill(m_process, SIGKILL);
            while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR)
                ;
        }
    }

    pid_t m_process = -1;
    int m_socket = -1;
};

/// The archive's side in this process: asks, and starts the worker again when it is gone.
class ArchiveProcess
{
public:
    ArchiveProcess(const Source& source, const ReadContext& context, const QString& worker)
        : m_name(source.name()), m_program(worker), m_context(context)
    {
        m_context.progress = {};
        const WorkerRequest request{source.name(),
                                    source.isFile() ? source.path() : QString(),
                                    source.isFile() ? QByteArray() : source.bytes(context.byteBudget),
                                    {},
                                    context.byteBudget,
                                    context.timeBudget.count(),
                                    memory,
                                    false,
                                    {},
                                    0};
        QDataStream out(&m_request, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_4);
        out << request;
    }

    std::vector<ArchiveTree::Member> open()
    {
        start();
        QDataStream in(ask(WorkerOrder::OpenArchive, m_request, WorkerFrame::Members));
        in.setVersion(QDataStream::Qt_6_4);
        quint32 count = 0;
        in >> count;
        std::vector<ArchiveTree::Member> members;
        while (count-- > 0 && in.status() == QDataStream::Ok) {
            ArchiveTree::Member member;
            quint8 type = 0;
            in >> member.path >> type >> member.size;
            if (in.status() != QDataStream::Ok || type > quint8(FileTree::Type::Other))
                throw nonsense();
            member.type = FileTree::Type(type);
            members.push_back(std::move(member));
        }
        if (in.status() != QDataStream::Ok)
            throw nonsense();
        return members;
    }

    QByteArray unpack(size_t member, qint64 most, bool cut)
    {
        if (!m_worker)
            open();
        QByteArray body;
        QDataStream out(&body, QIODevice::WriteOnly);
        out << quint32(member) << most << cut;
        QByteArray bytes = ask(WorkerOrder::Unpack, body, WorkerFrame::Bytes);
        if (bytes.size() > most)
            throw nonsense();
        return bytes;
    }

private:
    void start()
    {
        if (++m_starts > mostStarts)
            throw IngestError(IngestErrorCode::WorkerDied,
                              tr("%1 broke its reader again and again.").arg(m_name),
                              tr("The archive is damaged or hostile: leave it out."));
        m_worker = std::make_unique<WorkerProcess>(m_program);
    }

    IngestError nonsense()
    {
        m_worker.reset();
        return IngestError(IngestErrorCode::WorkerDied, tr("The reader of %1 answered nonsense.").arg(m_name),
                           tr("The file is damaged or hostile: leave it out."));
    }

    QByteArray ask(WorkerOrder order, const QByteArray& body, WorkerFrame expected)
    {
        m_context.start();
        const auto wait = [this] { m_context.check(m_name); };
        try {
            std::optional<QByteArray> head, answer;
            quint32 type = 0, length = 0;
            if (m_worker->write(workerFrameHeadOf(quint32(order), body.size()) + body, wait))
                head = m_worker->read(workerFrameHead, wait);
            if (head) {
                QDataStream in(*head);
                in >> type >> length;
                if (length > longestFrame)
                    throw nonsense();
                answer = m_worker->read(qsizetype(length), wait);
            }
            if (!answer) {
                m_worker.reset();
                throw IngestError(
                    IngestErrorCode::WorkerDied, tr("Reading %1 broke the reader.").arg(m_name),
                    tr("The archive is damaged, hostile or too large for the memory limit: leave it "
                       "out, or pack it anew."));
            }
            if (WorkerFrame(type) == WorkerFrame::Error)
                throw workerError(*answer);
            if (WorkerFrame(type) != expected)
                throw nonsense();
            return *answer;
        } catch (const IngestError& error) {
            // Cancelled or too slow in the middle of a frame: what comes next would be the rest of it.
            if (error.code() == IngestErrorCode::Cancelled || error.code() == IngestErrorCode::TookTooLong)
                m_worker.reset();
            throw;
        }
    }

    const QString m_name;
    const QString m_program;
    ReadContext m_context;
    QByteArray m_request;
    std::unique_ptr<WorkerProcess> m_worker;
    int m_starts = 0;
};

} // namespace

std::unique_ptr<FileTree> openArchiveIsolated(const Source& source, const ReadContext& context,
                                              const QString& worker)
{
    if (!mayBeArchive(source))
        return nullptr;
    const auto process = std::make_shared<ArchiveProcess>(source, context, worker);
    const auto members = process->open();
    return std::make_unique<ArchiveTree>(
        source.path(), members,
        [process](size_t member, qint64 most, bool cut) { return process->unpack(member, most, cut); });
}

} // namespace quire
