#pragma once

#include <QByteArray>

#include <memory>

struct XXH3_state_s;

namespace quire {

/// 128 bits of XXH3 over what is added: tells whether something changed, at the speed of memory. No
/// cryptography: whoever wants to can make two contents of one hash.
class ContentHash
{
public:
    ContentHash();

    ContentHash& add(const void* bytes, qsizetype size);
    ContentHash& add(const QByteArray& bytes) { return add(bytes.constData(), bytes.size()); }

    /// Of everything so far: 16 bytes, the same on every machine.
    QByteArray value() const;

    static QByteArray of(const QByteArray& bytes) { return ContentHash().add(bytes).value(); }

private:
    struct Free
    {
        void operator()(XXH3_state_s* state) const;
    };
    std::unique_ptr<XXH3_state_s, Free> m_state;
};

} // namespace quire
