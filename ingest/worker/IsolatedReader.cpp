#include "ingest/worker/IsolatedReader.h"

#include "ingest/DocumentCodec.h"
#include "ingest/IngestError.h"
#include "ingest/worker/WorkerProcess.h"
#include "ingest/worker/WorkerProtocol.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QIODevice>

#include <algorithm>
#include <cstring>
#include <exception>

namespace quire {

namespace {

constexpr quint32 longestFrame = quint32(1) << 26;
constexpr qint64 mostBytes = qint64(1) << 34; // of a document on its way

/// Within a QObject say quire::tr.
QString tr(const char* text)
{
    return QCoreApplication::translate("quire::IsolatedReader", text);
}

/// What the worker answers, as the document that comes in pieces: a device to decode it from.
class WorkerAnswer : public QIODevice
{
public:
    WorkerAnswer(const WorkerProcess& worker, const QString& name, const ReadContext& context)
        : m_worker(worker), m_name(name), m_context(context)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

    /// Throws the error that came, or why no document did.
    DocumentPtr document()
    {
        try {
            DocumentPtr document = DocumentCodec::read(*this);
            char beyond = 0;
            if (read(&beyond, 1) > 0)
                throw nonsense();
            if (!m_failure)
                return document;
        } catch (const IngestError&) {
            if (!m_failure)
                throw;
        }
        std::rethrow_exception(m_failure);
    }

protected:
    // Nothing is thrown through Qt: what happened waits in m_failure.
    qint64 readData(char* data, qint64 most) override
    {
        try {
            while (m_at == m_piece.size() && !m_ended)
                nextPiece();
        } catch (...) {
            m_ended = true;
            m_failure = std::current_exception();
        }
        if (m_at == m_piece.size())
            return -1;
        const qint64 count = std::min<qint64>(most, m_piece.size() - m_at);
        std::memcpy(data, m_piece.constData() + m_at, size_t(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    void nextPiece()
    {
        const auto wait = [this] { m_context.check(m_name); };
        wait();
        const auto head = m_worker.read(workerFrameHead, wait);
        quint32 type = 0, length = 0;
        if (head) {
            QDataStream in(*head);
            in >> type >> length;
            m_total += length;
            if (length > longestFrame || m_total > mostBytes)
                throw nonsense();
        }
        auto body = head ? m_worker.read(qsizetype(length), wait) : std::nullopt;
        if (!body)
            throw IngestError(
                IngestErrorCode::WorkerDied, quire::tr("Reading %1 broke the reader.").arg(m_name),
                quire::tr(
                    "The file is damaged, hostile or too large for the memory limit: leave it out, or save "
                    "it anew from the program that made it."));
        if (WorkerFrame(type) == WorkerFrame::Error)
            throw workerError(*body);
        if (WorkerFrame(type) == WorkerFrame::Progress) {
            QDataStream in(*body);
            qint64 done = 0, total = 0;
            in >> done >> total;
            if (m_context.recognise)
                m_context.start(); // each page has its time
            m_context.report(done, total);
        } else if (WorkerFrame(type) == WorkerFrame::FindPage && m_context.knownPage) {
            const QByteArray words = m_context.knownPage(*body);
            m_worker.write(workerFrameHeadOf(quint32(WorkerOrder::KnownPage), words.size()) + words, wait);
        } else if (WorkerFrame(type) == WorkerFrame::KeepPage && m_context.keepPage) {
            QDataStream in(*body);
            QByteArray key, words;
            in >> key >> words;
            if (in.status() != QDataStream::Ok)
                throw nonsense();
            m_context.keepPage(key, words);
        } else if (WorkerFrame(type) == WorkerFrame::Document) {
            m_ended = body->isEmpty();
            m_piece = std::move(*body);
            m_at = 0;
        } else {
            throw nonsense();
        }
    }

    IngestError nonsense() const
    {
        return IngestError(IngestErrorCode::WorkerDied,
                           quire::tr("The reader of %1 answered nonsense.").arg(m_name),
                           quire::tr("The file is damaged or hostile: leave it out."));
    }

    const WorkerProcess& m_worker;
    const QString& m_name;
    const ReadContext& m_context;
    QByteArray m_piece;
    qint64 m_at = 0; ///< in m_piece
    qint64 m_total = 0;
    bool m_ended = false;
    std::exception_ptr m_failure;
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
                          context.ocrBudget.count(),
                          context.threads,
                          context.recogniseLater,
                          context.inBackground,
                          bool(context.knownPage && context.keepPage)};
    if (!source.isFile())
        request.bytes = source.bytes(context.byteBudget);
    QByteArray message;
    QDataStream out(&message, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << request;

    const WorkerProcess worker(m_worker);
    worker.write(workerFrameHeadOf(quint32(WorkerOrder::ReadDocument), message.size()) + message,
                 [&] { context.check(source.name()); });
    return WorkerAnswer(worker, source.name(), context).document(); // which tells when the worker is gone
}

} // namespace quire
