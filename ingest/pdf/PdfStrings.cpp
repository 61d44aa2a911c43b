#include "ingest/pdf/PdfStrings.h"

#include <QStringDecoder>

#include <PDFDocEncoding.h>

namespace quire {

QString textString(QByteArrayView bytes)
{
    if (bytes.startsWith(QByteArrayView("\xFE\xFF")))
        return QStringDecoder(QStringDecoder::Utf16BE)(bytes.sliced(2));
    if (bytes.startsWith(QByteArrayView("\xFF\xFE")))
        return QStringDecoder(QStringDecoder::Utf16LE)(bytes.sliced(2));
    if (bytes.startsWith(QByteArrayView("\xEF\xBB\xBF")))
        return QString::fromUtf8(bytes.sliced(3));
    QString text;
    for (const char c : bytes)
        text += QChar(char16_t(pdfDocEncoding[static_cast<unsigned char>(c)]));
    return text;
}

} // namespace quire
