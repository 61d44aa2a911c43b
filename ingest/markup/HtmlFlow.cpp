#include "ingest/markup/HtmlFlow.h"

#include "ingest/markup/Entities.h"
#include "ingest/markup/HtmlWriter.h"

#include <QCoreApplication>
#include <QSet>

#include <gumbo.h>
#include <pugixml.hpp>

#include <memory>

namespace quire {

namespace {

// ---- HTML by gumbo

QByteArray tagOf(const GumboElement& element)
{
    if (element.tag != GUMBO_TAG_UNKNOWN)
        return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return QByteArray(piece.data, qsizetype(piece.length)).toLower();
}

HtmlWriter::Attributes attributesOf(const GumboElement& element)
{
    return [&element](const char* name) {
        const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
        return attribute ? QByteArray(attribute->value) : QByteArray();
    };
}

const GumboVector* childrenOf(const GumboNode* node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return node->type == GUMBO_NODE_ELEMENT ? &node->v.element.children : nullptr;
}

/// Depth first without recursion: nesting is under the file's control.
void walk(const GumboNode* root, HtmlWriter& writer, const std::function<void()>& check)
{
    struct Level
    {
        const GumboNode* node;
        unsigned int next;
        bool entered;
    };
    std::vector<Level> levels{{root, 0, true}};
    qint64 steps = 0;
    while (!levels.empty()) {
        if (check && (++steps & 0xFFF) == 0)
            check();
        Level& level = levels.back();
        const GumboVector* children = childrenOf(level.node);
        if (!level.entered || !children || level.next >= children->length) {
            if (level.entered && level.node->type == GUMBO_NODE_ELEMENT)
                writer.close(tagOf(level.node->v.element));
            levels.pop_back();
            continue;
        }
        const auto* child = static_cast<const GumboNode*>(children->data[level.next++]);
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
            child->type == GUMBO_NODE_CDATA) {
            writer.text(QByteArrayView(child->v.text.text));
        } else if (child->type == GUMBO_NODE_ELEMENT) {
            const GumboElement& element = child->v.element;
            if (writer.open(tagOf(element), attributesOf(element)))
                levels.push_back({child, 0, true});
        }
    }
}

/// The element that holds the main text: <main>, or the one <article>.
const GumboNode* mainElement(const GumboNode* root)
{
    std::vector<const GumboNode*> queue{root};
    const GumboNode* article = nullptr;
    int articles = 0;
    for (size_t i = 0; i < queue.size(); ++i) {
        const GumboNode* node = queue[i];
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_MAIN)
            return node;
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_ARTICLE) {
            article = node;
            ++articles;
        }
        if (const GumboVector* children = childrenOf(node))
            for (unsigned int c = 0; c < children->length; ++c)
                queue.push_back(static_cast<const GumboNode*>(children->data[c]));
    }
    return articles == 1 ? article : root;
}

void findTitle(const GumboNode* root, HtmlWriter& writer)
{
    const GumboVector* top = childrenOf(root);
    for (unsigned int i = 0; top && i < top->length; ++i) {
        const auto* head = static_cast<const GumboNode*>(top->data[i]);
        if (head->type != GUMBO_NODE_ELEMENT || head->v.element.tag != GUMBO_TAG_HEAD)
            continue;
        const GumboVector& children = head->v.element.children;
        for (unsigned int j = 0; j < children.length; ++j) {
            const auto* node = static_cast<const GumboNode*>(children.data[j]);
            if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_TITLE &&
                node->v.element.children.length > 0) {
                const auto* text = static_cast<const GumboNode*>(node->v.element.children.data[0]);
                if (text->type == GUMBO_NODE_TEXT)
                    writer.info().title = QString::fromUtf8(text->v.text.text).simplified();
            }
        }
    }
}

void walkHtml(const QByteArray& utf8, HtmlWriter& writer, const HtmlOptions& options)
{
    GumboOptions settings = kGumboDefaultOptions;
    settings.max_errors = 0;
    const auto destroy = [&settings](GumboOutput* output) { gumbo_destroy_output(&settings, output); };
    const std::unique_ptr<GumboOutput, decltype(destroy)> output(
        gumbo_parse_with_options(&settings, utf8.constData(), size_t(utf8.size())), destroy);
    findTitle(output->root, writer);
    writer.info().language = QString::fromUtf8(attributesOf(output->root->v.element)("lang"));
    const GumboNode* root = options.mainTextOnly ? mainElement(output->root) : output->root;
    writer.setMainTextFound(root != output->root);
    walk(root, writer, options.check);
}

// ---- XHTML by pugixml

QByteArray localName(const pugi::xml_node& node)
{
    const QByteArray name(node.name());
    return name.sliced(name.indexOf(':') + 1).toLower();
}

void walkXml(const pugi::xml_document& document, HtmlWriter& writer, const std::function<void()>& check)
{
    pugi::xml_node node = document.document_element();
    writer.info().language = QString::fromUtf8(node.attribute("xml:lang").value());
    writer.info().title = QString::fromUtf8(node.child("head").child("title").child_value()).simplified();
    std::vector<pugi::xml_node> open;
    qint64 steps = 0;
    node = node.first_child();
    while (node || !open.empty()) {
        if (check && (++steps & 0xFFF) == 0)
            check();
        if (!node) {
            writer.close(localName(open.back()));
            node = open.back().next_sibling();
            open.pop_back();
            continue;
        }
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
            writer.text(decodeEntities(node.value()));
        if (node.type() == pugi::node_element && writer.open(localName(node), [&node](const char* name) {
                const pugi::xml_attribute attribute = node.attribute(name);
                return attribute ? QByteArray(attribute.value()) : QByteArray();
            })) {
            open.push_back(node);
            node = node.first_child();
            continue;
        }
        node = node.next_sibling();
    }
}

bool looksXml(const QByteArray& utf8)
{
    const QByteArray head = utf8.left(1024);
    return head.contains("http://www.w3.org/1999/xhtml") || head.trimmed().startsWith("<?xml");
}

} // namespace

QString leftOutOf(const HtmlInfo& info)
{
    QStringList parts;
    if (info.images > 0)
        parts << QCoreApplication::translate("quire::HtmlReader", "%1 pictures, by their description only")
                     .arg(info.images);
    if (info.readings > 0)
        parts << QCoreApplication::translate("quire::HtmlReader", "%1 reading aids (ruby) left out")
                     .arg(info.readings);
    return parts.join(QStringLiteral("; "));
}

HtmlInfo writeHtml(TextFlow& flow, const QByteArray& utf8, const HtmlOptions& options)
{
    HtmlWriter writer(flow, options.mainTextOnly);
    pugi::xml_document document;
    if (looksXml(utf8) &&
        document.load_buffer(utf8.constData(), size_t(utf8.size()),
                             (pugi::parse_default | pugi::parse_ws_pcdata) & ~pugi::parse_eol,
                             pugi::encoding_utf8))
        walkXml(document, writer, options.check);
    else
        walkHtml(utf8, writer, options);
    flow.finish();
    return writer.info();
}

} // namespace quire
