#include "ingest/pdf/ContentReader.h"

#include "ingest/pdf/PdfStrings.h"

#include <Object.h>
#include <OptionalContent.h>
#include <Stream.h>
#include <XRef.h>

#include <algorithm>
#include <utility>

namespace quire {

namespace {

constexpr size_t deepestState = 512;
constexpr size_t deepestMark = 512;
constexpr int deepestForm = 24;
constexpr int mostForms = 1 << 15; // drawn on one page: forms that draw forms double at every level
constexpr qint64 stepsBetweenChecks = 4096;
constexpr qint64 mostGlyphs = 4 << 20; // of one page; a real one has a few thousand

constexpr quint32 op(const char* name)
{
    return contentOperator(name);
}

/// Quarter turns of a direction, +4 when it is none of the four.
quint8 rotationOf(double x, double y)
{
    const double across = std::abs(x), along = std::abs(y);
    const bool askew = std::min(across, along) > 0.1 * std::max(across, along);
    const int turns = across >= along ? (x >= 0 ? 0 : 2) : (y >= 0 ? 1 : 3);
    return quint8(askew ? 4 : turns);
}

} // namespace

Matrix matrixOf(const Object& array)
{
    if (!array.isArray() || array.arrayGetLength() != 6)
        return {};
    double v[6] = {};
    for (int i = 0; i < 6; ++i) {
        const Object number = array.arrayGet(i);
        v[i] = number.isNum() ? number.getNum() : 0;
    }
    return {v[0], v[1], v[2], v[3], v[4], v[5]};
}

void ContentReader::run(QByteArrayView content, Dict* resources, const Matrix& toPage)
{
    Dict* const outerResources = std::exchange(m_resources, resources);
    auto outerFonts = std::exchange(m_fontNames, {});
    const State outerState = m_state;
    const auto outerSaved = std::exchange(m_saved, {});
    const int outerUnsaved = std::exchange(m_unsaved, 0);
    const Matrix outerText = m_text, outerLine = m_line;
    const size_t marks = m_marks.size();
    m_state.toPage = toPage;
    ContentLexer lexer(content);
    while (lexer.next() && m_glyphs < mostGlyphs) {
        if (++m_steps % stepsBetweenChecks == 0)
            m_document.check();
        execute(lexer);
    }
    while (m_marks.size() > marks)
        endMark();
    m_resources = outerResources;
    m_fontNames = std::move(outerFonts);
    m_state = outerState;
    m_saved = outerSaved;
    m_unsaved = outerUnsaved;
    m_text = outerText;
    m_line = outerLine;
}

void ContentReader::runForm(const Object& form, Dict* outerResources, const Matrix& toPage)
{
    if (!form.isStream() || m_depth >= deepestForm || ++m_forms > mostForms)
        return;
    Dict* dict = form.streamGetDict();
    const bool hides = isHidden(dict->lookupNF("OC"));
    if (hides)
        return;
    ++m_depth;
    const Object resources = dict->lookup("Resources");
    run(m_document.decode(form.getStream()), resources.isDict() ? resources.getDict() : outerResources,
        matrixOf(dict->lookup("Matrix")).then(toPage));
    --m_depth;
}

void ContentReader::execute(const ContentLexer& lexer)
{
    switch (lexer.name()) {
    case op("q"):
        if (m_saved.size() < deepestState)
            m_saved.push_back(m_state);
        else
            ++m_unsaved;
        break;
    case op("Q"):
        if (m_unsaved > 0) {
            --m_unsaved;
        } else if (!m_saved.empty()) {
            m_state = std::move(m_saved.back());
            m_saved.pop_back();
        }
        break;
    case op("cm"):
        transform(lexer);
        break;
    case op("gs"):
        setFromGraphicsState(lexer);
        break;
    case op("Do"):
        drawForm(lexer);
        break;
    case op("BMC"):
    case op("BDC"):
        beginMark(lexer);
        break;
    case op("EMC"):
        endMark();
        break;
    default:
        executeText(lexer);
    }
}

void ContentReader::executeText(const ContentLexer& lexer)
{
    const auto& operands = lexer.operands();
    switch (lexer.name()) {
    case op("BT"):
        m_text = m_line = {};
        break;
    case op("Tf"):
        setFont(lexer);
        break;
    case op("Td"):
        moveLine(lexer.number(1), lexer.number(0));
        break;
    case op("TD"):
        m_state.leading = -lexer.number(0);
        moveLine(lexer.number(1), lexer.number(0));
        break;
    case op("T*"):
        moveLine(0, -m_state.leading);
        break;
    case op("Tm"):
        m_text = m_line = {lexer.number(5), lexer.number(4), lexer.number(3),
                           lexer.number(2), lexer.number(1), lexer.number(0)};
        break;
    case op("Tc"):
        m_state.charSpace = lexer.number(0);
        break;
    case op("Tw"):
        m_state.wordSpace = lexer.number(0);
        break;
    case op("Tz"):
        m_state.scale = lexer.number(0) / 100;
        break;
    case op("TL"):
        m_state.leading = lexer.number(0);
        break;
    case op("Ts"):
        m_state.rise = lexer.number(0);
        break;
    case op("TJ"):
        showArray(lexer);
        break;
    case op("\""):
        m_state.wordSpace = lexer.number(2);
        m_state.charSpace = lexer.number(1);
        [[fallthrough]];
    case op("'"):
        moveLine(0, -m_state.leading);
        [[fallthrough]];
    case op("Tj"):
        if (!operands.empty() && operands.back().kind == Operand::Kind::String)
            show(lexer.text(operands.back()));
        break;
    default: // paths, colours, shadings: nothing that is read
        break;
    }
}

void ContentReader::transform(const ContentLexer& lexer)
{
    const Matrix m{lexer.number(5), lexer.number(4), lexer.number(3),
                   lexer.number(2), lexer.number(1), lexer.number(0)};
    m_state.toPage = m.then(m_state.toPage);
}

void ContentReader::setFont(const ContentLexer& lexer)
{
    const auto& operands = lexer.operands();
    if (operands.size() < 2 || operands[operands.size() - 2].kind != Operand::Kind::Name)
        return;
    const QByteArray name = lexer.text(operands[operands.size() - 2]).toByteArray();
    const auto known = m_fontNames.constFind(name);
    m_state.font = known != m_fontNames.constEnd()
                       ? *known
                       : *m_fontNames.insert(name, m_document.fonts.find(m_resources, name));
    m_state.size = lexer.number(0);
}

/// A dictionary of graphics state may set the font, too.
void ContentReader::setFromGraphicsState(const ContentLexer& lexer)
{
    const auto& operands = lexer.operands();
    if (operands.empty() || operands.back().kind != Operand::Kind::Name || !m_resources)
        return;
    const Object states = m_resources->lookup("ExtGState");
    if (!states.isDict())
        return;
    const Object state = states.dictLookup(lexer.text(operands.back()).toByteArray().constData());
    const Object font = state.isDict() ? state.dictLookup("Font") : Object();
    if (!font.isArray() || font.arrayGetLength() != 2)
        return;
    m_state.font = m_document.fonts.get(font.arrayGetNF(0));
    const Object size = font.arrayGet(1);
    m_state.size = size.isNum() ? size.getNum() : m_state.size;
}

void ContentReader::moveLine(double x, double y)
{
    m_line = Matrix{1, 0, 0, 1, x, y}.then(m_line);
    m_text = m_line;
}

void ContentReader::showArray(const ContentLexer& lexer)
{
    const bool vertical = m_state.font && m_state.font->isVertical();
    for (const Operand& operand : lexer.operands()) {
        if (operand.kind == Operand::Kind::String) {
            show(lexer.text(operand));
        } else if (operand.kind == Operand::Kind::Number) {
            const double shift = -operand.number / 1000 * m_state.size;
            const Matrix move{1, 0, 0, 1, vertical ? 0 : shift * m_state.scale, vertical ? shift : 0};
            m_text = move.then(m_text);
        }
    }
}

void ContentReader::show(QByteArrayView codes)
{
    if (!m_state.font)
        return;
    while (!codes.isEmpty()) {
        const PdfGlyph& glyph = m_state.font->glyph(codes);
        codes = codes.sliced(std::min<qsizetype>(glyph.bytes, codes.size()));
        const double extra = m_state.charSpace + (glyph.isWordSpace ? m_state.wordSpace : 0);
        const double advance = glyph.advance * m_state.size;
        draw(glyph, advance);
        const Matrix move = glyph.isVertical ? Matrix{1, 0, 0, 1, 0, extra - advance}
                                             : Matrix{1, 0, 0, 1, (advance + extra) * m_state.scale, 0};
        m_text = move.then(m_text);
    }
}

void ContentReader::draw(const PdfGlyph& glyph, double advance)
{
    if (m_hidden > 0)
        return;
    ++m_glyphs;
    const Matrix m = m_text.then(m_state.toPage);
    GlyphPlace place;
    place.x = m.c * m_state.rise + m.e;
    place.y = m.d * m_state.rise + m.f;
    if (!(place.x > -m_page.size.width() && place.x < 2 * m_page.size.width() &&
          place.y > -m_page.size.height() && place.y < 2 * m_page.size.height()))
        return; // far off the page, or no number at all
    place.size = std::hypot(m.c, m.d) * std::abs(m_state.size) * m_state.font->scale();
    place.ascent = m_state.font->ascent();
    place.descent = m_state.font->descent();
    place.spacing = std::hypot(m.a, m.b) * m_state.charSpace * m_state.scale;
    if (glyph.isVertical) {
        place.dx = -m.c * advance;
        place.dy = -m.d * advance;
        place.ascent = 0.5; // its line runs down the middle
        place.descent = -0.5;
    } else {
        place.dx = m.a * advance * m_state.scale;
        place.dy = m.b * advance * m_state.scale;
    }
    if (glyph.isVertical) {
        place.rotation = rotationOf(-m.c, -m.d);
    } else {
        const double direction = m_state.size < 0 ? -1 : 1;
        place.rotation = rotationOf(direction * m.a, direction * m.b);
        if (place.rotation == 2 && direction * m.d < 0) // mirrored, but its letters stand upright
            place.rotation = 0;
    }
    const double right = place.x + place.dx, down = place.y + place.dy;
    if (std::max(place.x, right) < 0 || std::min(place.x, right) > m_page.size.width() ||
        std::max(place.y, down) < 0 || std::min(place.y, down) > m_page.size.height())
        return;
    if (!m_marks.empty()) {
        const auto speaking =
            std::find_if(m_marks.begin(), m_marks.end(), [](const Mark& mark) { return mark.speaks; });
        if (speaking != m_marks.end()) {
            if (!speaking->place) {
                speaking->place = place;
            } else {
                speaking->place->dx = right - speaking->place->x;
                speaking->place->dy = down - speaking->place->y;
            }
            return;
        }
    }
    if (glyph.length == 0)
        m_page.unmapped += advance > 0;
    else if (glyph.isBlank)
        m_words.space();
    else
        m_words.add(glyph.utf8(), place);
}

/// Pictures are drawn into the unit square.
void ContentReader::addPicture()
{
    m_page.hasPictures = true;
    const Matrix& m = m_state.toPage;
    const auto [left, right] = std::minmax({m.e, m.e + m.a, m.e + m.c, m.e + m.a + m.c});
    const auto [top, bottom] = std::minmax({m.f, m.f + m.b, m.f + m.d, m.f + m.b + m.d});
    constexpr size_t most = 1000;
    if (m.isFinite() && m_page.pictures.size() < most)
        m_page.pictures.emplace_back(QPointF(left, top), QPointF(right, bottom));
}

void ContentReader::drawForm(const ContentLexer& lexer)
{
    const auto& operands = lexer.operands();
    if (operands.empty() || operands.back().kind != Operand::Kind::Name || !m_resources || m_hidden > 0)
        return;
    const Object objects = m_resources->lookup("XObject");
    if (!objects.isDict())
        return;
    const Object object = objects.dictLookup(lexer.text(operands.back()).toByteArray().constData());
    if (!object.isStream())
        return;
    const Object kind = object.streamGetDict()->lookup("Subtype");
    if (kind.isName("Image"))
        addPicture();
    else if (kind.isName("Form"))
        runForm(object, m_resources, m_state.toPage);
}

void ContentReader::beginMark(const ContentLexer& lexer)
{
    Mark mark;
    const auto& operands = lexer.operands();
    const bool properties =
        lexer.name() == op("BDC") && operands.size() >= 2 && operands[0].kind == Operand::Kind::Name;
    if (properties && operands[1].kind == Operand::Kind::Name && m_resources) {
        const Object all = m_resources->lookup("Properties");
        const QByteArray name = lexer.text(operands[1]).toByteArray();
        if (all.isDict()) {
            mark.hides = lexer.text(operands[0]) == QByteArrayView("OC") &&
                         isHidden(all.getDict()->lookupNF(name.constData()));
            const Object dict = all.dictLookup(name.constData());
            const Object text = dict.isDict() ? dict.dictLookup("ActualText") : Object();
            mark.speaks = text.isString();
            if (mark.speaks)
                mark.text =
                    textString(QByteArrayView(text.getString()->c_str(), text.getString()->getLength()));
        }
    } else if (properties) {
        for (size_t i = 1; i + 1 < operands.size(); ++i) {
            if (operands[i].kind == Operand::Kind::Name && operands[i + 1].kind == Operand::Kind::String &&
                lexer.text(operands[i]) == QByteArrayView("ActualText")) {
                mark.speaks = true;
                mark.text = textString(lexer.text(operands[i + 1]));
            }
        }
    }
    m_hidden += mark.hides;
    if (m_marks.size() >= deepestMark) // their ends close outer marks too early: no page is lost by it
        m_hidden -= mark.hides;
    else
        m_marks.push_back(std::move(mark));
}

void ContentReader::endMark()
{
    if (m_marks.empty())
        return;
    const Mark mark = std::move(m_marks.back());
    m_marks.pop_back();
    m_hidden -= mark.hides;
    if (mark.speaks && mark.place && m_hidden == 0)
        speak(mark);
}

/// Writes the text that stands for what was drawn over the place where it was drawn, letter by letter.
void ContentReader::speak(const Mark& mark)
{
    const auto letters = mark.text.toUcs4();
    GlyphPlace place = *mark.place;
    place.dx /= double(std::max<qsizetype>(1, letters.size()));
    place.dy /= double(std::max<qsizetype>(1, letters.size()));
    for (const char32_t letter : letters) {
        const QString one = QString::fromUcs4(&letter, 1);
        if (one.front().isSpace())
            m_words.space();
        else if (letter >= 0x20)
            m_words.add(one.toUtf8(), place);
        place.x += place.dx;
        place.y += place.dy;
    }
}

bool ContentReader::isHidden(const Object& membership) const
{
    return m_document.layers && !membership.isNull() && m_document.layers->hasOCGs() &&
           !m_document.layers->optContentIsVisible(&membership);
}

} // namespace quire
