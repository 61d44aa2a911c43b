#include "engine/store/SnapshotFile.h"

#include "engine/store/Bytes.h"

namespace quire {

namespace {

constexpr std::uint64_t snapshotMagic = 0x3150414e53495551; // "QUISNAP1"
constexpr std::uint64_t sessionMagic = 0x3153455353495551;  // "QUISSES1"
constexpr std::uint32_t formatVersion = 3;

std::vector<std::byte> seal(ByteWriter& out)
{
    out.put(checksum(out.bytes()));
    return out.take();
}

/// What comes before the checksum; throws if magic, version or checksum are wrong.
ByteReader unseal(std::span<const std::byte> bytes, std::uint64_t magic, const std::filesystem::path& path)
{
    const auto fail = [&path](const char* what) {
        throw EngineError(ErrorCode::CacheDamaged,
                          "The cache file " + path.string() + " is damaged: " + what + ".");
    };
    constexpr std::size_t smallest = 2 * sizeof(std::uint64_t) + sizeof(std::uint32_t);
    if (bytes.size() < smallest)
        fail("it is cut short");
    const auto body = bytes.first(bytes.size() - sizeof(std::uint64_t));
    if (ByteReader(bytes.subspan(body.size())).get<std::uint64_t>() != checksum(body))
        fail("it does not match its checksum");
    ByteReader in(body);
    if (in.get<std::uint64_t>() != magic || in.get<std::uint32_t>() != formatVersion)
        fail("it is of another kind or version");
    return in;
}

} // namespace

std::vector<std::byte> SnapshotFile::encode() const
{
    ByteWriter out;
    out.put(snapshotMagic);
    out.put(formatVersion);
    out.putText(identity);
    out.put(key);
    out.put(position);
    out.put(kind);
    out.putText(owner);
    out.putAll(state);
    return seal(out);
}

SnapshotFile SnapshotFile::decode(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    ByteReader in = unseal(bytes, snapshotMagic, path);
    SnapshotFile file;
    file.identity = in.getText();
    file.key = in.get<Key>();
    file.position = in.get<std::int64_t>();
    file.kind = in.get<SnapshotKind>();
    file.owner = in.getText();
    file.state = in.getAll<std::byte>();
    return file;
}

std::vector<std::byte> SessionFile::encode() const
{
    ByteWriter out;
    out.put(sessionMagic);
    out.put(formatVersion);
    out.putAll(encodeModel(model));
    out.putText(row.id);
    out.putText(row.title);
    out.put(row.key);
    out.put(row.position);
    out.put(row.pending);
    out.put(row.pinned);
    out.put(row.created);
    out.put(row.used);
    return seal(out);
}

SessionFile SessionFile::decode(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    ByteReader in = unseal(bytes, sessionMagic, path);
    SessionFile file;
    file.model = decodeModel(in.getAll<std::byte>());
    file.row.id = in.getText();
    file.row.title = in.getText();
    file.row.key = in.get<Key>();
    file.row.position = in.get<std::int64_t>();
    file.row.pending = in.get<std::int64_t>();
    file.row.pinned = in.get<bool>();
    file.row.created = in.get<std::int64_t>();
    file.row.used = in.get<std::int64_t>();
    return file;
}

} // namespace quire
