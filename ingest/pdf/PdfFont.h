#pragma once

#include <QByteArray>

#include <memory>
#include <unordered_map>
#include <vector>

class Dict;
class GfxFont;
class Object;
class XRef;

namespace quire {

/// One character code of a font: what it means and how far it moves. Widths in text space (1 is the size).
struct PdfGlyph
{
    double advance = 0;       ///< along the line; downwards in vertical fonts
    quint8 bytes = 1;         ///< of its code
    bool isWordSpace = false; ///< the one-byte code 32, which word spacing stretches
    bool isBlank = false;     ///< white space
    bool isVertical = false;
    quint8 length = 0;  ///< of its text; 0: the file does not tell what it means
    char text[20] = {}; ///< UTF-8

    QByteArrayView utf8() const { return QByteArrayView(text, length); }
};

/// A font as reading text needs it. Glyphs are looked up once.
class PdfFont
{
public:
    explicit PdfFont(std::shared_ptr<GfxFont> font);

    /// The glyph at the beginning of `codes`, which is not empty.
    const PdfGlyph& glyph(QByteArrayView codes);

    double ascent() const { return m_ascent; }   ///< above the base line, of the size
    double descent() const { return m_descent; } ///< below it, negative
    bool isVertical() const;
    /// What the font's size must be multiplied by to be a size of letters: 1 but for fonts drawn by the file
    /// itself.
    double scale() const { return m_scale; }

private:
    PdfGlyph lookUp(QByteArrayView codes) const;
    void measureType3();

    std::shared_ptr<GfxFont> m_font;
    double m_ascent = 0.95, m_descent = -0.35, m_scale = 1;
    std::vector<PdfGlyph> m_single;                 ///< by code, for fonts with codes of one byte
    std::vector<bool> m_known;                      ///< beside it
    std::unordered_map<quint32, PdfGlyph> m_others; ///< by the first two bytes
    PdfGlyph m_last;                                ///< of a code that is not kept
};

/// The fonts of a document, by the object that defines them: pages share them.
class PdfFonts
{
public:
    explicit PdfFonts(XRef* xref) : m_xref(xref) {}

    /// The font called `name` in a dictionary of resources; nullptr when there is none or it is broken.
    std::shared_ptr<PdfFont> find(Dict* resources, const QByteArray& name);
    /// The font that an object defines.
    std::shared_ptr<PdfFont> get(const Object& entry, const QByteArray& name = {});

private:
    XRef* m_xref;
    std::unordered_map<quint64, std::shared_ptr<PdfFont>> m_fonts;
};

} // namespace quire
