#include "ingest/ocr/Recogniser.h"

#include "ingest/ContentHash.h"
#include "ingest/IngestError.h"
#include "ingest/ocr/TesseractLibrary.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QLocale>

#include <algorithm>
#include <array>

namespace quire {

namespace {

using Library = TesseractLibrary;

constexpr qsizetype mostLanguages = 3; // each one costs time on every page

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::Recogniser", text);
}

/// Where Tesseract keeps its languages; empty when it has none.
QString languageFolder()
{
    QStringList folders;
    if (const QByteArray chosen = qgetenv("TESSDATA_PREFIX"); !chosen.isEmpty())
        folders << QFile::decodeName(chosen) << QFile::decodeName(chosen) + QStringLiteral("/tessdata");
    folders << QStringLiteral("/usr/share/tesseract-ocr/5/tessdata")
            << QStringLiteral("/usr/share/tesseract-ocr/4.00/tessdata")
            << QStringLiteral("/usr/share/tessdata") << QStringLiteral("/usr/local/share/tessdata");
    for (const QString& folder : folders)
        if (!QDir(folder).entryList({QStringLiteral("*.traineddata")}, QDir::Files).isEmpty())
            return folder;
    return {};
}

/// ISO 639-2, as Tesseract mostly calls its languages.
QString ofSurroundings()
{
    return QLocale::languageToCode(QLocale::system().language(), QLocale::ISO639Part2T);
}

QStringList chosenLanguages(const QStringList& wanted, const QStringList& installed)
{
    QStringList chosen;
    const auto choose = [&](const QString& language) {
        if (installed.contains(language) && !chosen.contains(language) && chosen.size() < mostLanguages)
            chosen << language;
    };
    for (const QString& language : wanted)
        choose(language);
    if (!chosen.isEmpty())
        return chosen;
    choose(ofSurroundings());
    choose(QStringLiteral("eng"));
    for (const QString& language : installed)
        choose(language);
    return chosen;
}

bool askCancelled(void* self, int)
{
    const auto& cancelled = *static_cast<const std::function<bool()>*>(self);
    return cancelled && cancelled();
}

} // namespace

class Recogniser::Private
{
public:
    explicit Private(const QStringList& wanted)
        : m_languages(chosenLanguages(wanted, Recogniser::languages()))
    {
        const QByteArray folder = QFile::encodeName(languageFolder());
        const QByteArray names = m_languages.join(u'+').toUtf8();
        if (m_library.isLoaded() && !m_languages.isEmpty())
            m_engine = m_library.create();
        if (!m_engine || m_library.init(m_engine, folder.constData(), names.constData()) != 0) {
            if (m_engine)
                m_library.destroy(m_engine);
            throw IngestError(IngestErrorCode::UnknownFormat, tr("Tesseract cannot be used."),
                              tr("Install the package tesseract-ocr and a language for it."));
        }
        m_library.setVariable(m_engine, "debug_file", "/dev/null");
        m_library.setPageSegMode(m_engine, Library::automatic);
    }
    ~Private() { m_library.destroy(m_engine); }
    Q_DISABLE_COPY(Private)

    RecognisedPage read(const QImage& image, int dotsPerInch, const std::function<bool()>& cancelled)
    {
        m_library.setImage(m_engine, image.constBits(), image.width(), image.height(), 1,
                           int(image.bytesPerLine()));
        m_library.setResolution(m_engine, dotsPerInch);
        ETEXT_DESC* monitor = m_library.createMonitor();
        m_library.setCancelFunction(monitor, askCancelled);
        m_library.setCancelThis(monitor, const_cast<std::function<bool()>*>(&cancelled));
        const bool well = m_library.recognise(m_engine, monitor) == 0;
        m_library.deleteMonitor(monitor);
        RecognisedPage page;
        if (well && !(cancelled && cancelled()))
            page = collect();
        m_library.clear(m_engine);
        return page;
    }

    QByteArray version() const { return m_library.version(); }

    QStringList m_languages;

private:
    RecognisedPage collect() const
    {
        RecognisedPage page;
        TessResultIterator* at = m_library.iterator(m_engine);
        if (!at)
            return page;
        double sum = 0;
        qsizetype bytes = 0;
        do {
            const char* text = m_library.text(at, Library::word);
            const QByteArray word = QByteArray(text).trimmed();
            m_library.deleteText(text);
            const QRectF box = boxOf(m_library.pageIterator(at));
            if (word.isEmpty() || box.isEmpty())
                continue;
            const float confidence = m_library.confidence(at, Library::word);
            sum += double(confidence) * double(word.size());
            bytes += word.size();
            page.words.push_back({word, box, confidence});
        } while (m_library.next(at, Library::word));
        m_library.deleteIterator(at);
        page.confidence = bytes > 0 ? float(sum / double(bytes)) : 0;
        return page;
    }

    /// A word's box, as high as its line is where the word stands: scans are seldom straight.
    QRectF boxOf(const TessPageIterator* at) const
    {
        int left = 0, top = 0, right = 0, bottom = 0;
        if (!m_library.boundingBox(at, Library::word, &left, &top, &right, &bottom))
            return {};
        int lineLeft = 0, lineTop = 0, lineRight = 0, lineBottom = 0;
        int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
        if (!m_library.boundingBox(at, Library::textLine, &lineLeft, &lineTop, &lineRight, &lineBottom) ||
            !m_library.baseline(at, Library::textLine, &x1, &y1, &x2, &y2) || x2 == x1)
            return QRectF(QPointF(left, top), QPointF(right, bottom));
        const double slope = double(y2 - y1) / double(x2 - x1);
        const double rise = std::abs(slope) * double(lineRight - lineLeft);
        const double height = std::max(double(bottom - top), double(lineBottom - lineTop) - rise);
        const double base = y1 + slope * ((left + right) / 2.0 - x1);
        // The line's part below its base line, without what its slope adds.
        const double below = std::clamp(lineBottom - std::max(y1, y2), 0, int(height));
        return QRectF(QPointF(left, base + below - height), QPointF(right, base + below));
    }

    const Library m_library;
    TessBaseAPI* m_engine = nullptr;
};

QByteArray RecognisedPage::encoded() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << confidence << quint32(words.size());
    for (const RecognisedWord& word : words)
        out << word.text << word.box << word.confidence;
    return bytes;
}

std::optional<RecognisedPage> RecognisedPage::decoded(const QByteArray& bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    RecognisedPage page;
    quint32 count = 0;
    in >> page.confidence >> count;
    while (count-- > 0 && in.status() == QDataStream::Ok) {
        RecognisedWord word;
        in >> word.text >> word.box >> word.confidence;
        page.words.push_back(std::move(word));
    }
    if (bytes.isEmpty() || in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return page;
}

QByteArray Recogniser::keyOf(const QImage& image, int dotsPerInch) const
{
    const QByteArray about = QByteArray::number(image.width()) + ' ' + QByteArray::number(dotsPerInch) + ' ' +
                             used().join(u'+').toUtf8() + ' ' + m->version();
    ContentHash hash;
    hash.add(about);
    for (int y = 0; y < image.height(); ++y)
        hash.add(image.constScanLine(y), image.width());
    return hash.value();
}

QStringList Recogniser::languages()
{
    QStringList names;
    const QString folder = languageFolder();
    if (folder.isEmpty())
        return names;
    for (const QFileInfo& file :
         QDir(folder).entryInfoList({QStringLiteral("*.traineddata")}, QDir::Files, QDir::Name))
        if (const QString name = file.completeBaseName(); name != u"osd" && name != u"equ")
            names << name;
    return names;
}

bool Recogniser::isInstalled()
{
    return !languages().isEmpty() && TesseractLibrary().isLoaded();
}

Recogniser::Recogniser(const QStringList& wanted) : m(std::make_unique<Private>(wanted)) {}

Recogniser::~Recogniser() = default;

QStringList Recogniser::used() const
{
    return m->m_languages;
}

RecognisedPage Recogniser::read(const QImage& image, int dotsPerInch, const std::function<bool()>& cancelled)
{
    return m->read(image, dotsPerInch, cancelled);
}

} // namespace quire
