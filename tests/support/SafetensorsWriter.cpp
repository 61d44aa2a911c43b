#include "tests/support/SafetensorsWriter.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace quire::test {

namespace {

[[noreturn]] void throwErrno(const std::filesystem::path& path, int error)
{
    throw std::runtime_error(path.string() + " cannot be written: " + std::generic_category().message(error));
}

/// A new file of known size, mapped for writing.
class OutputMap
{
public:
    OutputMap(const std::filesystem::path& path, std::size_t size, bool holes) : m_size(size)
    {
        const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (fd < 0)
            throwErrno(path, errno);
        // Without the space set aside, a full disk would show as SIGBUS while the pages are filled.
        int error = holes ? (::ftruncate(fd, static_cast<off_t>(size)) == 0 ? 0 : errno)
                          : ::posix_fallocate(fd, 0, static_cast<off_t>(size));
        void* memory = MAP_FAILED;
        if (error == 0) {
            memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
            error = memory == MAP_FAILED ? errno : 0;
        }
        ::close(fd);
        if (error != 0)
            throwErrno(path, error);
        m_data = static_cast<std::byte*>(memory);
    }
    ~OutputMap() { ::munmap(m_data, m_size); }
    OutputMap(const OutputMap&) = delete;
    OutputMap& operator=(const OutputMap&) = delete;

    std::byte* data() const { return m_data; }

private:
    std::byte* m_data = nullptr;
    std::size_t m_size;
};

void writeIndex(const std::filesystem::path& path, const nlohmann::json& weightMap, std::uint64_t total)
{
    std::ofstream out(path);
    out << nlohmann::json{{"metadata", {{"total_size", total}}}, {"weight_map", weightMap}}.dump(1) << "\n";
    if (!out.flush())
        throwErrno(path, errno);
}

} // namespace

std::uint64_t TensorSource::byteCount() const
{
    std::uint64_t count = elementBytes(type);
    for (const std::int64_t extent : shape)
        count *= static_cast<std::uint64_t>(extent);
    return count;
}

TensorSource tensorOf(std::string name, TensorType type, std::vector<std::int64_t> shape,
                      std::vector<std::byte> bytes)
{
    const auto held = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
    return {std::move(name), type, std::move(shape),
            [held](std::byte* to) { std::copy(held->begin(), held->end(), to); }};
}

void writeSafetensors(const std::filesystem::path& path, std::vector<TensorSource> tensors)
{
    std::stable_sort(tensors.begin(), tensors.end(), [](const TensorSource& a, const TensorSource& b) {
        return elementBytes(a.type) > elementBytes(b.type);
    });
    nlohmann::ordered_json header = {{"__metadata__", {{"format", "pt"}}}};
    std::uint64_t at = 0;
    for (const TensorSource& tensor : tensors) {
        const std::uint64_t end = at + tensor.byteCount();
        header[tensor.name] = {
            {"dtype", name(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {at, end}}};
        at = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t length = text.size();

    const bool holes = std::any_of(tensors.begin(), tensors.end(), [](const auto& t) { return !t.fill; });
    const OutputMap out(path, sizeof length + text.size() + at, holes);
    std::memcpy(out.data(), &length, sizeof length);
    std::memcpy(out.data() + sizeof length, text.data(), text.size());
    std::byte* data = out.data() + sizeof length + text.size();
    for (const TensorSource& tensor : tensors) {
        if (tensor.fill)
            tensor.fill(data);
        data += tensor.byteCount();
    }
}

void writeShards(const std::filesystem::path& directory, std::vector<TensorSource> tensors, int shards)
{
    if (shards == 1) {
        writeSafetensors(directory / "model.safetensors", std::move(tensors));
        return;
    }
    const std::size_t each =
        (tensors.size() + static_cast<std::size_t>(shards) - 1) / static_cast<std::size_t>(shards);
    nlohmann::json weightMap = nlohmann::json::object();
    std::uint64_t total = 0;
    for (int s = 0; s < shards; ++s) {
        char file[64];
        std::snprintf(file, sizeof file, "model-%05d-of-%05d.safetensors", s + 1, shards);
        const std::size_t begin = std::min(tensors.size(), static_cast<std::size_t>(s) * each);
        const std::size_t end = std::min(tensors.size(), begin + each);
        const std::vector<TensorSource> part(tensors.begin() + static_cast<std::ptrdiff_t>(begin),
                                             tensors.begin() + static_cast<std::ptrdiff_t>(end));
        for (const TensorSource& tensor : part) {
            weightMap[tensor.name] = file;
            total += tensor.byteCount();
        }
        writeSafetensors(directory / file, part);
    }
    writeIndex(directory / "model.safetensors.index.json", weightMap, total);
}

} // namespace quire::test
