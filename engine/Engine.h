#pragma once

#include "engine/Device.h"
#include "engine/Error.h"
#include "engine/model/Checkpoint.h"
#include "engine/offload/ExpertCache.h"
#include "engine/ops/Numerics.h"
#include "engine/session/Session.h"
#include "engine/text/ChatFormat.h"
#include "engine/text/Tokenizer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quire {

struct EngineRank;

struct EngineOptions
{
    Numerics numerics = Numerics::Fast;
    /// "auto", "cpu", "cuda", "cuda:N" (DeviceChoice).
    std::string device = "auto";
    int threads = 0; ///< all ranks together; 0: every core this process may use
    int ranks = 1;   ///< tensor- and expert-parallel shares, run in-process
    int chunk = 512; ///< most tokens a forward step takes; sizes the workspace
    /// Most memory for routed experts, in bytes, all ranks together; the others are read from disk when a
    /// token needs them. 0: as the memory plan chooses, all where they fit. Results do not depend on it.
    std::uint64_t expertMemory = 0;
    bool guessExperts = true; ///< read experts before they are asked for; off only to see what that brings
    /// Refuse to load when the memory plan says that a context of this length cannot be held.
    std::int64_t plannedTokens = 4096;
};

/// Of all ranks together.
struct ExpertReport
{
    std::uint64_t memory = 0;  ///< bytes of slots
    std::int64_t inMemory = 0; ///< experts that slots hold
    std::int64_t experts = 0;  ///< in all
    bool direct = true;        ///< read past the page cache, as all but a few file systems allow
    ExpertCacheCounters counters;
};

/// An opened model: weights mapped, devices ready, tokenizer loaded. Everything the application needs of the
/// engine starts here.
class Engine : public std::enable_shared_from_this<Engine>
{
public:
    /// Throws EngineError (see Checkpoint::open, Tokenizer::load); the details of OutOfMemory are
    /// the memory plan's table.
    static std::shared_ptr<Engine> open(const std::filesystem::path& directory,
                                        const EngineOptions& options = {});
    ~Engine();

    const ModelConfig& config() const;
    const Checkpoint& checkpoint() const;
    const EngineOptions& options() const;
    /// Null when the directory has no tokenizer.json (bare test checkpoints): ids only.
    const Tokenizer* tokenizer() const;
    /// Names what a cached row depends on: weights, config, tokenizer, numerics, row format, build's kernels.
    const std::string& identity() const;

    /// How experts fared that are not all in memory; nothing if all are used where they are mapped.
    std::optional<ExpertReport> experts() const;

    Session newSession();

    /// Engine-internal: the shares of the model, for sessions.
    EngineRank& rank(int index);
    int ranks() const;
    /// Runs work(rank) on every rank at once and waits; the first exception is rethrown.
    void onRanks(const std::function<void(EngineRank&)>& work);

private:
    struct Impl;
    explicit Engine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace quire
