#pragma once

#include "tests/ingest/support/PdfFile.h"

#include <QImage>
#include <QStringList>

/// Pages as a scanner gives them: pictures of text.
namespace scan {

constexpr int width = 595, height = 842; // points
constexpr int scale = 3;                 // pixels a point: 216 dots an inch
constexpr int left = 60, top = 120;      // where the first line begins, points
constexpr int fontPixels = 16 * scale;

/// Three lines about a harbour: "… Boats longer than twelve metres pay thirty crowns a week …".
const QStringList& harbourLines();

/// A page with these lines, grey and a little noisy.
QImage page(const QStringList& lines);
/// Fills the current page with a picture.
void add(PdfFile& pdf, const QImage& picture);

/// Text, the harbour as a picture, text.
QByteArray mixedPdf();

} // namespace scan
