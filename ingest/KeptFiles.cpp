#include "ingest/KeptFiles.h"

#include "ingest/ContentHash.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace quire {

namespace {

// "QuireKpt", 16 bytes of XXH3 over the content, the content.
constexpr char mark[] = "QuireKpt";
constexpr qsizetype markBytes = 8, hashBytes = 16;

/// For its owner only, as those above it that are not there yet; one that is there stays as it is.
bool makePrivateFolder(const QString& path)
{
    if (QFileInfo(path).isDir())
        return true;
    return makePrivateFolder(QFileInfo(path).path()) && QDir().mkdir(path) &&
           QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

QByteArray KeptFiles::find(const QString& name) const
{
    if (m_folder.isEmpty() || name.isEmpty())
        return {};
    QFile file(m_folder + u'/' + name);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return {};
    const QByteArray kept = file.readAll();
    const QByteArray content = kept.mid(markBytes + hashBytes);
    if (!kept.startsWith(mark) || kept.mid(markBytes, hashBytes) != ContentHash::of(content)) {
        file.remove();
        return {};
    }
    file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
    return content;
}

void KeptFiles::keep(const QString& name, const QByteArray& content) const
{
    if (m_folder.isEmpty() || name.isEmpty() || !makePrivateFolder(m_folder))
        return;
    QSaveFile file(m_folder + u'/' + name);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray bytes = mark + ContentHash::of(content) + content;
    if (file.write(bytes) == bytes.size())
        file.commit();
}

void KeptFiles::forget(const QString& name) const
{
    if (!m_folder.isEmpty() && !name.isEmpty())
        QFile::remove(m_folder + u'/' + name);
}

void KeptFiles::makeRoom() const
{
    if (m_folder.isEmpty())
        return;
    qint64 room = m_mostBytes;
    for (const QFileInfo& file : QDir(m_folder).entryInfoList(QDir::Files, QDir::Time)) // the newest first
        if ((room -= file.size()) < 0)
            QFile::remove(file.filePath());
}

} // namespace quire
