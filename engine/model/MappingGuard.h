#pragma once

#include <cstddef>

namespace quire {

/// Watches a mapped file: when its pages can no longer be read (another program made the file shorter, its
/// disk failed, its share went away), the system would end the process. Instead the pages from there on
/// become zeros and isLost() tells, so that whoever computed with them can throw the result away and say so.
///
/// Any other bus error goes to whoever handled them before the first guard was made.
class MappingGuard
{
public:
    /// Beyond some thousand mappings at once, further ones are not watched.
    MappingGuard(const void* begin, std::size_t bytes);
    ~MappingGuard(); ///< before the memory is unmapped
    MappingGuard(MappingGuard&& other) noexcept;
    MappingGuard& operator=(MappingGuard&&) = delete;

    bool isLost() const;

private:
    int m_slot = -1;
};

} // namespace quire
