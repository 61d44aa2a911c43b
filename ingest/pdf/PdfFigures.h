#pragma once

#include "ingest/pdf/PdfWords.h"

#include <vector>

namespace quire {

/// Puts a placeholder, "[picture]", where the pictures of pages stand among the paragraphs: a word that
/// covers the picture, so that it can be cited and lit. Specks, ornaments that many pages have, and scans
/// behind a text are none.
void placeFigures(std::vector<PdfWords>& pages, std::vector<PageFlow>& flows);

} // namespace quire
