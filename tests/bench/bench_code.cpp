// Megabytes a second of walking a folder of code and reading it into documents (rules of .gitignore,
// encodings, what is generated, outline, line index): by processor time of one thread, and by the
// clock with one thread and with two.
//
//   bench_code [FOLDER...]      always a tree that this program writes; the folders given besides
#include "ingest/IngestError.h"
#include "ingest/Intake.h"
#include "ingest/folder/Walker.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace quire;

namespace {

constexpr int rounds = 5;

struct Seconds
{
    double wall = 1e9;
    double cpu = 1e9; ///< user and system, of all threads
};

double cpuNow()
{
    struct rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

Seconds best(const std::function<void()>& work)
{
    Seconds least;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const double cpu = cpuNow();
        work();
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
        least.wall = std::min(least.wall, wall.count());
        least.cpu = std::min(least.cpu, cpuNow() - cpu);
    }
    return least;
}

/// 1,500 source files of 20 KB in 60 folders, with build output and logs that rules leave out.
void writeTree(const QString& root)
{
    const auto write = [&](const QString& path, const QByteArray& bytes) {
        QFile file(root + u'/' + path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            std::perror("bench_code");
    };
    write(QStringLiteral(".gitignore"), "build/\n*.o\n*.log\n!keep.log\n");
    const QByteArray function =
        "/// Adds what the ledger of the day says to the account.\n"
        "static int addEntry%1(struct account *to, const struct entry *from)\n{\n"
        "    if (!to || !from)\n        return -1;\n"
        "    for (size_t i = 0; i < from->count; ++i)\n"
        "        to->sum += from->amounts[i] * rate(from->kind);\n    return 0;\n}\n\n";
    for (int folder = 0; folder < 60; ++folder) {
        const QString name = QStringLiteral("module%1").arg(folder);
        if (!QDir(root).mkpath(name + QStringLiteral("/build")))
            std::perror("bench_code");
        for (int number = 0; number < 25; ++number) {
            QByteArray text = "#include \"ledger.h\"\n\n";
            while (text.size() < 20000)
                text += QByteArray(function).replace("%1", QByteArray::number(text.size()));
            write(name + QStringLiteral("/file%1.c").arg(number), text);
        }
        write(name + QStringLiteral("/build/out.o"), QByteArray(5000, '\0'));
        write(name + QStringLiteral("/run.log"), "nothing\n");
    }
}

void bench(const QString& folder)
{
    const ReaderRegistry registry = ReaderRegistry::standard();
    qint64 bytes = 0;
    size_t files = 0, excluded = 0;
    const auto read = [&](int threads) {
        Intake intake(registry);
        intake.setThreads(threads);
        const IntakeResult result = intake.read({folder});
        files = result.documents.size();
        excluded = result.excluded.size();
        bytes = 0;
        for (const DocumentPtr& document : result.documents)
            bytes += document->text().size();
    };
    const Seconds walk = best([&] {
        const FolderTree tree(folder);
        Walker(tree, {}).walk([] {});
    });
    const Seconds one = best([&] { read(1); });
    const Seconds two = best([&] { read(2); });
    const double megabytes = double(bytes) / 1e6;
    std::printf("%-24.24s %7zu %8zu %8.1f %9.0f %9.0f %9.0f %8.1f\n",
                qPrintable(QFileInfo(QDir(folder).absolutePath()).fileName()), files, excluded, megabytes,
                megabytes / one.cpu, megabytes / one.wall, megabytes / two.wall, walk.cpu * 1e3);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QTemporaryDir folder;
    const QString own = folder.filePath(QStringLiteral("tree"));
    QDir().mkpath(own);
    writeTree(own);
    std::printf("%-24s %7s %8s %8s %9s %9s %8s %8s\n", "folder", "files", "left out", "MB", "MB/s 1",
                "MB/s 2", "walk ms", "two at 1");
    try {
        bench(own);
        for (int i = 1; i < argc; ++i)
            bench(QString::fromLocal8Bit(argv[i]));
    } catch (const IngestError& error) {
        std::printf("%s\n", error.what());
        return 1;
    }
    return 0;
}
