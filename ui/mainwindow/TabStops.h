#pragma once

#include <QList>

class QWidget;

namespace quire {

/// The widgets of a window at which the Tab key stops, in the order in which one reads them. Qt's own order
/// is that in which they were made, and parts of turns, which are made and thrown away as one scrolls, are
/// not in it.
QList<QWidget*> tabStops(const QWidget& window);

} // namespace quire
