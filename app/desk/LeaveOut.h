#pragma once

#include "app/desk/Sources.h"

namespace quire {

/// Which included sources to leave out so that at least `tokens` become free: the single smallest one that is
/// enough, else as few as possible, the largest first. Empty: even without all of them it would not do.
QList<qint64> whatToLeaveOut(const QList<SourceEntry>& sources, qint64 tokens);

} // namespace quire
