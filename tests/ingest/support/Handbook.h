#pragma once

#include <QByteArray>

/// A handbook as PDF, with headings, running heads and page numbers, its pages in one, two and three columns
/// by turns; some 4,200 bytes of text a page. The same one for the same seed.
QByteArray handbook(int pages, unsigned seed = 7);
