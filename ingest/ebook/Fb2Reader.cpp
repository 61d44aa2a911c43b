#include "ingest/ebook/Fb2Reader.h"

#include "ingest/DocumentBuilder.h"
#include "ingest/IngestError.h"
#include "ingest/flow/TextFlow.h"
#include "ingest/markup/Entities.h"
#include "ingest/markup/Xml.h"
#include "ingest/text/Decoding.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

namespace quire {

namespace {

constexpr int deepest = 200;

bool is(const pugi::xml_node& node, const char* name)
{
    return tagOf(node) == QByteArrayView(name);
}

/// The encoding that an XML declaration states.
QString statedEncoding(const QByteArray& bytes)
{
    const QByteArray head = bytes.left(200);
    const qsizetype at = head.indexOf("encoding=");
    if (at < 0 || at + 10 >= head.size())
        return {};
    const qsizetype end = head.indexOf(head[at + 9], at + 10);
    return end < 0 ? QString() : QString::fromLatin1(head.sliced(at + 10, end - at - 10));
}

class Fb2Body
{
public:
    Fb2Body(TextFlow& flow, std::function<void()> check) : m_flow(flow), m_check(std::move(check)) {}

    /// What stands deeper than any book has it was left out.
    bool isTooDeep() const { return m_tooDeep; }

    /// `level` of the headings of titles found here; `depth` of elements, sections or not.
    void blocks(const pugi::xml_node& parent, int level, int depth)
    {
        if (depth > deepest) {
            m_tooDeep = true;
            return;
        }
        for (const pugi::xml_node& node : parent.children()) {
            m_check();
            if (is(node, "title") || is(node, "subtitle")) {
                m_flow.beginHeading(is(node, "title") ? std::max(level, 1) : level + 1);
                for (const pugi::xml_node& line : node.children()) {
                    inlines(is(line, "p") ? line : node, 0);
                    m_flow.text(" ");
                    if (!is(line, "p"))
                        break;
                }
                m_flow.endParagraph();
            } else if (is(node, "p") || is(node, "v") || is(node, "text-author") || is(node, "date")) {
                if (is(node, "v"))
                    m_flow.beginItem({}, 0); // lines of verse stand together
                else
                    m_flow.endParagraph();
                inlines(node, 0);
                m_flow.endParagraph();
            } else if (is(node, "tr")) {
                row(node);
            } else if (is(node, "image")) {
                m_flow.endParagraph();
                picture(node);
                m_flow.endParagraph();
            } else if (node.type() == pugi::node_element) {
                blocks(node, level + (is(node, "section") ? 1 : 0), depth + 1);
            }
        }
    }

private:
    void picture(const pugi::xml_node& node)
    {
        QByteArray description = QByteArray(attributeOf(node, "alt")).simplified();
        if (description.isEmpty())
            description = QByteArray(attributeOf(node, "title")).simplified();
        m_flow.text("[" + (description.isEmpty() ? QByteArray("picture") : description) + "]");
    }

    void row(const pugi::xml_node& node)
    {
        m_flow.beginRow();
        for (const pugi::xml_node& cell : node.children()) {
            m_flow.beginCell();
            inlines(cell, 0);
        }
        m_flow.endRow();
    }

    void inlines(const pugi::xml_node& parent, int depth)
    {
        if (depth > deepest) {
            m_tooDeep = true;
            return;
        }
        for (const pugi::xml_node& node : parent.children()) {
            if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
                m_flow.text(decodeEntities(node.value()));
            else
                inlines(node, depth + 1);
        }
    }

    TextFlow& m_flow;
    std::function<void()> m_check;
    bool m_tooDeep = false;
};

} // namespace

int Fb2Reader::match(const Source& source) const
{
    if (source.head().contains("<FictionBook"))
        return 85;
    return source.suffix() == u"fb2" ? 60 : 0;
}

DocumentPtr Fb2Reader::read(const Source& source, const ReadContext& context) const
{
    const QByteArray bytes = source.bytes(context.byteBudget);
    const DecodedText decoded = decodeText(bytes, statedEncoding(bytes));
    pugi::xml_document document;
    const auto result =
        document.load_buffer(decoded.utf8.constData(), size_t(decoded.utf8.size()),
                             pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    if (!root)
        parseXml(document, decoded.utf8, source.name()); // throws what is wrong
    DocumentBuilder builder(DocumentKind::FictionBook, source.name(), source.path());
    const pugi::xml_node info = descendantOf(root, "title-info");
    builder.info().title = QString::fromUtf8(textOf(childOf(info, "book-title"))).simplified();
    builder.info().author = QString::fromUtf8(textOf(childOf(info, "author"))).simplified();
    builder.info().language = QString::fromUtf8(textOf(childOf(info, "lang"))).simplified();
    builder.info().encoding = decoded.encoding;
    TextFlow flow(builder);
    Fb2Body body(flow, [&] { context.check(source.name()); });
    for (const pugi::xml_node& part : root.children()) {
        if (!is(part, "body"))
            continue;
        const QString name = QString::fromUtf8(attributeOf(part, "name"));
        const qint64 begin = builder.size();
        flow.beginPart(name.isEmpty() ? QStringLiteral("body") : name, name);
        body.blocks(part, 0, 0);
        flow.finish();
        LedgerLine line{name.isEmpty() ? source.name() : name,
                        Coverage::Read,
                        countCodePoints(QByteArrayView(builder.text()).sliced(begin)),
                        bytes.size(),
                        {}};
        if (!result) { // what came before the damage is kept
            line.coverage = Coverage::Truncated;
            line.reason = QString::fromUtf8(result.description());
        } else if (body.isTooDeep()) {
            line.coverage = Coverage::Truncated;
            line.reason = QCoreApplication::translate("quire::Fb2Reader",
                                                      "nested too deeply: what is inside was left out");
        }
        builder.ledger().add(std::move(line));
    }
    if (builder.ledger().lines().empty())
        throw IngestError(IngestErrorCode::BadFormat,
                          QStringLiteral("%1 has no text in it.").arg(source.name()),
                          QStringLiteral("Get the book again."));
    return builder.take();
}

} // namespace quire
