#include "engine/offload/DirectFile.h"

#include "engine/Error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

namespace quire {

namespace {

constexpr std::uint64_t mask = DirectFile::alignment - 1;
/// Linux reads less than 2 GiB at a time; what is left is read by the next call.
constexpr std::size_t mostAtOnce = std::size_t{1} << 30;

[[noreturn]] void throwUnreadable(const std::filesystem::path& path, const std::string& why)
{
    throw EngineError(ErrorCode::FileUnreadable, path.string() + " can no longer be read: " + why + ".",
                      "Put the file back as it was, or check its disk, then ask again.");
}

/// File systems may say yes to direct reads and refuse each of them.
bool readsDirectly(int file)
{
    constexpr std::size_t block = DirectFile::alignment;
    auto* memory = std::aligned_alloc(block, block);
    const bool works = memory && (::pread(file, memory, block, 0) >= 0 || errno != EINVAL);
    std::free(memory);
    return works;
}

std::string errorText(int error)
{
    return std::generic_category().message(error);
}

} // namespace

std::size_t DirectFile::spanOf(std::uint64_t offset, std::size_t bytes)
{
    return static_cast<std::size_t>(((offset + bytes + mask) & ~mask) - (offset & ~mask));
}

DirectFile::DirectFile(const std::filesystem::path& path, std::uint64_t expectedSize) : m_path(path)
{
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK; // else a named pipe would be waited for
    m_file = ::open(path.c_str(), flags | O_DIRECT);
    m_direct = m_file >= 0 && readsDirectly(m_file);
    if (m_file >= 0 && !m_direct)
        ::close(m_file);
    if (!m_direct)
        m_file = ::open(path.c_str(), flags);
    if (m_file < 0)
        throwUnreadable(path, errorText(errno));
    struct stat status = {};
    const int error = ::fstat(m_file, &status) == 0 ? 0 : errno;
    if (error == 0 && S_ISREG(status.st_mode) && static_cast<std::uint64_t>(status.st_size) == expectedSize)
        return;
    ::close(m_file);
    throwUnreadable(path, error != 0 ? errorText(error) : "it was changed while it was being opened");
}

DirectFile::~DirectFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

DirectFile::DirectFile(DirectFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_file(std::exchange(other.m_file, -1)), m_direct(other.m_direct)
{
}

void DirectFile::read(std::uint64_t offset, std::size_t bytes, std::byte* memory) const
{
    const std::uint64_t begin = offset & ~mask;
    const std::size_t span = spanOf(offset, bytes);
    const std::size_t needed = static_cast<std::size_t>(offset - begin) + bytes; // the last block may be cut
    for (std::size_t done = 0; done < needed;) {
        const ssize_t got = ::pread(m_file, memory + done, std::min(span - done, mostAtOnce),
                                    static_cast<off_t>(begin + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throwUnreadable(m_path, errorText(errno));
        const std::size_t reached = done + static_cast<std::size_t>(got);
        if (reached >= needed)
            break;
        // Stopped in the middle of a block: go on from its beginning, unless there is nothing more.
        const std::size_t next = reached & ~static_cast<std::size_t>(mask);
        if (next <= done)
            throwUnreadable(m_path, "it ends before byte " + std::to_string(offset + bytes));
        done = next;
    }
    if (!m_direct)
        ::posix_fadvise(m_file, static_cast<off_t>(begin), static_cast<off_t>(span), POSIX_FADV_DONTNEED);
}

} // namespace quire
