#include "tests/ingest/support/OwnBooks.h"

#include "tests/ingest/support/ZipFile.h"

#include <QStringList>

#include <unicode/ucnv.h>

#include <random>

namespace {

constexpr int chapters = 6;
constexpr int paragraphs = 25; // of a chapter

/// Words of some scripts; those of one language for encodings that know no other.
enum class Script
{
    All,
    Western,
    Russian,
    Japanese,
    Chinese,
    Korean
};

QStringList wordsOf(Script script)
{
    const QStringList western = {"the",        "keeper",     "wrote", "every",       "evening", "caf\u00E9",
                                 "na\u00EFve", "and",        "lamp",  "stra\u00DFe", "harbour", "slate",
                                 "of",         "\u00C9lise", "tide",  "was"};
    const QStringList russian = {QStringLiteral("смотритель"), QStringLiteral("каждый"),
                                 QStringLiteral("вечер"),      QStringLiteral("писал"),
                                 QStringLiteral("в"),          QStringLiteral("журнал"),
                                 QStringLiteral("о"),          QStringLiteral("погоде")};
    const QStringList japanese = {QStringLiteral("灯台の守り人は、"), QStringLiteral("毎晩、"),
                                  QStringLiteral("日誌を書いた。"),   QStringLiteral("ランプの油と"),
                                  QStringLiteral("潮の高さを"),       QStringLiteral("忘れなかった。")};
    const QStringList chinese = {QStringLiteral("看守人"), QStringLiteral("每天晚上"),
                                 QStringLiteral("写下"),   QStringLiteral("灯油的数量，"),
                                 QStringLiteral("以及"),   QStringLiteral("海上的天气。")};
    const QStringList korean = {QStringLiteral("등대지기는"), QStringLiteral("매일"), QStringLiteral("저녁"),
                                QStringLiteral("일지를"), QStringLiteral("썼다.")};
    switch (script) {
    case Script::Western:
        return western;
    case Script::Russian:
        return russian;
    case Script::Japanese:
        return japanese;
    case Script::Chinese:
        return chinese;
    case Script::Korean:
        return korean;
    case Script::All:
        break;
    }
    return western + russian + japanese + chinese + korean +
           QStringList{QStringLiteral("كتب الحارس"), QStringLiteral("שלום"), QStringLiteral("🗝️"),
                       QStringLiteral("“quoted”"), QStringLiteral("§ 7.2(b)")};
}

/// Chapters of paragraphs.
std::vector<QStringList> prose(Script script, quint32 seed)
{
    std::mt19937 random(seed);
    const QStringList words = wordsOf(script);
    const QString gap =
        script == Script::Japanese || script == Script::Chinese ? QString() : QStringLiteral(" ");
    std::vector<QStringList> book;
    for (int c = 0; c < chapters; ++c) {
        QStringList chapter;
        for (int p = 0; p < paragraphs; ++p) {
            QStringList paragraph;
            for (int left = 5 + int(random() % 60); left > 0; --left)
                paragraph << words[int(random() % size_t(words.size()))];
            chapter << paragraph.join(gap) + u'.';
        }
        book.push_back(chapter);
    }
    return book;
}

QString titleOf(size_t chapter)
{
    return QStringLiteral("Chapter %1").arg(chapter + 1);
}

QByteArray xml(const QString& text)
{
    return text.toHtmlEscaped().toUtf8();
}

QString plain(const std::vector<QStringList>& book, const QString& before)
{
    QString text;
    for (size_t c = 0; c < book.size(); ++c)
        text += before + titleOf(c) + "\n\n" + book[c].join(QStringLiteral("\n\n")) + "\n\n";
    return text;
}

QByteArray encoded(const QString& text, const char* encoding)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding, &error);
    QByteArray bytes(text.size() * 8 + 16, Qt::Uninitialized);
    const int32_t size =
        ucnv_fromUChars(converter, bytes.data(), int32_t(bytes.size()),
                        reinterpret_cast<const UChar*>(text.utf16()), int32_t(text.size()), &error);
    ucnv_close(converter);
    if (U_FAILURE(error))
        qFatal("%s: %s", encoding, u_errorName(error));
    return bytes.left(size);
}

QByteArray htmlBody(const QStringList& chapter, const QString& title)
{
    QByteArray body = "<h1>" + xml(title) + "</h1>\n";
    for (int p = 0; p < chapter.size(); ++p) {
        if (p % 8 == 5)
            body += "<ul><li>" + xml(chapter[p]) + "</li><li>second</li></ul>\n";
        else if (p % 8 == 7)
            body += "<table><tr><th>a</th><th>b</th></tr><tr><td>" + xml(chapter[p]) +
                    "</td><td>9</td></tr></table>\n";
        else
            body += "<p>" + xml(chapter[p]).replace("the", "<i>the</i>") + "</p>\n";
    }
    return body;
}

OwnBook epub(const std::vector<QStringList>& book, int version)
{
    ZipFile zip;
    QByteArray manifest, spine, toc;
    zip.add("mimetype", "application/epub+zip");
    zip.add("META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OEBPS/b.opf'/></rootfiles></container>");
    for (size_t c = 0; c < book.size(); ++c) {
        const QByteArray id = "c" + QByteArray::number(qlonglong(c)), title = xml(titleOf(c));
        zip.add("OEBPS/" + id + ".xhtml",
                "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>" +
                    htmlBody(book[c], titleOf(c)) + "</body></html>");
        manifest += "<item id='" + id + "' href='" + id + ".xhtml' media-type='application/xhtml+xml'/>";
        spine += "<itemref idref='" + id + "'/>";
        toc += version == 2 ? "<navPoint><navLabel><text>" + title + "</text></navLabel><content src='" + id +
                                  ".xhtml'/></navPoint>"
                            : "<li><a href='" + id + ".xhtml'>" + title + "</a></li>";
    }
    if (version == 2) {
        manifest += "<item id='t' href='t.ncx' media-type='application/x-dtbncx+xml'/>";
        zip.add("OEBPS/t.ncx", "<ncx><navMap>" + toc + "</navMap></ncx>");
    } else {
        manifest += "<item id='t' href='t.xhtml' media-type='application/xhtml+xml' properties='nav'/>";
        zip.add("OEBPS/t.xhtml",
                "<html xmlns:epub='http://www.idpf.org/2007/ops'><body><nav epub:type='toc'><ol>" + toc +
                    "</ol></nav></body></html>");
    }
    zip.add("OEBPS/b.opf", "<package version='" + QByteArray::number(version) + ".0'><manifest>" + manifest +
                               "</manifest><spine toc='t'>" + spine + "</spine></package>");
    return {QStringLiteral("EPUB %1").arg(version), QStringLiteral("b.epub"), zip.bytes(), {}};
}

OwnBook docx(const std::vector<QStringList>& book)
{
    const QByteArray ns = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    const auto paragraph = [](const QByteArray& properties, const QString& text) {
        return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space='preserve'>" + xml(text) +
               "</w:t></w:r></w:p>";
    };
    QByteArray body;
    for (size_t c = 0; c < book.size(); ++c) {
        body += paragraph("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", titleOf(c));
        for (int p = 0; p < book[c].size(); ++p) {
            if (p % 6 == 4)
                body += "<w:tbl><w:tr><w:tc>" + paragraph({}, book[c][p]) + "</w:tc><w:tc>" +
                        paragraph({}, QStringLiteral("9")) + "</w:tc></w:tr></w:tbl>";
            else
                body += paragraph(p % 2 ? "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>" : "",
                                  book[c][p]);
        }
    }
    ZipFile zip;
    zip.add(
        "word/document.xml",
        "<w:document" + ns + "><w:body>" + body +
            "<w:p><w:r><w:t>Noted</w:t><w:footnoteReference w:id='2'/></w:r></w:p></w:body></w:document>");
    zip.add("word/footnotes.xml", "<w:footnotes" + ns + "><w:footnote w:id='2'>" + paragraph({}, book[0][0]) +
                                      "</w:footnote></w:footnotes>");
    zip.add("word/numbering.xml",
            "<w:numbering" + ns +
                "><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt "
                "w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start "
                "w:val='1'/><w:numFmt "
                "w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum><w:num "
                "w:numId='1'><w:abstractNumId "
                "w:val='0'/></w:num></w:numbering>");
    return {QStringLiteral("DOCX"), QStringLiteral("b.docx"), zip.bytes(), {}};
}

OwnBook odt(const std::vector<QStringList>& book)
{
    QByteArray body;
    for (size_t c = 0; c < book.size(); ++c) {
        body += "<text:h text:outline-level='1'>" + xml(titleOf(c)) + "</text:h>";
        for (int p = 0; p < book[c].size(); ++p)
            body += p % 6 == 4 ? "<text:list><text:list-item><text:p>" + xml(book[c][p]) +
                                     "</text:p></text:list-item></text:list>"
                               : "<text:p>" + xml(book[c][p]) + "<text:s text:c='2'/><text:tab/>end</text:p>";
    }
    ZipFile zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.text");
    zip.add("content.xml",
            "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>" + body +
                "</office:text></office:body></office:document-content>");
    return {QStringLiteral("ODT"), QStringLiteral("b.odt"), zip.bytes(), {}};
}

OwnBook fb2(const std::vector<QStringList>& book)
{
    QByteArray body;
    for (size_t c = 0; c < book.size(); ++c) {
        body += "<section><title><p>" + xml(titleOf(c)) + "</p></title>";
        for (int p = 0; p < book[c].size(); ++p)
            body += p % 6 == 4 ? "<poem><stanza><v>" + xml(book[c][p]) + "</v><v>so</v></stanza></poem>"
                               : "<p>" + xml(book[c][p]) + "</p>";
        body += "</section>";
    }
    return {QStringLiteral("FB2"),
            QStringLiteral("b.fb2"),
            "<?xml version='1.0' encoding='UTF-8'?><FictionBook><body>" + body + "</body></FictionBook>",
            {}};
}

OwnBook rtf(const std::vector<QStringList>& book)
{
    const auto escaped = [](const QString& text) {
        QByteArray out;
        for (const QChar c : text) {
            if (c.unicode() < 128)
                out += char(c.unicode());
            else
                out += "\\u" + QByteArray::number(qint16(c.unicode())) + '?';
        }
        return out;
    };
    QByteArray body = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}\n";
    for (size_t c = 0; c < book.size(); ++c) {
        body += "\\pard\\outlinelevel0 " + escaped(titleOf(c)) + "\\par\n";
        for (int p = 0; p < book[c].size(); ++p)
            body += p % 6 == 4 ? "\\trowd " + escaped(book[c][p]) + "\\cell 9\\cell\\row\n"
                               : "\\pard " + escaped(book[c][p]) + "\\par\n";
    }
    return {QStringLiteral("RTF"), QStringLiteral("b.rtf"), body + '}', {}};
}

OwnBook eml(const std::vector<QStringList>& book)
{
    QByteArray body;
    for (const char c : plain(book, {}).toUtf8()) {
        if (c == '\n' || (c >= ' ' && c < 127 && c != '='))
            body += c;
        else
            body += '=' + QByteArray(1, c).toHex().toUpper();
        const qsizetype lineBegin = body.lastIndexOf('\n') + 1;
        if (body.size() - lineBegin > 72)
            body += "=\n";
    }
    return {
        QStringLiteral("EML"),
        QStringLiteral("b.eml"),
        "From: Ann <a@example.org>\nSubject: =?utf-8?q?Hand=C3=A9book?=\nMIME-Version: 1.0\nContent-Type: "
        "multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; "
        "charset=utf-8\nContent-Transfer-Encoding: "
        "quoted-printable\n\n" +
            body + "\n--x\nContent-Type: text/html; charset=utf-8\n\n" + htmlBody(book[0], titleOf(0)) +
            "\n--x--\n",
        {}};
}

QString table(const std::vector<QStringList>& book)
{
    QString text = QStringLiteral("number,chapter,\"text, quoted\"\n");
    for (size_t c = 0; c < book.size(); ++c)
        for (int p = 0; p < book[c].size(); ++p)
            text += QStringLiteral("%1,%2,\"%3\"\n").arg(p).arg(c).arg(book[c][p]);
    return text;
}

QString program(const std::vector<QStringList>& book, bool python)
{
    QString text;
    for (size_t c = 0; c < book.size(); ++c) {
        text +=
            (python ? QStringLiteral("class Chapter%1:\n") : QStringLiteral("struct Chapter%1 {\n")).arg(c);
        for (int p = 0; p < book[c].size(); ++p)
            text += (python ? QStringLiteral("    def f%1(self):\n\n        return \"%2\"\n")
                            : QStringLiteral("    auto f%1()\n    {\n\treturn \"%2\"; // %1\n    }\n\n"))
                        .arg(QString::number(p), book[c][p].left(70).remove(u'"'));
        text += python ? QStringLiteral("\n\n") : QStringLiteral("};\n\n");
    }
    return text;
}

void addPlain(std::vector<OwnBook>& books)
{
    const struct
    {
        const char* encoding;
        const char* mark;
        Script script;
    } all[] = {{"UTF-8", "", Script::All},
               {"UTF-8", "\xEF\xBB\xBF", Script::All},
               {"UTF-16LE", "\xFF\xFE", Script::All},
               {"UTF-16BE", "\xFE\xFF", Script::All},
               {"UTF-32", "", Script::All},
               {"windows-1252", "", Script::Western},
               {"KOI8-R", "", Script::Russian},
               {"windows-1251", "", Script::Russian},
               {"Shift_JIS", "", Script::Japanese},
               {"EUC-JP", "", Script::Japanese},
               {"GB18030", "", Script::Chinese},
               {"EUC-KR", "", Script::Korean}};
    for (const auto& one : all) {
        const QString text = plain(prose(one.script, 5), {});
        QString title = QStringLiteral("TXT, %1%2").arg(one.encoding, *one.mark ? " with its mark" : "");
        books.push_back({title, QStringLiteral("b.txt"), one.mark + encoded(text, one.encoding), text});
    }
    const QString text = plain(prose(Script::All, 6), {});
    books.push_back({QStringLiteral("TXT, CRLF"), QStringLiteral("b.txt"),
                     QString(text).replace(QStringLiteral("\n"), QStringLiteral("\r\n")).toUtf8(), text});
}

} // namespace

std::vector<OwnBook> ownBooks()
{
    const std::vector<QStringList> book = prose(Script::All, 1);
    std::vector<OwnBook> books = {epub(book, 2), epub(book, 3), docx(book), odt(book),
                                  fb2(book),     rtf(book),     eml(book)};
    QByteArray html;
    for (size_t c = 0; c < book.size(); ++c)
        html += htmlBody(book[c], titleOf(c));
    books.push_back({QStringLiteral("HTML"),
                     QStringLiteral("b.html"),
                     "<!DOCTYPE html><html><head><meta charset=utf-8><title>T</title></head><body>" + html +
                         "</body></html>",
                     {}});
    const QString markdown = plain(book, QStringLiteral("## "));
    books.push_back({QStringLiteral("Markdown"), QStringLiteral("b.md"), markdown.toUtf8(), markdown});
    books.push_back({QStringLiteral("CSV"), QStringLiteral("b.csv"), table(book).toUtf8(), table(book)});
    books.push_back({QStringLiteral("C++"), QStringLiteral("b.cpp"), program(book, false).toUtf8(),
                     program(book, false)});
    books.push_back({QStringLiteral("Python"), QStringLiteral("b.py"), program(book, true).toUtf8(),
                     program(book, true)});
    addPlain(books);
    return books;
}
