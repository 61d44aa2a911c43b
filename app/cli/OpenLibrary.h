#pragma once

#include "app/library/LibraryFile.h"

#include <memory>

namespace quire {

/// Where the window keeps sessions: $XDG_DATA_HOME/quire/library.db.
QString libraryPath();
/// The library of the window. Throws AppError(InputUnusable) when there is none yet.
std::unique_ptr<LibraryFile> openLibrary();
/// A session by its number, or by words of its title. Throws AppError(InputUnusable) when none or more than
/// one fits; the text names them.
qint64 findSession(LibraryFile& library, const QString& given);

} // namespace quire
