#pragma once

class QString;

namespace quire {

class Sqlite;

/// Copies what can still be read of a damaged library into a fresh one: each table from its front and from
/// its back up to where it is broken. Returns the number of sessions that came over. Never throws for damage.
int rescueLibrary(const QString& damaged, Sqlite& fresh);

} // namespace quire
