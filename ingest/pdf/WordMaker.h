#pragma once

#include "ingest/pdf/PdfWords.h"

#include <optional>

namespace quire {

/// Where a glyph stands on its page: points from the upper left corner, y downwards.
struct GlyphPlace
{
    double x = 0, y = 0;   ///< its origin, on the base line
    double dx = 0, dy = 0; ///< to where it ends, without extra spacing
    double spacing = 0;    ///< extra space behind it, as letters of a title may have
    double size = 0;       ///< of the font as shown
    double ascent = 0;     ///< of the size, above the base line
    double descent = 0;    ///< of the size, negative
    quint8 rotation = 0;   ///< see PdfWord
};

/// Puts glyphs together to words: one that stands where the last one ended, on its line and in its size,
/// belongs to the same word. Glyphs drawn twice to look bold count once; accents drawn over a letter are
/// composed with it; words of letters that are read from right to left come out in order of reading.
class WordMaker
{
public:
    explicit WordMaker(PdfWords& page) : m_page(page) {}

    void add(QByteArrayView utf8, const GlyphPlace& place);
    /// White space was drawn.
    void space();
    /// After the last glyph.
    void finish() { flush(); }

private:
    /// A glyph along its line: `begin` to `end` in the direction of reading, `base` across it.
    struct Span
    {
        double begin = 0, end = 0, base = 0;
    };
    struct Accent
    {
        QByteArray text;
        char32_t combining = 0;
        GlyphPlace place;
    };

    static Span spanOf(const GlyphPlace& place);
    bool goesOn(const Span& span, const GlyphPlace& place, bool rightToLeft) const;
    bool isDrawnTwice(QByteArrayView utf8, const Span& span, const GlyphPlace& place) const;
    bool composesWithLast(char32_t combining, const Span& span, const GlyphPlace& place);
    void put(QByteArrayView utf8, const GlyphPlace& place);
    void endWord();
    bool stoodBefore(const PdfWord& word) const;
    void flush();

    PdfWords& m_page;
    bool m_open = false;
    QByteArray m_text;         ///< of the open word
    qsizetype m_lastBegin = 0; ///< of its last glyph's text
    Span m_span;               ///< of the open word
    Span m_lastSpan;           ///< of its last glyph
    GlyphPlace m_place;        ///< of its first glyph
    double m_above = 0, m_below = 0;
    bool m_rightToLeft = false;     ///< the open word's letters are read from right to left …
    bool m_drawnLeftwards = false;  ///< … and were drawn in that order
    std::optional<Accent> m_accent; ///< drawn, but what it belongs to may come next
};

} // namespace quire
