#include "tests/ingest/support/Scan.h"

#include <QFont>
#include <QPainter>

#include <algorithm>

namespace scan {

const QStringList& harbourLines()
{
    static const QStringList lines = {
        QStringLiteral("The harbour master keeps the tide tables in a locked"),
        QStringLiteral("cupboard. Boats longer than twelve metres pay thirty"),
        QStringLiteral("crowns a week, and the pilot is paid by the skipper."),
    };
    return lines;
}

QImage page(const QStringList& lines)
{
    QImage image(width * scale, height * scale, QImage::Format_Grayscale8);
    image.fill(245);
    QPainter painter(&image);
    QFont font(QStringLiteral("DejaVu Serif"));
    font.setPixelSize(fontPixels);
    painter.setFont(font);
    painter.setPen(QColor(30, 30, 30));
    for (int i = 0; i < lines.size(); ++i)
        painter.drawText(left * scale, (top + 24 * i) * scale, lines[i]);
    painter.end();
    unsigned seed = 1;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = int(seed % 7); x < image.width(); x += 11) {
            seed = seed * 1103515245u + 12345u;
            uchar& pixel = image.scanLine(y)[x];
            pixel = uchar(std::clamp(int(pixel) + int(seed >> 16) % 24 - 12, 0, 255));
        }
    }
    return image;
}

void add(PdfFile& pdf, const QImage& picture)
{
    QByteArray pixels;
    for (int y = 0; y < picture.height(); ++y)
        pixels.append(reinterpret_cast<const char*>(picture.constScanLine(y)), picture.width());
    const QByteArray packed = qCompress(pixels, 1).mid(4);
    const QByteArray stream =
        pdf.stream("/Type /XObject /Subtype /Image /Width " + QByteArray::number(picture.width()) +
                       " /Height " + QByteArray::number(picture.height()) +
                       " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
                   packed);
    pdf.resource("/XObject << /Scan " + stream + " >>");
    pdf.raw("q " + QByteArray::number(width) + " 0 0 " + QByteArray::number(height) + " 0 0 cm /Scan Do Q\n");
}

QByteArray mixedPdf()
{
    PdfFile pdf;
    pdf.page(width, height);
    pdf.lines(60, 100, 11, 14, {"This page was written.", "It stands before the scan."});
    pdf.page(width, height);
    add(pdf, page(harbourLines()));
    pdf.page(width, height);
    pdf.lines(60, 100, 11, 14, {"This page was written as well.", "It stands behind the scan."});
    return pdf.bytes();
}

} // namespace scan
