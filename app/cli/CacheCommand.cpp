#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/cli/Command.h"
#include "app/cli/OpenEngine.h"
#include "app/cli/OutputFile.h"
#include "engine/store/Bundle.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <span>

namespace quire {

namespace {

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("cache list|du|verify|repair|pin|unpin|drop|evict|export|import [ID|FILE] [options]"),
        QStringLiteral(
            "Looks after the reading cache: what has been read stays there, so that it need not be\n"
            "read again.\n\n"
            "  list            sessions: size, seconds it took to read them, last use\n"
            "  du              how much room the cache takes, for what, and the most it may take\n"
            "                  (set in the window: Settings, Storage)\n"
            "  verify          reads everything and compares checksums; changes nothing\n"
            "  repair          removes what is damaged and makes the index again\n"
            "  pin, unpin ID   keeps a session whatever the quota says; or no longer\n"
            "  drop ID         forgets a session and all that no other session needs;\n"
            "                  says how much room that freed\n"
            "  evict           frees room down to --to, what is cheapest to read again first;\n"
            "                  only says what would go unless --yes is given\n"
            "  export ID FILE [DOCUMENT]...\n"
            "                  writes a session into one file for another machine, and with it the\n"
            "                  documents named\n"
            "  import FILE [FOLDER]\n"
            "                  takes such a file in; its documents are put into the folder"),
        {QStringLiteral("quire cache list"), QStringLiteral("quire cache evict --to 20G"),
         QStringLiteral("quire cache export 5f0c2a9be41d7780 contracts.quire")});
    addCache(parser);
    parser.add({"to", "What the cache may take afterwards: 20G, 512M, or a number of bytes.", "SIZE"});
    parser.add({"yes", "Do it, rather than say what would be done."});
    return parser;
}

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

std::string argument(const QStringList& arguments, int index, const char* what)
{
    if (arguments.size() <= index)
        throw AppError(
            AppErrorCode::BadUsage,
            QStringLiteral("'quire cache %1' needs %2.").arg(arguments.value(0), QLatin1String(what)));
    return arguments[index].toStdString();
}

/// How much room is taken of how much.
QString roomText(const StoreUsage& usage)
{
    const QString taken = formatBytes(double(usage.bytes));
    return usage.quotaBytes > 0 ? QStringLiteral("The cache takes %1 of at most %2.")
                                      .arg(taken, formatBytes(double(usage.quotaBytes)))
                                : QStringLiteral("The cache takes %1 and may take all there is.").arg(taken);
}

int list(CacheStore& store, Terminal& terminal)
{
    std::vector<QStringList> rows;
    const StoreUsage usage = store.usage();
    for (const SessionUsage& each : usage.sessions) {
        const SessionRow& session = each.session;
        QString state = session.pinned ? QStringLiteral("pinned") : QString();
        if (!each.whole)
            state += (state.isEmpty() ? QString() : QStringLiteral(", ")) + QStringLiteral("partly evicted");
        rows.push_back({text(session.id), text(session.title), formatCount(session.position),
                        formatBytes(double(each.bytes)), formatBytes(double(each.ownBytes)),
                        formatDuration(each.seconds),
                        QDateTime::fromSecsSinceEpoch(session.used).toString(Qt::ISODate), state});
    }
    if (rows.empty())
        terminal.note(QStringLiteral("The reading cache holds no sessions."));
    else
        terminal.write(formatTable({QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("tokens"),
                                    QStringLiteral("size"), QStringLiteral("its own"),
                                    QStringLiteral("reading took"), QStringLiteral("last used"), QString()},
                                   rows, {2, 3, 4, 5}));
    terminal.note(roomText(usage));
    return int(ExitCode::Ok);
}

int du(CacheStore& store, Terminal& terminal)
{
    const StoreUsage usage = store.usage();
    const auto row = [](const QString& what, std::uint64_t bytes) {
        return QStringList{what, formatBytes(double(bytes))};
    };
    terminal.write(formatTable({text(store.root().string()), QString()},
                               {row(QStringLiteral("rows"), usage.rowFileBytes),
                                row(QStringLiteral("snapshots"), usage.snapshotBytes),
                                row(QStringLiteral("index"), usage.indexBytes),
                                row(QStringLiteral("together"), usage.bytes),
                                row(QStringLiteral("of these needed by no session"), usage.unusedBytes)},
                               {1}));
    const QString since = QDateTime::fromSecsSinceEpoch(usage.writtenSince).toString(Qt::ISODate);
    terminal.write(
        QStringLiteral("Written since %1: %2.\n").arg(since, formatBytes(double(usage.everWritten))));
    terminal.writeLine(roomText(usage));
    return int(ExitCode::Ok);
}

int drop(CacheStore& store, const std::string& id, Terminal& terminal)
{
    const std::uint64_t before = store.usage().bytes;
    store.drop(id, true);
    const StoreUsage usage = store.usage();
    terminal.note(QStringLiteral("%1 freed. %2")
                      .arg(formatBytes(double(before - std::min(before, usage.bytes))), roomText(usage)));
    return int(ExitCode::Ok);
}

int verify(CacheStore& store, CommandContext& context)
{
    const VerifyReport report = store.verify([&](std::uint64_t done, std::uint64_t total) {
        context.terminal.progress(
            QStringLiteral("compared %1 of %2").arg(formatBytes(double(done)), formatBytes(double(total))));
        return !context.stop.flag()->load();
    });
    context.terminal.clearProgress();
    for (const std::string& problem : report.problems)
        context.terminal.writeLine(text(problem));
    context.terminal.note(
        QStringLiteral("%1 blocks, %2 snapshots and %3 sessions compared: %4.")
            .arg(formatCount(report.blocks), formatCount(report.snapshots), formatCount(report.sessions),
                 report.problems.empty() ? QStringLiteral("all is well")
                                         : QStringLiteral("%1 problems; 'quire cache repair' mends them")
                                               .arg(report.problems.size())));
    return int(report.problems.empty() ? ExitCode::Ok : ExitCode::InputUnusable);
}

int repair(CacheStore& store, Terminal& terminal)
{
    const RepairReport report = store.repair();
    for (const std::string& removed : report.removed)
        terminal.writeLine(text(removed));
    terminal.note(
        QStringLiteral("%1 damaged parts removed; %2 pieces of rows, %3 snapshots and %4 sessions are sound.")
            .arg(report.removed.size())
            .arg(formatCount(report.keptSegments), formatCount(report.keptSnapshots),
                 formatCount(report.keptSessions)));
    return int(ExitCode::Ok);
}

int evict(CacheStore& store, const CommandParser& parser, Terminal& terminal)
{
    if (!parser.has("to"))
        throw AppError(
            AppErrorCode::BadUsage,
            QStringLiteral("--to is missing: how much the cache may take afterwards, such as 20G."));
    const quint64 target = parser.size(QStringLiteral("to"), true);
    const bool really = parser.has("yes");
    const EvictionPlan plan = really ? store.evict(target) : store.planEviction(target);
    std::vector<QStringList> rows;
    for (const EvictionStep& step : plan.steps)
        rows.push_back({step.session.empty() ? QStringLiteral("(no session)") : text(step.title),
                        formatBytes(double(step.bytes)), formatDuration(step.seconds)});
    if (!rows.empty())
        terminal.write(formatTable(
            {QStringLiteral("session"), QStringLiteral("frees"), QStringLiteral("reading it again takes")},
            rows, {1, 2}));
    terminal.note(
        (really ? QStringLiteral("%1 freed. ") : QStringLiteral("%1 would be freed; --yes does it. "))
            .arg(formatBytes(double(plan.bytes))) +
        roomText(store.usage()));
    return int(ExitCode::Ok);
}

std::vector<BundleAttachment> readDocuments(const QStringList& paths)
{
    std::vector<BundleAttachment> documents;
    for (const QString& path : paths) {
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            throw AppError(AppErrorCode::InputUnusable,
                           QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
        const QByteArray bytes = file.readAll();
        const auto all = std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
        documents.push_back({QFileInfo(path).fileName().toStdString(), {all.begin(), all.end()}});
    }
    return documents;
}

/// Nothing that lies in the folder already is written over.
void writeDocuments(const std::vector<BundleAttachment>& documents, const QString& folder, Terminal& terminal)
{
    QDir().mkpath(folder);
    for (const BundleAttachment& document : documents) {
        // The bundle comes from elsewhere: its names must not lead out of the folder.
        const QString path = QDir(folder).filePath(QFileInfo(text(document.name)).fileName());
        QFile file(path);
        const auto size = qint64(document.bytes.size());
        if (!file.open(QFile::WriteOnly | QFile::NewOnly) ||
            file.write(reinterpret_cast<const char*>(document.bytes.data()), size) != size || !file.flush())
            throw AppError(AppErrorCode::WriteFailed,
                           QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString()));
        terminal.writeLine(path);
    }
}

int carry(CacheStore& store, const QStringList& arguments, Terminal& terminal)
{
    if (arguments.first() == u"export") {
        const std::string id = argument(arguments, 1, "a session's id and a file");
        const std::string file = argument(arguments, 2, "a session's id and a file");
        requireFilePlace(QString::fromStdString(file));
        exportBundle(store, id, file, readDocuments(arguments.mid(3)));
        return int(ExitCode::Ok);
    }
    const BundleContents contents = importBundle(store, argument(arguments, 1, "a file"));
    terminal.writeLine(QStringLiteral("%1  %2").arg(text(contents.session), text(contents.title)));
    if (arguments.size() > 2)
        writeDocuments(contents.attachments, arguments[2], terminal);
    else if (!contents.attachments.empty())
        terminal.note(QStringLiteral("It brings %1 documents; name a folder to have them.")
                          .arg(contents.attachments.size()));
    return int(ExitCode::Ok);
}

} // namespace

int runCache(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    const QStringList words = parser.positional();
    const QString verb = words.value(0);
    const std::shared_ptr<CacheStore> store = chosenCache(parser).open();
    if (verb == u"list")
        return list(*store, context.terminal);
    if (verb == u"du")
        return du(*store, context.terminal);
    if (verb == u"verify")
        return verify(*store, context);
    if (verb == u"repair")
        return repair(*store, context.terminal);
    if (verb == u"evict")
        return evict(*store, parser, context.terminal);
    if (verb == u"export" || verb == u"import")
        return carry(*store, words, context.terminal);
    if (verb == u"drop")
        return drop(*store, argument(words, 1, "a session's id"), context.terminal);
    if (verb == u"pin" || verb == u"unpin")
        store->pin(argument(words, 1, "a session's id"), verb == u"pin");
    else
        throw AppError(AppErrorCode::BadUsage, QStringLiteral("'quire cache' does not know '%1'.").arg(verb),
                       QStringLiteral("See 'quire cache --help'."));
    return int(ExitCode::Ok);
}

} // namespace quire
