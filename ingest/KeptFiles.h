#pragma once

#include <QByteArray>
#include <QString>

namespace quire {

/// Files that can be made again, in a folder that only its owner may open. Each is written whole or not at
/// all and carries a checksum. Errors of the disk cost no more than what is not found.
class KeptFiles
{
public:
    KeptFiles() = default; ///< keeps nothing
    KeptFiles(const QString& folder, qint64 mostBytes) : m_folder(folder), m_mostBytes(mostBytes) {}

    bool keepsNothing() const { return m_folder.isEmpty(); }
    /// Null when it is not kept, or damaged.
    QByteArray find(const QString& name) const;
    void keep(const QString& name, const QByteArray& content) const;
    void forget(const QString& name) const;
    /// When there are too many bytes, what was not asked for longest goes.
    void makeRoom() const;

private:
    QString m_folder; ///< empty: nothing is kept
    qint64 m_mostBytes = 0;
};

} // namespace quire
