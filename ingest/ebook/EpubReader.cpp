#include "ingest/ebook/EpubReader.h"

#include "ingest/IngestError.h"
#include "ingest/folder/ZipArchive.h"
#include "ingest/markup/HtmlFlow.h"
#include "ingest/markup/Xml.h"
#include "ingest/text/Decoding.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>

#include <vector>

namespace quire {

namespace {

constexpr qint64 partBytes = 64 << 20;

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::EpubReader", text);
}

/// A reference within the package: percent signs decoded, "../" resolved, the fragment dropped.
QByteArray resolved(const QByteArray& base, const char* reference)
{
    QByteArray path = QByteArray::fromPercentEncoding(QByteArray(reference).split('#').first());
    path = path.startsWith('/') ? path.sliced(1) : base.left(base.lastIndexOf('/') + 1) + path;
    QByteArrayList parts;
    for (const QByteArray& part : path.split('/')) {
        if (part == ".." && !parts.isEmpty())
            parts.removeLast();
        else if (part != "." && part != "..")
            parts << part;
    }
    return parts.join('/');
}

struct Item
{
    QByteArray path;
    QByteArray mediaType;
    QByteArray properties;
};

class Book
{
public:
    Book(const Source& source, const ReadContext& context)
        : m_source(source), m_context(context), m_zip(source, context.byteBudget),
          m_builder(DocumentKind::Epub, source.name(), source.path()), m_flow(m_builder)
    {
    }

    DocumentPtr run()
    {
        readPackage();
        readTitles();
        for (size_t i = 0; i < m_spine.size(); ++i) {
            m_context.check(m_source.name());
            readPart(m_spine[i]);
            m_context.report(qint64(i) + 1, qint64(m_spine.size()));
        }
        m_flow.finish();
        return m_builder.take();
    }

private:
    void readPackage()
    {
        pugi::xml_document container;
        parseXml(container, m_zip.read("META-INF/container.xml", partBytes), m_source.name());
        m_package = attributeOf(descendantOf(container, "rootfile"), "full-path");
        pugi::xml_document package;
        parseXml(package, m_zip.read(m_package, partBytes), m_source.name());
        const pugi::xml_node root = package.document_element();
        const pugi::xml_node metadata = childOf(root, "metadata");
        m_builder.info().title = QString::fromUtf8(textOf(childOf(metadata, "title"))).simplified();
        m_builder.info().author = QString::fromUtf8(textOf(childOf(metadata, "creator"))).simplified();
        m_builder.info().language = QString::fromUtf8(textOf(childOf(metadata, "language"))).simplified();
        QHash<QByteArray, Item> manifest;
        for (const pugi::xml_node& item : childOf(root, "manifest").children())
            manifest.insert(item.attribute("id").value(),
                            {resolved(m_package, item.attribute("href").value()),
                             item.attribute("media-type").value(), item.attribute("properties").value()});
        const pugi::xml_node spine = childOf(root, "spine");
        std::vector<Item> aside; // reached by links only: after everything that is read in order
        for (const pugi::xml_node& reference : spine.children()) {
            const auto item = manifest.constFind(reference.attribute("idref").value());
            if (item == manifest.constEnd())
                continue;
            const bool linear = QByteArrayView(reference.attribute("linear").value()) != QByteArrayView("no");
            (linear ? m_spine : aside).push_back(*item);
        }
        m_spine.insert(m_spine.end(), aside.begin(), aside.end());
        if (m_spine.empty())
            throw IngestError(IngestErrorCode::BadFormat,
                              tr("%1 names no parts to read.").arg(m_source.name()),
                              tr("Get the book again."));
        for (const Item& item : std::as_const(manifest))
            if (item.properties.split(' ').contains("nav"))
                m_navigation = item.path;
        const auto ncx = manifest.constFind(spine.attribute("toc").value());
        if (m_navigation.isEmpty() && ncx != manifest.constEnd())
            m_navigation = ncx->path;
    }

    /// Titles of the parts: the first entry of the table of contents that leads to each.
    void readTitles()
    {
        if (m_navigation.isEmpty() || !m_zip.contains(m_navigation))
            return;
        try {
            pugi::xml_document document;
            parseXml(document, m_zip.read(m_navigation, partBytes), m_source.name());
            const auto add = [this](const char* reference, const QByteArray& title) {
                const QByteArray path = resolved(m_navigation, reference);
                if (!m_titles.contains(path))
                    m_titles.insert(path, QString::fromUtf8(title).simplified());
            };
            for (const auto& found : document.select_nodes("//*[local-name()='navPoint']"))
                add(attributeOf(childOf(found.node(), "content"), "src"),
                    textOf(childOf(found.node(), "navLabel")));
            for (const auto& found : document.select_nodes("//*[local-name()='nav']//*[local-name()='a']"))
                add(found.node().attribute("href").value(), textOf(found.node()));
        } catch (const IngestError& error) {
            m_builder.ledger().add(
                {QString::fromUtf8(m_navigation), Coverage::Skipped, 0, 0, error.happened()});
        }
    }

    void readPart(const Item& item)
    {
        LedgerLine line{QString::fromUtf8(item.path), Coverage::Read, 0, 0, {}};
        const qint64 begin = m_builder.size();
        try {
            if (!item.mediaType.contains("html") && !item.mediaType.contains("xml"))
                throw IngestError(IngestErrorCode::UnknownFormat,
                                  tr("its type %1 is not text").arg(QString::fromUtf8(item.mediaType)));
            const QByteArray bytes = m_zip.read(item.path, partBytes);
            line.bytes = bytes.size();
            m_flow.beginPart(QString::fromUtf8(item.path), m_titles.value(item.path));
            HtmlOptions options;
            options.check = [this] { m_context.check(m_source.name()); };
            const HtmlInfo info = writeHtml(m_flow, decodeText(bytes).utf8, options);
            line.reason = leftOutOf(info);
        } catch (const IngestError& error) {
            if (error.code() == IngestErrorCode::Cancelled || error.code() == IngestErrorCode::TookTooLong)
                throw;
            line.coverage = Coverage::Skipped;
            line.reason = error.happened();
        }
        line.characters = countCodePoints(QByteArrayView(m_builder.text()).sliced(begin));
        if (line.characters == 0 && line.coverage == Coverage::Read)
            line.coverage = Coverage::Empty;
        m_builder.ledger().add(std::move(line));
    }

    const Source& m_source;
    const ReadContext& m_context;
    ZipArchive m_zip;
    DocumentBuilder m_builder;
    TextFlow m_flow;
    QByteArray m_package;
    QByteArray m_navigation;
    std::vector<Item> m_spine;
    QHash<QByteArray, QString> m_titles;
};

} // namespace

int EpubReader::match(const Source& source) const
{
    const QByteArray& head = source.head();
    if (!head.startsWith("PK\x03\x04"))
        return 0;
    return head.first(std::min<qsizetype>(head.size(), 128)).contains("application/epub+zip") ? 95
           : source.suffix() == u"epub"                                                       ? 80
                                                                                              : 0;
}

DocumentPtr EpubReader::read(const Source& source, const ReadContext& context) const
{
    return Book(source, context).run();
}

} // namespace quire
