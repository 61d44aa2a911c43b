#include "app/cli/ReadPaths.h"

#include "app/AppError.h"
#include "app/FolderOrders.h"
#include "app/desk/OcrChoice.h"

namespace quire {

void addOcr(CommandParser& parser)
{
    parser.add(
        {"ocr",
         "Recognise the text of pages that are pictures, with Tesseract where it is installed: auto (the "
         "default) or off.",
         "auto|off"});
    parser.add(
        {"ocr-language",
         "A language to recognise, as Tesseract calls it (eng, deu, …); may be given again. By default a few "
         "of those installed.",
         "LANGUAGE"});
}

namespace {

void putInOrder(const FolderOrders& orders, const IntakeResult::Tree& tree, bool keeps,
                std::vector<DocumentPtr>& documents)
{
    const auto first = documents.begin() + qsizetype(tree.first);
    std::vector<DocumentPtr> some(first, first + qsizetype(tree.count));
    orders.arrange(tree.path, some);
    if (keeps)
        orders.keep(tree.path, some);
    std::copy(some.begin(), some.end(), first);
}

} // namespace

IntakeResult readPaths(const PathsToRead& what, const CommandParser& parser, CommandContext& context)
{
    const QString ocr = parser.has("ocr") ? parser.value("ocr") : QStringLiteral("auto");
    if (ocr != QStringLiteral("auto") && ocr != QStringLiteral("off"))
        throw AppError(AppErrorCode::BadUsage, QStringLiteral("--ocr takes auto or off, not '%1'.").arg(ocr));
    const ReaderRegistry registry = ReaderRegistry::installed();
    if (registry.worker().isEmpty())
        context.terminal.note(QStringLiteral(
            "quire-extract is not installed: files are read in this process, without its protection."));
    ReadContext reading;
    reading.recognise = ocr == QStringLiteral("auto");
    reading.ocrLanguages = parser.values("ocr-language");
    reading.cancelled = [&context] { return context.stop.raised(); };
    reading.progress = [&context](qint64 done, qint64 total) {
        context.terminal.progress(
            QStringLiteral("Reading: %1 of %2").arg(formatCount(done), formatCount(total)));
    };
    reading.password = [&context](const QString& name) {
        return context.terminal.askSecret(QStringLiteral("Password of %1").arg(name));
    };
    Intake intake(registry);
    intake.include(QSet<QString>(what.include.begin(), what.include.end()));
    intake.keepRecognised(OcrChoice::keptIn(what.cache));
    IntakeResult result = intake.read(what.paths, reading);
    context.terminal.clearProgress();
    const FolderOrders orders(what.cache.folder);
    for (const IntakeResult::Tree& tree : result.trees)
        putInOrder(orders, tree, what.keepsOrder, result.documents);
    return result;
}

} // namespace quire
