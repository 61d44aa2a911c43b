#include "ingest/office/DocxBody.h"

#include "ingest/markup/Xml.h"

namespace quire {

namespace {

constexpr int deepest = 200; // elements in elements; a hostile file may nest for ever

bool is(const pugi::xml_node& node, const char* name)
{
    return tagOf(node) == QByteArrayView(name);
}

} // namespace

void DocxBody::writeNote(const QByteArray& label, const pugi::xml_node& note)
{
    m_noteLabel = label;
    blocks(note, 0);
    m_noteLabel.clear();
}

void DocxBody::blocks(const pugi::xml_node& parent, int depth)
{
    if (depth > deepest) {
        m_tooDeep = true;
        return;
    }
    for (const pugi::xml_node& node : parent.children()) {
        if (m_check)
            m_check();
        if (is(node, "p"))
            paragraph(node, depth);
        else if (is(node, "tbl"))
            table(node, depth);
        else if (is(node, "sdt"))
            blocks(childOf(node, "sdtContent"), depth + 1);
        else if (is(node, "ins") || is(node, "moveTo") || is(node, "customXml"))
            blocks(node, depth + 1);
    }
}

QByteArray DocxBody::labelOf(const pugi::xml_node& properties, const DocxStyles::Style& style,
                             const QByteArray& styleId, int& level)
{
    std::optional<int> numId = style.numId, at = style.level;
    const Numbering::Place place = m_numbering.placeOfStyle(styleId);
    if (numId && !at && place.numId >= 0)
        at = place.level;
    if (const pugi::xml_node own = childOf(properties, "numPr")) {
        if (const pugi::xml_node id = childOf(own, "numId"))
            numId = QByteArray(attributeOf(id, "val")).toInt();
        if (const pugi::xml_node ilvl = childOf(own, "ilvl"))
            at = QByteArray(attributeOf(ilvl, "val")).toInt();
    }
    level = at.value_or(0);
    return numId && *numId > 0 ? m_numbering.next(*numId, level) : QByteArray();
}

/// "7." "7.2" "(b)" "(iii)" → "7.2(b)(iii)"
QString DocxBody::clauseNumber(const QByteArray& label, int level)
{
    QByteArray whole = label.trimmed();
    while (whole.endsWith('.') || whole.endsWith(':'))
        whole.chop(1);
    m_clauses.resize(size_t(level) + 1);
    for (int up = level - 1; up >= 0; --up) {
        const QByteArray& parent = m_clauses[size_t(up)];
        if (parent.isEmpty())
            continue;
        if (!whole.startsWith(parent))
            whole.prepend(parent);
        break;
    }
    m_clauses[size_t(level)] = whole;
    return QString::fromUtf8(whole);
}

void DocxBody::paragraph(const pugi::xml_node& node, int depth)
{
    const pugi::xml_node properties = childOf(node, "pPr");
    const QByteArray styleId = attributeOf(childOf(properties, "pStyle"), "val");
    DocxStyles::Style style = m_styles.style(styleId);
    if (const pugi::xml_node outline = childOf(properties, "outlineLvl"))
        style.heading = QByteArray(attributeOf(outline, "val")).toInt() + 1;
    int level = 0;
    const QByteArray label = labelOf(properties, style, styleId, level);
    const bool bullet = label == "\u2022";
    m_flow.endParagraph();
    if (style.heading > 0 && style.heading < 10) {
        m_flow.beginHeading(style.heading);
        if (!label.isEmpty() && !bullet)
            clauseNumber(label, level);
    } else if (bullet) {
        m_flow.beginItem(label, level);
    } else if (!label.isEmpty()) {
        m_flow.beginHeading(level + 1, clauseNumber(label, level));
    }
    if (!m_noteLabel.isEmpty())
        m_flow.text(std::exchange(m_noteLabel, {}) + ' ');
    if (!label.isEmpty() && !bullet)
        m_flow.text(label + ' ');
    runs(node, depth + 1);
    m_flow.endParagraph();
}

void DocxBody::table(const pugi::xml_node& node, int depth)
{
    for (const pugi::xml_node& row : node.children()) {
        if (!is(row, "tr"))
            continue;
        if (m_check)
            m_check();
        const bool nested = m_flow.inRow();
        m_flow.beginRow();
        for (const pugi::xml_node& child : row.children()) {
            const pugi::xml_node cell =
                is(child, "sdt") ? childOf(childOf(child, "sdtContent"), "tc") : child;
            if (!is(cell, "tc"))
                continue;
            if (!nested)
                m_flow.beginCell();
            blocks(cell, depth + 2);
        }
        if (!nested)
            m_flow.endRow();
    }
}

void DocxBody::runs(const pugi::xml_node& parent, int depth)
{
    if (depth > deepest) {
        m_tooDeep = true;
        return;
    }
    for (const pugi::xml_node& node : parent.children()) {
        if (is(node, "del") || is(node, "moveFrom")) {
            ++m_deletions;
        } else if (is(node, "ins") || is(node, "moveTo")) {
            ++m_insertions;
            runs(node, depth + 1);
        } else if (is(node, "AlternateContent")) {
            runs(childOf(node, "Choice") ? childOf(node, "Choice") : childOf(node, "Fallback"), depth + 1);
        } else if (is(node, "txbxContent")) {
            blocks(node, depth + 1);
        } else if (node.first_child() || node.attributes_begin() != node.attributes_end() ||
                   is(node, "tab") || is(node, "br") || is(node, "cr") || is(node, "noBreakHyphen")) {
            runPart(node, depth);
        }
    }
}

void DocxBody::runPart(const pugi::xml_node& node, int depth)
{
    if (is(node, "t")) {
        const QByteArray text = textOf(node);
        m_flow.text(text.isEmpty() ? QByteArray(node.child_value()) : text);
    } else if (is(node, "tab")) {
        m_flow.text(" ");
    } else if (is(node, "br") || is(node, "cr")) {
        m_flow.lineBreak();
    } else if (is(node, "noBreakHyphen")) {
        m_flow.text("-");
    } else if (is(node, "sym")) {
        bool ok = false;
        const uint code = QByteArray(attributeOf(node, "char")).toUInt(&ok, 16);
        if (ok && (code < 0xE000 || code > 0xF8FF) && code > 0x1F && code < 0xD800)
            m_flow.text(QString(QChar(ushort(code))).toUtf8());
    } else if (is(node, "footnoteReference")) {
        m_flow.text("[^" + QByteArray(attributeOf(node, "id")) + "]");
    } else if (is(node, "endnoteReference")) {
        m_flow.text("[^e" + QByteArray(attributeOf(node, "id")) + "]");
    } else if (is(node, "docPr")) {
        ++m_pictures;
        const QByteArray description = QByteArray(attributeOf(node, "descr")).simplified();
        m_flow.text("[" + (description.isEmpty() ? QByteArray("picture") : description) + "]");
    } else if (!is(node, "pPr") && !is(node, "rPr") && !is(node, "instrText") && !is(node, "delText") &&
               !is(node, "fldData")) {
        runs(node, depth + 1);
    }
}

} // namespace quire
