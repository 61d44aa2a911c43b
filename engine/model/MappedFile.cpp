#include "engine/model/MappedFile.h"

#include "engine/Error.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace quire {

namespace {

[[noreturn]] void throwUnreadable(const std::filesystem::path& path, const std::string& why)
{
    throw EngineError(ErrorCode::FileUnreadable, path.string() + " cannot be read: " + why + ".",
                      "Check that the file exists and that you may read it.");
}

std::string errnoText()
{
    return std::generic_category().message(errno);
}

class Descriptor
{
public:
    // Non-blocking, or opening a named pipe would wait for a writer for ever.
    explicit Descriptor(const std::filesystem::path& path)
        : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    {
        if (m_fd < 0)
            throwUnreadable(path, errnoText());
    }
    ~Descriptor() { ::close(m_fd); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return m_fd; }

private:
    int m_fd;
};

} // namespace

MappedFile::MappedFile(const std::filesystem::path& path)
{
    const Descriptor file(path);
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        throwUnreadable(path, errnoText());
    if (!S_ISREG(status.st_mode))
        throwUnreadable(path, "it is not a regular file");
    m_size = static_cast<std::size_t>(status.st_size);
    if (m_size == 0)
        return;
    void* memory = ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, file.get(), 0);
    if (memory == MAP_FAILED)
        throwUnreadable(path, errnoText());
    m_data = static_cast<const std::byte*>(memory);
    m_guard.emplace(m_data, m_size);
}

MappedFile::~MappedFile()
{
    m_guard.reset();
    if (m_data)
        ::munmap(const_cast<std::byte*>(m_data), m_size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)),
      m_guard(std::move(other.m_guard))
{
}

void MappedFile::prefetch() const
{
    if (m_data)
        ::madvise(const_cast<std::byte*>(m_data), m_size, MADV_WILLNEED);
}

std::string readTextFile(const std::filesystem::path& path, std::size_t limit)
{
    const MappedFile file(path);
    const auto bytes = file.bytes();
    if (bytes.size() > limit)
        throwUnreadable(path, "it has " + std::to_string(bytes.size()) + " bytes, more than the " +
                                  std::to_string(limit) + " such a file may have");
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace quire
