#include "engine/offload/ExpertFiles.h"

#include "engine/Error.h"

#include <algorithm>
#include <string>
#include <utility>

namespace quire {

namespace {

/// A gap between two pieces that is read along: cheaper than another read.
constexpr std::uint64_t readAlong = 64U << 10;

std::uint64_t valueBytes(const Matrix& m)
{
    return m.rowBytes() * static_cast<std::uint64_t>(m.rows);
}

std::uint64_t scaleBytes(const Matrix& m)
{
    return m.scales ? m.bytes() - valueBytes(m) : 0;
}

/// Places in slots are known by what their views start at, so a view must be a whole matrix.
void requireWhole(const Matrix& m)
{
    if (m.rowOffset != 0 || m.colOffset != 0 || m.cols != m.storedCols)
        throw EngineError(ErrorCode::Internal, "A routed expert's matrix is only a part of the stored one.");
}

} // namespace

ExpertFiles::ExpertFiles(const Checkpoint& checkpoint, const Weights& share)
{
    const std::vector<WeightFile> files = checkpoint.files();
    m_files.reserve(files.size());
    for (const WeightFile& file : files)
        m_files.emplace_back(file.path, file.bytes.size());
    for (const MoeWeights* moe : share.mixtures()) {
        m_layers.push_back({moe->firstExpert, m_experts.size(), moe->experts.size()});
        for (const ExpertWeights& expert : moe->experts)
            m_experts.push_back(locate(checkpoint, expert));
    }
}

ExpertFiles::StoredExpert ExpertFiles::locate(const Checkpoint& checkpoint, const ExpertWeights& expert)
{
    struct Piece
    {
        WeightPlace place;
        std::uint64_t bytes = 0;
        std::size_t number = 0;
    };
    std::vector<Piece> pieces;
    const Matrix* const matrices[3] = {&expert.w1, &expert.w2, &expert.w3};
    for (std::size_t i = 0; i < 3; ++i) {
        const Matrix& m = *matrices[i];
        requireWhole(m);
        pieces.push_back({checkpoint.placeOf(m.data), valueBytes(m), i});
        if (m.scales)
            pieces.push_back(
                {checkpoint.placeOf(reinterpret_cast<const std::byte*>(m.scales)), scaleBytes(m), i + 3});
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
        return std::pair(a.place.file, a.place.offset) < std::pair(b.place.file, b.place.offset);
    });

    StoredExpert stored;
    std::size_t end = 0; // of the slot so far
    for (const Piece& piece : pieces) {
        const std::uint64_t offset = piece.place.offset;
        if (stored.runs.empty() || stored.runs.back().file != piece.place.file ||
            offset > stored.runs.back().offset + stored.runs.back().bytes + readAlong)
            stored.runs.push_back({piece.place.file, offset, 0, end});
        Run& run = stored.runs.back();
        run.bytes = std::max(run.bytes, offset + piece.bytes - run.offset);
        end = run.slotOffset + DirectFile::spanOf(run.offset, run.bytes);
        stored.slotOffsets[piece.number] =
            run.slotOffset + run.offset % DirectFile::alignment + (offset - run.offset);
    }
    m_slotBytes = std::max(m_slotBytes, end);
    return stored;
}

bool ExpertFiles::areDirect() const
{
    return std::all_of(m_files.begin(), m_files.end(), [](const DirectFile& f) { return f.isDirect(); });
}

const ExpertFiles::StoredExpert& ExpertFiles::find(ExpertKey key) const
{
    if (key.layer >= 0 && key.layer < static_cast<int>(m_layers.size())) {
        const Layer& layer = m_layers[static_cast<std::size_t>(key.layer)];
        const auto local = static_cast<std::size_t>(key.expert - layer.firstExpert);
        if (key.expert >= layer.firstExpert && local < layer.count)
            return m_experts[layer.first + local];
    }
    throw EngineError(ErrorCode::Internal, "Layer " + std::to_string(key.layer) + " has no expert " +
                                               std::to_string(key.expert) + " here.");
}

std::uint64_t ExpertFiles::read(ExpertKey key, std::byte* slot) const
{
    std::uint64_t bytes = 0;
    for (const Run& run : find(key).runs) {
        m_files[static_cast<std::size_t>(run.file)].read(run.offset, run.bytes, slot + run.slotOffset);
        bytes += run.bytes;
    }
    return bytes;
}

ExpertWeights ExpertFiles::inSlot(ExpertKey key, const ExpertWeights& stored, const std::byte* slot) const
{
    const StoredExpert& place = find(key);
    ExpertWeights view = stored;
    Matrix* const matrices[3] = {&view.w1, &view.w2, &view.w3};
    for (std::size_t i = 0; i < 3; ++i) {
        matrices[i]->data = slot + place.slotOffsets[i];
        if (matrices[i]->scales)
            matrices[i]->scales = reinterpret_cast<const std::uint8_t*>(slot + place.slotOffsets[i + 3]);
    }
    return view;
}

} // namespace quire
