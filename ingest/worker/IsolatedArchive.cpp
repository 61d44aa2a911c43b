#include "ingest/worker/IsolatedArchive.h"

#include "ingest/IngestError.h"
#include "ingest/folder/ArchiveTree.h"
#include "ingest/worker/WorkerProcess.h"
#include "ingest/worker/WorkerProtocol.h"

#include <QCoreApplication>
#include <QIODevice>

#include <optional>

namespace quire {

namespace {

constexpr int mostStarts = 8;
constexpr qint64 memory = qint64(3) << 30;
constexpr quint32 longestFrame = quint32(1) << 31;

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::IsolatedArchive", text);
}

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
                                    0,
                                    1};
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
