#include "ingest/flow/TextFlow.h"

#include "ingest/text/Utf8.h"

#include <algorithm>

namespace quire {

namespace {

/// The white space that HTML and XML collapse. A no-break space is no such thing.
bool collapses(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

} // namespace

void TextFlow::beginPart(const QString& href, const QString& title)
{
    finish();
    m_href = href;
    m_title = title;
    m_partPending = true; // begins with its first text, behind the blank line
}

void TextFlow::open()
{
    if (m_begin >= 0)
        return;
    const bool close = (m_item && m_lastWasItem) || (m_inRow && m_lastWasRow);
    if (m_builder.size() > 0)
        m_builder.append(close ? "\n" : "\n\n");
    if (m_partPending) {
        m_builder.beginPart(m_href, m_title);
        m_partPending = false;
    }
    if (!m_label.isEmpty())
        write(m_label);
    m_label.clear();
    m_begin = m_builder.size();
    m_space = false;
}

void TextFlow::put(QByteArrayView utf8)
{
    if (m_space && m_builder.size() > m_begin && !m_builder.text().endsWith('\n'))
        m_builder.append(" ");
    m_space = false;
    if (m_inRow && utf8.contains('|')) // it would look like the end of a cell
        write(utf8.toByteArray().replace('|', "\\|"));
    else
        write(utf8);
}

/// Files may say they are UTF-8 and hold other bytes, and character references may name what is no character.
void TextFlow::write(QByteArrayView utf8)
{
    while (true) {
        const qsizetype sound = firstInvalidUtf8(utf8);
        m_builder.append(utf8.first(sound));
        if (sound == utf8.size())
            return;
        qsizetype end = sound;
        while (end < utf8.size() && utf8SequenceLength(utf8, end) == 0)
            ++end;
        m_builder.addEdit(EditKind::Undecodable, m_builder.append("\xEF\xBF\xBD"),
                          utf8.sliced(sound, end - sound).toByteArray());
        utf8 = utf8.sliced(end);
    }
}

void TextFlow::text(QByteArrayView utf8)
{
    if (m_verbatim && !m_inRow) {
        if (m_begin < 0) {
            while (utf8.startsWith('\n'))
                utf8 = utf8.sliced(1);
            if (utf8.isEmpty())
                return;
            open();
        }
        write(utf8);
        return;
    }
    for (qsizetype at = 0; at < utf8.size();) {
        qsizetype end = at;
        while (end < utf8.size() && !collapses(utf8[end]))
            ++end;
        if (end > at) {
            open();
            put(utf8.sliced(at, end - at));
        }
        if (end < utf8.size())
            m_space = true;
        at = std::max(end, at);
        while (at < utf8.size() && collapses(utf8[at]))
            ++at;
    }
}

void TextFlow::lineBreak()
{
    if (m_begin < 0)
        return;
    if (m_inRow) {
        m_space = true;
        return;
    }
    m_builder.append("\n");
    m_space = false;
}

void TextFlow::endParagraph()
{
    if (m_inRow) { // cells hold paragraphs; a row is one line
        m_space = true;
        return;
    }
    if (m_begin >= 0) {
        qint64 spare = 0;
        const QByteArray& text = m_builder.text();
        while (text.size() - spare > m_begin && collapses(text[text.size() - spare - 1]))
            ++spare;
        m_builder.chop(spare);
        const QByteArrayView written = QByteArrayView(m_builder.text()).sliced(m_begin);
        if (m_heading > 0 && !written.isEmpty())
            m_builder.addHeading(m_heading,
                                 m_headingTitle.isEmpty() ? QString::fromUtf8(written).simplified()
                                                          : m_headingTitle,
                                 {m_begin, m_builder.size()});
        m_lastWasItem = m_item;
        m_lastWasRow = false;
    }
    m_begin = -1;
    m_heading = 0;
    m_item = false;
    m_space = false;
    m_label.clear();
}

void TextFlow::gap()
{
    endParagraph();
    m_lastWasItem = m_lastWasRow = false;
}

void TextFlow::beginHeading(int level, const QString& title)
{
    endParagraph();
    m_headingTitle = title;
    m_heading = m_inRow ? 0 : std::clamp(level, 1, 9);
}

void TextFlow::beginItem(QByteArrayView label, int depth)
{
    endParagraph();
    if (m_inRow) {
        m_space = true;
        return;
    }
    m_item = true;
    m_label =
        QByteArray(2 * std::clamp(depth, 0, 12), ' ') + label.toByteArray() + (label.isEmpty() ? "" : " ");
}

void TextFlow::beginRow()
{
    if (m_inRow)
        return; // a table in a cell: its text joins the cell
    endParagraph();
    m_inRow = true;
    m_heading = 0;
}

void TextFlow::beginCell()
{
    if (!m_inRow)
        return;
    const bool first = m_begin < 0;
    open();
    m_builder.append(first ? "| " : " | ");
    m_begin = m_builder.size();
    m_space = false;
}

void TextFlow::endRow()
{
    if (!m_inRow)
        return;
    if (m_begin >= 0)
        m_builder.append(" |");
    m_inRow = false;
    m_lastWasRow = m_begin >= 0 || m_lastWasRow;
    m_lastWasItem = false;
    m_begin = -1;
    m_space = false;
}

void TextFlow::finish()
{
    endRow();
    m_verbatim = false;
    endParagraph();
    m_lastWasItem = m_lastWasRow = false;
}

} // namespace quire
