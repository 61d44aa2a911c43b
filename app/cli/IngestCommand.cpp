#include "app/AppError.h"
#include "app/ExitCode.h"
#include "app/Settings.h"
#include "app/cli/ClauseReport.h"
#include "app/cli/Command.h"
#include "app/cli/CommandParser.h"
#include "app/cli/OpenEngine.h"
#include "app/cli/ReadPaths.h"
#include "engine/text/Tokenizer.h"
#include "ingest/prompt/PromptDifference.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace quire {

namespace {

/// What was read, and the prompt it makes.
struct Reading
{
    IntakeResult intake;
    Prompt prompt;
    std::optional<PromptTokens> tokens; ///< where they were asked for
    std::vector<FolderTokens> folders;
    qint64 room = 0; ///< tokens that are free
    std::optional<PromptDifference> since;
};

/// Counts with the tokenizer of the chosen model.
TokenCounter counterOf(const CommandParser& parser, const CommandContext& context)
{
    const ModelInfo model = chosenModel(parser, context.models);
    const auto tokenizer = std::make_shared<Tokenizer>(
        Tokenizer::fromFile((model.directory + QStringLiteral("/tokenizer.json")).toStdString()));
    return [tokenizer](QByteArrayView text) {
        return qint64(tokenizer->count({text.data(), size_t(text.size())}, SpecialTokens::Inert));
    };
}

void countTokens(const CommandParser& parser, const CommandContext& context, Reading& reading)
{
    TokenBudget budget(counterOf(parser, context), TokenBudget::fullContext,
                       parser.number("reserve", 0, TokenBudget::fullContext, TokenBudget::usualReserve));
    reading.tokens = budget.measure(reading.prompt);
    reading.folders = TokenBudget::byFolder(reading.prompt, *reading.tokens);
    reading.room = budget.room(*reading.tokens);
}

/// How much of the prompt is as it was when `--text` printed it into a file.
void compareWith(const QString& path, const CommandParser& parser, const CommandContext& context,
                 Reading& reading)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw AppError(AppErrorCode::BadUsage, QStringLiteral("%1 cannot be read.").arg(path),
                       QStringLiteral("Give a file that 'quire ingest --text' was written to."));
    reading.since = differenceOf(file.readAll(), reading.prompt, counterOf(parser, context));
}

Reading readAll(const CommandParser& parser, CommandContext& context)
{
    Reading result;
    const ReadingCache cache = ReadingCache::chosenIn(Settings(Settings::standardFile()));
    result.intake = readPaths({parser.positional(), parser.values("include"), cache}, parser, context);
    std::vector<PromptBuilder::Entry> entries;
    for (const DocumentPtr& document : result.intake.documents)
        entries.push_back({documentLabel(int(entries.size())), document});
    result.prompt = PromptBuilder().build(entries);
    return result;
}

void printFolders(const Reading& reading, Terminal& terminal)
{
    std::vector<QStringList> rows;
    for (const FolderTokens& folder : reading.folders)
        rows.push_back({folder.folder, formatCount(folder.documents), formatCount(folder.tokens)});
    if (!rows.empty())
        terminal.write(formatTable({"folder", "documents", "tokens"}, rows, {1, 2}));
}

void printStats(const Reading& reading, Terminal& terminal)
{
    const SourceMap& map = reading.prompt.map();
    std::vector<QStringList> rows;
    qint64 passages = 0;
    for (int i = 0; i < map.documentCount(); ++i) {
        const Document& document = *map.block(i).document();
        passages += map.block(i).passageCount();
        rows.push_back({map.block(i).label(), document.name(), formatCount(document.text().size()),
                        formatCount(map.block(i).passageCount()), formatCount(document.lineCount()),
                        document.pageCount() > 0 ? formatCount(document.pageCount()) : QString()});
        if (reading.tokens)
            rows.back() << formatCount(reading.tokens->documents[size_t(i)]);
    }
    QStringList heading = {"label", "document", "bytes", "passages", "lines", "pages"};
    if (reading.tokens)
        heading << QStringLiteral("tokens");
    if (!rows.empty())
        terminal.write(formatTable(heading, rows, {2, 3, 4, 5, 6}));
    printFolders(reading, terminal);
    terminal.writeLine(
        QStringLiteral("%1 documents, %2 passages, a prompt of %3; %4 left out%5.")
            .arg(map.documentCount())
            .arg(formatCount(passages), formatBytes(double(map.size())))
            .arg(reading.intake.excluded.size())
            .arg(reading.intake.excluded.empty() ? QString() : QStringLiteral(" (see --ledger)")));
    if (reading.tokens)
        terminal.writeLine(
            QStringLiteral("%1 tokens; %2.")
                .arg(formatCount(reading.tokens->total()),
                     reading.room >= 0
                         ? QStringLiteral("%1 more would fit beside the question and its answer")
                               .arg(formatCount(reading.room))
                         : QStringLiteral("%1 too many for one prompt: leave something out")
                               .arg(formatCount(-reading.room))));
}

void printLedger(const Ledger& ledger, Terminal& terminal)
{
    std::vector<QStringList> rows;
    for (const LedgerLine& line : ledger.lines())
        rows.push_back({line.unit, coverageName(line.coverage), formatCount(line.characters),
                        line.bytes > 0 ? formatBytes(double(line.bytes)) : QString(), line.reason});
    if (!rows.empty())
        terminal.write(formatTable({"unit", "coverage", "characters", "size", "reason"}, rows, {2, 3}));
}

QJsonObject toJson(const Anchor& anchor)
{
    QJsonObject object{{"text_begin", anchor.text.begin}, {"text_end", anchor.text.end}};
    if (const auto* lines = std::get_if<LinePlace>(&anchor.place)) {
        object["line"] = lines->line;
        object["column"] = lines->column;
        object["end_line"] = lines->endLine;
        object["end_column"] = lines->endColumn;
    } else if (const auto* page = std::get_if<PagePlace>(&anchor.place)) {
        QJsonArray rectangles;
        for (const QRectF& r : page->rectangles)
            rectangles.append(QJsonArray{r.left(), r.top(), r.right(), r.bottom()});
        object["page"] = page->page + 1;
        object["page_label"] = page->label;
        object["rectangles"] = rectangles;
    } else {
        const auto& part = std::get<HrefPlace>(anchor.place);
        object["part"] = part.href;
        object["offset"] = part.text.begin;
    }
    return object;
}

/// The passage at a prompt offset and where it comes from.
QJsonObject mapToJson(const SourceMap& map, qint64 offset)
{
    const auto passage = map.passageAt(offset);
    if (!passage)
        throw AppError(AppErrorCode::BadUsage,
                       QStringLiteral("No passage stands at byte %1 of the prompt.").arg(offset),
                       QStringLiteral("Give an offset from 0 to %1; the lines of tags hold no passage.")
                           .arg(std::max<qint64>(0, map.size() - 1)));
    const Document& document = *passage->source.document;
    QJsonArray anchors;
    for (const Anchor& anchor : document.anchors(passage->source.text))
        anchors.append(toJson(anchor));
    const ByteRange text = passage->source.text;
    return {{"mark", passage->mark()},
            {"document", document.name()},
            {"place", SourceMap::describe(passage->source)},
            {"text", QString::fromUtf8(document.text().mid(text.begin, text.size()))},
            {"prompt_begin", passage->prompt.begin},
            {"prompt_end", passage->prompt.end},
            {"anchors", anchors}};
}

void printSince(const PromptDifference& since, Terminal& terminal)
{
    if (since.isSame) {
        terminal.writeLine(QStringLiteral("The prompt is what it was: %1 tokens of documents.")
                               .arg(formatCount(since.total)));
        return;
    }
    const QString where = since.passage
                              ? QStringLiteral(", at [%1] of %2")
                                    .arg(since.passage->mark(), SourceMap::describe(since.passage->source))
                          : since.document ? QStringLiteral(", at %1").arg(since.document->name())
                                           : QStringLiteral(", where it ends now");
    terminal.writeLine(QStringLiteral("The prompt differs from token %1 of %2 on%3.")
                           .arg(formatCount(since.tokens), formatCount(since.total), where));
}

QJsonObject toJson(const PromptDifference& since)
{
    QJsonObject object{
        {"same", since.isSame}, {"tokens", since.tokens}, {"of", since.total}, {"bytes", since.bytes}};
    if (since.document)
        object["document"] = since.document->name();
    if (since.passage) {
        object["mark"] = since.passage->mark();
        object["place"] = SourceMap::describe(since.passage->source);
    }
    return object;
}

QJsonObject toJson(const Reading& reading, bool clauses)
{
    const SourceMap& map = reading.prompt.map();
    QJsonArray documents, ledger;
    for (int i = 0; i < map.documentCount(); ++i) {
        const Document& document = *map.block(i).document();
        documents.append(QJsonObject{{"label", map.block(i).label()},
                                     {"name", document.name()},
                                     {"title", document.info().title},
                                     {"bytes", document.text().size()},
                                     {"lines", document.lineCount()},
                                     {"pages", document.pageCount()},
                                     {"passages", map.block(i).passageCount()},
                                     {"prompt_begin", map.blockRange(i).begin},
                                     {"prompt_end", map.blockRange(i).end}});
        if (reading.tokens) {
            QJsonObject counted = documents.last().toObject();
            counted["tokens"] = reading.tokens->documents[size_t(i)];
            documents.replace(i, counted);
        }
    }
    QJsonArray contracts;
    if (clauses)
        for (const DocumentPtr& document : reading.intake.documents)
            contracts.append(clausesToJson(*document));
    for (const LedgerLine& line : reading.intake.ledger.lines())
        ledger.append(QJsonObject{{"unit", line.unit},
                                  {"coverage", coverageName(line.coverage)},
                                  {"characters", line.characters},
                                  {"bytes", line.bytes},
                                  {"reason", line.reason}});
    QJsonObject object{{"documents", documents}, {"ledger", ledger}, {"prompt_bytes", map.size()}};
    if (clauses)
        object["contracts"] = contracts;
    if (reading.tokens) {
        QJsonArray folders;
        for (const FolderTokens& folder : reading.folders)
            folders.append(QJsonObject{
                {"folder", folder.folder}, {"documents", folder.documents}, {"tokens", folder.tokens}});
        object["folders"] = folders;
        object["tokens"] = reading.tokens->total();
        object["room"] = reading.room;
    }
    if (reading.since)
        object["since"] = toJson(*reading.since);
    return object;
}

void printMap(const SourceMap& map, qint64 offset, Terminal& terminal)
{
    const QJsonObject found = mapToJson(map, offset);
    terminal.writeLine(QStringLiteral("[%1] %2").arg(found["mark"].toString(), found["place"].toString()));
    terminal.writeLine(found["text"].toString());
}

} // namespace

int runIngest(const QStringList& arguments, CommandContext& context)
{
    CommandParser parser(
        QStringLiteral("ingest [options] PATH..."),
        QStringLiteral(
            "Reads files, folders and archives and shows what a model would be given, without a model."),
        {QStringLiteral("quire ingest contracts/ --ledger"),
         QStringLiteral("quire ingest lease.pdf --text | less"),
         QStringLiteral("quire ingest lease.pdf --clauses"), QStringLiteral("quire ingest src/ --tokens"),
         QStringLiteral("quire ingest src.tar.gz --map 12000 --json")});
    parser.add({"stats", "Print documents and their sizes (also when nothing else is asked for)."});
    parser.add({"text", "Print the documents as the prompt has them."});
    parser.add({"ledger", "Print what became of every page and file, and why some were left out."});
    parser.add({"map", "Print the passage at a byte of the prompt and where it comes from.", "OFFSET"});
    parser.add(
        {"tokens", "Count tokens by document and folder with a model's tokenizer, and say what still fits."});
    parser.add({"reserve", "Tokens kept for the question and the answer; 16384 by default.", "N"});
    parser.add({"since",
                "Say from which token on the prompt differs from the one that an earlier --text wrote into "
                "FILE: what comes before is not read again.",
                "FILE"});
    parser.addModel();
    parser.add({"include", "Read a path that --ledger lists as left out. May be given again.", "PATH"});
    parser.add({"clauses",
                "Print the clauses of contracts as people cite them, the terms they define, and where "
                "their references lead."});
    addOcr(parser);
    parser.add({"json", "Print JSON."});
    if (!parser.parse(arguments)) {
        context.terminal.write(parser.help());
        return int(ExitCode::Ok);
    }
    if (parser.positional().isEmpty())
        throw AppError(AppErrorCode::BadUsage, QStringLiteral("There is nothing to read."),
                       QStringLiteral("Name files, folders or archives; see 'quire ingest --help'."));
    Reading reading = readAll(parser, context);
    if (parser.has("tokens"))
        countTokens(parser, context, reading);
    if (parser.has("since"))
        compareWith(parser.value("since"), parser, context, reading);
    const SourceMap& map = reading.prompt.map();
    const qint64 offset = parser.number("map", 0, std::max<qint64>(0, map.size() - 1), -1);
    Terminal& terminal = context.terminal;
    if (parser.has("json")) {
        const QJsonObject object =
            offset >= 0 ? mapToJson(map, offset) : toJson(reading, parser.has("clauses"));
        terminal.write(QString::fromUtf8(QJsonDocument(object).toJson()));
        return int(ExitCode::Ok);
    }
    if (parser.has("text"))
        terminal.write(QString::fromUtf8(reading.prompt.documents()));
    if (offset >= 0)
        printMap(map, offset, terminal);
    if (parser.has("ledger"))
        printLedger(reading.intake.ledger, terminal);
    if (reading.since)
        printSince(*reading.since, terminal);
    if (parser.has("clauses"))
        for (const DocumentPtr& document : reading.intake.documents)
            printClauses(*document, terminal);
    if (parser.has("stats") || parser.has("tokens") ||
        !(parser.has("text") || parser.has("ledger") || parser.has("clauses") || reading.since ||
          offset >= 0))
        printStats(reading, terminal);
    return int(ExitCode::Ok);
}

} // namespace quire
