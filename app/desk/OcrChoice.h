#pragma once

#include "app/ReadingCache.h"
#include "ingest/ocr/RecognitionStore.h"

#include <QStringList>

namespace quire {

class Settings;

/// How text in pictures of pages is recognised (OCR). Languages are one text here, as DocumentRecord keeps
/// them: "auto", or as Tesseract calls them, "deu+eng".
struct OcrChoice
{
    bool automatic = true; ///< whenever it is needed; else only when it is asked for
    QString languages = QStringLiteral("auto");

    static OcrChoice chosenIn(const Settings& settings);

    /// Tesseract and a language for it are installed.
    static bool isPossible();
    /// As Tesseract calls them.
    static QStringList installedLanguages();
    /// As ReadContext takes them: none for "auto".
    static QStringList listOf(const QString& languages);
    /// Where recognised text is kept: beside what was read; nowhere, when that is not kept either.
    static RecognitionStore keptIn(const ReadingCache& cache);
};

} // namespace quire
