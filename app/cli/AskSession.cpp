#include "app/cli/AskSession.h"

#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/Settings.h"
#include "app/cli/OpenLibrary.h"
#include "app/desk/EngineWork.h"
#include "app/desk/OcrChoice.h"
#include "app/desk/SessionExport.h"
#include "app/desk/SourceWork.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace quire {

namespace {

/// The sources as the session has them, the text of their pictures too.
PromptEntries readAgain(const SessionContent& content, const Settings& settings, CommandContext& context)
{
    SourceWork sources(ReadingCache::chosenIn(settings));
    ReadContext reading;
    reading.cancelled = [&context] { return context.stop.raised(); };
    reading.password = [&context](const QString& name) {
        return context.terminal.askSecret(QStringLiteral("Password of %1").arg(name));
    };
    PromptEntries entries;
    for (const DocumentRecord& record : content.documents) {
        if (!record.included)
            continue;
        const SourceItem item{record.id, record.path, record.name, record.pasted, {}, record.recognised};
        const auto result = sources.read(item, reading);
        const auto* document = std::get_if<SourceDocument>(&result);
        if (!document)
            throw AppError(AppErrorCode::InputUnusable,
                           QStringLiteral("%1 is an archive now.").arg(record.path));
        const bool lacksText =
            !record.recognised.isEmpty() && document->recognisedPages() == 0 && document->picturePages() > 0;
        entries.push_back({record.label, lacksText && OcrChoice::isPossible()
                                             ? sources.recognise(item, reading).document()
                                             : document->document()});
    }
    return entries;
}

AskOrder orderFor(const SessionContent& content, const TurnRecord& turn, PromptEntries entries,
                  int mostTokens)
{
    AskOrder order;
    order.session = turn.session;
    order.turn = turn.id;
    order.mode = turn.mode;
    order.entries = std::move(entries);
    for (const TurnRecord& earlier : content.turns)
        if (earlier.state != TurnState::Failed && !earlier.answer.isEmpty())
            order.history.append({earlier.question, earlier.answer});
    order.question = turn.question;
    order.mostTokens = mostTokens;
    return order;
}

void take(TurnRecord& turn, const AnswerEnd& end)
{
    turn.state = end.state;
    turn.modelName = end.modelName;
    turn.thinkingMs = end.thinkingMs;
    turn.answerMs = end.answerMs;
    turn.firstTokenMs = end.firstTokenMs;
    turn.promptTokens = end.promptTokens;
    turn.cachedTokens = end.cachedTokens;
    turn.answerTokens = end.answerTokens;
}

} // namespace

int askInSession(const CommandParser& parser, const QString& question, const AskMode& mode, bool ownMode,
                 int mostTokens, CommandContext& context)
{
    const std::unique_ptr<LibraryFile> library = openLibrary();
    SessionContent content = library->session(findSession(*library, parser.value("session")));
    TurnRecord turn;
    turn.id = newId();
    turn.session = content.session.id;
    turn.parent = content.session.leaf;
    turn.asked = QDateTime::currentDateTime();
    turn.question = question;
    turn.mode = ownMode ? mode : content.session.mode;

    const Settings settings(Settings::standardFile());
    EngineWork engine({context.models.places(), int(parser.number("threads", 0, 1024, 0)),
                       ReadingCache::chosenIn(settings)});
    const auto onReading = [&](const ReadingProgress& progress) {
        context.terminal.progress(QStringLiteral("Reading: %1 of %2 tokens")
                                      .arg(formatCount(progress.done), formatCount(progress.total)));
    };
    const auto onAnswer = [&](const AnswerDelta& part) {
        turn.thinking += part.thinking;
        turn.answer += part.answer;
        turn.citations += part.citations;
    };
    const AskOrder order = orderFor(content, turn, readAgain(content, settings, context), mostTokens);
    AnswerEnd end;
    engine.ask(order, *context.stop.flag(), onReading, onAnswer, end);
    take(turn, end);
    context.terminal.clearProgress();

    content.session.leaf = turn.id;
    content.session.used = turn.asked;
    library->save(content.session);
    library->save(turn);
    if (const QString reading = engine.keptAs(order.mode, order.entries); !reading.isEmpty())
        library->saveReading(order.session, reading);
    if (parser.has("json")) {
        content.turns = {turn};
        const QJsonObject session = QJsonDocument::fromJson(exportJson(content)).object();
        const QJsonObject answer = session.value(QStringLiteral("turns")).toArray().first().toObject();
        context.terminal.write(QString::fromUtf8(QJsonDocument(answer).toJson()));
    } else {
        context.terminal.write(answerMarkdown(turn));
    }
    return int(turn.state == TurnState::Stopped ? ExitCode::Cancelled : ExitCode::Ok);
}

} // namespace quire
