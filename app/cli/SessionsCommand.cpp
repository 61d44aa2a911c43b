#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/cli/Command.h"
#include "app/cli/CommandParser.h"
#include "app/cli/OpenLibrary.h"
#include "app/cli/OutputFile.h"
#include "app/desk/SessionExport.h"
#include "app/library/LibraryFile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace quire {

namespace {

CommandParser makeParser()
{
    CommandParser parser(
        QStringLiteral("sessions list|show|export [SESSION] [options]"),
        QStringLiteral(
            "Shows what the window keeps. SESSION is a number from the list, or words of its title that "
            "only\n"
            "one session has. 'show' prints a session as Markdown, 'export' writes it into a file."),
        {QStringLiteral("quire sessions list"), QStringLiteral("quire sessions show lease"),
         QStringLiteral("quire sessions export lease --out lease.json")});
    parser.add({"json", "Print JSON."});
    parser.add({{"o", "out"}, "Of export: the file to write; .md or .json.", "FILE"});
    return parser;
}

QJsonObject toJson(const SessionRecord& session)
{
    return {{"id", QString::number(session.id)}, {"title", session.title},
            {"pinned", session.pinned},          {"used", session.used.toString(Qt::ISODate)},
            {"sources", session.documents},      {"questions", session.turns},
            {"model", session.mode.model},       {"effort", session.mode.effort}};
}

void list(LibraryFile& library, CommandContext& context, bool json)
{
    const QList<SessionRecord> all = library.sessions();
    if (json) {
        QJsonArray sessions;
        for (const SessionRecord& session : all)
            sessions.append(toJson(session));
        context.terminal.write(QString::fromUtf8(QJsonDocument(sessions).toJson()));
        return;
    }
    if (all.isEmpty()) {
        context.terminal.note(QStringLiteral("There are no sessions yet."));
        return;
    }
    std::vector<QStringList> rows;
    for (const SessionRecord& session : all)
        rows.push_back({QString::number(session.id), session.used.toString(u"yyyy-MM-dd hh:mm"),
                        QString::number(session.documents), QString::number(session.turns), session.title});
    context.terminal.write(formatTable({"session", "used", "sources", "questions", "title"}, rows, {2, 3}));
}

void write(const SessionContent& content, const QString& path, bool json)
{
    writeOutput(path, json ? exportJson(content) : exportMarkdown(content).toUtf8());
}

} // namespace

int runSessions(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser = makeParser();
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    const QStringList words = parser.positional();
    const QString what = words.value(0, QStringLiteral("list"));
    const bool json = parser.has("json");
    const std::unique_ptr<LibraryFile> library = openLibrary();
    if (what == QLatin1String("list") && words.size() <= 1) {
        list(*library, context, json);
    } else if (what == QLatin1String("show") && words.size() == 2) {
        const SessionContent content = library->session(findSession(*library, words[1]));
        context.terminal.write(json ? QString::fromUtf8(exportJson(content)) : exportMarkdown(content));
    } else if (what == QLatin1String("export") && words.size() == 2) {
        const SessionContent content = library->session(findSession(*library, words[1]));
        const QString path = parser.has("out") ? parser.value("out")
                                               : exportFileName(content.session.title) +
                                                     (json ? QStringLiteral(".json") : QStringLiteral(".md"));
        write(content, path, json || path.endsWith(QLatin1String(".json")));
        context.terminal.note(QStringLiteral("Written to %1.").arg(path));
    } else {
        throw AppError(AppErrorCode::BadUsage,
                       QStringLiteral("'quire sessions' takes list, show SESSION or export SESSION."));
    }
    return int(ExitCode::Ok);
}

} // namespace quire
