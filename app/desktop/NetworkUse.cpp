#include "app/desktop/NetworkUse.h"

#include <dirent.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace quire {

NetworkUse NetworkUse::now()
{
    NetworkUse use;
    DIR* open = ::opendir("/proc/self/fd");
    if (!open)
        return use;
    use.known = true;
    while (const dirent* entry = ::readdir(open)) {
        int family = 0;
        socklen_t size = sizeof family;
        // What is no socket says so.
        if (::getsockopt(std::atoi(entry->d_name), SOL_SOCKET, SO_DOMAIN, &family, &size) != 0)
            continue;
        if (family == AF_INET || family == AF_INET6)
            ++use.network;
        else
            ++use.local;
    }
    ::closedir(open);
    return use;
}

} // namespace quire
