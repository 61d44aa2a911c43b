#include "ingest/pdf/PdfPages.h"

#include "ingest/IngestError.h"
#include "ingest/pdf/ContentReader.h"
#include "ingest/pdf/PdfStrings.h"

#include <QCoreApplication>
#include <QFile>

#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <Link.h>
#include <Outline.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <splash/SplashBitmap.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace quire {

namespace {

constexpr qsizetype mostContent = qsizetype(256) << 20; // bytes of one page, decoded

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::PdfReader", text);
}

double finite(double value)
{
    return std::isfinite(value) ? std::clamp(value, -1e6, 1e6) : 0;
}

QString textString(const GooString& string)
{
    return quire::textString(QByteArrayView(string.c_str(), string.getLength()));
}

void ignoreError(ErrorCategory, Goffset, const char*) {}

/// Four numbers of an array as a rectangle.
std::optional<QRectF> rectangleOf(const Object& array)
{
    double v[4] = {};
    for (int i = 0; i < 4; ++i) {
        const Object number = array.isArray() && array.arrayGetLength() == 4 ? array.arrayGet(i) : Object();
        if (!number.isNum())
            return std::nullopt;
        v[i] = finite(number.getNum());
    }
    return QRectF(QPointF(v[0], v[1]), QPointF(v[2], v[3])).normalized();
}

/// From an annotation's appearance, behind the appearance's own matrix, to the rectangle it is shown in.
Matrix appearanceMatrix(const Dict& form, const QRectF& shown)
{
    const QRectF box = rectangleOf(form.lookup("BBox")).value_or(QRectF());
    const Matrix own = matrixOf(form.lookup("Matrix"));
    double left = 1e9, bottom = 1e9, right = -1e9, top = -1e9;
    for (const QPointF& corner : {box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()}) {
        const Matrix at = Matrix{1, 0, 0, 1, corner.x(), corner.y()}.then(own);
        left = std::min(left, at.e);
        right = std::max(right, at.e);
        bottom = std::min(bottom, at.f);
        top = std::max(top, at.f);
    }
    if (!(right > left) || !(top > bottom))
        return {1, 0, 0, 1, shown.left(), shown.top()};
    const double x = shown.width() / (right - left), y = shown.height() / (top - bottom);
    return {x, 0, 0, y, shown.left() - x * left, shown.top() - y * bottom};
}

/// Decodes a stream that is deflated and nothing else straight from the file's bytes: several times as fast
/// as byte by byte. False when it did not go well.
bool inflateAll(QByteArrayView packed, QByteArray& out)
{
    z_stream z = {};
    if (inflateInit(&z) != Z_OK)
        return false;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    z.avail_in = uInt(std::min<qsizetype>(packed.size(), 1 << 30));
    int result = Z_OK;
    qsizetype filled = 0;
    while (result == Z_OK && filled < mostContent) {
        out.resize(std::max<qsizetype>(filled + 4 * packed.size() + 4096, filled * 2));
        z.next_out = reinterpret_cast<Bytef*>(out.data() + filled);
        z.avail_out = uInt(std::min<qsizetype>(out.size() - filled, 1 << 30));
        const uInt room = z.avail_out;
        result = inflate(&z, Z_NO_FLUSH);
        filled += room - z.avail_out;
        if (z.avail_in == 0 && z.avail_out > 0)
            break;
    }
    inflateEnd(&z);
    out.resize(filled);
    return result == Z_STREAM_END;
}

} // namespace

class PdfPages::Private
{
public:
    Private(const Source& source, const ReadContext& context);
    explicit Private(const Private& other);

    QByteArray decode(Stream* stream) const;
    QByteArray contentOf(Page& page) const;
    void addAnnotations(Page& page, const Matrix& toPage, ContentReader& reader) const;
    void addBookmarks(const std::vector<::OutlineItem*>& items, int level,
                      std::vector<PdfBookmark>& found) const;
    int pageOf(const LinkAction* action) const;
    int pageOf(const Ref& page) const;

    // The order matters: the document reads from the bytes, the fonts from the document.
    const GlobalParamsIniter m_globals{ignoreError};
    QFile m_file;
    QByteArray m_bytes;
    QByteArrayView m_all;  ///< the whole file, mapped or in memory
    QByteArray m_password; ///< empty: none
    std::unique_ptr<PDFDoc> m_document;
    std::unique_ptr<PdfFonts> m_fonts;
    mutable std::unordered_map<quint64, int> m_pageOfObject;

private:
    void open();
};

PdfPages::Private::Private(const Source& source, const ReadContext& context)
{
    if (source.size() > context.byteBudget)
        source.bytes(context.byteBudget); // throws TooLarge
    m_file.setFileName(source.path());
    const uchar* mapped = nullptr;
    if (source.isFile() && m_file.open(QIODevice::ReadOnly) && m_file.size() > 0)
        mapped = m_file.map(0, m_file.size());
    if (mapped)
        m_all = QByteArrayView(mapped, m_file.size());
    else
        m_all = m_bytes = source.bytes(context.byteBudget);
    open();
    if (!m_document->isOk() && m_document->getErrorCode() == errEncrypted) {
        const QString password = context.password ? context.password(source.name()) : QString();
        // Newer files take a password as UTF-8, older ones as Latin-1.
        for (const QByteArray& bytes : {password.toUtf8(), password.toLatin1()}) {
            m_password = bytes;
            if (!m_document->isOk() && !bytes.isEmpty())
                open();
        }
        if (!m_document->isOk() && m_document->getErrorCode() == errEncrypted)
            throw IngestError(IngestErrorCode::PasswordNeeded,
                              m_password.isEmpty() ? tr("%1 is locked by a password.").arg(source.name())
                                                   : tr("That is not the password of %1.").arg(source.name()),
                              tr("Give its password."));
    }
    if (!m_document->isOk())
        throw IngestError(IngestErrorCode::BadFormat,
                          tr("%1 is damaged: no PDF reader can open it.").arg(source.name()),
                          tr("Get the file again, or print it to a new PDF."));
}

PdfPages::Private::Private(const Private& other) : m_all(other.m_all), m_password(other.m_password)
{
    open();
}

void PdfPages::Private::open()
{
    m_fonts.reset();
    std::optional<GooString> password;
    if (!m_password.isEmpty())
        password.emplace(m_password.constData(), int(m_password.size()));
    m_document = std::make_unique<PDFDoc>(new MemStream(m_all.data(), 0, m_all.size(), Object(objNull)),
                                          password, password);
    m_fonts = std::make_unique<PdfFonts>(m_document->getXRef());
}

QByteArray PdfPages::Private::decode(Stream* stream) const
{
    QByteArray out;
    Dict* dict = stream->getDict();
    if (dict && !stream->isEncrypted() && dict->lookup("Filter").isName("FlateDecode") &&
        dict->lookup("DecodeParms").isNull()) {
        BaseStream* base = stream->getBaseStream();
        const Goffset begin = base->getStart(), size = base->getLength();
        if (begin >= 0 && size >= 0 && begin + size <= m_all.size() &&
            inflateAll(m_all.sliced(begin, size), out))
            return out;
        out.resize(0);
    }
    unsigned char buffer[16384];
    stream->reset();
    for (int read = 0;
         out.size() < mostContent && (read = stream->doGetChars(int(sizeof buffer), buffer)) > 0;)
        out.append(reinterpret_cast<const char*>(buffer), read);
    stream->close();
    return out;
}

QByteArray PdfPages::Private::contentOf(Page& page) const
{
    const Object content = page.getContents();
    if (content.isStream())
        return decode(content.getStream());
    QByteArray all;
    for (int i = 0; content.isArray() && i < content.arrayGetLength() && all.size() < mostContent; ++i) {
        const Object part = content.arrayGet(i);
        if (part.isStream())
            all += decode(part.getStream()) + '\n'; // no token goes over from one part to the next
    }
    return all;
}

/// What forms were filled with and what was written on the page later.
void PdfPages::Private::addAnnotations(Page& page, const Matrix& toPage, ContentReader& reader) const
{
    constexpr int hidden = 2, notShown = 32, most = 20000;
    const Object annotations = page.getAnnotsObject();
    for (int i = 0; annotations.isArray() && i < std::min(most, annotations.arrayGetLength()); ++i) {
        const Object annotation = annotations.arrayGet(i);
        if (!annotation.isDict() || annotation.dictLookup("Subtype").isName("Link") ||
            annotation.dictLookup("Subtype").isName("Popup"))
            continue;
        const Object flags = annotation.dictLookup("F");
        if (flags.isInt() && (flags.getInt() & (hidden | notShown)))
            continue;
        const Object appearances = annotation.dictLookup("AP");
        Object form = appearances.isDict() ? appearances.dictLookup("N") : Object();
        if (form.isDict()) {
            const Object state = annotation.dictLookup("AS");
            form = state.isName() ? form.dictLookup(state.getName()) : Object();
        }
        const auto shown = rectangleOf(annotation.dictLookup("Rect"));
        if (form.isStream() && shown)
            reader.runForm(form, page.getResourceDict(),
                           appearanceMatrix(*form.streamGetDict(), *shown).then(toPage));
    }
}

int PdfPages::Private::pageOf(const Ref& page) const
{
    if (m_pageOfObject.empty())
        for (int i = 1; i <= m_document->getNumPages(); ++i)
            if (const Ref* ref = m_document->getCatalog()->getPageRef(i))
                m_pageOfObject.emplace(quint64(quint32(ref->num)) << 32 | quint32(ref->gen), i - 1);
    const auto found = m_pageOfObject.find(quint64(quint32(page.num)) << 32 | quint32(page.gen));
    return found == m_pageOfObject.end() ? -1 : found->second;
}

int PdfPages::Private::pageOf(const LinkAction* action) const
{
    const auto* go = dynamic_cast<const LinkGoTo*>(action);
    if (!go)
        return -1;
    std::unique_ptr<LinkDest> named;
    const LinkDest* to = go->getDest();
    if (!to && go->getNamedDest()) {
        named = m_document->findDest(go->getNamedDest());
        to = named.get();
    }
    if (!to)
        return -1;
    return to->isPageRef() ? pageOf(to->getPageRef()) : to->getPageNum() - 1;
}

void PdfPages::Private::addBookmarks(const std::vector<::OutlineItem*>& items, int level,
                                     std::vector<PdfBookmark>& found) const
{
    constexpr int deepest = 8; // an outline may contain itself
    constexpr size_t most = 20000;
    for (::OutlineItem* item : items) {
        if (found.size() >= most)
            return;
        const auto* title = reinterpret_cast<const char32_t*>(item->getTitle());
        found.push_back({level, pageOf(item->getAction()),
                         title ? QString::fromUcs4(title, item->getTitleLength()) : QString()});
        if (level >= deepest || !item->hasKids())
            continue;
        item->open();
        if (const auto* kids = item->getKids())
            addBookmarks(*kids, level + 1, found);
    }
}

PdfPages::PdfPages(const Source& source, const ReadContext& context)
    : m(std::make_unique<Private>(source, context))
{
}

PdfPages::PdfPages(std::unique_ptr<Private> opened) : m(std::move(opened)) {}

PdfPages::~PdfPages() = default;

std::unique_ptr<PdfPages> PdfPages::again() const
{
    auto opened = std::make_unique<Private>(*m);
    return opened->m_document->isOk() ? std::unique_ptr<PdfPages>(new PdfPages(std::move(opened))) : nullptr;
}

int PdfPages::count() const
{
    return m->m_document->getNumPages();
}

std::optional<PdfWords> PdfPages::words(int number, const std::function<void()>& check)
{
    Page* page = m->m_document->getPage(number + 1);
    if (!page || !page->isOk())
        return std::nullopt;
    PdfWords words;
    const bool turned = (page->getRotate() / 90) % 2 != 0;
    const double width = finite(page->getCropWidth()), height = finite(page->getCropHeight());
    words.size = {std::max(1.0, turned ? height : width), std::max(1.0, turned ? width : height)};
    GooString label;
    if (m->m_document->getCatalog()->indexToLabel(number, &label))
        words.label = textString(label);
    double m6[6] = {};
    page->getDefaultCTM(m6, 72, 72, 0, false, true);
    const Matrix toPage{m6[0], m6[1], m6[2], m6[3], m6[4], m6[5]};
    if (!toPage.isFinite())
        return words;
    const ContentReader::Document document{m->m_document->getXRef(), m->m_document->getOptContentConfig(),
                                           *m->m_fonts, [this](Stream* s) { return m->decode(s); }, check};
    ContentReader reader(document, words);
    reader.run(m->contentOf(*page), page->getResourceDict(), toPage);
    m->addAnnotations(*page, toPage, reader);
    reader.finish();
    words.words.shrink_to_fit();
    words.text.squeeze();
    return words;
}

QImage PdfPages::picture(int number, int& dotsPerInch, const std::function<bool()>& cancelled)
{
    constexpr double mostPixels = 24e6; // an A4 page at 450 dpi has 20 million
    Page* page = m->m_document->getPage(number + 1);
    if (!page || !page->isOk())
        return {};
    const double inches = std::max(1.0, finite(page->getCropWidth())) *
                          std::max(1.0, finite(page->getCropHeight())) / (72.0 * 72.0);
    dotsPerInch = std::clamp(int(std::sqrt(mostPixels / inches)), 1, dotsPerInch);
    SplashColor paper = {255};
    SplashOutputDev device(splashModeMono8, 4, false, paper);
    device.startDoc(m->m_document.get());
    const auto aborted = [](void* data) {
        const auto& asked = *static_cast<const std::function<bool()>*>(data);
        return asked && asked();
    };
    m->m_document->displayPage(&device, number + 1, dotsPerInch, dotsPerInch, 0, false, true, false, aborted,
                               const_cast<std::function<bool()>*>(&cancelled));
    SplashBitmap* bitmap = device.getBitmap();
    if ((cancelled && cancelled()) || !bitmap || !bitmap->getDataPtr())
        return {};
    return QImage(bitmap->getDataPtr(), bitmap->getWidth(), bitmap->getHeight(), bitmap->getRowSize(),
                  QImage::Format_Grayscale8)
        .copy();
}

std::vector<PdfBookmark> PdfPages::bookmarks() const
{
    std::vector<PdfBookmark> found;
    Outline* outline = m->m_document->getOutline();
    if (const auto* items = outline ? outline->getItems() : nullptr)
        m->addBookmarks(*items, 1, found);
    return found;
}

QString PdfPages::info(const char* key) const
{
    const auto value = m->m_document->getDocInfoStringEntry(key);
    return value ? textString(*value) : QString();
}

} // namespace quire
