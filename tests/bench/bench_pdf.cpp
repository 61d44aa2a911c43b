// Pages a second of PDF text: ours, with columns, paragraphs, tables, rectangles and ledger, beside pdftotext
// on the same files in the same run. One process at a time, then two of ours at once. Seconds are of
// processor time, so that other work on the machine disturbs little.
//
//   bench_pdf [FILE.pdf...]     always a handbook that this program writes; the files given besides
#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/Handbook.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace quire;

namespace {

constexpr int rounds = 3;

struct Cost
{
    double cpu = 1e9;   ///< seconds, user and system
    double wall = 1e9;  ///< seconds
    long megabytes = 0; ///< most resident
    bool failed = false;
};

pid_t start(const std::function<int()>& work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    return child;
}

Cost finish(pid_t child)
{
    int status = 0;
    struct rusage usage = {};
    wait4(child, &status, 0, &usage);
    Cost cost;
    const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) * 1e-6; };
    cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    cost.megabytes = usage.ru_maxrss / 1024;
    cost.failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    return cost;
}

/// The cheapest of some rounds with `processes` at once; cpu is that of one of them.
Cost measure(int processes, const std::function<int()>& work)
{
    Cost best;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        std::vector<pid_t> children;
        for (int i = 0; i < processes; ++i)
            children.push_back(start(work));
        Cost cost{0, 0, 0, false};
        for (const pid_t child : children) {
            const Cost one = finish(child);
            cost.cpu = std::max(cost.cpu, one.cpu);
            cost.megabytes = std::max(cost.megabytes, one.megabytes);
            cost.failed |= one.failed;
        }
        cost.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        best.cpu = std::min(best.cpu, cost.cpu);
        best.wall = std::min(best.wall, cost.wall);
        best.megabytes = std::max(best.megabytes, cost.megabytes);
        best.failed |= cost.failed;
    }
    return best;
}

/// In a process of its own: prints pages and bytes of text.
int readOne(const char* path)
{
    try {
        const DocumentPtr document =
            ReaderRegistry::standard().read(Source::file(QString::fromLocal8Bit(path)));
        std::printf("%d %lld\n", document->pageCount(), static_cast<long long>(document->text().size()));
        return 0;
    } catch (const IngestError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

/// Starts a program with its standard output going to `output`.
int run(const std::vector<const char*>& command, const QByteArray& output)
{
    const int out = open(output.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const char* argument : command)
        arguments.push_back(const_cast<char*>(argument));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    return 1;
}

void bench(const QByteArray& path, const QByteArray& scratch)
{
    const Cost theirs = measure(1, [&] { return run({"pdftotext", path.constData(), "-"}, "/dev/null"); });
    const auto ours = [&] { return run({"/proc/self/exe", "--read", path.constData()}, scratch); };
    const Cost one = measure(1, ours);
    int pages = 0;
    long long text = 0;
    FILE* result = std::fopen(scratch.constData(), "r");
    if (one.failed || !result || std::fscanf(result, "%d %lld", &pages, &text) != 2) {
        std::printf("%s cannot be read.\n", path.constData());
        return;
    }
    std::fclose(result);
    const Cost two = measure(2, ours);
    const QByteArray name = QFileInfo(QString::fromLocal8Bit(path)).fileName().toLocal8Bit();
    std::printf("%-24.24s %6d %8.2f %9.0f %10.0f %6.2f %9.2f %8ld\n", name.constData(), pages,
                double(text) / 1e6, pages / one.cpu, theirs.failed ? 0 : pages / theirs.cpu,
                theirs.failed ? 0 : theirs.cpu / one.cpu, 2 * one.wall / two.wall, one.megabytes);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && QByteArrayView(argv[1]) == QByteArrayView("--read"))
        return readOne(argv[2]);
    const QTemporaryDir folder;
    const QByteArray own = folder.filePath(QStringLiteral("handbook.pdf")).toLocal8Bit();
    const QByteArray scratch = folder.filePath(QStringLiteral("result")).toLocal8Bit();
    QSaveFile file(QString::fromLocal8Bit(own));
    if (!file.open(QIODevice::WriteOnly) || file.write(handbook(600)) < 0 || !file.commit())
        return 1;
    std::printf("%-24s %6s %8s %9s %10s %6s %9s %8s\n", "file", "pages", "text MB", "pages/s", "pdftotext",
                "ratio", "two at 1", "peak MB");
    bench(own, scratch);
    for (int i = 1; i < argc; ++i)
        bench(argv[i], scratch);
    return 0;
}
