// Reads a prompt through a store and answers it twice, unless it is killed before.
//
// reading_worker MODEL ROOT COUNT SEED    COUNT tokens drawn with SEED (readingTokens())
//
// Prints "reused N", then "logits", "greedy" and "seeded" with their values.

#include "ReadingTokens.h"
#include "engine/store/StoredSession.h"

#include <cstdio>
#include <cstdlib>

using namespace quire;

namespace {

void print(const char* name, StoredSession& session, float temperature)
{
    StoredSession branch = session.fork({name, {}});
    GenerateOptions options;
    options.maxTokens = 40;
    options.temperature = temperature;
    options.seed = 42;
    std::printf("%s", name);
    for (const std::int32_t token : branch.generate(options).tokens)
        std::printf(" %d", token);
    std::printf("\n");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 5)
        return 2;
    const std::shared_ptr<Engine> engine = Engine::open(argv[1]);
    const auto tokens = test::readingTokens(engine->config().vocabSize, std::strtoul(argv[3], nullptr, 10),
                                            static_cast<unsigned>(std::strtoul(argv[4], nullptr, 10)));
    StoredSession session(engine, CacheStore::open(argv[2]), {"book", "book"});
    std::printf("reused %lld\n", static_cast<long long>(session.read(tokens).reused));
    std::printf("logits");
    for (const float logit : session.session().logits())
        std::printf(" %a", static_cast<double>(logit));
    std::printf("\n");
    print("greedy", session, 0);
    print("seeded", session, 1);
    return session.problem().empty() ? 0 : 1;
}
