#pragma once

#include "engine/store/FileSystem.h"

#include <span>

namespace quire {

/// An open file of the store, closed with the object. Every failure becomes an EngineError: CacheUnwritable
/// for writing (no room, read-only, no permission, broken medium); for reading FileUnreadable, or
/// CacheDamaged if the file is not there or ends too early.
class File
{
public:
    enum class Mode
    {
        Read,
        Write,  ///< read and write an existing file
        Create, ///< a new file, which must not exist; only the owner may read it
        Append  ///< an existing file, or a new one
    };

    File(std::shared_ptr<FileSystem> system, std::filesystem::path path, Mode mode);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    FileInfo info() const;
    /// Reads exactly this many bytes; a file that ends before is damaged.
    void read(std::span<std::byte> bytes, std::int64_t offset) const;
    /// Writes all bytes, however often the system stops short.
    void write(std::span<const std::byte> bytes, std::int64_t offset);
    void truncate(std::int64_t size);
    void sync();
    void lock();
    /// The first `length` bytes, read-only, for as long as anyone holds them (the file may be gone by then).
    std::shared_ptr<std::byte> map(std::size_t length) const;

private:
    std::shared_ptr<FileSystem> m_system;
    std::filesystem::path m_path;
    int m_file = -1;
};

/// Throws CacheUnwritable with the system's reason in words and what the person can do about it.
[[noreturn]] void throwUnwritable(const std::filesystem::path& path, int error);
/// Makes names in a directory durable. Throws CacheUnwritable.
void syncDirectory(FileSystem& system, const std::filesystem::path& directory);
/// Writes a file that is there whole or not at all, even after a loss of power. Throws CacheUnwritable.
void writeFileAtomically(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path,
                         std::span<const std::byte> bytes);
/// The whole file. Throws CacheDamaged, FileUnreadable.
std::vector<std::byte> readFile(const std::shared_ptr<FileSystem>& system, const std::filesystem::path& path);

} // namespace quire
