#include "ingest/text/Decoding.h"

#include "ingest/DocumentBuilder.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace quire {

namespace {

constexpr char replacement[] = "\xEF\xBF\xBD"; // U+FFFD
constexpr qsizetype sampleBytes = 256 * 1024;

struct Bom
{
    const char* bytes;
    int length;
    const char* encoding;
};

// UTF-32 before UTF-16: its little-endian mark begins like UTF-16's.
constexpr Bom boms[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                        {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                        {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                        {"\xFF\xFE", 2, "UTF-16LE"},
                        {"\xFE\xFF", 2, "UTF-16BE"}};

/// Copies valid UTF-8; every maximal run of other bytes up to the next valid lead becomes one U+FFFD.
void repairUtf8(QByteArrayView bytes, DecodedText& out)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype valid = at + firstInvalidUtf8(bytes.sliced(at));
        out.utf8.append(bytes.data() + at, valid - at);
        at = valid;
        while (at < bytes.size() && utf8SequenceLength(bytes, at) == 0)
            ++at;
        if (at == valid)
            break;
        out.replaced.push_back({out.utf8.size(), bytes.sliced(valid, at - valid).toByteArray()});
        out.utf8.append(replacement);
        ++out.undecodable;
    }
}

/// Windows-1252 is what people mean by ISO-8859-1: the same letters, and quotes where the other has controls.
QString practicalName(const QString& encoding)
{
    if (encoding.toUpper() == u"ISO-8859-1")
        return QStringLiteral("windows-1252");
    if (encoding.toUpper() == u"ISO-8859-9")
        return QStringLiteral("windows-1254");
    return encoding;
}

/// UTF-16 or UTF-32 without a mark, told by where the NULs of its ASCII characters stand.
QString wideEncoding(QByteArrayView head)
{
    const qsizetype n = std::min<qsizetype>(head.size(), 8192) / 4 * 4;
    if (n < 4 || !std::memchr(head.data(), 0, size_t(n)))
        return {};
    qsizetype zero[4] = {};
    for (qsizetype i = 0; i < n; ++i)
        zero[i % 4] += head[i] == '\0';
    const qsizetype quads = n / 4;
    const auto most = [quads](qsizetype count) { return count * 10 >= quads * 6; };
    const auto few = [quads](qsizetype count) { return count * 10 <= quads; };
    if (few(zero[0]) && most(zero[1]) && most(zero[2]) && most(zero[3]))
        return QStringLiteral("UTF-32LE");
    if (most(zero[0]) && most(zero[1]) && most(zero[2]) && few(zero[3]))
        return QStringLiteral("UTF-32BE");
    if (few(zero[0]) && few(zero[2]) && most(zero[1]) && most(zero[3]))
        return QStringLiteral("UTF-16LE");
    if (few(zero[1]) && few(zero[3]) && most(zero[0]) && most(zero[2]))
        return QStringLiteral("UTF-16BE");
    return {};
}

/// The detector sees a window that begins a little before the first byte that is not ASCII: a long English
/// preface would otherwise hide the Japanese that follows.
QByteArrayView detectorSample(QByteArrayView bytes)
{
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c & 0x80; });
    const qsizetype begin = std::max<qsizetype>(0, (first - bytes.begin()) - 1024);
    return bytes.sliced(begin, std::min(sampleBytes, bytes.size() - begin));
}

void detect(QByteArrayView bytes, DecodedText& out)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&status),
                                                                                  ucsdet_close);
    const QByteArrayView sample = detectorSample(bytes);
    ucsdet_setText(detector.get(), sample.data(), int32_t(sample.size()), &status);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_SUCCESS(status) && match) {
        out.encoding = practicalName(QString::fromLatin1(ucsdet_getName(match, &status)));
        out.confidence = std::clamp(int(ucsdet_getConfidence(match, &status)), 1, 99);
    }
    if (U_FAILURE(status) || !match) {
        out.encoding = QStringLiteral("windows-1252");
        out.confidence = 1;
    }
}

bool isKnown(const QString& encoding)
{
    if (encoding.isEmpty())
        return false;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_close(ucnv_open(encoding.toLatin1().constData(), &status));
    return U_SUCCESS(status);
}

void convert(QByteArrayView bytes, DecodedText& out)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
        ucnv_open(out.encoding.toLatin1().constData(), &status), ucnv_close);
    if (U_FAILURE(status)) { // a name ICU detects but cannot convert
        out.encoding = QStringLiteral("UTF-8");
        out.confidence = 1;
        repairUtf8(bytes, out);
        return;
    }
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    std::vector<UChar> units(64 * 1024);
    while (true) {
        status = U_ZERO_ERROR;
        UChar* to = units.data();
        ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, end, nullptr, true, &status);
        const QStringView piece(units.data(), to - units.data());
        out.undecodable += piece.count(QChar(QChar::ReplacementCharacter));
        out.utf8 += piece.toUtf8();
        if (status != U_BUFFER_OVERFLOW_ERROR)
            break;
    }
}

/// CRLF and CR become LF; NUL, which no prompt can carry through every library, becomes U+FFFD.
void normalise(DecodedText& text)
{
    if (text.utf8.indexOf('\r') < 0 && text.utf8.indexOf('\0') < 0)
        return;
    QByteArray out;
    out.reserve(text.utf8.size());
    auto moved = text.replaced.begin();
    std::vector<DecodedText::Replaced> replaced;
    const QByteArray& in = text.utf8;
    for (qsizetype i = 0; i < in.size(); ++i) {
        if (moved != text.replaced.end() && moved->at == i) {
            replaced.push_back({out.size(), moved->bytes});
            ++moved;
        }
        if (in[i] == '\r') {
            if (i + 1 < in.size() && in[i + 1] == '\n')
                continue;
            out.append('\n');
        } else if (in[i] == '\0') {
            replaced.push_back({out.size(), QByteArray(1, '\0')});
            out.append(replacement);
            ++text.undecodable;
        } else {
            out.append(in[i]);
        }
    }
    text.utf8 = std::move(out);
    text.replaced = std::move(replaced);
}

} // namespace

DecodedText decodeText(const QByteArray& bytes, const QString& stated)
{
    DecodedText text;
    QByteArrayView body(bytes);
    for (const Bom& bom : boms) {
        if (body.startsWith(QByteArrayView(bom.bytes, bom.length))) {
            text.encoding = QString::fromLatin1(bom.encoding);
            body = body.sliced(bom.length);
            break;
        }
    }
    if (text.encoding.isEmpty()) {
        text.encoding = wideEncoding(body);
        if (!text.encoding.isEmpty())
            text.confidence = 90;
    }
    if (text.encoding.isEmpty()) {
        text.encoding = QStringLiteral("UTF-8");
        if (firstInvalidUtf8(body) == body.size()) {
            text.utf8 = body.size() == bytes.size() ? bytes : body.toByteArray();
            normalise(text);
            return text;
        }
        if (isKnown(stated))
            text.encoding = practicalName(stated.toUpper() == u"UTF8" ? QStringLiteral("UTF-8") : stated);
        else
            detect(body, text);
    }
    if (text.encoding.toUpper() == u"UTF-8")
        repairUtf8(body, text);
    else
        convert(body, text);
    normalise(text);
    return text;
}

void putDecoded(DocumentBuilder& builder, DecodedText decoded, const QString& unit, qint64 sourceBytes)
{
    const auto tr = [](const char* s) { return QCoreApplication::translate("quire::TextReader", s); };
    builder.info().encoding = decoded.encoding;
    builder.info().encodingConfidence = decoded.confidence;
    for (const DecodedText::Replaced& replaced : decoded.replaced)
        builder.addEdit(replaced.bytes == QByteArray(1, '\0') ? EditKind::Control : EditKind::Undecodable,
                        {replaced.at, replaced.at + 3}, replaced.bytes);

    LedgerLine line{unit, Coverage::Read, countCodePoints(decoded.utf8), sourceBytes, {}};
    if (isBlank(decoded.utf8)) {
        line.coverage = Coverage::Empty;
        line.reason = tr("no text in it");
    } else if (decoded.undecodable * 20 > line.characters) {
        line.coverage = Coverage::Garbled;
        line.reason =
            tr("%1 characters could not be decoded as %2").arg(decoded.undecodable).arg(decoded.encoding);
    } else if (decoded.undecodable > 0) {
        line.reason =
            tr("%1 characters could not be decoded as %2").arg(decoded.undecodable).arg(decoded.encoding);
    } else if (decoded.confidence < 100) {
        line.reason = tr("encoding guessed: %1, %2 % sure").arg(decoded.encoding).arg(decoded.confidence);
    }
    builder.ledger().add(std::move(line));
    builder.setText(std::move(decoded.utf8));
}

bool looksBinary(QByteArrayView head)
{
    if (head.isEmpty())
        return false;
    for (const Bom& bom : boms)
        if (head.startsWith(QByteArrayView(bom.bytes, bom.length)))
            return false;
    if (!wideEncoding(head).isEmpty())
        return false;
    if (std::memchr(head.data(), 0, size_t(head.size())))
        return true;
    // Tab to carriage return and escape (terminal logs, ISO-2022-JP) are text. Sums in bytes, without a
    // branch: the compiler then takes sixteen at once.
    constexpr qsizetype block = 255;
    qsizetype controls = 0;
    for (qsizetype at = 0; at < head.size(); at += block) {
        quint8 sum = 0;
        const char* const end = head.data() + std::min(at + block, head.size());
        for (const char* c = head.data() + at; c < end; ++c) {
            const auto byte = static_cast<unsigned char>(*c);
            sum = quint8(sum + ((byte < 0x08) | ((byte > 0x0D) & (byte < 0x20) & (byte != 0x1B))));
        }
        controls += sum;
    }
    return controls * 50 > head.size();
}

} // namespace quire
