#pragma once

#include "ingest/flow/TextFlow.h"
#include "ingest/markup/HtmlFlow.h"

#include <functional>
#include <vector>

namespace quire {

/// Takes the tags and texts of an HTML tree in order and writes them into a flow.
class HtmlWriter
{
public:
    using Attributes = std::function<QByteArray(const char* name)>;

    HtmlWriter(TextFlow& flow, bool mainTextOnly)
        : m_flow(flow), m_isPage(mainTextOnly), m_mainTextOnly(mainTextOnly)
    {
    }

    /// False when the element is left out: neither its content nor its close() comes then.
    bool open(const QByteArray& tag, const Attributes& attribute);
    void close(const QByteArray& tag);
    void text(QByteArrayView utf8);

    /// The walk begins inside the main text: page headers and asides there belong to it.
    void setMainTextFound(bool found) { m_mainTextOnly = m_mainTextOnly && !found; }
    HtmlInfo& info() { return m_info; }

private:
    struct List
    {
        bool ordered;
        int number;
    };

    bool leavesOut(const QByteArray& tag, const Attributes& attribute) const;
    void openItem(const Attributes& attribute);

    void openPicture(const Attributes& attribute);
    bool pointsToNote() const { return m_noteLinks > 0 || (m_links > 0 && m_raised > 0); }

    TextFlow& m_flow;
    const bool m_isPage; ///< of the web: most pictures without a description are ornaments there
    bool m_mainTextOnly;
    HtmlInfo m_info;
    std::vector<List> m_lists;
    int m_verbatim = 0;
    int m_figures = 0;   ///< open <figure>
    int m_raised = 0;    ///< open <sup>
    int m_links = 0;     ///< open <a> within the book or page
    int m_noteLinks = 0; ///< of these, the one that is said to lead to a note: 1 while it is open
};

} // namespace quire
