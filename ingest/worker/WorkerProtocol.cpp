#include "ingest/worker/WorkerProtocol.h"

#include <QIODevice>

namespace quire {

QDataStream& operator<<(QDataStream& out, const WorkerRequest& r)
{
    return out << r.name << r.path << r.bytes << r.password << r.byteBudget << r.timeBudgetMs
               << r.memoryBudget << r.recognise << r.ocrLanguages << r.ocrBudgetMs << r.threads
               << r.recogniseLater << r.inBackground << r.keepsPages;
}

QDataStream& operator>>(QDataStream& in, WorkerRequest& r)
{
    return in >> r.name >> r.path >> r.bytes >> r.password >> r.byteBudget >> r.timeBudgetMs >>
           r.memoryBudget >> r.recognise >> r.ocrLanguages >> r.ocrBudgetMs >> r.threads >>
           r.recogniseLater >> r.inBackground >> r.keepsPages;
}

QByteArray workerFrameHeadOf(quint32 type, qint64 length)
{
    QByteArray head;
    QDataStream out(&head, QIODevice::WriteOnly);
    out << type << quint32(length);
    return head;
}

IngestError workerError(const QByteArray& body)
{
    QDataStream in(body);
    in.setVersion(QDataStream::Qt_6_4);
    qint32 code = 0;
    QString happened, remedy;
    in >> code >> happened >> remedy;
    const bool known = code >= 0 && code <= qint32(IngestErrorCode::BadArgument);
    return IngestError(known ? IngestErrorCode(code) : IngestErrorCode::BadFormat, happened, remedy);
}

} // namespace quire
