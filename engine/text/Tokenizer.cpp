#include "engine/text/Tokenizer.h"

#include "engine/Error.h"
#include "engine/model/MappedFile.h"
#include "engine/text/AddedTokens.h"
#include "engine/text/Bpe.h"
#include "engine/text/PreTokenizer.h"
#include "engine/text/TokenizerFile.h"
#include "engine/text/TokenizerIdentity.h"
#include "engine/text/Utf8.h"
#include "engine/text/Vocabulary.h"
#include "engine/text/WordCache.h"

#include <mutex>

namespace quire {

namespace {

/// What one call of encode() works with; kept between calls, so that the cache stays warm.
struct Scratch
{
    WordCache words;
    Bpe::Scratch bpe;
    std::vector<TokenId> tokens;
};

/// Hands every call a scratch of its own, and takes it back.
class ScratchPool
{
public:
    std::unique_ptr<Scratch> take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty())
            return std::make_unique<Scratch>();
        std::unique_ptr<Scratch> scratch = std::move(m_idle.back());
        m_idle.pop_back();
        return scratch;
    }

    void giveBack(std::unique_ptr<Scratch> scratch)
    {
        // One hostile piece of many megabytes must not hold its memory for ever.
        constexpr std::size_t kKeep = 1 << 16;
        if (scratch->bpe.nodes.capacity() > kKeep)
            scratch->bpe = {};
        if (scratch->tokens.capacity() > kKeep)
            scratch->tokens = {};
        const std::lock_guard lock(m_mutex);
        if (m_idle.size() < kMostIdle)
            m_idle.push_back(std::move(scratch));
    }

private:
    static constexpr std::size_t kMostIdle = 16;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Scratch>> m_idle;
};

constexpr std::size_t mostBytes = 256U << 20; // DeepSeek's own has 8 MB

} // namespace

struct Tokenizer::Data
{
    Data(const TokenizerFile& file, const std::string& name)
        : vocabulary(file, name), added(file.added), ignoreMerges(file.ignoreMerges)
    {
        const std::vector<Merge> merges = vocabulary.merges(file, name);
        bpe = Bpe(vocabulary.byteTokens(), merges);
        identity = tokenizerIdentity(file, vocabulary, merges);
    }

    /// Calls sink(tokens, count) for each piece of `text`, in which nothing is an added token.
    template <typename Sink>
    void encodeText(std::string_view text, Scratch& scratch, Sink&& sink) const;
    template <typename Sink>
    void encode(std::string_view text, SpecialTokens special, InvalidUtf8 invalid, Sink&& sink) const;
    const std::vector<TokenId>& encodePiece(std::string_view piece, Scratch& scratch) const;

    Vocabulary vocabulary;
    AddedTokens added;
    PreTokenizer preTokenizer;
    Bpe bpe;
    bool ignoreMerges;
    std::string identity;
    mutable ScratchPool pool;
};

const std::vector<TokenId>& Tokenizer::Data::encodePiece(std::string_view piece, Scratch& scratch) const
{
    scratch.tokens.clear();
    if (ignoreMerges) {
        if (const auto whole = vocabulary.findOrdinary(piece)) {
            scratch.tokens.push_back(*whole);
            return scratch.tokens;
        }
    }
    bpe.encode(piece, scratch.bpe, scratch.tokens);
    return scratch.tokens;
}

template <typename Sink>
void Tokenizer::Data::encodeText(std::string_view text, Scratch& scratch, Sink&& sink) const
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = preTokenizer.next(text, at);
        const std::string_view piece = text.substr(at, end - at);
        at = end;
        if (piece.size() > WordCache::kMaxKey) {
            const auto& tokens = encodePiece(piece, scratch);
            sink(tokens.data(), tokens.size());
            continue;
        }
        WordCache::Entry& entry = scratch.words.find(piece);
        if (entry.count == 0) {
            const auto& tokens = encodePiece(piece, scratch);
            WordCache::remember(entry, tokens.data(), tokens.size());
            sink(tokens.data(), tokens.size());
        } else {
            sink(entry.tokens, entry.count);
        }
    }
}

template <typename Sink>
void Tokenizer::Data::encode(std::string_view text, SpecialTokens special, InvalidUtf8 invalid,
                             Sink&& sink) const
{
    std::string clean;
    if (invalid == InvalidUtf8::Replace && validUtf8Prefix(text) != text.size()) {
        clean = replaceInvalidUtf8(text);
        text = clean;
    }
    std::unique_ptr<Scratch> scratch = pool.take();
    if (special == SpecialTokens::Inert) {
        encodeText(text, *scratch, sink);
    } else {
        added.split(text, [&](std::string_view part, TokenId id) {
            if (id >= 0)
                sink(&id, 1);
            else
                encodeText(part, *scratch, sink);
        });
    }
    pool.giveBack(std::move(scratch));
}

Tokenizer::Tokenizer(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Tokenizer Tokenizer::fromFile(const std::filesystem::path& path)
{
    return fromJson(readTextFile(path, mostBytes), path.string());
}

Tokenizer Tokenizer::fromJson(std::string_view json, const std::string& name)
{
    return Tokenizer(std::make_unique<Data>(TokenizerFile::parse(json, name), name));
}

std::vector<TokenId> Tokenizer::encode(std::string_view text, SpecialTokens special,
                                       InvalidUtf8 invalid) const
{
    std::vector<TokenId> tokens;
    encode(text, special, tokens, invalid);
    return tokens;
}

void Tokenizer::encode(std::string_view text, SpecialTokens special, std::vector<TokenId>& tokens,
                       InvalidUtf8 invalid) const
{
    tokens.reserve(tokens.size() + text.size() / 4 + 8);
    m_data->encode(text, special, invalid, [&tokens](const TokenId* ids, std::size_t count) {
        tokens.insert(tokens.end(), ids, ids + count);
    });
}

std::size_t Tokenizer::count(std::string_view text, SpecialTokens special, InvalidUtf8 invalid) const
{
    std::size_t total = 0;
    m_data->encode(text, special, invalid, [&total](const TokenId*, std::size_t count) { total += count; });
    return total;
}

std::string Tokenizer::decode(std::span<const TokenId> tokens, bool skipSpecial) const
{
    std::string text;
    for (const TokenId id : tokens) {
        if (!skipSpecial || !isSpecial(id))
            text.append(tokenText(id));
    }
    return text;
}

std::optional<TokenId> Tokenizer::tokenId(std::string_view text) const
{
    return m_data->vocabulary.find(text);
}

std::string_view Tokenizer::tokenText(TokenId id) const
{
    return m_data->vocabulary.text(id);
}

bool Tokenizer::isAdded(TokenId id) const
{
    return m_data->vocabulary.isAdded(id);
}

bool Tokenizer::isSpecial(TokenId id) const
{
    return m_data->vocabulary.isSpecial(id);
}

TokenId Tokenizer::vocabSize() const
{
    return m_data->vocabulary.size();
}

const std::string& Tokenizer::identity() const
{
    return m_data->identity;
}

} // namespace quire
