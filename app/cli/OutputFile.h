#pragma once

#include <QByteArray>
#include <QString>

namespace quire {

/// A finished file is renamed into its place. What stands there already must be a file: a device or a pipe
/// would be replaced by one. Throws AppError(WriteFailed).
void requireFilePlace(const QString& path);

/// Writes the whole file, or leaves what was there. Throws AppError(WriteFailed).
void writeOutput(const QString& path, const QByteArray& bytes);

/// AppError(WriteFailed) for a file that cannot be written.
[[noreturn]] void throwWriteFailed(const QString& path, const QString& why);

} // namespace quire
