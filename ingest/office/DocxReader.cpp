#include "ingest/office/DocxReader.h"

#include "ingest/IngestError.h"
#include "ingest/folder/ZipArchive.h"
#include "ingest/markup/Xml.h"
#include "ingest/office/DocxBody.h"
#include "ingest/text/Utf8.h"

#include <QCoreApplication>

namespace quire {

namespace {

constexpr qint64 partBytes = 256 << 20;

QString tr(const char* text)
{
    return QCoreApplication::translate("quire::DocxReader", text);
}

class Word
{
public:
    Word(const Source& source, const ReadContext& context)
        : m_source(source), m_context(context), m_zip(source, context.byteBudget),
          m_builder(DocumentKind::Word, source.name(), source.path()), m_flow(m_builder),
          m_body(m_flow, m_styles, m_numbering, [this] { m_context.check(m_source.name()); })
    {
    }

    DocumentPtr run()
    {
        loadOptional("word/styles.xml", [this](const pugi::xml_node& root) { m_styles.load(root); });
        loadOptional("word/numbering.xml", [this](const pugi::xml_node& root) { m_numbering.load(root); });
        loadOptional("docProps/core.xml", [this](const pugi::xml_node& root) {
            m_builder.info().title = QString::fromUtf8(textOf(childOf(root, "title")));
            m_builder.info().author = QString::fromUtf8(textOf(childOf(root, "creator")));
        });
        pugi::xml_document document;
        parseXml(document, m_zip.read("word/document.xml", partBytes), m_source.name(), true);
        part("word/document.xml", {}, [&] { m_body.write(childOf(document.document_element(), "body")); });
        notes("word/footnotes.xml", "footnote", tr("Footnotes"), "[^");
        notes("word/endnotes.xml", "endnote", tr("Endnotes"), "[^e");
        comments();
        for (const ZipArchive::Entry& entry : m_zip.entries())
            if (entry.name.startsWith("word/header") || entry.name.startsWith("word/footer"))
                m_builder.ledger().add({QString::fromUtf8(entry.name), Coverage::Skipped, 0, entry.size,
                                        tr("a running header or footer")});
        return m_builder.take();
    }

private:
    void loadOptional(const QByteArray& name, const std::function<void(const pugi::xml_node&)>& use)
    {
        if (!m_zip.contains(name))
            return;
        try {
            pugi::xml_document document;
            parseXml(document, m_zip.read(name, partBytes), m_source.name());
            use(document.document_element());
        } catch (const IngestError& error) {
            m_builder.ledger().add({QString::fromUtf8(name), Coverage::Skipped, 0, 0, error.happened()});
        }
    }

    void part(const QByteArray& name, const QString& title, const std::function<void()>& write)
    {
        const qint64 begin = m_builder.size(), deletions = m_body.deletions(), pictures = m_body.pictures();
        m_flow.beginPart(QString::fromUtf8(name), title);
        write();
        m_flow.finish();
        LedgerLine line{QString::fromUtf8(name),
                        Coverage::Read,
                        countCodePoints(QByteArrayView(m_builder.text()).sliced(begin)),
                        0,
                        {}};
        QStringList reasons;
        if (m_body.deletions() > deletions)
            reasons << tr("tracked changes: the final text; %1 deletions left out")
                           .arg(m_body.deletions() - deletions);
        if (m_body.pictures() > pictures)
            reasons << tr("%1 pictures, by their description only").arg(m_body.pictures() - pictures);
        if (line.characters == 0)
            line.coverage = Coverage::Empty;
        if (m_body.isTooDeep()) {
            line.coverage = Coverage::Truncated;
            reasons << tr("nested too deeply: what is inside was left out");
        }
        line.reason = reasons.join(QStringLiteral("; "));
        m_builder.ledger().add(std::move(line));
    }

    void notes(const QByteArray& name, const char* tag, const QString& title, const QByteArray& label)
    {
        if (!m_zip.contains(name))
            return;
        pugi::xml_document document;
        try {
            parseXml(document, m_zip.read(name, partBytes), m_source.name(), true);
        } catch (const IngestError& error) {
            m_builder.ledger().add({QString::fromUtf8(name), Coverage::Skipped, 0, 0, error.happened()});
            return;
        }
        part(name, title, [&] {
            for (const pugi::xml_node& note : document.document_element().children()) {
                // Separators are notes with a type.
                if (tagOf(note) == QByteArrayView(tag) && QByteArrayView(attributeOf(note, "type")).isEmpty())
                    m_body.writeNote(label + attributeOf(note, "id") + ']', note);
            }
        });
    }

    void comments()
    {
        const QByteArray name = "word/comments.xml";
        loadOptional(name, [&](const pugi::xml_node& root) {
            part(name, tr("Comments"), [&] {
                for (const pugi::xml_node& comment : root.children())
                    m_body.writeNote(
                        tr("[Comment by %1]").arg(QString::fromUtf8(attributeOf(comment, "author"))).toUtf8(),
                        comment);
            });
        });
    }

    const Source& m_source;
    const ReadContext& m_context;
    ZipArchive m_zip;
    DocumentBuilder m_builder;
    TextFlow m_flow;
    DocxStyles m_styles;
    Numbering m_numbering;
    DocxBody m_body;
};

} // namespace

int DocxReader::match(const Source& source) const
{
    if (!source.head().startsWith("PK\x03\x04"))
        return 0;
    const QString suffix = source.suffix();
    if (suffix == u"docx" || suffix == u"docm" || suffix == u"dotx")
        return 80;
    return source.head().contains("word/document.xml") ? 70 : 0;
}

DocumentPtr DocxReader::read(const Source& source, const ReadContext& context) const
{
    return Word(source, context).run();
}

} // namespace quire
