// Uses a cache store at random until it is killed: reads on, answers, forks, pins, evicts, drops, repairs.
// Says on standard output what it is about to take away ("evict", "drop ID") and what it has kept ("kept ID
// POSITION KEY"), so that whoever killed it knows what must be there.
//
// cache_crash_worker ROOT SEED [CALL]    CALL: die at this call into the file system, half-way through a
// write

#include "FakeReading.h"
#include "FaultyFileSystem.h"

#include <cstdio>
#include <cstdlib>

using namespace quire;
using test::FakeReading;
using test::FaultyFileSystem;

namespace {

class Worker
{
public:
    Worker(std::shared_ptr<CacheStore> store, unsigned seed) : m_store(std::move(store)), m_random(seed) {}

    void step()
    {
        const std::vector<SessionRow> sessions = m_store->sessions();
        const unsigned choice = m_random() % 20;
        if (sessions.size() < 2 || (choice == 0 && sessions.size() < 8))
            readOn(m_store->createSession(FakeReading::smallModel(), "book"), 300);
        else if (choice < 8)
            readOn(any(sessions).id, 200);
        else if (choice < 13)
            answer(any(sessions).id);
        else if (choice < 15)
            fork(any(sessions).id);
        else if (choice == 15)
            m_store->pin(any(sessions).id, m_random() % 2 == 0);
        else if (choice == 16)
            evict();
        else if (choice == 17 && sessions.size() > 4)
            drop(any(sessions).id);
        else if (choice == 18)
            m_store->repair();
    }

private:
    const SessionRow& any(const std::vector<SessionRow>& sessions)
    {
        return sessions[m_random() % sessions.size()];
    }

    void keep(const std::string& id, const std::vector<std::int32_t>& tokens, SnapshotKind kind)
    {
        FakeReading reading(FakeReading::smallModel(), tokens);
        m_store->commit({reading.model(), tokens, reading, 1,
                         SnapshotImage{kind, reading.state(reading.size())}, id, -1});
        const TokenPath path(reading.model().identity, reading.model().geometry.blockTokens(), tokens);
        say("kept " + id + " " + std::to_string(path.size()) + " " + path.keyAt(path.size()).hex());
    }

    void readOn(const std::string& id, unsigned most)
    {
        std::vector<std::int32_t> tokens = m_store->sessionTokens(id);
        const auto more =
            FakeReading::text(1 + m_random() % most, m_random() % 4); // few texts: much is shared
        for (std::size_t i = 0; i < more.size(); ++i) {
            tokens.push_back(more[i]);
            if (tokens.size() % 64 == 0)
                keep(id, tokens, SnapshotKind::Reading);
        }
        keep(id, tokens, SnapshotKind::PromptEnd);
    }

    void answer(const std::string& id)
    {
        std::vector<std::int32_t> tokens = m_store->sessionTokens(id);
        for (unsigned i = 0; i < 3; ++i) {
            for (const std::int32_t token : FakeReading::text(1 + m_random() % 20, m_random()))
                tokens.push_back(token);
            keep(id, tokens, i == 2 ? SnapshotKind::AnswerEnd : SnapshotKind::Pause);
        }
    }

    void fork(const std::string& id)
    {
        std::vector<std::int32_t> tokens = m_store->sessionTokens(id);
        if (tokens.empty())
            return;
        tokens.resize(1 + m_random() % tokens.size());
        keep(m_store->createSession(FakeReading::smallModel(), "fork"), tokens, SnapshotKind::Pause);
    }

    void evict()
    {
        say("evict");
        m_store->evict(m_store->usage().bytes / 2);
    }

    void drop(const std::string& id)
    {
        say("drop " + id);
        m_store->drop(id, m_random() % 2 == 0);
    }

    static void say(const std::string& line)
    {
        std::puts(line.c_str());
        std::fflush(stdout);
    }

    std::shared_ptr<CacheStore> m_store;
    std::mt19937 m_random;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3)
        return 2;
    const auto system = std::make_shared<FaultyFileSystem>();
    if (argc > 3) {
        system->fault = FaultyFileSystem::Fault::Kill;
        system->at = std::atoll(argv[3]);
    }
    StoreOptions options;
    options.fileSystem = system;
    Worker worker(CacheStore::open(argv[1], options), static_cast<unsigned>(std::atoll(argv[2])));
    for (;;)
        worker.step();
}
