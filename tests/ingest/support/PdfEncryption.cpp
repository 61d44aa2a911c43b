#include "tests/ingest/support/PdfEncryption.h"

#include <QCryptographicHash>

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

namespace {

constexpr char padding[] = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08"
                           "\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A";
constexpr qint32 permissions = -44;

QByteArray padded(const QByteArray& password)
{
    return (password + QByteArray(padding, 32)).left(32);
}

QByteArray hash(QCryptographicHash::Algorithm algorithm, const QByteArray& data)
{
    return QCryptographicHash::hash(data, algorithm);
}

QByteArray md5(const QByteArray& data)
{
    return hash(QCryptographicHash::Md5, data);
}

QByteArray littleEndian(quint32 value, int bytes)
{
    QByteArray out;
    for (int i = 0; i < bytes; ++i)
        out += char(value >> 8 * i);
    return out;
}

QByteArray rc4(const QByteArray& key, QByteArray data)
{
    std::array<unsigned char, 256> s{};
    std::iota(s.begin(), s.end(), static_cast<unsigned char>(0));
    for (unsigned i = 0, j = 0; i < 256; ++i) {
        j = (j + s[i] + static_cast<unsigned char>(key[qsizetype(i) % key.size()])) % 256;
        std::swap(s[i], s[j]);
    }
    unsigned i = 0, j = 0;
    for (char& c : data) {
        i = (i + 1) % 256;
        j = (j + s[i]) % 256;
        std::swap(s[i], s[j]);
        c = char(static_cast<unsigned char>(c) ^ s[(s[i] + s[j]) % 256]);
    }
    return data;
}

/// RC4 twenty times, each time with another key made of this one.
QByteArray rc4Twenty(const QByteArray& key, QByteArray data)
{
    for (int i = 0; i < 20; ++i) {
        QByteArray turned = key;
        for (char& c : turned)
            c = char(c ^ i);
        data = rc4(turned, data);
    }
    return data;
}

QByteArray aes(const EVP_CIPHER* cipher, const QByteArray& key, const QByteArray& vector,
               const QByteArray& data, bool pad)
{
    const auto bytes = [](const QByteArray& b) {
        return reinterpret_cast<const unsigned char*>(b.constData());
    };
    const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(),
                                                                             EVP_CIPHER_CTX_free);
    QByteArray out(data.size() + 16, Qt::Uninitialized);
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    int written = 0, last = 0;
    EVP_EncryptInit_ex(context.get(), cipher, nullptr, bytes(key),
                       vector.isEmpty() ? nullptr : bytes(vector));
    EVP_CIPHER_CTX_set_padding(context.get(), pad ? 1 : 0);
    EVP_EncryptUpdate(context.get(), to, &written, bytes(data), int(data.size()));
    EVP_EncryptFinal_ex(context.get(), to + written, &last);
    return out.left(written + last);
}

/// The hash of revision 6 (ISO 32000-2, algorithm 2.B).
QByteArray hardened(const QByteArray& password, const QByteArray& salt, const QByteArray& userEntry)
{
    QByteArray key = hash(QCryptographicHash::Sha256, password + salt + userEntry);
    for (int round = 0;; ++round) {
        const QByteArray e = aes(EVP_aes_128_cbc(), key.left(16), key.mid(16, 16),
                                 (password + key + userEntry).repeated(64), false);
        int sum = 0;
        for (const char c : e.left(16))
            sum += static_cast<unsigned char>(c);
        constexpr QCryptographicHash::Algorithm by[] = {
            QCryptographicHash::Sha256, QCryptographicHash::Sha384, QCryptographicHash::Sha512};
        key = hash(by[sum % 3], e);
        if (round >= 63 && static_cast<unsigned char>(e.back()) <= round - 31)
            return key.left(32);
    }
}

QByteArray hex(const QByteArray& bytes)
{
    return '<' + bytes.toHex() + '>';
}

} // namespace

PdfEncryption::PdfEncryption(Method method, const QByteArray& user, const QByteArray& owner)
    : m_method(method)
{
    if (method == Method::Aes256)
        lockNew(user, owner);
    else
        lockOld(user, owner);
}

QByteArray PdfEncryption::id() const
{
    return "0123456789abcdef";
}

void PdfEncryption::lockOld(const QByteArray& user, const QByteArray& owner)
{
    QByteArray key = md5(padded(owner));
    for (int i = 0; i < 50; ++i)
        key = md5(key);
    m_ownerEntry = rc4Twenty(key, padded(user));
    m_key = md5(padded(user) + m_ownerEntry + littleEndian(quint32(permissions), 4) + id());
    for (int i = 0; i < 50; ++i)
        m_key = md5(m_key);
    m_userEntry = rc4Twenty(m_key, md5(QByteArray(padding, 32) + id())) + QByteArray(16, '\0');
}

void PdfEncryption::lockNew(const QByteArray& user, const QByteArray& owner)
{
    m_key = hash(QCryptographicHash::Sha256, "a fixed key");
    const QByteArray zero(16, '\0');
    m_userEntry = hardened(user, "validate", {}) + "validate" + "keysalt.";
    m_userKey = aes(EVP_aes_256_cbc(), hardened(user, "keysalt.", {}), zero, m_key, false);
    m_ownerEntry = hardened(owner, "validOwn", m_userEntry) + "validOwn" + "keysaltO";
    m_ownerKey = aes(EVP_aes_256_cbc(), hardened(owner, "keysaltO", m_userEntry), zero, m_key, false);
    m_permissions = aes(EVP_aes_256_ecb(), m_key, {},
                        littleEndian(quint32(permissions), 4) + QByteArray(4, '\xFF') + "Tadbrand", false);
}

QByteArray PdfEncryption::dictionary() const
{
    const QByteArray entries = " /O " + hex(m_ownerEntry) + " /U " + hex(m_userEntry) + " /P " +
                               QByteArray::number(permissions) + " >>";
    const auto filter = [](const QByteArray& method, int bytes) {
        return " /CF << /StdCF << /CFM /" + method + " /AuthEvent /DocOpen /Length " +
               QByteArray::number(bytes) + " >> >> /StmF /StdCF /StrF /StdCF";
    };
    switch (m_method) {
    case Method::Rc4:
        return "<< /Filter /Standard /V 2 /R 3 /Length 128" + entries;
    case Method::Aes128:
        return "<< /Filter /Standard /V 4 /R 4 /Length 128" + filter("AESV2", 16) + entries;
    case Method::Aes256:
        break;
    }
    return "<< /Filter /Standard /V 5 /R 6 /Length 256" + filter("AESV3", 32) + " /UE " + hex(m_userKey) +
           " /OE " + hex(m_ownerKey) + " /Perms " + hex(m_permissions) + entries;
}

QByteArray PdfEncryption::encrypt(const QByteArray& data, int number) const
{
    const QByteArray vector = "initial vector..";
    if (m_method == Method::Aes256)
        return vector + aes(EVP_aes_256_cbc(), m_key, vector, data, true);
    const QByteArray object = m_key + littleEndian(quint32(number), 3) + littleEndian(0, 2);
    if (m_method == Method::Rc4)
        return rc4(md5(object), data);
    return vector + aes(EVP_aes_128_cbc(), md5(object + "sAlT"), vector, data, true);
}
