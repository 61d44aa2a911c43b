#pragma once

#include <QByteArray>

/// The standard security handler of PDF, as far as a test needs it to lock what it writes. Keys and salts are
/// fixed: the same document each time.
class PdfEncryption
{
public:
    enum class Method
    {
        Rc4,    ///< 128 bits, revision 3
        Aes128, ///< revision 4
        Aes256  ///< revision 6
    };

    /// Passwords as bytes: Latin-1 before revision 6, UTF-8 in it. An empty user password opens without
    /// asking.
    PdfEncryption(Method method, const QByteArray& user, const QByteArray& owner);

    QByteArray id() const;         ///< the file's identifier, raw
    QByteArray dictionary() const; ///< the /Encrypt dictionary
    /// The data of a stream of object `number`, generation 0.
    QByteArray encrypt(const QByteArray& data, int number) const;

private:
    void lockOld(const QByteArray& user, const QByteArray& owner);
    void lockNew(const QByteArray& user, const QByteArray& owner);

    Method m_method;
    QByteArray m_key;
    QByteArray m_userEntry, m_ownerEntry, m_userKey, m_ownerKey, m_permissions;
};
