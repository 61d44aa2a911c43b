#pragma once

#include "ingest/Anchor.h"

#include <QString>

#include <optional>
#include <vector>

namespace quire {

class Document;

/// One cell of a table. Tables stand in documents as Markdown rows, "| a | b |", without a line under the
/// heads; a bar within a cell is written "\\|".
struct TableCell
{
    int row = 1; ///< from 1
    int column = 1;
    ByteRange text; ///< without the blanks around it
    QString head;   ///< the first row's cell of this column; empty in the first row
};

/// The cells of a line "| a | b |" that begins at byte `begin` of a text; none when the line is no row.
std::vector<ByteRange> cellsOfRow(QByteArrayView line, qint64 begin);

/// The cell map of the table that stands around an offset: all its cells, row by row; nothing when no table
/// does. At most 20,000 rows are looked at.
std::vector<TableCell> tableAround(const Document& document, qint64 offset);

/// The cell that holds a range; nothing when the range is not within one cell.
std::optional<TableCell> cellOf(const Document& document, ByteRange text);

} // namespace quire
