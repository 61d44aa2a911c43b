#include "app/CommandLine.h"

#include "app/ExitCode.h"
#include "app/cli/Command.h"
#include "engine/Error.h"

#include <QCoreApplication>

#include <new>

namespace quire {

namespace {

struct Entry
{
    const char* name;
    const char* summary;
    int (*run)(const QStringList&, CommandContext&);
};

constexpr Entry entries[] = {
    {"ask", "read files and answer a question about them", runAsk},
    {"sessions", "list, show and export the sessions of the window", runSessions},
    {"ingest", "show what would be read of files and folders", runIngest},
    {"models", "list the installed models", runModels},
    {"inspect", "say what a checkpoint is and what memory it needs", runInspect},
    {"bench", "measure reading and answering at growing contexts", runBench},
    {"cache", "look after what has been read: list, verify, free room, carry", runCache},
    {"eval", "measure answers against a set of questions with known evidence", runEval},
    {"logits", "write a model's logits after given tokens", runLogits},
};

const Entry* findEntry(const QString& name)
{
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.name))
            return &entry;
    return nullptr;
}

QString overview()
{
    QString text =
        QStringLiteral("Quire reads what is too long to read: whole documents in one prompt, answers with\n"
                       "quotes that are checked against the source.\n\n"
                       "Usage: quire COMMAND [options]\n\nCommands:\n");
    for (const Entry& entry : entries)
        text +=
            QStringLiteral("  %1  %2\n").arg(QLatin1String(entry.name), -8).arg(QLatin1String(entry.summary));
    return text + QStringLiteral("\n'quire COMMAND --help' says more, with examples.\n\n") + exitCodeHelp();
}

} // namespace

bool isCommandLine(const QStringList& arguments)
{
    static const QStringList general{"-h", "--help", "help", "-v", "--version"};
    return !arguments.isEmpty() && (general.contains(arguments.front()) || findEntry(arguments.front()));
}

int runCommandLine(const QStringList& arguments)
{
    Terminal terminal(stdout, stderr);
    const QString name = arguments.value(0);
    const Entry* entry = findEntry(name);
    if (!entry) {
        if (name == QStringLiteral("-v") || name == QStringLiteral("--version")) {
            terminal.writeLine(QStringLiteral("quire " QUIRE_VERSION));
            return int(ExitCode::Ok);
        }
        if (isCommandLine(arguments)) {
            terminal.write(overview());
            return int(ExitCode::Ok);
        }
        terminal.error(QStringLiteral("'%1' is no command. See 'quire --help'.").arg(name));
        return int(ExitCode::BadUsage);
    }
    try {
        const ModelRegistry models(ModelRegistry::standardPlaces(QCoreApplication::applicationDirPath()));
        const StopSignal stop;
        CommandContext context{terminal, models, stop};
        return entry->run(arguments.mid(1), context);
    } catch (const std::bad_alloc&) {
        terminal.error(
            QStringLiteral("There was not enough memory. Close other programs or read less at once."));
        return int(ExitCode::DoesNotFit);
    } catch (const std::exception& error) {
        terminal.error(QString::fromUtf8(error.what()));
        if (const auto* engine = dynamic_cast<const EngineError*>(&error);
            engine && !engine->details().empty())
            terminal.note(QString::fromStdString(engine->details()).trimmed());
        return int(exitCodeOf(error));
    }
}

} // namespace quire
