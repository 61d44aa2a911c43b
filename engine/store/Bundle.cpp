#include "engine/store/Bundle.h"

#include "engine/store/Bytes.h"
#include "engine/store/Compression.h"

#include <algorithm>

namespace quire {

namespace {

constexpr std::uint64_t bundleMagic = 0x314c444e55425551; // "QUBUNDL1"
constexpr std::uint32_t bundleVersion = 3;

/// Parts one after another, each with its length and checksum.
class PartWriter
{
public:
    explicit PartWriter(File& file) : m_file(file) {}

    void put(std::span<const std::byte> bytes)
    {
        ByteWriter head;
        head.put<std::uint64_t>(bytes.size());
        head.put(checksum(bytes, ++m_number)); // parts cannot stand in for each other
        m_file.write(head.bytes(), m_offset);
        m_offset += static_cast<std::int64_t>(head.size());
        m_file.write(bytes, m_offset);
        m_offset += static_cast<std::int64_t>(bytes.size());
    }

private:
    File& m_file;
    std::int64_t m_offset = 0;
    std::uint64_t m_number = 0;
};

class PartReader
{
public:
    explicit PartReader(const File& file) : m_file(file), m_size(file.info().size) {}

    std::vector<std::byte> get()
    {
        std::vector<std::byte> head(2 * sizeof(std::uint64_t));
        m_file.read(head, m_offset);
        m_offset += static_cast<std::int64_t>(head.size());
        ByteReader in(head);
        const auto size = in.get<std::uint64_t>();
        const auto sum = in.get<std::uint64_t>();
        if (size > static_cast<std::uint64_t>(m_size - m_offset))
            fail("it is cut short");
        std::vector<std::byte> bytes(static_cast<std::size_t>(size));
        m_file.read(bytes, m_offset);
        m_offset += static_cast<std::int64_t>(size);
        if (checksum(bytes, ++m_number) != sum)
            fail("a part of it does not match its checksum");
        return bytes;
    }

    [[noreturn]] void fail(const char* what) const
    {
        throw EngineError(ErrorCode::CacheDamaged,
                          "The bundle " + m_file.path().string() + " is damaged: " + what + ".",
                          "Ask for another copy of it.");
    }

private:
    const File& m_file;
    std::int64_t m_size;
    std::int64_t m_offset = 0;
    std::uint64_t m_number = 0;
};

/// A file that was never a bundle is called that, not a damaged one. The mark stands behind the length and
/// the checksum of the first part.
void requireBundle(const File& file)
{
    constexpr std::int64_t markOffset = 2 * sizeof(std::uint64_t);
    std::uint64_t mark = 0;
    if (file.info().size >= markOffset + static_cast<std::int64_t>(sizeof mark))
        file.read(std::as_writable_bytes(std::span(&mark, 1)), markOffset);
    if (mark != bundleMagic)
        throw EngineError(
            ErrorCode::BadInput, file.path().string() + " is not a Quire bundle.",
            "Bundles are written by 'quire cache export' and by the shelf of what has been read.");
}

/// Completed rows of `tokens` tokens of a block, region after region.
std::vector<std::byte> gather(const RowGeometry& geometry, const LoadedBlock& block, std::int64_t tokens)
{
    if (block.check)
        block.check->checkAll();
    std::vector<std::byte> rows;
    for (int i = 0; i < geometry.regions(); ++i) {
        const std::byte* first = block.regions[static_cast<std::size_t>(i)];
        rows.insert(rows.end(), first,
                    first + tokens / geometry.region(i).ratio * geometry.region(i).rowBytes);
    }
    return rows;
}

struct Place
{
    StoredPlace at;
    std::vector<std::byte> state;
};

/// Places to come back to, the session's end the last of them.
std::vector<Place> placesOf(CacheStore& store, const CacheModel& model, std::span<const std::int32_t> tokens,
                            const LoadedPrefix& end)
{
    std::vector<Place> places;
    for (const StoredPlace& at : store.places(model, tokens)) {
        if (at.position >= end.position)
            break;
        LoadedPrefix loaded = store.load(model, tokens.first(static_cast<std::size_t>(at.position)));
        if (loaded.position == at.position) // else it turned out damaged: the session does without
            places.push_back({at, std::move(loaded.state)});
    }
    places.push_back({{end.position, SnapshotKind::AnswerEnd}, end.state});
    return places;
}

/// Blocks straight from a bundle, in order.
class BundleRows final : public RowSource
{
public:
    BundleRows(PartReader& parts, const RowGeometry& geometry, std::int64_t tokens)
        : m_parts(parts), m_geometry(geometry), m_tokens(tokens)
    {
    }

    BlockRows block(std::int64_t number) override
    {
        while (m_next <= number) {
            m_rows = m_parts.get();
            ++m_next;
        }
        const std::int64_t tokens =
            std::min(m_geometry.blockTokens(), m_tokens - number * m_geometry.blockTokens());
        if (m_rows.size() != m_geometry.rowBytes(tokens))
            m_parts.fail("its rows are not as many as its tokens want");
        BlockRows rows;
        const std::byte* first = m_rows.data();
        for (int i = 0; i < m_geometry.regions(); ++i) {
            rows.push_back(first);
            first += tokens / m_geometry.region(i).ratio * m_geometry.region(i).rowBytes;
        }
        return rows;
    }

private:
    PartReader& m_parts;
    const RowGeometry& m_geometry;
    std::int64_t m_tokens;
    std::int64_t m_next = 0;
    std::vector<std::byte> m_rows;
};

std::vector<StoredPlace> readPlaces(ByteReader& head, std::size_t headSize)
{
    const auto count = head.get<std::uint64_t>();
    std::vector<StoredPlace> places;
    for (std::uint64_t i = 0; i < count && i < headSize; ++i) {
        StoredPlace place;
        place.position = head.get<std::int64_t>();
        place.kind = head.get<SnapshotKind>();
        if (place.position <= (places.empty() ? 0 : places.back().position))
            return {};
        places.push_back(place);
    }
    return places;
}

} // namespace

void exportBundle(CacheStore& store, const std::string& session, const std::filesystem::path& file,
                  const std::vector<BundleAttachment>& attachments, const std::shared_ptr<FileSystem>& system)
{
    const std::optional<SessionRow> row = store.session(session);
    if (!row)
        throw EngineError(ErrorCode::BadInput, "The reading cache holds no session " + session + ".");
    const CacheModel model = store.modelOf(*row);
    const std::vector<std::int32_t> tokens = store.sessionTokens(session);
    const LoadedPrefix loaded = store.load(model, tokens);
    if (row->position == 0 || loaded.position != row->position)
        throw EngineError(ErrorCode::BadInput,
                          "Part of the session \"" + row->title + "\" is not in the cache.",
                          "Open it once, so that it is read again, and then export it.");
    std::filesystem::path draft = file;
    draft += ".new";
    system->unlink(draft);
    {
        File out(system, draft, File::Mode::Create);
        PartWriter parts(out);
        ByteWriter head;
        head.put(bundleMagic);
        head.put(bundleVersion);
        head.putAll(encodeModel(model));
        head.putText(row->title);
        head.put(row->pending);
        head.put(store.lookup(model, tokens).seconds);
        head.put<std::uint64_t>(attachments.size());
        const std::vector<Place> places = placesOf(store, model, tokens, loaded);
        head.put<std::uint64_t>(places.size());
        for (const Place& place : places) {
            head.put(place.at.position);
            head.put(place.at.kind);
        }
        parts.put(head.bytes());
        parts.put(packTokens(tokens));
        for (const Place& place : places)
            parts.put(compress(place.state));
        for (const BundleAttachment& attachment : attachments) {
            parts.put(std::as_bytes(std::span(attachment.name)));
            parts.put(attachment.bytes);
        }
        const std::int64_t blockTokens = model.geometry.blockTokens();
        for (std::size_t i = 0; i < loaded.blocks.size(); ++i)
            parts.put(
                gather(model.geometry, loaded.blocks[i],
                       std::min(blockTokens, loaded.position - static_cast<std::int64_t>(i) * blockTokens)));
        out.sync();
    }
    if (const int error = system->rename(draft, file); error < 0)
        throwUnwritable(file, -error);
}

BundleContents importBundle(CacheStore& store, const std::filesystem::path& file,
                            const std::shared_ptr<FileSystem>& system)
{
    const File in(system, file, File::Mode::Read);
    requireBundle(in);
    PartReader parts(in);
    const std::vector<std::byte> first = parts.get();
    ByteReader head(first);
    head.get<std::uint64_t>(); // the mark
    if (head.get<std::uint32_t>() != bundleVersion)
        throw EngineError(ErrorCode::BadInput,
                          "The bundle " + file.string() + " was written by another version of Quire.",
                          "Export it again with this version, or import it with that one.");
    const CacheModel model = decodeModel(head.getAll<std::byte>());
    BundleContents contents;
    contents.identity = model.identity;
    contents.title = head.getText();
    const auto pending = head.get<std::int64_t>();
    const auto seconds = head.get<double>();
    const auto attachments = head.get<std::uint64_t>();
    const std::vector<StoredPlace> places = readPlaces(head, first.size());
    const std::vector<std::int32_t> tokens = unpackTokens(parts.get());
    if (places.empty() || places.back().position != static_cast<std::int64_t>(tokens.size()))
        parts.fail("it does not end where its tokens do");
    contents.tokens = static_cast<std::int64_t>(tokens.size());
    std::vector<std::vector<std::byte>> states;
    for (std::size_t i = 0; i < places.size(); ++i)
        states.push_back(decompress(parts.get()));
    for (std::uint64_t i = 0; i < attachments; ++i) {
        const std::vector<std::byte> name = parts.get();
        contents.attachments.push_back(
            {std::string(reinterpret_cast<const char*>(name.data()), name.size()), parts.get()});
    }
    BundleRows rows(parts, model.geometry, contents.tokens);
    contents.session = store.createSession(model, contents.title);
    try {
        std::int64_t before = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto count = static_cast<std::size_t>(places[i].position);
            const double share = static_cast<double>(places[i].position - before) /
                                 static_cast<double>(places.back().position);
            before = places[i].position;
            store.commit({model, std::span(tokens).first(count), rows, share * seconds,
                          SnapshotImage{places[i].kind, std::move(states[i])}, contents.session,
                          i + 1 == places.size() ? pending : -1});
        }
    } catch (const EngineError&) {
        store.drop(contents.session, true);
        throw;
    }
    return contents;
}

} // namespace quire
