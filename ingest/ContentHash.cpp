#include "ingest/ContentHash.h"

#include <xxhash.h>

#include <new>

namespace quire {

void ContentHash::Free::operator()(XXH3_state_s* state) const
{
    XXH3_freeState(state);
}

ContentHash::ContentHash() : m_state(XXH3_createState())
{
    if (!m_state)
        throw std::bad_alloc();
    XXH3_128bits_reset(m_state.get());
}

ContentHash& ContentHash::add(const void* bytes, qsizetype size)
{
    XXH3_128bits_update(m_state.get(), bytes, size_t(size));
    return *this;
}

QByteArray ContentHash::value() const
{
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits_digest(m_state.get()));
    return QByteArray(reinterpret_cast<const char*>(hash.digest), sizeof hash.digest);
}

} // namespace quire
