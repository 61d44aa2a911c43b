#include "ingest/TableCell.h"

#include "ingest/Document.h"

namespace quire {

namespace {

constexpr int mostRows = 20000;

std::vector<ByteRange> rowAt(const Document& document, int line)
{
    if (line < 1 || line > document.lineCount())
        return {};
    const ByteRange range = document.line(line);
    return cellsOfRow(QByteArrayView(document.text()).sliced(range.begin, range.size()), range.begin);
}

/// The first line of the table around a line that is a row of it.
int firstRow(const Document& document, int line)
{
    int first = line;
    while (line - first < mostRows && !rowAt(document, first - 1).empty())
        --first;
    return first;
}

bool mayHoldTables(const Document& document)
{
    return document.kind() != DocumentKind::Code && document.kind() != DocumentKind::Table;
}

} // namespace

std::vector<ByteRange> cellsOfRow(QByteArrayView line, qint64 begin)
{
    std::vector<ByteRange> cells;
    if (line.size() < 4 || !line.startsWith("| ") || !line.endsWith(" |"))
        return cells;
    qsizetype cell = 1;
    for (qsizetype at = 1; at < line.size(); ++at) {
        if (line[at] != '|' || line[at - 1] == '\\')
            continue;
        qsizetype from = cell, to = at;
        while (from < to && line[from] == ' ')
            ++from;
        while (to > from && line[to - 1] == ' ')
            --to;
        cells.push_back({begin + from, begin + to});
        cell = at + 1;
    }
    return cells;
}

std::vector<TableCell> tableAround(const Document& document, qint64 offset)
{
    std::vector<TableCell> cells;
    const int line = document.lineAt(offset);
    if (!mayHoldTables(document) || rowAt(document, line).empty())
        return cells;
    const int first = firstRow(document, line);
    const std::vector<ByteRange> heads = rowAt(document, first);
    for (int row = 0; row < mostRows; ++row) {
        const std::vector<ByteRange> ranges = rowAt(document, first + row);
        if (ranges.empty())
            break;
        for (size_t column = 0; column < ranges.size(); ++column) {
            TableCell cell{row + 1, int(column) + 1, ranges[column], {}};
            if (row > 0 && column < heads.size())
                cell.head = QString::fromUtf8(document.text().mid(heads[column].begin, heads[column].size()));
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

std::optional<TableCell> cellOf(const Document& document, ByteRange text)
{
    const int line = document.lineAt(text.begin);
    const std::vector<ByteRange> ranges =
        mayHoldTables(document) ? rowAt(document, line) : std::vector<ByteRange>();
    for (size_t column = 0; column < ranges.size(); ++column) {
        if (text.begin < ranges[column].begin || text.end > ranges[column].end)
            continue;
        const int first = firstRow(document, line);
        TableCell cell{line - first + 1, int(column) + 1, ranges[column], {}};
        const std::vector<ByteRange> heads = rowAt(document, first);
        if (line > first && column < heads.size())
            cell.head = QString::fromUtf8(document.text().mid(heads[column].begin, heads[column].size()));
        return cell;
    }
    return std::nullopt;
}

} // namespace quire
