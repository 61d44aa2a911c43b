#pragma once

#include "ingest/Document.h"
#include "ingest/flow/TextFlow.h"

#include <functional>

namespace quire {

/// What HTML is to be read for.
struct HtmlOptions
{
    bool mainTextOnly = false;   ///< leave out navigation, page headers and footers, asides, forms
    std::function<void()> check; ///< called now and then; may throw
};

/// What was found on the way.
struct HtmlInfo
{
    QString title;
    QString language;
    qint64 images = 0;
    qint64 readings = 0; ///< ruby: how characters are said, left out of the text
};

/// What was left out, in a person's words; empty when nothing was.
QString leftOutOf(const HtmlInfo& info);

/// Writes HTML, UTF-8, into a flow: paragraphs, headings, lists, tables, verbatim text; pictures by their
/// description; notes are pointed to as "[^1]". XHTML that is well-formed XML is read as such, because
/// "<script/>" swallows a page that is read as HTML.
HtmlInfo writeHtml(TextFlow& flow, const QByteArray& utf8, const HtmlOptions& options);

} // namespace quire
