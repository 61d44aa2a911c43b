#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace quire {

/// One thing to read: a file on disk, or bytes that were found inside something else (an archive, a mail).
class Source
{
public:
    /// A file. `name` is what the document will be called; by default the file's own name.
    static Source file(const QString& path, const QString& name = {});
    /// Bytes in memory. `path` says where they came from ("box.zip/notes.txt").
    static Source memory(const QString& name, const QByteArray& bytes, const QString& path = {});

    const QString& name() const { return m_name; }
    const QString& path() const { return m_path; }
    bool isFile() const { return !m_bytes.has_value(); }
    /// Lower-case suffix of the name without the dot; empty without one.
    const QString& suffix() const { return m_suffix; }
    qint64 size() const; ///< bytes; throws FileUnreadable
    /// The first 8 KiB, read once; of a small file everything, which bytes() then returns. Throws
    /// FileUnreadable.
    const QByteArray& head() const;
    /// True when the head is no text in any encoding (see looksBinary()); found out once.
    bool isBinary() const;
    /// Everything. Throws FileUnreadable, or TooLarge when it is more than `limit` bytes.
    QByteArray bytes(qint64 limit) const;

private:
    explicit Source(const QString& name, const QString& path);
    void readHead() const;

    QString m_name;
    QString m_path;
    QString m_suffix;
    std::optional<QByteArray> m_bytes;
    mutable std::optional<QByteArray> m_head;
    mutable std::optional<QByteArray> m_small; ///< the whole of a small file, read with its head
    mutable std::optional<bool> m_binary;
};

} // namespace quire
