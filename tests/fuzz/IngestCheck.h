#pragma once

#include "ingest/Reader.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>

namespace quire {

/// Reads bytes as a file of this name. An IngestError is a fine answer; anything else thrown is not. A
/// document must be sound: well-formed UTF-8, a ledger line, places that lead somewhere and back, and bytes
/// that decode to the same document. Aborts where it is not.
void checkReading(const Reader& reader, const QString& name, const QByteArray& bytes);

/// Poppler sets up its tables when the first document is opened, and drops them with the last one: that is
/// most of the time of a small file. This keeps one open.
void keepPoppler();

inline QByteArray fuzzBytes(const uint8_t* data, size_t size)
{
    return QByteArray(reinterpret_cast<const char*>(data), qsizetype(size));
}

} // namespace quire
