#pragma once

#include "engine/kv/RowFormat.h"
#include "engine/store/Bytes.h"

#include <array>

namespace quire {

/// Kinds of bytes in a snapshot: codes of rows, their scales, halves of bf16 values, bytes of floats.
inline constexpr std::size_t kStateStreams = 8;

/// The numbers of a snapshot, taken apart into streams of bytes of one kind each: exponents compress well
/// among exponents, mantissas not at all.
class StateWriter
{
public:
    void putNumber(std::uint64_t value) { m_numbers.put(value); }
    /// Whole rows.
    void putRows(const RowFormat& format, std::span<const std::byte> rows);
    void putFloats(const std::vector<float>& values);
    std::vector<std::byte> finish() const;

private:
    ByteWriter m_numbers;
    std::array<std::vector<std::byte>, kStateStreams> m_streams;
};

/// Takes them out again, in the same order. Functions throw EngineError(CacheDamaged) where there are no
/// more.
class StateReader
{
public:
    explicit StateReader(std::span<const std::byte> bytes);

    std::uint64_t getNumber();
    std::vector<std::byte> getRows(const RowFormat& format);
    std::vector<float> getFloats();

private:
    std::span<const std::byte> take(std::size_t stream, std::size_t count);

    std::vector<std::uint64_t> m_numbers;
    std::array<std::vector<std::byte>, kStateStreams> m_streams;
    std::size_t m_numbersTaken = 0;
    std::array<std::size_t, kStateStreams> m_taken{};
};

} // namespace quire
