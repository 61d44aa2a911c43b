#include "app/FolderOrders.h"

#include "ingest/prompt/StableOrder.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace quire {

namespace {

constexpr qint64 mostBytes = qint64(16) << 20; // a million files
constexpr qsizetype hashBytes = 16;

QString nameOf(const QString& folder)
{
    const QByteArray path = QFileInfo(folder).canonicalFilePath().toUtf8();
    return path.isEmpty()
               ? QString()
               : QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Blake2b_160).toHex());
}

} // namespace

FolderOrders::FolderOrders(const QString& cacheFolder)
{
    if (!cacheFolder.isEmpty())
        m_files = KeptFiles(cacheFolder + QStringLiteral("/orders"), mostBytes);
}

void FolderOrders::arrange(const QString& folder, std::vector<DocumentPtr>& documents) const
{
    const QByteArray kept = m_files.find(nameOf(folder));
    std::vector<QByteArray> before;
    for (qsizetype at = 0; at + hashBytes <= kept.size(); at += hashBytes)
        before.push_back(kept.mid(at, hashBytes));
    std::vector<DocumentPtr> arranged;
    for (const size_t index : stableOrder(before, documents))
        arranged.push_back(documents[index]);
    documents = std::move(arranged);
}

void FolderOrders::keep(const QString& folder, const std::vector<DocumentPtr>& documents) const
{
    QByteArray hashes;
    for (const DocumentPtr& document : documents)
        hashes += document->contentHash();
    m_files.keep(nameOf(folder), hashes);
    m_files.makeRoom();
}

} // namespace quire
