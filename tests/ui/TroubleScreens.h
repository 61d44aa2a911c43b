#pragma once

#include "ui/theme/Theme.h"

namespace quire::test {

/// Pictures of what goes wrong, each in a window of its own.
void takeTroubleScreens(const QString& out, Appearance appearance);

} // namespace quire::test
