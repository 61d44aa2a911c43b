// The way from files to a counted prompt, as the application goes it: workers read, this process builds. Four
// tables: a folder of PDFs by one and by two workers; one long PDF by one thread of its worker and by two; a
// million tokens of PDF from the file to the last token counted; memory for a PDF of 5,000 pages. Rounds are
// paired and the quickest of each counts, so that other work on the machine disturbs little; "computed" is
// processor time of this process and its workers.
//
//   bench_intake [ROUNDS]     8 by default
#include "engine/text/Tokenizer.h"
#include "ingest/Intake.h"
#include "ingest/prompt/TokenBudget.h"
#include "ingest/worker/IsolatedReader.h"
#include "tests/ingest/support/Handbook.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace quire;

namespace {

double seconds(const timeval& t)
{
    return double(t.tv_sec) + double(t.tv_usec) * 1e-6;
}

/// Processor time of this process and of the children it has reaped, seconds.
double computed()
{
    double sum = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        struct rusage usage = {};
        getrusage(who, &usage);
        sum += seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }
    return sum;
}

struct Cost
{
    double wall = 1e9, cpu = 1e9; ///< seconds, the least of all rounds
    void add(const std::function<void()>& work)
    {
        const auto begin = std::chrono::steady_clock::now();
        const double before = computed();
        work();
        wall =
            std::min(wall, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        cpu = std::min(cpu, computed() - before);
    }
};

/// Writes a handbook in a process of its own, whose memory is not ours.
void writeHandbook(const QString& path, int pages, unsigned seed)
{
    const pid_t child = fork();
    if (child == 0) {
        QFile file(path);
        const QByteArray bytes = handbook(pages, seed);
        _exit(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0)
        qFatal("%s cannot be written", qPrintable(path));
}

IntakeResult take(const ReaderRegistry& registry, const QString& path, int threads)
{
    Intake intake(registry);
    intake.setThreads(threads);
    return intake.read({path});
}

void compareThreads(const char* name, const ReaderRegistry& registry, const QString& path, int rounds)
{
    Cost one, two;
    qint64 text = 0;
    int pages = 0;
    for (int round = 0; round < rounds; ++round) {
        one.add([&] { take(registry, path, 1); });
        two.add([&] {
            text = 0;
            pages = 0;
            for (const DocumentPtr& document : take(registry, path, 2).documents) {
                text += document->text().size();
                pages += document->pageCount();
            }
        });
    }
    std::printf("%-24s %6d %8.2f %8.2f %8.2f %9.2f %9.2f %9.2f\n", name, pages, double(text) / 1e6, one.wall,
                two.wall, one.wall / two.wall, one.cpu, two.cpu);
    std::fflush(stdout);
}

void countMillion(const ReaderRegistry& registry, const QString& path, const Tokenizer& tokenizer, int rounds)
{
    Cost read, build, count, all;
    qint64 tokens = 0;
    double text = 0;
    for (int round = 0; round < rounds; ++round) {
        all.add([&] {
            std::vector<PromptBuilder::Entry> entries;
            Prompt prompt;
            read.add([&] {
                for (const DocumentPtr& document : take(registry, path, 2).documents)
                    entries.push_back({documentLabel(int(entries.size())), document});
            });
            build.add([&] { prompt = PromptBuilder().build(entries); });
            count.add([&] {
                TokenBudget budget([&](QByteArrayView part) {
                    return qint64(tokenizer.count({part.data(), size_t(part.size())}, SpecialTokens::Inert));
                });
                tokens = budget.measure(prompt).total();
            });
            text = double(prompt.documents().size()) / 1e6;
        });
    }
    std::printf("%9lld tokens (%.1f MB): read %.2f s, prompt %.2f s, tokens %.2f s, all %.2f s by the clock; "
                "%.2f s computed\n",
                static_cast<long long>(tokens), text, read.wall, build.wall, count.wall, all.wall, all.cpu);
    std::fflush(stdout);
}

/// "VmHWM", "VmRSS" of this process, megabytes.
double statusOf(const char* key)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

/// In a process of its own, so that nothing else counts: reads one file through a worker and keeps the
/// document.
int measureMemory(const QString& path)
{
    const double before = statusOf("VmRSS");
    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    const IntakeResult result = take(registry, path, 2);
    struct rusage worker = {};
    getrusage(RUSAGE_CHILDREN, &worker);
    const Document& document = *result.documents.at(0);
    const double text = double(document.text().size()) / 1e6, own = statusOf("VmHWM"),
                 most = double(worker.ru_maxrss) / 1024;
    std::printf(
        "%6d pages, %.1f MB of text: this process %.0f MB at most (%.0f before, %.0f after), its worker "
        "%.0f MB; allowed each: %.0f MB\n",
        document.pageCount(), text, own, before, statusOf("VmRSS"), most, 200 + 2 * text);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--memory"))
        return measureMemory(arguments.value(2));
    const int rounds = std::max(1, arguments.value(1, QStringLiteral("8")).toInt());
    const QTemporaryDir root;
    const QDir folder(root.filePath(QStringLiteral("many")));
    QDir().mkpath(folder.path());
    for (int i = 0; i < 12; ++i) // of very different sizes
        writeHandbook(folder.filePath(QStringLiteral("h%1.pdf").arg(i)), 20 + 17 * i * i % 380, unsigned(i));
    const QString book = root.filePath(QStringLiteral("million.pdf")),
                  longest = root.filePath(QStringLiteral("long.pdf"));
    writeHandbook(book, 1000, 3);
    writeHandbook(longest, 5000, 5);

    const ReaderRegistry registry = ReaderRegistry::isolated(findWorker());
    std::printf("%-24s %6s %8s %8s %8s %9s %9s %9s\n", "source", "pages", "text MB", "1: s", "2: s", "times",
                "1: cpu s", "2: cpu s");
    compareThreads("a folder of 12 PDFs", registry, folder.path(), rounds);
    compareThreads("one PDF", registry, book, rounds);
    const Tokenizer tokenizer = Tokenizer::fromFile(QUIRE_RESOURCES "/models/v4-nano-flash/tokenizer.json");
    countMillion(registry, book, tokenizer, rounds);
    const pid_t child = fork();
    if (child == 0) {
        execl("/proc/self/exe", "bench_intake", "--memory", qUtf8Printable(longest), nullptr);
        _exit(1);
    }
    waitpid(child, nullptr, 0);
    return 0;
}
