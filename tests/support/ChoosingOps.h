#pragma once

#include "engine/ops/Ops.h"
#include "tests/support/ArithmeticTrial.h"

#include <memory>

namespace quire::test {

/// A device whose choices of experts and rows are written down, or replaced by ones written down before: what
/// a rounding does by itself can then be told from what it does by tipping a choice over.
class ChoosingOps final : public Ops
{
public:
    /// experts, rows: null leaves the choice to the device; else they outlive the object.
    ChoosingOps(const ModelConfig& config, std::unique_ptr<Ops> device, const Choices* experts,
                const Choices* rows);

    Choices takeChoices() { return std::move(m_made); }

    void selectRows(const float* q, const float* weights, TokenRange tokens, int indexHeads, int ratio,
                    const RowFormat& format, RowBlocks keys, int topK, std::int32_t* picks) override;
    void route(const MoeWeights& weights, const float* logits, std::span<const std::int32_t> ids,
               Routing routing) override;

    Numerics numerics() const override { return m_device->numerics(); }
    bool sharesHostMemory() const override { return m_device->sharesHostMemory(); }
    DeviceBuffer allocate(std::size_t bytes) override { return m_device->allocate(bytes); }
    void upload(std::byte* device, const std::byte* host, std::size_t bytes) override
    {
        m_device->upload(device, host, bytes);
    }
    void download(std::byte* host, const std::byte* device, std::size_t bytes) override
    {
        m_device->download(host, device, bytes);
    }
    void copy(std::byte* to, const std::byte* from, std::size_t bytes) override
    {
        m_device->copy(to, from, bytes);
    }
    void setStopFlag(const std::atomic<bool>* stop) override { m_device->setStopFlag(stop); }
    void embed(const Matrix& table, std::span<const std::int32_t> ids, int streams, float* h) override
    {
        m_device->embed(table, ids, streams, h);
    }
    void linear(const float* x, int count, const Matrix& weight, float* y) override
    {
        m_device->linear(x, count, weight, y);
    }
    void groupedLinear(const float* x, int count, int groups, const Matrix& weight, float* y) override
    {
        m_device->groupedLinear(x, count, groups, weight, y);
    }
    void linearF32(const float* x, int count, const Matrix& weight, float* y) override
    {
        m_device->linearF32(x, count, weight, y);
    }
    void rmsNorm(const float* x, int rows, const Vector& gain, float eps, float* y) override
    {
        m_device->rmsNorm(x, rows, gain, eps, y);
    }
    void hyperConnectionPre(const HyperConnectionWeights& weights, const float* h, int count,
                            const Vector& gain, float* x, float* post, float* comb) override
    {
        m_device->hyperConnectionPre(weights, h, count, gain, x, post, comb);
    }
    void hyperConnectionPost(const float* y, const float* post, const float* comb, int count,
                             float* h) override
    {
        m_device->hyperConnectionPost(y, post, comb, count, h);
    }
    void headInput(const HeadWeights& weights, const float* h, int count, float* x) override
    {
        m_device->headInput(weights, h, count, x);
    }
    void prepareQueries(float* q, TokenRange tokens, int heads, const Rope& rope) override
    {
        m_device->prepareQueries(q, tokens, heads, rope);
    }
    void storeWindowRows(const float* kv, TokenRange tokens, const Vector& gain, const Rope& rope,
                         const RowFormat& format, RowRing window) override
    {
        m_device->storeWindowRows(kv, tokens, gain, rope, format, window);
    }
    void compress(const CompressorWeights& weights, const float* kv, const float* score, TokenRange tokens,
                  const Rope& rope, const RowFormat& format, bool indexer, CompressorRings rings,
                  RowBlocks rows) override
    {
        m_device->compress(weights, kv, score, tokens, rope, format, indexer, rings, rows);
    }
    void prepareIndexQueries(float* q, TokenRange tokens, int indexHeads, const Rope& rope) override
    {
        m_device->prepareIndexQueries(q, tokens, indexHeads, rope);
    }
    void attend(const float* q, TokenRange tokens, int heads, const AttentionRows& rows, const Vector& sink,
                const Rope& rope, float* out) override
    {
        m_device->attend(q, tokens, heads, rows, sink, rope, out);
    }
    void experts(const MoeWeights& weights, const float* x, int count, Routing routing, float* y) override
    {
        m_device->experts(weights, x, count, routing, y);
    }
    void addToStreams(const float* e, int count, int streams, int dim, float* h) override
    {
        m_device->addToStreams(e, count, streams, dim, h);
    }
    int ranks() const override { return m_device->ranks(); }
    int rank() const override { return m_device->rank(); }
    void allReduce(float* data, std::size_t n) override { m_device->allReduce(data, n); }
    void allGather(const float* part, int count, int width, float* out) override
    {
        m_device->allGather(part, count, width, out);
    }

private:
    const ModelConfig& m_config;
    std::unique_ptr<Ops> m_device;
    const Choices* m_experts;
    const Choices* m_rows;
    Choices m_made;
};

} // namespace quire::test
