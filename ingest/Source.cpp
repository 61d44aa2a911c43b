#include "ingest/Source.h"

#include "ingest/IngestError.h"
#include "ingest/text/Decoding.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace quire {

namespace {

constexpr qint64 headBytes = 8192;
constexpr qint64 smallBytes = 1 << 20; // files up to here are opened once, not for their head and then again

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::Source", text);
}

/// A regular file, opened: what QFile offers costs as much as reading a small file does.
class OpenFile
{
public:
    explicit OpenFile(const QString& path) : m_path(path)
    {
        // A pipe or device could block for ever or never end: it is not waited for, and then refused.
        m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat status = {};
        if (m_descriptor < 0 || fstat(m_descriptor, &status) != 0)
            refuse(tr("%1 cannot be read: %2.").arg(path, qt_error_string(errno)),
                   tr("Check that it exists and that you may read it."));
        if (S_ISDIR(status.st_mode))
            refuse(tr("%1 is a folder.").arg(path),
                   tr("Give the folder itself to be walked, or a file in it."));
        if (!S_ISREG(status.st_mode))
            refuse(tr("%1 is not a regular file.").arg(path), tr("Save what it carries as a file first."));
        m_size = status.st_size;
    }
    ~OpenFile() { close(); }
    Q_DISABLE_COPY(OpenFile)

    qint64 size() const { return m_size; }

    /// The first bytes, up to `most` of them.
    QByteArray read(qint64 most) const
    {
        // One more than the size shows whether the file grew; some file systems tell no size at all.
        QByteArray bytes(qsizetype(std::min(most, m_size > 0 ? m_size + 1 : qint64(headBytes))),
                         Qt::Uninitialized);
        qsizetype filled = 0;
        while (filled < most) {
            if (filled == bytes.size())
                bytes.resize(qsizetype(std::min(most, qint64(2) * filled)));
            const ssize_t count = ::read(m_descriptor, bytes.data() + filled, size_t(bytes.size() - filled));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                throw IngestError(IngestErrorCode::FileUnreadable,
                                  tr("%1 stopped being readable: %2.").arg(m_path, qt_error_string(errno)),
                                  tr("Check the disk or the network share it is on."));
            if (count == 0)
                break;
            filled += count;
        }
        bytes.resize(filled);
        return bytes;
    }

private:
    void close() const
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[noreturn]] void refuse(const QString& happened, const QString& remedy) const
    {
        close();
        throw IngestError(IngestErrorCode::FileUnreadable, happened, remedy);
    }

    const QString m_path;
    int m_descriptor = -1;
    qint64 m_size = 0;
};

} // namespace

Source::Source(const QString& name, const QString& path) : m_name(name), m_path(path)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot > name.lastIndexOf(u'/'))
        m_suffix = name.sliced(dot + 1).toLower();
}

Source Source::file(const QString& path, const QString& name)
{
    return Source(name.isEmpty() ? QFileInfo(path).fileName() : name, path);
}

Source Source::memory(const QString& name, const QByteArray& bytes, const QString& path)
{
    Source source(name, path);
    source.m_bytes = bytes;
    return source;
}

qint64 Source::size() const
{
    if (m_bytes || m_small)
        return m_bytes ? m_bytes->size() : m_small->size();
    return OpenFile(m_path).size();
}

const QByteArray& Source::head() const
{
    if (!m_head)
        readHead();
    return *m_head;
}

void Source::readHead() const
{
    if (m_bytes) {
        m_head = m_bytes->left(headBytes);
        return;
    }
    const OpenFile file(m_path);
    const QByteArray begin = file.read(file.size() <= smallBytes ? smallBytes : headBytes);
    if (begin.size() == file.size() && begin.size() < smallBytes)
        m_small = begin;
    m_head = begin.left(headBytes);
}

bool Source::isBinary() const
{
    if (!m_binary)
        m_binary = looksBinary(head());
    return *m_binary;
}

QByteArray Source::bytes(qint64 limit) const
{
    QByteArray all = m_bytes ? *m_bytes : m_small ? *m_small : OpenFile(m_path).read(limit + 1);
    if (all.size() > limit)
        throw IngestError(IngestErrorCode::TooLarge,
                          tr("%1 is larger than %2.").arg(m_name, QLocale().formattedDataSize(limit)),
                          tr("Raise the limit, or give a smaller file."));
    return all;
}

} // namespace quire
