#include "ingest/markup/HtmlWriter.h"

#include <QSet>

#include <algorithm>

namespace quire {

namespace {

using Tags = QSet<QByteArray>;

bool isBlock(const QByteArray& tag)
{
    static const Tags tags = {
        "p",       "div",     "section",    "article", "main",       "header", "footer", "aside",    "nav",
        "address", "body",    "blockquote", "figure",  "figcaption", "ul",     "ol",     "dl",       "dt",
        "dd",      "table",   "caption",    "thead",   "tbody",      "tfoot",  "form",   "fieldset", "legend",
        "hr",      "details", "summary",    "center",  "title",      "hgroup", "pre",    "li"};
    return tags.contains(tag);
}

int headingLevel(const QByteArray& tag)
{
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' ? tag[1] - '0' : 0;
}

bool isVerbatim(const QByteArray& tag)
{
    return tag == "pre" || tag == "listing" || tag == "xmp";
}

/// The sign that a link to a note shows, "1" of "[1]"; empty for anything longer.
QByteArray noteSign(QByteArrayView text)
{
    QByteArray sign = text.trimmed().toByteArray();
    if (sign.size() > 2 && (sign[0] == '[' || sign[0] == '(') && (sign.endsWith(']') || sign.endsWith(')')))
        sign = sign.sliced(1, sign.size() - 2);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool number = !sign.isEmpty() && sign.size() <= 4 && std::all_of(sign.begin(), sign.end(), digit);
    const bool letter = sign.size() == 1 && ((sign[0] >= 'a' && sign[0] <= 'z') || sign[0] == '*');
    return number || letter || sign == "\u2020" || sign == "\u2021" ? sign : QByteArray();
}

} // namespace

bool HtmlWriter::leavesOut(const QByteArray& tag, const Attributes& attribute) const
{
    static const Tags never = {"script", "style",           "head",   "template", "noscript",
                               "svg",    "math-annotation", "object", "embed",    "iframe",
                               "canvas", "audio",           "video",  "select",   "textarea",
                               "input",  "button",          "map",    "rp",       "datalist"};
    static const Tags furniture = {"nav", "header", "footer", "aside", "form", "dialog"};
    if (never.contains(tag))
        return true;
    if (attribute("hidden") == "hidden" || attribute("aria-hidden") == "true")
        return true;
    return m_mainTextOnly && (furniture.contains(tag) || attribute("role") == "navigation");
}

void HtmlWriter::openItem(const Attributes& attribute)
{
    QByteArray label = "\u2022";
    if (!m_lists.empty() && m_lists.back().ordered) {
        bool ok = false;
        const int value = attribute("value").toInt(&ok);
        if (ok)
            m_lists.back().number = value;
        label = QByteArray::number(m_lists.back().number++) + '.';
    }
    m_flow.beginItem(label, std::max(0, int(m_lists.size()) - 1));
}

bool HtmlWriter::open(const QByteArray& tag, const Attributes& attribute)
{
    if (tag == "rt" || tag == "rtc") {
        m_info.readings += tag == "rt";
        return false;
    }
    if (leavesOut(tag, attribute))
        return false;
    if (const int level = headingLevel(tag)) {
        m_flow.beginHeading(level);
    } else if (tag == "br") {
        m_flow.lineBreak();
        return false;
    } else if (tag == "img") {
        openPicture(attribute);
        return false;
    } else if (tag == "tr") {
        m_flow.beginRow();
    } else if (tag == "td" || tag == "th") {
        m_flow.beginCell();
    } else if (tag == "li") {
        openItem(attribute);
    } else if (isBlock(tag)) {
        m_flow.endParagraph();
    }
    if (tag == "ul" || tag == "ol") {
        bool ok = false;
        const int start = attribute("start").toInt(&ok);
        m_lists.push_back({tag == "ol", ok ? start : 1});
    }
    m_figures += tag == "figure";
    m_raised += tag == "sup";
    if (tag == "a") {
        const bool note = attribute("epub:type").contains("noteref") || attribute("role") == "doc-noteref";
        m_links += attribute("href").contains('#');
        m_noteLinks = note;
    }
    if (isVerbatim(tag)) {
        ++m_verbatim;
        m_flow.setVerbatim(true);
    }
    return true;
}

void HtmlWriter::close(const QByteArray& tag)
{
    if (tag == "tr")
        m_flow.endRow();
    else if (isBlock(tag) || headingLevel(tag))
        m_flow.endParagraph();
    if ((tag == "ul" || tag == "ol") && !m_lists.empty())
        m_lists.pop_back();
    m_figures -= tag == "figure";
    m_raised -= tag == "sup";
    if (tag == "a")
        m_links = m_noteLinks = 0; // links do not nest
    if (isVerbatim(tag) && --m_verbatim == 0)
        m_flow.setVerbatim(false);
}

/// A picture is its description. One without is still a picture, but for those that say they only adorn.
void HtmlWriter::openPicture(const Attributes& attribute)
{
    ++m_info.images;
    const QByteArray description = attribute("alt");
    if (!description.trimmed().isEmpty())
        m_flow.text("[" + description.simplified() + "]");
    else if (description.isNull() && (m_figures > 0 || !m_isPage))
        m_flow.text("[picture]");
}

void HtmlWriter::text(QByteArrayView utf8)
{
    const QByteArray sign = pointsToNote() ? noteSign(utf8) : QByteArray();
    if (!sign.isEmpty())
        m_flow.text("[^" + sign + "]");
    else
        m_flow.text(utf8);
}

} // namespace quire
