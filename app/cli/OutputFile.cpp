#include "app/cli/OutputFile.h"

#include "app/AppError.h"

#include <QFileInfo>
#include <QSaveFile>

namespace quire {

void throwWriteFailed(const QString& path, const QString& why)
{
    throw AppError(AppErrorCode::WriteFailed, QStringLiteral("%1 cannot be written: %2.").arg(path, why),
                   QStringLiteral("Choose another place or make room."));
}

void requireFilePlace(const QString& path)
{
    const QFileInfo there(path);
    if (there.isDir())
        throwWriteFailed(path, QStringLiteral("it is a folder"));
    if (there.exists() && !there.isFile())
        throwWriteFailed(path, QStringLiteral("it is not a file"));
}

void writeOutput(const QString& path, const QByteArray& bytes)
{
    requireFilePlace(path);
    QSaveFile file(path);
    if (!file.open(QSaveFile::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throwWriteFailed(path, file.errorString());
}

} // namespace quire
