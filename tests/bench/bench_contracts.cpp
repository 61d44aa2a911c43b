// What the contract analysis finds in a folder of contracts: clauses, terms, references and what became of
// them; megabytes a second of processor time. With labelled clauses (lines of JSON: contract, evidence with
// byte ranges in its text) also the share of them that lies in a clause.
//
//   bench_contracts FOLDER [CLAUSES.jsonl] [--each]
#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "ingest/contracts/Contract.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace quire;

namespace {

double cpuNow()
{
    struct rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

struct Labelled
{
    QByteArray text;
    qint64 begin;
};

/// Labelled pieces of clauses, by contract. Names, parties and dates stand before the first clause.
QHash<QString, std::vector<Labelled>> labelledClauses(const QString& path)
{
    static const QStringList head = {"Document Name", "Parties", "Agreement Date", "Effective Date"};
    QHash<QString, std::vector<Labelled>> found;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return found;
    while (!file.atEnd()) {
        const QJsonObject row = QJsonDocument::fromJson(file.readLine()).object();
        if (head.contains(row["category"].toString()))
            continue;
        for (const auto& evidence : row["evidence"].toArray())
            found[row["contract"].toString()].push_back(
                {evidence.toObject()["text"].toString().toUtf8(), evidence.toObject()["start"].toInteger()});
    }
    return found;
}

struct Sums
{
    qint64 bytes = 0, contracts = 0, clauses = 0, terms = 0, labelled = 0, inClause = 0;
    double seconds = 0;
    std::array<qint64, 5> outcomes{};

    void operator+=(const Sums& o)
    {
        bytes += o.bytes;
        contracts += o.contracts;
        clauses += o.clauses;
        terms += o.terms;
        labelled += o.labelled;
        inClause += o.inClause;
        seconds += o.seconds;
        for (size_t i = 0; i < outcomes.size(); ++i)
            outcomes[i] += o.outcomes[i];
    }
};

double percent(qint64 part, qint64 all)
{
    return all > 0 ? 100.0 * double(part) / double(all) : 100.0;
}

Sums measure(const Document& document, const std::vector<Labelled>& labelled)
{
    Sums sums;
    const double begin = cpuNow();
    const Contract contract(document.text());
    sums.seconds = cpuNow() - begin;
    sums.bytes = document.text().size();
    sums.contracts = contract.isContract();
    sums.clauses = qint64(contract.clauses().clauses().size());
    sums.terms = qint64(contract.terms().size());
    for (const CrossReference& reference : contract.references())
        ++sums.outcomes[size_t(reference.outcome)];
    for (const Labelled& piece : labelled) {
        ++sums.labelled;
        // The reader may have changed line ends or white space before it.
        qint64 at = document.text().indexOf(piece.text, std::max<qint64>(0, piece.begin - 64));
        if (at < 0)
            at = piece.begin;
        sums.inClause += contract.clauses().at(at) >= 0;
    }
    return sums;
}

void print(const QString& name, const Sums& s)
{
    const qint64 inside = s.outcomes[0] + s.outcomes[1] + s.outcomes[4];
    std::printf("%-44.44s %7lld %6lld  %6lld %5lld %6lld %6lld %6lld  %6.2f %%  %6.2f %%\n", qPrintable(name),
                s.clauses, s.terms, s.outcomes[0], s.outcomes[1], s.outcomes[4], s.outcomes[3], s.outcomes[2],
                percent(s.outcomes[0], inside), percent(s.inClause, s.labelled));
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.push_back(QString::fromLocal8Bit(argv[i]));
    const bool each = arguments.removeAll(QStringLiteral("--each")) > 0;
    if (arguments.isEmpty()) {
        std::fprintf(stderr, "bench_contracts FOLDER [CLAUSES.jsonl] [--each]\n");
        return 2;
    }
    const auto labelled = labelledClauses(arguments.value(1));
    std::printf("%-44s %7s %6s  %6s %5s %6s %6s %6s  %8s  %8s\n", "", "clauses", "terms", "found", "near",
                "missed", "no ann", "others", "resolved", "recall");
    Sums all;
    qint64 files = 0;
    const QDir folder(arguments[0]);
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        try {
            const DocumentPtr document = ReaderRegistry::standard().read(Source::file(folder.filePath(name)));
            const Sums sums = measure(*document, labelled.value(name));
            if (each)
                print(name, sums);
            all += sums;
            ++files;
        } catch (const IngestError& error) {
            std::printf("%s: %s\n", qPrintable(name), error.what());
        }
    }
    print(QStringLiteral("all"), all);
    std::printf(
        "%lld files, %lld of them put together as contracts; %.1f MB in %.2f s of processor time: %.0f "
        "MB/s\n",
        files, all.contracts, double(all.bytes) / 1e6, all.seconds, double(all.bytes) / 1e6 / all.seconds);
    return 0;
}
