#include "ingest/worker/Sandbox.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>

namespace quire {

namespace {

void limit(int resource, rlim_t value)
{
    const struct rlimit limits = {value, value};
    setrlimit(static_cast<__rlimit_resource_t>(resource), &limits);
}

#if defined(__x86_64__)
constexpr unsigned int architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned int architecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned int architecture = 0;
#endif

/// System calls that fail with EPERM from now on: sockets, programs, processes' innards.
void refuseSystemCalls()
{
    if (architecture == 0)
        return;
    constexpr unsigned int refused[] = {
        SYS_socket,
        SYS_socketpair,
        SYS_connect,
        SYS_bind,
        SYS_listen,
        SYS_accept4,
        SYS_execve,
        SYS_execveat,
        SYS_ptrace,
        SYS_kill,
        SYS_mount,
        SYS_process_vm_readv,
        SYS_unlinkat,
        SYS_renameat2,
        SYS_mkdirat,
        SYS_linkat,
        SYS_symlinkat,
        SYS_fchmodat,
        SYS_fchownat,
        SYS_process_vm_writev,
#if defined(__x86_64__)
        SYS_fork,
        SYS_vfork,
        SYS_unlink,
        SYS_rename,
        SYS_mkdir,
        SYS_rmdir,
        SYS_link,
        SYS_symlink,
        SYS_chmod,
        SYS_chown,
#endif
    };
    constexpr size_t count = std::size(refused);
    sock_filter program[count + 7];
    size_t n = 0;
    // Another architecture's numbers mean other calls: refuse them all.
    program[n++] = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    program[n++] = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0);
    program[n++] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program[n++] = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    for (size_t i = 0; i < count; ++i)
        program[n++] =
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], static_cast<unsigned char>(count - i), 0);
    program[n++] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    program[n++] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    const sock_fprog filter = {static_cast<unsigned short>(n), program};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

} // namespace

void enterSandbox([[maybe_unused]] qint64 memoryBytes, qint64 cpuSeconds)
{
    std::signal(SIGXFSZ, SIG_IGN); // a library that keeps a cache gets an error instead
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_CPU, rlim_t(std::max<qint64>(1, cpuSeconds)));
#if !defined(__SANITIZE_ADDRESS__) // its shadow memory alone is larger than any limit
    if (memoryBytes > 0)
        limit(RLIMIT_AS, rlim_t(memoryBytes));
#endif
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_PDEATHSIG, 9); // not to outlive the application
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        refuseSystemCalls();
}

} // namespace quire
