#include "ingest/markup/HtmlReader.h"

#include "ingest/markup/HtmlFlow.h"
#include "ingest/text/Decoding.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

namespace quire {

namespace {

/// The encoding that a page states of itself: <meta charset="…"> or its older form; empty without one.
QString statedEncoding(const QByteArray& bytes)
{
    const QByteArray head = bytes.left(2048).toLower();
    qsizetype at = head.indexOf("charset=");
    if (at < 0)
        return {};
    at += 8;
    while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' '))
        ++at;
    qsizetype end = at;
    while (end < head.size() &&
           (isalnum(static_cast<unsigned char>(head[end])) || head[end] == '-' || head[end] == '_'))
        ++end;
    return QString::fromLatin1(head.sliced(at, end - at));
}

} // namespace

int HtmlReader::match(const Source& source) const
{
    const QString suffix = source.suffix();
    if (source.isBinary())
        return 0;
    if (suffix == u"html" || suffix == u"htm" || suffix == u"xhtml")
        return 60;
    const QByteArray head = source.head().left(256).trimmed().toLower();
    return head.startsWith("<!doctype html") || head.startsWith("<html") ? 40 : 0;
}

DocumentPtr HtmlReader::read(const Source& source, const ReadContext& context) const
{
    const QByteArray bytes = source.bytes(context.byteBudget);
    const DecodedText decoded = decodeText(bytes, statedEncoding(bytes));
    DocumentBuilder builder(DocumentKind::Html, source.name(), source.path());
    TextFlow flow(builder);
    flow.beginPart(source.name(), {});
    HtmlOptions options;
    options.check = [&] { context.check(source.name()); };
    options.mainTextOnly = true;
    const HtmlInfo info = writeHtml(flow, decoded.utf8, options);
    if (info.title.isEmpty() && !builder.outline().empty())
        builder.info().title = builder.outline().front().title;
    else
        builder.info().title = info.title;
    builder.info().language = info.language;
    builder.info().encoding = decoded.encoding;
    builder.info().encodingConfidence = decoded.confidence;
    LedgerLine line{source.name(), Coverage::Read, countCodePoints(builder.text()), bytes.size(), {}};
    if (isBlank(builder.text())) {
        line.coverage = Coverage::Empty;
        line.reason = QCoreApplication::translate("quire::HtmlReader", "no text on the page");
    } else {
        line.reason = leftOutOf(info);
    }
    builder.ledger().add(std::move(line));
    return builder.take();
}

} // namespace quire
