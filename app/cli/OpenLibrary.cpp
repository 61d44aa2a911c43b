#include "app/cli/OpenLibrary.h"

#include "app/AppError.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace quire {

QString libraryPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/quire/library.db");
}

std::unique_ptr<LibraryFile> openLibrary()
{
    if (!QFileInfo::exists(libraryPath()))
        throw AppError(AppErrorCode::InputUnusable,
                       QStringLiteral("There is no library at %1.").arg(libraryPath()),
                       QStringLiteral("Sessions are made in the window: run 'quire'."));
    return std::make_unique<LibraryFile>(libraryPath());
}

qint64 findSession(LibraryFile& library, const QString& given)
{
    QList<SessionRecord> fitting;
    for (const SessionRecord& session : library.sessions()) {
        if (QString::number(session.id) == given)
            return session.id;
        if (session.title.contains(given, Qt::CaseInsensitive))
            fitting.append(session);
    }
    if (fitting.size() == 1)
        return fitting[0].id;
    if (fitting.isEmpty())
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("There is no session '%1'.").arg(given),
                       QStringLiteral("See 'quire sessions list'."));
    QStringList names;
    for (const SessionRecord& session : fitting.mid(0, 5))
        names.append(QStringLiteral("%1 (%2)").arg(session.title).arg(session.id));
    throw AppError(
        AppErrorCode::InputUnusable,
        QStringLiteral("'%1' is said of several sessions: %2.").arg(given, names.join(QStringLiteral(", "))),
        QStringLiteral("Give the number."));
}

} // namespace quire
