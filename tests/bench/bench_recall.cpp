// How much of the clauses that people labelled in contracts is in what Quire reads of them: as plain text,
// and as PDF in one and in two columns (running heads, page numbers) and DOCX written from it. A clause
// counts when all of it stands there in one piece, white space apart. Besides: pages and what the ledger says
// of them.
//
//   bench_recall CLAUSES.jsonl FOLDER    one line a label: {"contract": "x.txt", "evidence": [{"text": "…"},
//   …]};
//                                        the contracts in FOLDER or below it
#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/PdfFile.h"
#include "tests/ingest/support/ZipFile.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace quire;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray withoutSpace(const QString& text)
{
    QString packed;
    packed.reserve(text.size());
    for (const QChar c : text)
        if (!c.isSpace() && c != QChar(0xA0))
            packed += c;
    return packed.toUtf8();
}

/// The characters that the PDF's font has; others become "?", in the contract and in its clauses alike.
QByteArray latin(const QString& text)
{
    QByteArray bytes;
    for (const QChar c : text) {
        switch (c.unicode()) {
        case 0x2018:
        case 0x2019:
            bytes += '\'';
            break;
        case 0x201C:
        case 0x201D:
            bytes += '"';
            break;
        case 0x2013:
        case 0x2014:
            bytes += '-';
            break;
        default:
            bytes += c.unicode() < 256 && (c.unicode() < 128 || c.unicode() > 160) ? char(c.unicode())
                     : c.isSpace()                                                 ? ' '
                                                                                   : '?';
        }
    }
    return bytes;
}

QStringList paragraphsOf(const QString& text)
{
    QStringList paragraphs;
    for (const QString& part : text.split(QStringLiteral("\n\n")))
        if (!part.trimmed().isEmpty())
            paragraphs << part.simplified();
    return paragraphs;
}

QByteArray pdf(const QString& text, int columns)
{
    PdfFile file;
    constexpr double size = 8, pitch = 10, top = 70, bottom = 780, left = 50;
    const double width = (495 - 20.0 * (columns - 1)) / columns;
    int page = 0, column = columns;
    double down = bottom;
    const auto nextColumn = [&] {
        down = top;
        if (++column < columns)
            return;
        column = 0;
        file.page();
        file.text(left, 40, 7, "Exhibit to the annual report");
        file.text(290, 815, 7, QByteArray::number(++page));
    };
    for (const QString& paragraph : paragraphsOf(text)) {
        for (const QByteArray& line : PdfFile::wrap(latin(paragraph), int(width / (0.6 * size)))) {
            if (down + pitch > bottom)
                nextColumn();
            file.text(left + column * (width + 20), down, size, line);
            down += pitch;
        }
        down += 7;
    }
    file.setCompressed(true);
    return file.bytes();
}

QByteArray docx(const QString& text)
{
    QByteArray body;
    for (const QString& paragraph : paragraphsOf(text))
        body += "<w:p><w:r><w:t xml:space='preserve'>" + paragraph.toHtmlEscaped().toUtf8() +
                "</w:t></w:r></w:p>";
    ZipFile zip;
    zip.add("word/document.xml",
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>" +
                body + "</w:body></w:document>");
    return zip.bytes();
}

struct Format
{
    const char* name;
    QString file;
    std::function<QByteArray(const QString&)> write;
    bool isLatin = false;
    qint64 clauses = 0, found = 0, pages = 0, lines = 0, incomplete = 0, refused = 0;

    void measure(const QString& contract, const QStringList& spans)
    {
        try {
            const DocumentPtr document =
                ReaderRegistry::standard().read(Source::memory(file, write(contract)));
            const QByteArray text = withoutSpace(QString::fromUtf8(document->text()));
            for (const QString& span : spans) {
                const QByteArray wanted = withoutSpace(isLatin ? QString::fromLatin1(latin(span)) : span);
                ++clauses;
                found += text.contains(wanted);
            }
            pages += document->pageCount();
            lines += qint64(document->ledger().lines().size());
            incomplete += !document->ledger().isComplete();
        } catch (const IngestError& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ++refused;
        }
    }
};

QHash<QString, QStringList> spansByContract(const QString& path)
{
    QHash<QString, QStringList> spans;
    QSet<QString> seen;
    for (const QByteArray& line : contentOf(path).split('\n')) {
        const QJsonObject label = QJsonDocument::fromJson(line).object();
        const QString contract = label["contract"].toString();
        for (const QJsonValue& evidence : label["evidence"].toArray()) {
            const QString text = evidence["text"].toString(), key = contract + u'\n' + text;
            if (!text.trimmed().isEmpty() && !seen.contains(key))
                spans[contract] << text;
            seen.insert(key);
        }
    }
    return spans;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("bench_recall CLAUSES.jsonl FOLDER\n", stderr);
        return 2;
    }
    const QHash<QString, QStringList> spans = spansByContract(QString::fromLocal8Bit(argv[1]));
    Format formats[] = {
        {"TXT", QStringLiteral("c.txt"), [](const QString& t) { return t.toUtf8(); }},
        {"PDF, one column", QStringLiteral("c.pdf"), [](const QString& t) { return pdf(t, 1); }, true},
        {"PDF, two columns", QStringLiteral("c.pdf"), [](const QString& t) { return pdf(t, 2); }, true},
        {"DOCX", QStringLiteral("c.docx"), docx}};
    int contracts = 0;
    for (QDirIterator files(QString::fromLocal8Bit(argv[2]), QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();) {
        files.next();
        if (!spans.contains(files.fileName()))
            continue;
        ++contracts;
        const QString text = QString::fromUtf8(contentOf(files.filePath()));
        for (Format& format : formats)
            format.measure(text, spans[files.fileName()]);
    }
    std::printf("%d contracts\n%-18s %8s %8s %8s %8s %12s %12s %8s\n", contracts, "as", "clauses", "found",
                "recall", "pages", "ledger lines", "incomplete", "refused");
    for (const Format& f : formats)
        std::printf("%-18s %8lld %8lld %7.2f%% %8lld %12lld %12lld %8lld\n", f.name,
                    static_cast<long long>(f.clauses), static_cast<long long>(f.found),
                    100.0 * double(f.found) / double(std::max<qint64>(1, f.clauses)),
                    static_cast<long long>(f.pages), static_cast<long long>(f.lines),
                    static_cast<long long>(f.incomplete), static_cast<long long>(f.refused));
    return 0;
}
