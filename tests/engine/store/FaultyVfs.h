#pragma once

#include <cstdint>
#include <string>

namespace quire::test {

/// An SQLite VFS that passes every call to the default one, except that one write, truncation or sync of the
/// index fails. Registered as long as it lives; one at a time.
class FaultyVfs
{
public:
    explicit FaultyVfs(const std::string& name);
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

    /// Counts anew; call number `at` fails with this SQLite code. Negative: none fails.
    void failAt(std::int64_t at, int code);
    bool struck() const;

    static int full();
    static int ioError();

private:
    std::string m_name;
};

} // namespace quire::test
