#include "engine/store/StateStreams.h"

#include "engine/store/Compression.h"

namespace quire {

namespace {

enum Stream : std::size_t
{
    Codes,
    Scales,
    LowHalf,
    HighHalf,
    FloatBytes ///< and the three that follow
};
static_assert(FloatBytes + sizeof(float) == kStateStreams);

/// Which kind of byte a column of such rows holds.
std::size_t streamOf(const RowFormat& format, std::size_t column)
{
    if (format.kind == RowFormat::Kind::Float32)
        return FloatBytes + column % sizeof(float);
    if (column < format.scaleOffset())
        return Codes;
    if (format.kind == RowFormat::Kind::PackedIndex || column < format.ropeOffset())
        return Scales;
    return (column - format.ropeOffset()) % 2 == 0 ? LowHalf : HighHalf;
}

[[noreturn]] void throwCutShort()
{
    throw EngineError(ErrorCode::CacheDamaged, "A snapshot in the reading cache is cut short.");
}

} // namespace

void StateWriter::putRows(const RowFormat& format, std::span<const std::byte> rows)
{
    const std::size_t rowBytes = format.bytes();
    putNumber(rows.size() / rowBytes);
    // Column by column: a channel's values are of like size.
    for (std::size_t column = 0; column < rowBytes; ++column) {
        std::vector<std::byte>& stream = m_streams[streamOf(format, column)];
        for (std::size_t at = column; at < rows.size(); at += rowBytes)
            stream.push_back(rows[at]);
    }
}

void StateWriter::putFloats(const std::vector<float>& values)
{
    putNumber(values.size());
    const auto bytes = std::as_bytes(std::span(values));
    for (std::size_t i = 0; i < bytes.size(); ++i)
        m_streams[FloatBytes + i % sizeof(float)].push_back(bytes[i]);
}

std::vector<std::byte> StateWriter::finish() const
{
    ByteWriter out;
    out.putAll(m_numbers.bytes());
    for (const std::vector<std::byte>& stream : m_streams)
        out.putAll(compress(stream));
    return out.take();
}

StateReader::StateReader(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    const std::vector<std::byte> numbers = in.getAll<std::byte>();
    m_numbers.resize(numbers.size() / sizeof(std::uint64_t));
    ByteReader values(numbers);
    for (std::uint64_t& number : m_numbers)
        number = values.get<std::uint64_t>();
    for (std::vector<std::byte>& stream : m_streams)
        stream = decompress(in.getAll<std::byte>());
}

std::uint64_t StateReader::getNumber()
{
    if (m_numbersTaken == m_numbers.size())
        throwCutShort();
    return m_numbers[m_numbersTaken++];
}

std::span<const std::byte> StateReader::take(std::size_t stream, std::size_t count)
{
    const std::span<const std::byte> left = std::span(m_streams[stream]).subspan(m_taken[stream]);
    if (count > left.size())
        throwCutShort();
    m_taken[stream] += count;
    return left.first(count);
}

std::vector<std::byte> StateReader::getRows(const RowFormat& format)
{
    const std::size_t rowBytes = format.bytes();
    const std::uint64_t count = getNumber();
    std::vector<std::byte> rows;
    for (std::size_t column = 0; column < rowBytes; ++column) {
        const auto values = take(streamOf(format, column), count);
        if (rows.empty())
            rows.resize(count * rowBytes); // no more than there are bytes for
        for (std::size_t row = 0; row < values.size(); ++row)
            rows[row * rowBytes + column] = values[row];
    }
    return rows;
}

std::vector<float> StateReader::getFloats()
{
    const std::uint64_t count = getNumber();
    std::vector<float> values;
    for (std::size_t plane = 0; plane < sizeof(float); ++plane) {
        const auto bytes = take(FloatBytes + plane, count);
        values.resize(count);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            std::memcpy(reinterpret_cast<std::byte*>(values.data()) + i * sizeof(float) + plane, &bytes[i],
                        1);
    }
    return values;
}

} // namespace quire
