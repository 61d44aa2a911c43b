#pragma once

#include <QByteArray>
#include <QString>

#include <sys/types.h>

#include <functional>
#include <optional>

namespace quire {

/// A started worker and the socket that is its input and output; killed and reaped whatever happens.
class WorkerProcess
{
public:
    /// Throws IngestError(WorkerDied) when the program cannot be started.
    explicit WorkerProcess(const QString& program);
    ~WorkerProcess() { stop(); }
    Q_DISABLE_COPY(WorkerProcess)

    /// False when the worker is gone. `wait` is called some times a second while nothing moves, and may
    /// throw.
    bool write(const QByteArray& bytes, const std::function<void()>& wait) const;

    /// Exactly so many bytes; nothing when the worker ends before. `wait` as above.
    std::optional<QByteArray> read(qsizetype size, const std::function<void()>& wait) const;

private:
    void pause(short events, const std::function<void()>& wait) const;
    void stop() const;

    pid_t m_process = -1;
    int m_socket = -1;
};

} // namespace quire
