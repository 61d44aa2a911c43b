#include "app/desk/OcrChoice.h"

#include "app/Settings.h"
#include "ingest/ocr/Recogniser.h"

namespace quire {

namespace {
const QString anyLanguage = QStringLiteral("auto");
} // namespace

OcrChoice OcrChoice::chosenIn(const Settings& settings)
{
    const QStringList languages = settings.ocrLanguages();
    return {settings.recognisesText(), languages.isEmpty() ? anyLanguage : languages.join(u'+')};
}

bool OcrChoice::isPossible()
{
    return Recogniser::isInstalled();
}

QStringList OcrChoice::installedLanguages()
{
    return Recogniser::languages();
}

QStringList OcrChoice::listOf(const QString& languages)
{
    return languages == anyLanguage ? QStringList() : languages.split(u'+', Qt::SkipEmptyParts);
}

RecognitionStore OcrChoice::keptIn(const ReadingCache& cache)
{
    return cache.folder.isEmpty() ? RecognitionStore()
                                  : RecognitionStore(cache.folder + QStringLiteral("/recognised"));
}

} // namespace quire
