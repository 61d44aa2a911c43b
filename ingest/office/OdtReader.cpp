#include "ingest/office/OdtReader.h"

#include "ingest/DocumentBuilder.h"
#include "ingest/IngestError.h"
#include "ingest/flow/TextFlow.h"
#include "ingest/folder/ZipArchive.h"
#include "ingest/markup/Xml.h"
#include "ingest/office/OdfLists.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace quire {

namespace {

constexpr qint64 partBytes = 256 << 20;
constexpr int deepest = 200;

bool is(const pugi::xml_node& node, const char* name)
{
    return tagOf(node) == QByteArrayView(name);
}

/// Writes the body of content.xml into a flow.
class OdtBody
{
public:
    OdtBody(TextFlow& flow, OdfLists& lists, std::function<void()> check)
        : m_flow(flow), m_lists(lists), m_check(std::move(check))
    {
    }

    /// Something was nested so deeply that it was left out.
    bool isTooDeep() const { return m_tooDeep; }

    void blocks(const pugi::xml_node& parent, int depth)
    {
        if (depth > deepest) {
            m_tooDeep = true;
            return;
        }
        for (const pugi::xml_node& node : parent.children()) {
            m_check();
            if (is(node, "h"))
                heading(node, depth);
            else if (is(node, "p"))
                paragraph(node, depth);
            else if (is(node, "list"))
                list(node, depth);
            else if (is(node, "table"))
                table(node, depth);
            else if (!is(node, "tracked-changes") && !is(node, "sequence-decls") && !is(node, "forms"))
                blocks(node, depth + 1); // sections, indexes, text boxes
        }
    }

private:
    void heading(const pugi::xml_node& node, int depth)
    {
        const int level = std::max(1, QByteArray(attributeOf(node, "outline-level")).toInt());
        // A heading in a list has the list's number.
        QByteArray label = m_inItem ? m_itemLabel : m_lists.nextHeading(level);
        m_inItem = false;
        m_flow.beginHeading(level);
        if (!label.isEmpty() && label != "\u2022")
            m_flow.text(label + ' ');
        inlines(node, depth + 1);
        m_flow.endParagraph();
        writeNotes(depth);
    }

    void paragraph(const pugi::xml_node& node, int depth)
    {
        if (!m_inItem)
            m_flow.endParagraph();
        m_inItem = false;
        inlines(node, depth + 1);
        m_flow.endParagraph();
        writeNotes(depth);
    }

    void list(const pugi::xml_node& node, int depth)
    {
        m_lists.open(node);
        for (const pugi::xml_node& item : node.children()) {
            if (!is(item, "list-item") && !is(item, "list-header"))
                continue;
            m_itemLabel = is(item, "list-item") ? m_lists.next(item) : QByteArray();
            m_flow.beginItem(m_itemLabel, m_lists.depth() - 1);
            m_inItem = true;
            blocks(item, depth + 2);
            m_inItem = false;
        }
        m_lists.close();
        m_flow.endParagraph();
    }

    void table(const pugi::xml_node& node, int depth)
    {
        if (depth > deepest) {
            m_tooDeep = true;
            return;
        }
        for (const pugi::xml_node& row : node.children()) {
            if (is(row, "table-header-rows") || is(row, "table-rows") || is(row, "table-row-group")) {
                table(row, depth + 1);
                continue;
            }
            if (!is(row, "table-row"))
                continue;
            const bool nested = m_flow.inRow();
            m_flow.beginRow();
            for (const pugi::xml_node& cell : row.children()) {
                if (!is(cell, "table-cell"))
                    continue;
                if (!nested)
                    m_flow.beginCell();
                blocks(cell, depth + 2);
            }
            if (!nested)
                m_flow.endRow();
        }
    }

    void inlines(const pugi::xml_node& parent, int depth)
    {
        if (depth > deepest) {
            m_tooDeep = true;
            return;
        }
        for (const pugi::xml_node& node : parent.children()) {
            if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
                m_flow.text(node.value());
            else if (is(node, "s") || is(node, "tab"))
                m_flow.text(" ");
            else if (is(node, "line-break"))
                m_flow.lineBreak();
            else if (is(node, "note"))
                note(node);
            else if (is(node, "text-box"))
                m_boxes.push_back(node);
            else if (is(node, "image"))
                picture(parent);
            else if (is(node, "annotation"))
                m_notes.emplace_back(QCoreApplication::translate("quire::OdtReader", "[Comment by %1]")
                                         .arg(QString::fromUtf8(textOf(childOf(node, "creator"))))
                                         .toUtf8(),
                                     node);
            else if (!is(node, "annotation-end") && !is(node, "creator") && !is(node, "title") &&
                     !is(node, "desc"))
                inlines(node, depth + 1);
        }
    }

    /// Its frame holds what it is.
    void picture(const pugi::xml_node& frame)
    {
        QByteArray description = textOf(childOf(frame, "desc")).simplified();
        if (description.isEmpty())
            description = textOf(childOf(frame, "title")).simplified();
        m_flow.text("[" + (description.isEmpty() ? QByteArray("picture") : description) + "]");
    }

    void note(const pugi::xml_node& node)
    {
        const QByteArray label = "[^" + textOf(childOf(node, "note-citation")).simplified() + "]";
        m_flow.text(label);
        m_notes.emplace_back(label, childOf(node, "note-body"));
    }

    /// Notes and text boxes stand in the middle of a paragraph; they are written when it ends.
    void writeNotes(int depth)
    {
        if (m_flow.inRow() && m_notes.empty() && m_boxes.empty())
            return;
        const auto notes = std::exchange(m_notes, {});
        for (const auto& [label, body] : notes) {
            m_flow.text(label + ' ');
            m_inItem = true; // the first paragraph goes on behind the label
            blocks(body, depth + 1);
            m_inItem = false;
        }
        const auto boxes = std::exchange(m_boxes, {});
        for (const pugi::xml_node& box : boxes)
            blocks(box, depth + 1);
    }

    TextFlow& m_flow;
    OdfLists& m_lists;
    std::function<void()> m_check;
    std::vector<std::pair<QByteArray, pugi::xml_node>> m_notes;
    std::vector<pugi::xml_node> m_boxes;
    QByteArray m_itemLabel; ///< of the item that begins
    bool m_tooDeep = false;
    bool m_inItem = false; ///< the next paragraph is the beginning of an item or note
};

} // namespace

int OdtReader::match(const Source& source) const
{
    if (!source.head().startsWith("PK\x03\x04"))
        return 0;
    const QByteArray head = source.head().left(128);
    return head.contains("application/vnd.oasis.opendocument.text") ? 95
           : source.suffix() == u"odt" || source.suffix() == u"ott" ? 80
                                                                    : 0;
}

DocumentPtr OdtReader::read(const Source& source, const ReadContext& context) const
{
    const ZipArchive zip(source, context.byteBudget);
    pugi::xml_document content;
    parseXml(content, zip.read("content.xml", partBytes), source.name(), true);
    DocumentBuilder builder(DocumentKind::OpenDocument, source.name(), source.path());
    TextFlow flow(builder);
    flow.beginPart(QStringLiteral("content.xml"), {});
    OdfLists lists;
    if (zip.contains("styles.xml")) {
        pugi::xml_document styles;
        try {
            parseXml(styles, zip.read("styles.xml", partBytes), source.name());
            lists.load(styles.document_element());
        } catch (const IngestError& error) {
            builder.ledger().add({QStringLiteral("styles.xml"), Coverage::Skipped, 0, 0, error.happened()});
        }
    }
    lists.load(content.document_element());
    OdtBody body(flow, lists, [&] { context.check(source.name()); });
    body.blocks(childOf(childOf(content.document_element(), "body"), "text"), 0);
    flow.finish();
    if (zip.contains("meta.xml")) {
        pugi::xml_document meta;
        try {
            parseXml(meta, zip.read("meta.xml", partBytes), source.name());
            builder.info().title = QString::fromUtf8(textOf(descendantOf(meta, "title")));
            builder.info().author = QString::fromUtf8(textOf(descendantOf(meta, "creator")));
        } catch (const IngestError& error) {
            builder.ledger().add({QStringLiteral("meta.xml"), Coverage::Skipped, 0, 0, error.happened()});
        }
    }
    LedgerLine line{QStringLiteral("content.xml"), Coverage::Read, countCodePoints(builder.text()), 0, {}};
    if (line.characters == 0)
        line.coverage = Coverage::Empty;
    if (body.isTooDeep()) {
        line.coverage = Coverage::Truncated;
        line.reason =
            QCoreApplication::translate("quire::OdtReader", "nested too deeply: what is inside was left out");
    } else if (descendantOf(content.document_element(), "tracked-changes")) {
        line.reason = QCoreApplication::translate("quire::OdtReader", "tracked changes: the final text");
    }
    builder.ledger().add(std::move(line));
    return builder.take();
}

} // namespace quire
