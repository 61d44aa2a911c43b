#pragma once

#include "engine/cpu/CpuContext.h"
#include "engine/ops/Ops.h"

#include <span>

/// The CPU device's operations, one file each, named as in Ops, which says what they compute.
namespace quire::cpu {

// Linear.cpp
void embed(CpuContext& context, const Matrix& table, std::span<const std::int32_t> ids, int streams,
           float* h);
void linear(CpuContext& context, const float* x, int count, const Matrix& weight, float* y);
void groupedLinear(CpuContext& context, const float* x, int count, int groups, const Matrix& weight,
                   float* y);
void linearF32(CpuContext& context, const float* x, int count, const Matrix& weight, float* y);

// Norm.cpp
void rmsNorm(CpuContext& context, const float* x, int rows, const Vector& gain, float eps, float* y);

// HyperConnections.cpp
void hyperConnectionPre(CpuContext& context, const HyperConnectionWeights& weights, const float* h, int count,
                        const Vector& gain, float* x, float* post, float* comb);
void hyperConnectionPost(CpuContext& context, const float* y, const float* post, const float* comb, int count,
                         float* h);
void headInput(CpuContext& context, const HeadWeights& weights, const float* h, int count, float* x);
void addToStreams(CpuContext& context, const float* e, int count, int streams, int dim, float* h);

// RopeRows.cpp
void prepareQueries(CpuContext& context, float* q, TokenRange tokens, int heads, const Rope& rope);
void prepareIndexQueries(CpuContext& context, float* q, TokenRange tokens, int indexHeads, const Rope& rope);
void storeWindowRows(CpuContext& context, const float* kv, TokenRange tokens, const Vector& gain,
                     const Rope& rope, const RowFormat& format, RowRing window);

// Compress.cpp
void compress(CpuContext& context, const CompressorWeights& weights, const float* kv, const float* score,
              TokenRange tokens, const Rope& rope, const RowFormat& format, bool indexer,
              CompressorRings rings, RowBlocks rows);

// SelectRows.cpp
void selectRows(CpuContext& context, const float* q, const float* weights, TokenRange tokens, int indexHeads,
                int ratio, const RowFormat& format, RowBlocks keys, int topK, std::int32_t* picks);

// Attend.cpp
void attend(CpuContext& context, const float* q, TokenRange tokens, int heads, const AttentionRows& rows,
            const Vector& sink, const Rope& rope, float* out);

// Route.cpp
void route(CpuContext& context, const MoeWeights& weights, const float* logits,
           std::span<const std::int32_t> ids, Routing routing);

// Experts.cpp
void experts(CpuContext& context, const MoeWeights& weights, const float* x, int count, Routing routing,
             float* y);
void announceExperts(CpuContext& context, const MoeWeights& weights, const std::int32_t* experts, int n);
void guessExperts(CpuContext& context, const MoeWeights& weights, const std::int32_t* experts, int n);

} // namespace quire::cpu
