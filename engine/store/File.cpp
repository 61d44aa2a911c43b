#include "engine/store/File.h"

#include "engine/Error.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace quire {

namespace {

[[noreturn]] void throwDamaged(const std::filesystem::path& path, const std::string& why)
{
    throw EngineError(ErrorCode::CacheDamaged,
                      "The cache file " + path.string() + " cannot be read: " + why + ".");
}

/// A file that is not there has been lost; any other reason may pass.
[[noreturn]] void throwUnreadable(const std::filesystem::path& path, int error)
{
    if (error == ENOENT)
        throwDamaged(path, std::strerror(error));
    throw EngineError(ErrorCode::FileUnreadable,
                      "The cache file " + path.string() + " cannot be read: " + std::strerror(error) + ".",
                      "Check the disk and the folder's permissions.");
}

int flagsOf(File::Mode mode)
{
    switch (mode) {
    case File::Mode::Read:
        return O_RDONLY;
    case File::Mode::Write:
        return O_RDWR;
    case File::Mode::Create:
        return O_RDWR | O_CREAT | O_EXCL;
    case File::Mode::Append:
        return O_RDWR | O_CREAT;
    }
    return O_RDONLY;
}

} // namespace

void throwUnwritable(const std::filesystem::path& path, int error)
{
    const std::string where = path.string();
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        throw EngineError(ErrorCode::CacheUnwritable,
                          "There is no room left for the reading cache on the volume of " + where + ".",
                          "Free some space, lower the cache's quota or choose another volume. Reading goes "
                          "on; what was saved before stays.");
    case EROFS:
        throw EngineError(ErrorCode::CacheUnwritable, "The volume of " + where + " is mounted read-only.",
                          "Choose another folder for the reading cache. Reading goes on without saving.");
    case EACCES:
    case EPERM:
        throw EngineError(ErrorCode::CacheUnwritable, "This account may not write to " + where + ".",
                          "Correct the folder's permissions or choose another one for the reading cache. "
                          "Reading goes on without saving.");
    default:
        throw EngineError(ErrorCode::CacheUnwritable,
                          "Writing to " + where + " failed: " + std::strerror(error) + ".",
                          "Check the disk. Reading goes on without saving.");
    }
}

File::File(std::shared_ptr<FileSystem> system, std::filesystem::path path, Mode mode)
    : m_system(std::move(system)), m_path(std::move(path)),
      m_file(m_system->open(m_path, flagsOf(mode), 0600))
{
    if (m_file >= 0)
        return;
    if (mode == Mode::Read)
        throwUnreadable(m_path, -m_file);
    throwUnwritable(m_path, -m_file);
}

File::~File()
{
    m_system->close(m_file);
}

FileInfo File::info() const
{
    FileInfo info;
    if (const int error = m_system->infoOf(m_file, info); error < 0)
        throwUnreadable(m_path, -error);
    return info;
}

void File::read(std::span<std::byte> bytes, std::int64_t offset) const
{
    while (!bytes.empty()) {
        const std::int64_t got = m_system->read(m_file, bytes.data(), bytes.size(), offset);
        if (got == -EINTR)
            continue;
        if (got < 0)
            throwUnreadable(m_path, static_cast<int>(-got));
        if (got == 0)
            throwDamaged(m_path, "it ends before byte " +
                                     std::to_string(offset + static_cast<std::int64_t>(bytes.size())));
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        offset += got;
    }
}

void File::write(std::span<const std::byte> bytes, std::int64_t offset)
{
    while (!bytes.empty()) {
        const std::int64_t put = m_system->write(m_file, bytes.data(), bytes.size(), offset);
        if (put == -EINTR)
            continue;
        if (put <= 0)
            throwUnwritable(m_path, put == 0 ? ENOSPC : static_cast<int>(-put));
        m_system->countWritten(put);
        bytes = bytes.subspan(static_cast<std::size_t>(put));
        offset += put;
    }
}

void File::truncate(std::int64_t size)
{
    if (const int error = m_system->truncate(m_file, size); error < 0)
        throwUnwritable(m_path, -error);
}

void File::sync()
{
    if (const int error = m_system->sync(m_file); error < 0)
        throwUnwritable(m_path, -error);
}

void File::lock()
{
    if (const int error = m_system->lock(m_file); error < 0)
        throwUnwritable(m_path, -error);
}

std::shared_ptr<std::byte> File::map(std::size_t length) const
{
    std::byte* memory = nullptr;
    if (const int error = m_system->map(m_file, length, &memory); error < 0)
        throwUnreadable(m_path, -error);
    return {memory, [system = m_system, length](std::byte* mapped) { system->unmap(mapped, length); }};
}

void syncDirectory(FileSystem& system, const std::filesystem::path& directory)
{
    const int file = system.open(directory, O_RDONLY | O_DIRECTORY, 0);
    if (file < 0)
        throwUnwritable(directory, -file);
    const int error = system.sync(file);
    system.close(file);
    if (error < 0)
        throwUnwritable(directory, -error);
}

void writeFileAtomically(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path,
                         std::span<const std::byte> bytes)
{
    std::filesystem::path draft = path;
    draft += ".new";
    system->unlink(draft); // left by a process that died
    {
        File file(system, draft, File::Mode::Create);
        file.write(bytes, 0);
        file.sync();
    }
    if (const int error = system->rename(draft, path); error < 0)
        throwUnwritable(path, -error);
    syncDirectory(*system, path.parent_path());
}

std::vector<std::byte> readFile(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path)
{
    const File file(system, path, File::Mode::Read);
    std::vector<std::byte> bytes(static_cast<std::size_t>(file.info().size));
    file.read(bytes, 0);
    return bytes;
}

} // namespace quire
