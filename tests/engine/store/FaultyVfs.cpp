#include "FaultyVfs.h"

#include <sqlite3.h>

#include <cstddef>

namespace quire::test {

namespace {

/// SQLite's VFS is a table of functions without a context of ours, hence the statics.
struct
{
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    std::int64_t calls = 0, at = -1;
    int code = SQLITE_IOERR;
    bool struck = false;
} state;

struct FaultyFile
{
    sqlite3_file base;
    sqlite3_file* real; ///< right behind this struct
};

sqlite3_file* realOf(sqlite3_file* file)
{
    return reinterpret_cast<FaultyFile*>(file)->real;
}

bool strike()
{
    const bool here = state.calls++ == state.at;
    state.struck = state.struck || here;
    return here;
}

int close(sqlite3_file* f)
{
    return realOf(f)->pMethods ? realOf(f)->pMethods->xClose(realOf(f)) : SQLITE_OK;
}
int read(sqlite3_file* f, void* to, int count, sqlite3_int64 offset)
{
    return realOf(f)->pMethods->xRead(realOf(f), to, count, offset);
}
int write(sqlite3_file* f, const void* from, int count, sqlite3_int64 offset)
{
    if (strike()) {
        realOf(f)->pMethods->xWrite(realOf(f), from, count / 2, offset); // torn
        return state.code;
    }
    return realOf(f)->pMethods->xWrite(realOf(f), from, count, offset);
}
int truncate(sqlite3_file* f, sqlite3_int64 size)
{
    return strike() ? state.code : realOf(f)->pMethods->xTruncate(realOf(f), size);
}
int sync(sqlite3_file* f, int flags)
{
    return strike() ? SQLITE_IOERR_FSYNC : realOf(f)->pMethods->xSync(realOf(f), flags);
}
int fileSize(sqlite3_file* f, sqlite3_int64* size)
{
    return realOf(f)->pMethods->xFileSize(realOf(f), size);
}
int lock(sqlite3_file* f, int level)
{
    return realOf(f)->pMethods->xLock(realOf(f), level);
}
int unlock(sqlite3_file* f, int level)
{
    return realOf(f)->pMethods->xUnlock(realOf(f), level);
}
int checkLock(sqlite3_file* f, int* out)
{
    return realOf(f)->pMethods->xCheckReservedLock(realOf(f), out);
}
int control(sqlite3_file* f, int op, void* argument)
{
    return realOf(f)->pMethods->xFileControl(realOf(f), op, argument);
}
int sectorSize(sqlite3_file* f)
{
    return realOf(f)->pMethods->xSectorSize(realOf(f));
}
int characteristics(sqlite3_file* f)
{
    return realOf(f)->pMethods->xDeviceCharacteristics(realOf(f));
}
int shmMap(sqlite3_file* f, int page, int size, int extend, void volatile** out)
{
    return realOf(f)->pMethods->xShmMap(realOf(f), page, size, extend, out);
}
int shmLock(sqlite3_file* f, int offset, int count, int flags)
{
    return realOf(f)->pMethods->xShmLock(realOf(f), offset, count, flags);
}
void shmBarrier(sqlite3_file* f)
{
    realOf(f)->pMethods->xShmBarrier(realOf(f));
}
int shmUnmap(sqlite3_file* f, int remove)
{
    return realOf(f)->pMethods->xShmUnmap(realOf(f), remove);
}

const sqlite3_io_methods methods = {
    2,        close,     read,    write,      truncate,        sync,   fileSize, lock,
    unlock,   checkLock, control, sectorSize, characteristics, shmMap, shmLock,  shmBarrier,
    shmUnmap, nullptr,   nullptr};

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* outFlags)
{
    auto* faulty = reinterpret_cast<FaultyFile*>(file);
    faulty->real = reinterpret_cast<sqlite3_file*>(faulty + 1);
    faulty->base.pMethods = nullptr;
    const int code = state.real->xOpen(state.real, name, faulty->real, flags, outFlags);
    if (code == SQLITE_OK)
        faulty->base.pMethods = &methods;
    return code;
}

} // namespace

FaultyVfs::FaultyVfs(const std::string& name) : m_name(name)
{
    state.real = sqlite3_vfs_find(nullptr);
    state.vfs = *state.real; // everything that is not about one file is passed on as it is
    state.vfs.pNext = nullptr;
    state.vfs.zName = m_name.c_str();
    state.vfs.szOsFile = static_cast<int>(sizeof(FaultyFile)) + state.real->szOsFile;
    state.vfs.xOpen = open;
    failAt(-1, 0);
    sqlite3_vfs_register(&state.vfs, 0);
}

FaultyVfs::~FaultyVfs()
{
    sqlite3_vfs_unregister(&state.vfs);
}

void FaultyVfs::failAt(std::int64_t at, int code)
{
    state.calls = 0;
    state.at = at;
    state.code = code;
    state.struck = false;
}

bool FaultyVfs::struck() const
{
    return state.struck;
}

int FaultyVfs::full()
{
    return SQLITE_FULL;
}

int FaultyVfs::ioError()
{
    return SQLITE_IOERR_WRITE;
}

} // namespace quire::test
