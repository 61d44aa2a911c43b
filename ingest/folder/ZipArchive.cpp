#include "ingest/folder/ZipArchive.h"

#include "ingest/IngestError.h"

#include <QCoreApplication>
#include <QFile>

#include <zip.h>

#include <algorithm>

namespace quire {

namespace {

constexpr qsizetype mostEntries = 500000;

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::ZipArchive", text);
}

} // namespace

bool ZipArchive::matches(const Source& source)
{
    return source.head().startsWith("PK\x03\x04") || source.head().startsWith("PK\x05\x06");
}

ZipArchive::ZipArchive(const Source& source, qint64 budget) : m_name(source.name()), m_budget(budget)
{
    if (source.size() > budget)
        source.bytes(budget); // throws TooLarge
    int code = 0;
    zip_error_t error;
    zip_error_init(&error);
    if (source.isFile()) {
        m_zip = zip_open(QFile::encodeName(source.path()).constData(), ZIP_RDONLY, &code);
    } else {
        m_bytes = source.bytes(budget);
        zip_source_t* bytes =
            zip_source_buffer_create(m_bytes.constData(), zip_uint64_t(m_bytes.size()), 0, &error);
        m_zip = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : nullptr;
        if (bytes && !m_zip)
            zip_source_free(bytes);
    }
    zip_error_fini(&error);
    if (!m_zip)
        throw IngestError(IngestErrorCode::BadFormat, tr("%1 is damaged: it cannot be unpacked.").arg(m_name),
                          tr("Get the file again."));
    const zip_int64_t count = std::min<zip_int64_t>(zip_get_num_entries(m_zip, 0), mostEntries);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(m_zip, zip_uint64_t(i), 0, &stat) != 0 || !stat.name)
            continue;
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        zip_file_get_external_attributes(m_zip, zip_uint64_t(i), 0, &system, &attributes);
        const bool link = system == ZIP_OPSYS_UNIX && (attributes >> 16 & 0170000) == 0120000;
        m_entries.push_back({QByteArray(stat.name), qint64(stat.size), link});
    }
}

ZipArchive::~ZipArchive()
{
    zip_discard(m_zip);
}

bool ZipArchive::contains(const QByteArray& name) const
{
    return zip_name_locate(m_zip, name.constData(), 0) >= 0;
}

QByteArray ZipArchive::read(const QByteArray& name, qint64 limit) const
{
    return unpack(name, limit, false);
}

QByteArray ZipArchive::readHead(const QByteArray& name, qint64 limit) const
{
    return unpack(name, limit, true);
}

QByteArray ZipArchive::unpack(const QByteArray& name, qint64 limit, bool cut) const
{
    const QString shown = QString::fromUtf8(name);
    zip_stat_t stat;
    if (zip_stat(m_zip, name.constData(), 0, &stat) == 0 && stat.encryption_method != ZIP_EM_NONE)
        throw IngestError(IngestErrorCode::PasswordNeeded,
                          tr("%1 in %2 is locked by a password.").arg(shown, m_name),
                          tr("Unpack it with its password first."));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(m_zip, name.constData(), 0),
                                                                 zip_fclose);
    if (!file)
        throw IngestError(IngestErrorCode::BadFormat, tr("%1 has no readable %2 in it.").arg(m_name, shown),
                          tr("Get the file again."));
    QByteArray out;
    QByteArray piece(1 << 16, Qt::Uninitialized);
    while (true) {
        const zip_int64_t got = zip_fread(file.get(), piece.data(), zip_uint64_t(piece.size()));
        if (got < 0)
            throw IngestError(IngestErrorCode::BadFormat, tr("%1 in %2 is damaged.").arg(shown, m_name),
                              tr("Get the file again."));
        if (got == 0)
            return out;
        m_spent += got;
        out.append(piece.constData(), got);
        if (cut && out.size() >= limit)
            return out.left(limit);
        if (out.size() > limit || m_spent > m_budget)
            throw IngestError(IngestErrorCode::TooLarge,
                              tr("%1 unpacks to more than is allowed.").arg(m_name),
                              tr("Raise the limit if you trust the file."));
    }
}

} // namespace quire
