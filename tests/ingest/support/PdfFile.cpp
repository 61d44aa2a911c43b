#include "tests/ingest/support/PdfFile.h"

namespace {

constexpr qsizetype firstExtra = 5; // before the pages, whose number is not known yet

/// An entry of the table of objects: where one begins.
QByteArray tableEntry(qsizetype offset)
{
    return QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
}

} // namespace

void PdfFile::page(double width, double height)
{
    m_pages.push_back({width, height, {}, {}, {}, {}});
}

void PdfFile::text(double x, double down, double size, const QByteArray& latin1)
{
    QByteArray escaped;
    for (const char c : latin1) {
        if (c == '(' || c == ')' || c == '\\')
            escaped += '\\';
        escaped += c;
    }
    const double y = m_pages.back().height - down;
    m_pages.back().content += "BT /F1 " + QByteArray::number(size) + " Tf " + QByteArray::number(x) + ' ' +
                              QByteArray::number(y) + " Td (" + escaped + ") Tj ET\n";
}

double PdfFile::lines(double x, double down, double size, double pitch, const QByteArrayList& lines)
{
    for (const QByteArray& line : lines) {
        text(x, down, size, line);
        down += pitch;
    }
    return down;
}

void PdfFile::bookmark(const QByteArray& title)
{
    m_bookmarks.emplace_back(title, m_pages.size() - 1);
}

void PdfFile::labelsFromHere(const QByteArray& style, int first)
{
    m_labels += QByteArray::number(qlonglong(m_pages.size()) - 1) + " << /S /" + style + " /St " +
                QByteArray::number(first) + " >> ";
}

void PdfFile::raw(const QByteArray& content)
{
    m_pages.back().content += content;
}

QByteArray PdfFile::object(const QByteArray& body)
{
    m_extra << body;
    return QByteArray::number(firstExtra + m_extra.size() - 1) + " 0 R";
}

QByteArray PdfFile::stream(const QByteArray& dictionary, const QByteArray& data)
{
    return object("<< " + dictionary + " /Length " + QByteArray::number(data.size()) + " >>\nstream\n" +
                  data + "\nendstream");
}

void PdfFile::pageEntry(const QByteArray& entry)
{
    m_pages.back().entries += ' ' + entry;
}

void PdfFile::resource(const QByteArray& entry)
{
    m_pages.back().resources += ' ' + entry;
}

void PdfFile::font(const QByteArray& name, const QByteArray& reference)
{
    m_pages.back().fonts += " /" + name + ' ' + reference;
}

QByteArray PdfFile::unicodeFont(const QHash<char, QString>& codes)
{
    QByteArray map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
                     "1 begincodespacerange <00> <FF> endcodespacerange\n" +
                     QByteArray::number(codes.size()) + " beginbfchar\n";
    for (auto code = codes.begin(); code != codes.end(); ++code) {
        QByteArray utf16;
        for (const QChar c : code.value())
            utf16 += QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        map += '<' + QByteArray(1, code.key()).toHex() + "> <" + utf16 + ">\n";
    }
    map += "endbfchar endcmap end end\n";
    const QByteArray toUnicode = stream({}, map);
    QByteArray widths;
    for (int i = 0; i < 256; ++i)
        widths += "500 ";
    const QByteArray descriptor =
        object("<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] "
               "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>");
    return object("<< /Type /Font /Subtype /TrueType /BaseFont /Own /FirstChar 0 /LastChar 255 /Widths [" +
                  widths + "] /FontDescriptor " + descriptor + " /ToUnicode " + toUnicode + " >>");
}

QByteArray PdfFile::wideFont(const QString& characters, bool vertical)
{
    QByteArray entries;
    int count = 0;
    for (const QChar c : characters) {
        const QByteArray code = QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        if (entries.contains('<' + code + "> "))
            continue;
        entries += '<' + code + "> <" + code + ">\n";
        ++count;
    }
    const QByteArray toUnicode = stream(
        {}, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
                QByteArray::number(count) + " beginbfchar\n" + entries + "endbfchar endcmap end end\n");
    const QByteArray descriptor =
        object("<< /Type /FontDescriptor /FontName /Wide /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
               "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>");
    const QByteArray inner =
        object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /CIDSystemInfo << /Registry (Adobe) "
               "/Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor " +
               descriptor + " >>");
    return object(QByteArray("<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-") +
                  (vertical ? "V" : "H") + " /DescendantFonts [" + inner + "] /ToUnicode " + toUnicode +
                  " >>");
}

void PdfFile::wideText(const QByteArray& fontName, double x, double down, double size, const QString& string)
{
    QByteArray codes;
    for (const QChar c : string)
        codes += QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    // The origin of a vertical character is the middle of its upper side, 0.88 of its size above the base
    // line.
    raw("BT /" + fontName + ' ' + QByteArray::number(size) + " Tf " + QByteArray::number(x) + ' ' +
        QByteArray::number(m_pages.back().height - down) + " Td <" + codes + "> Tj ET\n");
}

QByteArray PdfFile::bytes() const
{
    QByteArrayList objects; // number 1 is the first
    const auto reference = [](qsizetype number) { return QByteArray::number(number) + " 0 R"; };
    // 1 catalog, 2 pages, 3 font, 4 outlines; what was added; a page and its content each; the bookmarks
    const qsizetype firstPage = firstExtra + m_extra.size(),
                    firstBookmark = firstPage + 2 * qsizetype(m_pages.size());
    QByteArray kids;
    for (size_t i = 0; i < m_pages.size(); ++i)
        kids += reference(firstPage + 2 * qsizetype(i)) + ' ';
    objects << "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R" +
                   (m_labels.isEmpty() ? QByteArray() : " /PageLabels << /Nums [" + m_labels + "] >>") +
                   m_catalog + " >>";
    objects << "<< /Type /Pages /Kids [" + kids + "] /Count " +
                   QByteArray::number(qlonglong(m_pages.size())) + " >>";
    objects << "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>";
    const qsizetype last = firstBookmark + qsizetype(m_bookmarks.size()) - 1;
    objects << (m_bookmarks.empty()
                    ? QByteArray("<< /Type /Outlines /Count 0 >>")
                    : "<< /Type /Outlines /First " + reference(firstBookmark) + " /Last " + reference(last) +
                          " /Count " + QByteArray::number(qlonglong(m_bookmarks.size())) + " >>");
    objects += m_extra;
    for (size_t i = 0; i < m_pages.size(); ++i) {
        const Page& page = m_pages[i];
        objects << "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + QByteArray::number(page.width) + ' ' +
                       QByteArray::number(page.height) + "] /Resources << /Font << /F1 3 0 R" + page.fonts +
                       " >>" + page.resources + " >> /Contents " +
                       reference(firstPage + 2 * qsizetype(i) + 1) + page.entries + " >>";
        QByteArray content = m_compressed ? qCompress(page.content).sliced(4) : page.content;
        if (m_encryption)
            content = m_encryption->encrypt(content, int(objects.size()) + 1);
        objects << "<< /Length " + QByteArray::number(content.size()) +
                       (m_compressed ? " /Filter /FlateDecode" : "") + " >>\nstream\n" + content +
                       "\nendstream";
    }
    for (size_t i = 0; i < m_bookmarks.size(); ++i) {
        const qsizetype number = firstBookmark + qsizetype(i);
        objects << "<< /Title (" + m_bookmarks[i].first + ") /Parent 4 0 R" +
                       (i > 0 ? " /Prev " + reference(number - 1) : QByteArray()) +
                       (number < last ? " /Next " + reference(number + 1) : QByteArray()) + " /Dest [" +
                       reference(firstPage + 2 * qsizetype(m_bookmarks[i].second)) + " /Fit] >>";
    }
    QByteArray out = "%PDF-1.4\n";
    QByteArray xref = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        xref += tableEntry(out.size());
        out += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray lock = m_encryption
                                ? " /Encrypt " + m_encryption->dictionary() + " /ID [<" +
                                      m_encryption->id().toHex() + "> <" + m_encryption->id().toHex() + ">]"
                                : QByteArray();
    return out + "xref\n0 " + QByteArray::number(objects.size() + 1) + '\n' + xref + "trailer\n<< /Size " +
           QByteArray::number(objects.size() + 1) + lock + " /Root 1 0 R >>\nstartxref\n" +
           QByteArray::number(out.size()) + "\n%%EOF\n";
}

QByteArrayList PdfFile::wrap(const QByteArray& text, int columns)
{
    QByteArrayList lines;
    for (const QByteArray& word : text.simplified().split(' ')) {
        if (!lines.isEmpty() && lines.back().size() + 1 + word.size() <= columns)
            lines.back() += ' ' + word;
        else
            lines << word;
    }
    return lines;
}
