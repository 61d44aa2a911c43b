#pragma once

#include <QStringList>

namespace quire {

/// What this process has open towards a network now, as the kernel tells it.
struct NetworkUse
{
    bool known = false; ///< the kernel could be asked
    int network = 0;    ///< IPv4 and IPv6 sockets of any kind
    int local = 0;      ///< to other programs of this computer: the display, the desktop

    static NetworkUse now();
};

} // namespace quire
