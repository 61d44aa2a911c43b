#pragma once

#include <QDir>
#include <QTemporaryDir>

#include <filesystem>

namespace quire::test {

/// A folder that is gone with the object; in memory where the system offers that, since these tests wait for
/// the medium thousands of times and what the medium does is not what they test.
class ScratchFolder
{
public:
    ScratchFolder() : m_folder(base() + "/quire-store-XXXXXX") {}

    std::filesystem::path cache() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "cache";
    }

private:
    static QString base()
    {
        return QDir("/dev/shm").exists() ? QStringLiteral("/dev/shm") : QDir::tempPath();
    }

    QTemporaryDir m_folder;
};

} // namespace quire::test
