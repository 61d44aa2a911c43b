#include "engine/Engine.h"

#include "engine/EngineRank.h"
#include "engine/cpu/Collectives.h"
#include "engine/cpu/CpuOps.h"
#include "engine/cuda/CudaOps.h"
#include "engine/cuda/DeviceWeights.h"
#include "engine/model/MemoryPlan.h"
#include "engine/text/CheckpointTokenizer.h"

#include <algorithm>
#include <optional>
#include <thread>

namespace quire {

namespace fs = std::filesystem;

struct Engine::Impl
{
    EngineOptions options;
    std::shared_ptr<const Checkpoint> checkpoint;
    std::optional<Tokenizer> tokenizer;
    std::string identity;
    std::shared_ptr<CollectiveGroup> group;
    std::vector<std::unique_ptr<EngineRank>> ranks;
};

namespace {

/// Which kernels compute: rows of different ones differ in their last bits.
std::string kernelsOf(const DeviceChoice& device)
{
    if (device.isGpu())
        return "cuda-" + findDevice(device).instructions;
    return "cpu-" + std::string(name(bestSimdLevel()));
}

/// Everything cached rows depend on.
std::string identityOf(const Checkpoint& checkpoint, const std::optional<Tokenizer>& tokenizer,
                       const EngineOptions& options)
{
    return checkpoint.identity() + "/" + (tokenizer ? tokenizer->identity() : "ids") + "/" +
           std::string(name(options.numerics)) + "/" + kernelsOf(DeviceChoice::parse(options.device)) +
           "/ranks" + std::to_string(options.ranks);
}

MemoryPlanOptions planOptions(const Checkpoint& checkpoint, const EngineOptions& options)
{
    MemoryPlanOptions plan;
    plan.numerics = options.numerics;
    plan.chunk = options.chunk;
    plan.ranks = options.ranks;
    plan.experts = ExpertSizes::of(checkpoint.weights());
    plan.expertMemory = options.expertMemory;
    return plan;
}

std::int64_t plannedTokens(const Checkpoint& checkpoint, const EngineOptions& options)
{
    return std::min(options.plannedTokens, checkpoint.config().maxPositions);
}

/// A model that this machine cannot hold is refused with the table that says why. Returns the memory for
/// experts, 0 if they are used where they are mapped.
std::uint64_t planMemory(const Checkpoint& checkpoint, const EngineOptions& options)
{
    const MemoryPlan plan = MemoryPlan::make(checkpoint.config(), checkpoint.fileBytes(),
                                             MachineMemory::detect(), planOptions(checkpoint, options));
    plan.require(plannedTokens(checkpoint, options));
    // What is asked for goes on as it is: the slots' borders are not in the plan.
    return options.expertMemory > 0 ? options.expertMemory
                                    : plan.at(plannedTokens(checkpoint, options)).expertMemory;
}

/// Of a GPU's memory nothing is paged.
void requireGpuMemory(const Checkpoint& checkpoint, const EngineOptions& options, const DeviceChoice& choice)
{
    const Device device = findDevice(choice);
    const std::uint64_t weights = deviceBytes(checkpoint.weights(), checkpoint.config());
    MemoryPlanOptions plan = planOptions(checkpoint, options);
    plan.experts = {};
    const MemoryPlan inGpu =
        MemoryPlan::make(checkpoint.config(), weights, {device.memory, device.memory, false}, plan);
    if (inGpu.at(plannedTokens(checkpoint, options)).verdict != MemoryVerdict::Fits)
        throw EngineError(ErrorCode::OutOfMemory,
                          "The model does not fit into the free memory of " + device.name + ".",
                          "Choose --device cpu.", inGpu.table());
}

/// One rank's share of the threads; 0 lets the device take every core.
int shareOfThreads(const EngineOptions& options)
{
    if (options.ranks == 1)
        return options.threads;
    const int all =
        options.threads > 0 ? options.threads : static_cast<int>(std::thread::hardware_concurrency());
    return std::max(1, all / options.ranks);
}

/// Of something at least a byte, so that too little is told from nothing.
std::uint64_t shareOfMemory(std::uint64_t bytes, int ranks)
{
    return bytes > 0 ? std::max<std::uint64_t>(1, bytes / static_cast<std::uint64_t>(ranks)) : 0;
}

std::unique_ptr<EngineRank> openGpu(const Checkpoint& checkpoint, const EngineOptions& options, int gpu)
{
    auto rank = std::make_unique<EngineRank>();
    rank->ops = makeCudaOps(checkpoint.config(), options.numerics, gpu);
    DeviceWeights copied = uploadWeights(checkpoint.weights(), checkpoint.config(), *rank->ops);
    rank->weights = std::move(copied.weights);
    rank->weightMemory = std::move(copied.memory);
    rank->transformer =
        std::make_unique<Transformer>(checkpoint.config(), rank->weights, *rank->ops, options.chunk);
    return rank;
}

/// expertMemory: of this rank; 0 for experts where they are mapped.
std::unique_ptr<EngineRank> openRank(const Checkpoint& checkpoint, const EngineOptions& options, int index,
                                     const std::shared_ptr<CollectiveGroup>& group,
                                     std::uint64_t expertMemory)
{
    auto rank = std::make_unique<EngineRank>();
    rank->index = index;
    rank->weights = shardWeights(checkpoint.weights(), checkpoint.config(), index, options.ranks);
    CpuOptions cpu;
    cpu.numerics = options.numerics;
    cpu.threads = shareOfThreads(options);
    cpu.group = group;
    cpu.rank = index;
    if (expertMemory > 0)
        rank->pagedExperts =
            std::make_shared<PagedExperts>(checkpoint, rank->weights, expertMemory, options.guessExperts);
    cpu.pagedExperts = rank->pagedExperts;
    rank->ops = makeCpuOps(checkpoint.config(), cpu);
    rank->transformer =
        std::make_unique<Transformer>(checkpoint.config(), rank->weights, *rank->ops, options.chunk);
    return rank;
}

void checkOptions(const EngineOptions& options)
{
    if (options.ranks < 1 || options.chunk < 1 || options.threads < 0)
        throw EngineError(ErrorCode::BadInput,
                          "Ranks and chunk must be at least 1 and threads at least 0 (got " +
                              std::to_string(options.ranks) + ", " + std::to_string(options.chunk) + ", " +
                              std::to_string(options.threads) + ").");
    if (DeviceChoice::parse(options.device).isGpu() && options.ranks > 1)
        throw EngineError(ErrorCode::BadInput, "A GPU runs the whole model: it cannot be split into ranks.",
                          "Leave out --ranks or choose --device cpu.");
    if (DeviceChoice::parse(options.device).isGpu() && options.expertMemory > 0)
        throw EngineError(ErrorCode::BadInput,
                          "A GPU keeps all experts in its own memory: they cannot be limited.",
                          "Leave out --expert-memory or choose --device cpu.");
}

} // namespace

std::shared_ptr<Engine> Engine::open(const fs::path& directory, const EngineOptions& options)
{
    checkOptions(options);
    auto impl = std::make_unique<Impl>();
    impl->options = options;
    impl->checkpoint = Checkpoint::open(directory);
    const DeviceChoice device = DeviceChoice::parse(options.device);
    std::uint64_t expertMemory = 0;
    if (device.isGpu())
        requireGpuMemory(*impl->checkpoint, options, device);
    else
        expertMemory = planMemory(*impl->checkpoint, options);
    impl->tokenizer = loadTokenizer(directory, impl->checkpoint->config());
    if (options.ranks > 1)
        impl->group = std::make_shared<CollectiveGroup>(options.ranks);
    if (device.isGpu())
        impl->ranks.push_back(openGpu(*impl->checkpoint, options, device.gpu));
    for (int r = 0; !device.isGpu() && r < options.ranks; ++r)
        impl->ranks.push_back(
            openRank(*impl->checkpoint, options, r, impl->group, shareOfMemory(expertMemory, options.ranks)));
    impl->identity = identityOf(*impl->checkpoint, impl->tokenizer, options);
    return std::shared_ptr<Engine>(new Engine(std::move(impl)));
}

Engine::Engine(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Engine::~Engine() = default;

const ModelConfig& Engine::config() const
{
    return m_impl->checkpoint->config();
}

const Checkpoint& Engine::checkpoint() const
{
    return *m_impl->checkpoint;
}

const EngineOptions& Engine::options() const
{
    return m_impl->options;
}

const Tokenizer* Engine::tokenizer() const
{
    return m_impl->tokenizer ? &*m_impl->tokenizer : nullptr;
}

const std::string& Engine::identity() const
{
    return m_impl->identity;
}

std::optional<ExpertReport> Engine::experts() const
{
    ExpertReport report;
    for (const std::unique_ptr<EngineRank>& rank : m_impl->ranks) {
        if (!rank->pagedExperts)
            return {};
        const PagedExperts& paged = *rank->pagedExperts;
        report.memory += static_cast<std::uint64_t>(paged.slotCount()) * paged.slotBytes();
        report.inMemory += paged.slotCount();
        report.experts += paged.experts();
        report.direct = report.direct && paged.isDirect();
        report.counters += paged.counters();
    }
    return report;
}

Session Engine::newSession()
{
    return Session(shared_from_this());
}

EngineRank& Engine::rank(int index)
{
    return *m_impl->ranks[static_cast<std::size_t>(index)];
}

int Engine::ranks() const
{
    return static_cast<int>(m_impl->ranks.size());
}

void Engine::onRanks(const std::function<void(EngineRank&)>& work)
{
    if (!m_impl->group)
        return work(rank(0));
    m_impl->group->run([&](int index) { work(rank(index)); });
}

} // namespace quire
