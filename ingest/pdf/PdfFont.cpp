#include "ingest/pdf/PdfFont.h"

#include "ingest/text/Utf8.h"

#include <GfxFont.h>
#include <Object.h>
#include <XRef.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace quire {

namespace {

constexpr size_t mostFonts = 4096; // a hostile file may define one a page; beyond this they are read anew

double sane(double value, double least, double most, double otherwise)
{
    return std::isfinite(value) && value >= least && value <= most ? value : otherwise;
}

} // namespace

PdfFont::PdfFont(std::shared_ptr<GfxFont> font) : m_font(std::move(font))
{
    m_ascent = sane(m_font->getAscent(), 0.01, 1.05, 0.95);
    m_descent = sane(m_font->getDescent(), -0.4, 0, -0.35);
    if (!m_font->isCIDFont()) {
        m_single.resize(256);
        m_known.resize(256);
    }
    if (m_font->getType() == fontType3)
        measureType3();
}

bool PdfFont::isVertical() const
{
    return m_font->getWMode() == 1;
}

const PdfGlyph& PdfFont::glyph(QByteArrayView codes)
{
    if (!m_single.empty()) {
        const size_t code = static_cast<unsigned char>(codes[0]);
        if (!m_known[code]) {
            m_single[code] = lookUp(codes);
            m_known[code] = true;
        }
        return m_single[code];
    }
    if (codes.size() < 2) {
        m_last = lookUp(codes);
        return m_last;
    }
    const quint32 key =
        quint32(static_cast<unsigned char>(codes[0])) << 8 | static_cast<unsigned char>(codes[1]);
    const auto known = m_others.find(key);
    if (known != m_others.end())
        return known->second;
    m_last = lookUp(codes);
    // What only the first two bytes decide is the same next time.
    return m_last.bytes <= 2 ? m_others.emplace(key, m_last).first->second : m_last;
}

PdfGlyph PdfFont::lookUp(QByteArrayView codes) const
{
    PdfGlyph glyph;
    CharCode code = 0;
    const Unicode* text = nullptr;
    int length = 0;
    double dx = 0, dy = 0, originX = 0, originY = 0;
    const int used = m_font->getNextChar(codes.data(), int(std::min<qsizetype>(codes.size(), 16)), &code,
                                         &text, &length, &dx, &dy, &originX, &originY);
    glyph.bytes = quint8(std::clamp(used, 1, int(std::min<qsizetype>(codes.size(), 16))));
    glyph.isVertical = isVertical();
    glyph.advance = sane(glyph.isVertical ? -dy : dx, -100, 100, 0);
    glyph.isWordSpace = glyph.bytes == 1 && codes[0] == ' ';
    int32_t at = 0;
    for (int i = 0; i < length && text; ++i) {
        if (text[i] == 0 || text[i] > 0x10FFFF || U_IS_SURROGATE(text[i]) ||
            at + 4 > int32_t(sizeof glyph.text))
            continue;
        U8_APPEND_UNSAFE(glyph.text, at, UChar32(text[i]));
    }
    glyph.length = quint8(at);
    glyph.isBlank = at > 0 && isBlank(glyph.utf8());
    return glyph;
}

/// Fonts whose glyphs are drawn by the file have a unit of their own: a box that holds all glyphs tells it.
void PdfFont::measureType3()
{
    const double* matrix = m_font->getFontMatrix();
    const double* box = m_font->getFontBBox();
    const double unit = std::abs(matrix[3]) > 0 ? std::abs(matrix[3]) : std::abs(matrix[0]);
    const double top = unit * std::max(box[1], box[3]), bottom = unit * std::min(box[1], box[3]);
    if (std::isfinite(top) && std::isfinite(bottom) && top - bottom > 1e-6 && top - bottom < 1e4 && top > 0) {
        m_scale = top - bottom;
        m_ascent = std::clamp(top / m_scale, 0.05, 1.05);
        m_descent = std::clamp(bottom / m_scale, -0.4, 0.0);
        return;
    }
    double widest = 0; // no box: letters are about as high as the widest is wide
    for (int code = 0; code < 256; ++code)
        widest = std::max(widest, std::abs(static_cast<const Gfx8BitFont&>(*m_font).getWidth(
                                      static_cast<unsigned char>(code))));
    m_scale = widest > 1e-6 && widest < 1e4 ? widest : 1;
    m_ascent = 0.75;
    m_descent = -0.25;
}

std::shared_ptr<PdfFont> PdfFonts::find(Dict* resources, const QByteArray& name)
{
    if (!resources)
        return nullptr;
    const Object fonts = resources->lookup("Font");
    if (!fonts.isDict())
        return nullptr;
    return get(fonts.getDict()->lookupNF(name.constData()), name);
}

std::shared_ptr<PdfFont> PdfFonts::get(const Object& entry, const QByteArray& name)
{
    const Ref ref = entry.isRef() ? entry.getRef() : Ref::INVALID();
    const quint64 key = quint64(quint32(ref.num)) << 32 | quint32(ref.gen);
    if (entry.isRef()) {
        const auto known = m_fonts.find(key);
        if (known != m_fonts.end())
            return known->second;
    }
    const Object dict = entry.fetch(m_xref);
    std::shared_ptr<PdfFont> font;
    if (dict.isDict()) {
        std::shared_ptr<GfxFont> made = GfxFont::makeFont(m_xref, name.constData(), ref, dict.getDict());
        if (made && made->isOk())
            font = std::make_shared<PdfFont>(std::move(made));
    }
    if (entry.isRef() && m_fonts.size() < mostFonts)
        m_fonts.emplace(key, font);
    return font;
}

} // namespace quire
