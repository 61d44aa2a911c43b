// quire-extract: reads one document that is not to be trusted, in a process that may die of it.
#include "ingest/DocumentCodec.h"
#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/folder/ArchiveTree.h"
#include "ingest/worker/Sandbox.h"
#include "ingest/worker/WorkerProtocol.h"

#include <QCoreApplication>
#include <QIODevice>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <new>
#include <optional>

using namespace quire;

namespace {

constexpr int mostThreads = 64;
constexpr int niceness = 10; // of what is done in the background: everything else goes first

void send(WorkerFrame type, const QByteArray& body)
{
    const QByteArray head = workerFrameHeadOf(quint32(type), body.size());
    std::fwrite(head.constData(), 1, size_t(head.size()), stdout);
    std::fwrite(body.constData(), 1, size_t(body.size()), stdout);
    std::fflush(stdout);
}

void sendError(IngestErrorCode code, const QString& happened, const QString& remedy)
{
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << qint32(code) << happened << remedy;
    send(WorkerFrame::Error, body);
}

void sendProgress(qint64 done, qint64 total)
{
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out << done << total;
    send(WorkerFrame::Progress, body);
}

/// Sends a document in pieces while it is written.
class DocumentFrames : public QIODevice
{
public:
    DocumentFrames() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }
    /// After the last byte.
    void finish()
    {
        if (!m_piece.isEmpty())
            send(WorkerFrame::Document, m_piece);
        send(WorkerFrame::Document, {});
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 size) override
    {
        m_piece.append(data, size);
        if (m_piece.size() >= pieceBytes) {
            send(WorkerFrame::Document, m_piece);
            m_piece.resize(0);
        }
        return size;
    }

private:
    static constexpr qsizetype pieceBytes = qsizetype(256) << 10;
    QByteArray m_piece;
};

/// The next order; false at the end of the input.
bool receive(WorkerOrder& order, QByteArray& body)
{
    char head[workerFrameHead];
    if (std::fread(head, 1, sizeof head, stdin) != sizeof head)
        return false;
    QDataStream in(QByteArray::fromRawData(head, sizeof head));
    quint32 type = 0, length = 0;
    in >> type >> length;
    order = WorkerOrder(type);
    body.resize(qsizetype(std::min<quint32>(length, 1 << 20)));
    qsizetype filled = 0; // grows with what comes, not with what is promised
    while (filled < qsizetype(length)) {
        if (filled == body.size())
            body.resize(std::min<qsizetype>(length, 2 * filled));
        const size_t count = std::fread(body.data() + filled, 1, size_t(body.size() - filled), stdin);
        if (count == 0)
            return false;
        filled += qsizetype(count);
    }
    return true;
}

Source sourceOf(const WorkerRequest& request)
{
    return request.path.isEmpty() ? Source::memory(request.name, request.bytes)
                                  : Source::file(request.path, request.name);
}

/// Pages that were recognised before are known to the application.
void usePages(ReadContext& context)
{
    context.knownPage = [](const QByteArray& key) {
        send(WorkerFrame::FindPage, key);
        WorkerOrder order{};
        QByteArray words;
        return receive(order, words) && order == WorkerOrder::KnownPage ? words : QByteArray();
    };
    context.keepPage = [](const QByteArray& key, const QByteArray& words) {
        QByteArray body;
        QDataStream out(&body, QIODevice::WriteOnly);
        out << key << words;
        send(WorkerFrame::KeepPage, body);
    };
}

void readDocument(const WorkerRequest& request)
{
    ReadContext context;
    context.byteBudget = request.byteBudget;
    context.timeBudget = std::chrono::milliseconds(request.timeBudgetMs);
    context.threads = std::clamp(request.threads, 1, mostThreads);
    context.recognise = request.recognise;
    context.recogniseLater = request.recogniseLater;
    context.ocrLanguages = request.ocrLanguages;
    context.ocrBudget = std::chrono::milliseconds(request.ocrBudgetMs);
    if (!request.password.isEmpty())
        context.password = [&](const QString&) { return request.password; };
    if (request.keepsPages)
        usePages(context);
    qint64 reported = -1;
    context.progress = [&](qint64 done, qint64 total) {
        const qint64 hundredth = total > 0 ? done * 100 / total : 0;
        if (std::exchange(reported, hundredth) != hundredth || context.recognise)
            sendProgress(done, total);
    };
    const DocumentPtr document = ReaderRegistry::standard().read(sourceOf(request), context);
    DocumentFrames frames;
    DocumentCodec::write(*document, frames);
    frames.finish();
}

/// Runs one step; what it throws becomes the answer.
void answer(const QString& name, const std::function<void()>& step)
{
    try {
        step();
    } catch (const IngestError& error) {
        sendError(error.code(), error.happened(), error.remedy());
    } catch (const std::bad_alloc&) {
        sendError(IngestErrorCode::TooLarge,
                  QStringLiteral("%1 needs more memory than is allowed.").arg(name),
                  QStringLiteral("Raise the limit, or give a smaller file."));
    }
}

void unpack(const ArchiveContents& archive, const QByteArray& body)
{
    QDataStream in(body);
    quint32 member = 0;
    qint64 most = 0;
    bool cut = false;
    in >> member >> most >> cut;
    if (in.status() != QDataStream::Ok || member >= archive.members.size())
        throw IngestError(IngestErrorCode::BadArgument, QStringLiteral("There is no such member."));
    send(WorkerFrame::Bytes, archive.unpack(member, most, cut));
}

void serveArchive(const WorkerRequest& request)
{
    std::optional<ArchiveContents> archive;
    answer(request.name, [&] {
        archive = openArchiveContents(sourceOf(request), request.byteBudget);
        if (!archive)
            throw IngestError(IngestErrorCode::UnknownFormat,
                              QStringLiteral("%1 is no archive.").arg(request.name));
        QByteArray body;
        QDataStream out(&body, QIODevice::WriteOnly);
        out.setVersion(QDataStream::Qt_6_4);
        out << quint32(archive->members.size());
        for (const ArchiveTree::Member& member : archive->members)
            out << member.path << quint8(member.type) << member.size;
        send(WorkerFrame::Members, body);
    });
    WorkerOrder order{};
    QByteArray body;
    while (archive && receive(order, body) && order == WorkerOrder::Unpack)
        answer(request.name, [&] { unpack(*archive, body); });
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    WorkerOrder order{};
    QByteArray body;
    WorkerRequest request;
    const bool ordered = receive(order, body);
    QDataStream in(body);
    in.setVersion(QDataStream::Qt_6_4);
    in >> request;
    if (!ordered || in.status() != QDataStream::Ok) {
        std::fputs("quire-extract is started by Quire to read documents; it does nothing by itself.\n",
                   stderr);
        return 2;
    }
    if (request.inBackground)
        setpriority(PRIO_PROCESS, 0, niceness);
    const int threads = order == WorkerOrder::ReadDocument ? std::clamp(request.threads, 1, mostThreads) : 1;
    enterSandbox(request.memoryBudget,
                 (threads * request.timeBudgetMs + (request.recognise ? request.ocrBudgetMs : 0)) / 1000 +
                     2 * threads);
    if (order == WorkerOrder::OpenArchive)
        serveArchive(request);
    else
        answer(request.name, [&] { readDocument(request); });
    std::fflush(stdout);
    // Without destructors: a library that a file has confused must not get a second chance to crash.
    std::_Exit(0);
}
