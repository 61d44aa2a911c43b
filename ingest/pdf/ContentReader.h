#pragma once

#include "ingest/pdf/ContentLexer.h"
#include "ingest/pdf/Matrix.h"
#include "ingest/pdf/PdfFont.h"
#include "ingest/pdf/WordMaker.h"

#include <QHash>

#include <functional>
#include <optional>

class Dict;
class OCGs;
class Object;
class Stream;
class XRef;

namespace quire {

/// Six numbers of an array; the identity for anything else.
Matrix matrixOf(const Object& array);

/// Runs the content of one page as far as text is concerned: fonts, positions, forms within forms, text that
/// stands for what is drawn (ActualText), layers that are switched off. Lines, colours and pictures are
/// passed over unread, which is most of what a renderer would spend.
class ContentReader
{
public:
    struct Document
    {
        XRef* xref;
        OCGs* layers; ///< may be null
        PdfFonts& fonts;
        std::function<QByteArray(Stream*)> decode; ///< the decoded bytes of a stream
        std::function<void()> check;               ///< called often; may throw
    };

    /// Words come with coordinates beyond the page's sides cut away.
    ContentReader(const Document& document, PdfWords& page)
        : m_document(document), m_page(page), m_words(page)
    {
    }

    /// `toPage`: from the content's coordinates to points from the page's upper left corner.
    void run(QByteArrayView content, Dict* resources, const Matrix& toPage);
    /// A form or the appearance of an annotation.
    void runForm(const Object& form, Dict* outerResources, const Matrix& toPage);
    void finish() { m_words.finish(); }

private:
    struct State
    {
        Matrix toPage;
        std::shared_ptr<PdfFont> font;
        double size = 0, charSpace = 0, wordSpace = 0, scale = 1, leading = 0, rise = 0;
    };
    /// A stretch of marked content.
    struct Mark
    {
        bool hides = false;
        bool speaks = false; ///< `text` stands for whatever it draws
        QString text;
        std::optional<GlyphPlace> place; ///< of what was drawn, in the first glyph's direction
    };
    using Operand = ContentLexer::Operand;

    void execute(const ContentLexer& lexer);
    void executeText(const ContentLexer& lexer);
    void transform(const ContentLexer& lexer);
    void setFont(const ContentLexer& lexer);
    void setFromGraphicsState(const ContentLexer& lexer);
    void moveLine(double x, double y);
    void showArray(const ContentLexer& lexer);
    void show(QByteArrayView codes);
    void draw(const PdfGlyph& glyph, double advance);
    void addPicture();
    void drawForm(const ContentLexer& lexer);
    void beginMark(const ContentLexer& lexer);
    void endMark();
    void speak(const Mark& mark);
    bool isHidden(const Object& membership) const;

    const Document& m_document;
    PdfWords& m_page;
    WordMaker m_words;
    Dict* m_resources = nullptr;
    State m_state;
    std::vector<State> m_saved;
    int m_unsaved = 0; ///< states beyond what is kept
    Matrix m_text, m_line;
    std::vector<Mark> m_marks;
    int m_hidden = 0;                                        ///< marks and forms around that hide
    QHash<QByteArray, std::shared_ptr<PdfFont>> m_fontNames; ///< of m_resources
    int m_depth = 0;
    int m_forms = 0;
    qint64 m_steps = 0;
    qint64 m_glyphs = 0;
};

} // namespace quire
