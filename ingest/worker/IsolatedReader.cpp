#include "ingest/worker/IsolatedReader.h"

#include "ingest/DocumentCodec.h"
#include "ingest/IngestError.h"
#include "ingest/worker/WorkerProtocol.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace quire {

namespace {

constexpr int pollMs = 20; // how soon a cancel is noticed

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::IsolatedReader", text);
}

/// Takes the frames out of what the worker wrote so far.
class Frames
{
public:
    Frames(const QString& name, const ReadContext& context) : m_name(name), m_context(context) {}

    /// The document, once it came. Throws the error that came.
    DocumentPtr take(QByteArray& buffer)
    {
        while (buffer.size() - m_at >= workerFrameHead) {
            QDataStream head(QByteArray::fromRawData(buffer.constData() + m_at, workerFrameHead));
            quint32 type = 0, length = 0;
            head >> type >> length;
            if (buffer.size() - m_at - workerFrameHead < qint64(length))
                break;
            const QByteArray body = buffer.mid(m_at + workerFrameHead, length);
            m_at += workerFrameHead + length;
            if (WorkerFrame(type) == WorkerFrame::Document)
                return DocumentCodec::decode(body);
            handle(WorkerFrame(type), body);
        }
        buffer.remove(0, std::exchange(m_at, 0));
        return nullptr;
    }

private:
    void handle(WorkerFrame type, const QByteArray& body) const
    {
        QDataStream in(body);
        in.setVersion(QDataStream::Qt_6_4);
        if (type == WorkerFrame::Progress) {
            qint64 done = 0, total = 0;
            in >> done >> total;
            if (m_context.recognise)
                m_context.start(); // each page has its time
            m_context.report(done, total);
        } else if (type == WorkerFrame::Error) {
            throw workerError(body);
        } else {
            throw IngestError(IngestErrorCode::WorkerDied,
                              tr("The reader of %1 answered nonsense.").arg(m_name),
                              tr("The file is damaged or hostile: leave it out."));
        }
    }

    const QString& m_name;
    const ReadContext& m_context;
    qint64 m_at = 0;
};

/// A started worker; killed and reaped whatever happens.
class Worker
{
public:
    explicit Worker(const QString& program)
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OMP_THREAD_LIMIT"), QStringLiteral("1")); // see Recogniser
        m_process.setProcessEnvironment(environment);
        m_process.start(program, QStringList());
        if (!m_process.waitForStarted(10000))
            throw IngestError(IngestErrorCode::WorkerDied, tr("%1 cannot be started.").arg(program),
                              tr("Install Quire again."));
    }
    ~Worker()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished(5000);
        }
    }
    QProcess& operator*() { return m_process; }
    QProcess* operator->() { return &m_process; }

private:
    QProcess m_process;
};

} // namespace

QString findWorker()
{
    const QString name = QStringLiteral("quire-extract");
    const QString beside = QCoreApplication::applicationDirPath();
    for (const QString& path : {beside + u'/' + name, beside + QStringLiteral("/../libexec/quire/") + name,
                                QStringLiteral(QUIRE_EXTRACT)})
        if (QFileInfo(path).isExecutable())
            return QFileInfo(path).canonicalFilePath();
    return {};
}

DocumentPtr IsolatedReader::read(const Source& source, const ReadContext& context) const
{
    try {
        return readOnce(source, context, {});
    } catch (const IngestError& error) {
        // Only here can the person be asked.
        const bool ask = error.code() == IngestErrorCode::PasswordNeeded && context.password;
        const QString password = ask ? context.password(source.name()) : QString();
        if (password.isEmpty())
            throw;
        return readOnce(source, context, password);
    }
}

DocumentPtr IsolatedReader::readOnce(const Source& source, const ReadContext& context,
                                     const QString& password) const
{
    WorkerRequest request{source.name(),
                          source.isFile() ? source.path() : QString(),
                          {},
                          password,
                          context.byteBudget,
                          context.timeBudget.count(),
                          m_memory,
                          context.recognise,
                          context.ocrLanguages,
                          context.ocrBudget.count()};
    if (!source.isFile())
        request.bytes = source.bytes(context.byteBudget);
    QByteArray message;
    QDataStream out(&message, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << request;

    Worker worker(m_worker);
    worker->write(workerFrameHeadOf(quint32(WorkerOrder::ReadDocument), message.size()));
    worker->write(message);
    worker->closeWriteChannel();
    QByteArray buffer;
    Frames frames(source.name(), context);
    while (true) {
        worker->waitForReadyRead(pollMs);
        buffer += worker->readAllStandardOutput();
        if (DocumentPtr document = frames.take(buffer))
            return document;
        if (worker->state() == QProcess::NotRunning) {
            buffer += worker->readAllStandardOutput();
            if (DocumentPtr document = frames.take(buffer))
                return document;
            throw IngestError(
                IngestErrorCode::WorkerDied, tr("Reading %1 broke the reader.").arg(source.name()),
                tr("The file is damaged, hostile or too large for the memory limit: leave it out, or save "
                   "it anew from the program that made it."));
        }
        context.check(source.name());
    }
}

} // namespace quire
