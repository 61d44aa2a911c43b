#include "engine/model/WeightsReader.h"

#include <string>

namespace quire {

namespace {

/// Builds one part of Weights after the other; `p` is the prefix of a part's tensor names.
class Builder
{
public:
    Builder(TensorReader& reader, const ModelConfig& config) : m_read(reader), m_c(config) {}

    Weights build()
    {
        Weights w;
        w.embed = m_read.floatMatrix("embed.weight", m_c.vocabSize, m_c.hiddenSize);
        w.head = m_read.matrix("head", m_c.vocabSize, m_c.hiddenSize);
        w.finalHead = head("");
        m_read.throwIfMissing();
        // Checked layer by layer: a config that lies about its layers ends at the first that is not there.
        for (int i = 0; i < m_c.layers; ++i) {
            w.layers.push_back(layer("layers." + std::to_string(i) + ".", i));
            m_read.throwIfMissing();
        }
        for (int i = 0; i < m_c.mtpLayers; ++i) {
            w.mtp.push_back(mtp("mtp." + std::to_string(i) + ".", m_c.layers + i));
            m_read.throwIfMissing();
        }
        return w;
    }

private:
    HyperConnectionWeights hyperConnection(const std::string& p, int mixes, int scales)
    {
        return {m_read.f32Matrix(p + "_fn", mixes, m_c.streams * m_c.hiddenSize),
                m_read.vector(p + "_base", {mixes}), m_read.vector(p + "_scale", {scales})};
    }

    HeadWeights head(const std::string& p)
    {
        return {hyperConnection(p + "hc_head", m_c.streams, 1),
                m_read.vector(p + "norm.weight", {m_c.hiddenSize})};
    }

    CompressorWeights compressor(const std::string& p, int ratio, int dim)
    {
        CompressorWeights c;
        c.ratio = ratio;
        c.dim = dim;
        c.overlap = ratio == 4;
        c.wkv = m_read.matrix(p + "wkv", c.width(), m_c.hiddenSize);
        c.wgate = m_read.matrix(p + "wgate", c.width(), m_c.hiddenSize);
        c.ape = m_read.vector(p + "ape", {ratio, c.width()});
        c.norm = m_read.vector(p + "norm.weight", {dim});
        return c;
    }

    AttentionWeights attention(const std::string& p, int index)
    {
        const int headsDim = m_c.heads * m_c.headDim;
        const int groupsLora = m_c.oGroups * m_c.oLora;
        AttentionWeights a;
        a.ratio = m_c.compressRatios[static_cast<std::size_t>(index)];
        a.sink = m_read.vector(p + "attn_sink", {m_c.heads});
        a.wqA = m_read.matrix(p + "wq_a", m_c.qLora, m_c.hiddenSize);
        a.qNorm = m_read.vector(p + "q_norm.weight", {m_c.qLora});
        a.wqB = m_read.matrix(p + "wq_b", headsDim, m_c.qLora);
        a.wkv = m_read.matrix(p + "wkv", m_c.headDim, m_c.hiddenSize);
        a.kvNorm = m_read.vector(p + "kv_norm.weight", {m_c.headDim});
        a.woA = m_read.matrix(p + "wo_a", groupsLora, headsDim / m_c.oGroups);
        a.woB = m_read.matrix(p + "wo_b", m_c.hiddenSize, groupsLora);
        if (a.ratio != 0)
            a.compressor = compressor(p + "compressor.", a.ratio, m_c.headDim);
        if (m_c.kind(index) == AttentionKind::Csa)
            a.indexer =
                IndexerWeights{m_read.matrix(p + "indexer.wq_b", m_c.indexHeads * m_c.indexDim, m_c.qLora),
                               m_read.matrix(p + "indexer.weights_proj", m_c.indexHeads, m_c.hiddenSize),
                               compressor(p + "indexer.compressor.", a.ratio, m_c.indexDim)};
        return a;
    }

    ExpertWeights expert(const std::string& p)
    {
        const int m = m_c.moeIntermediate;
        const int d = m_c.hiddenSize;
        ExpertWeights e;
        e.w1 = m_read.expertMatrix(p + "w1", m, d);
        e.w2 = m_read.expertMatrix(p + "w2", d, m);
        e.w3 = m_read.expertMatrix(p + "w3", m, d);
        return e;
    }

    MoeWeights moe(const std::string& p, int index)
    {
        MoeWeights w;
        w.layer = index;
        w.gate = m_read.matrix(p + "gate", m_c.experts, m_c.hiddenSize);
        if (index < m_c.hashLayers)
            w.tokenExperts =
                m_read.indexTable(p + "gate.tid2eid", m_c.vocabSize, m_c.expertsPerToken, m_c.experts);
        else
            w.bias = m_read.vector(p + "gate.bias", {m_c.experts});
        w.experts.reserve(static_cast<std::size_t>(m_c.experts));
        for (int e = 0; e < m_c.experts; ++e)
            w.experts.push_back(expert(p + "experts." + std::to_string(e) + "."));
        w.shared = expert(p + "shared_experts.");
        return w;
    }

    LayerWeights layer(const std::string& p, int index)
    {
        const int n = m_c.streams;
        LayerWeights w;
        w.hcAttn = hyperConnection(p + "hc_attn", (2 + n) * n, 3);
        w.hcFfn = hyperConnection(p + "hc_ffn", (2 + n) * n, 3);
        w.attnNorm = m_read.vector(p + "attn_norm.weight", {m_c.hiddenSize});
        w.ffnNorm = m_read.vector(p + "ffn_norm.weight", {m_c.hiddenSize});
        w.attn = attention(p + "attn.", index);
        w.moe = moe(p + "ffn.", index);
        return w;
    }

    MtpWeights mtp(const std::string& p, int index)
    {
        const int d = m_c.hiddenSize;
        MtpWeights w;
        w.layer = layer(p, index);
        w.eProj = m_read.matrix(p + "e_proj", d, d);
        w.hProj = m_read.matrix(p + "h_proj", d, d);
        w.enorm = m_read.vector(p + "enorm.weight", {d});
        w.hnorm = m_read.vector(p + "hnorm.weight", {d});
        w.head = head(p);
        return w;
    }

    TensorReader& m_read;
    const ModelConfig& m_c;
};

} // namespace

Weights readWeights(TensorReader& reader, const ModelConfig& config)
{
    return Builder(reader, config).build();
}

} // namespace quire
