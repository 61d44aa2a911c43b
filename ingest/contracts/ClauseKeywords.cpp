#include "ingest/contracts/ClauseKeywords.h"

#include "ingest/contracts/TextCursor.h"

#include <algorithm>
#include <array>

namespace quire {

namespace {

using Kind = Mention::Kind;

constexpr std::array keywords = {
    ClauseKeyword{"section", "section", Kind::Section, false},
    ClauseKeyword{"sections", "section", Kind::Section, true},
    ClauseKeyword{"sec", "section", Kind::Section, false},
    ClauseKeyword{"secs", "section", Kind::Section, true},
    ClauseKeyword{"clause", "clause", Kind::Section, false},
    ClauseKeyword{"clauses", "clause", Kind::Section, true},
    ClauseKeyword{"subclause", "clause", Kind::Section, false},
    ClauseKeyword{"subclauses", "clause", Kind::Section, true},
    ClauseKeyword{"paragraph", "paragraph", Kind::Section, false},
    ClauseKeyword{"paragraphs", "paragraph", Kind::Section, true},
    ClauseKeyword{"para", "paragraph", Kind::Section, false},
    ClauseKeyword{"subparagraph", "paragraph", Kind::Section, false},
    ClauseKeyword{"subparagraphs", "paragraph", Kind::Section, true},
    ClauseKeyword{"subsection", "section", Kind::Section, false},
    ClauseKeyword{"subsections", "section", Kind::Section, true},
    ClauseKeyword{"article", "article", Kind::Article, false},
    ClauseKeyword{"articles", "article", Kind::Article, true},
    ClauseKeyword{"art", "article", Kind::Article, false},
    ClauseKeyword{"artikel", "article", Kind::Article, true},
    ClauseKeyword{"artikeln", "article", Kind::Article, true},
    ClauseKeyword{"ziffer", "section", Kind::Section, false},
    ClauseKeyword{"ziffern", "section", Kind::Section, true},
    ClauseKeyword{"ziff", "section", Kind::Section, true},
    ClauseKeyword{"klausel", "section", Kind::Section, false},
    ClauseKeyword{"klauseln", "section", Kind::Section, true},
    ClauseKeyword{"abschnitt", "section", Kind::Section, false},
    ClauseKeyword{"abschnitte", "section", Kind::Section, true},
    ClauseKeyword{"abschnitten", "section", Kind::Section, true},
    ClauseKeyword{"absatz", "absatz", Kind::Relative, false},
    ClauseKeyword{"abs", "absatz", Kind::Relative, false},
    ClauseKeyword{"buchstabe", "buchstabe", Kind::Relative, false},
    ClauseKeyword{"buchst", "buchstabe", Kind::Relative, false},
    ClauseKeyword{"lit", "buchstabe", Kind::Relative, false},
    ClauseKeyword{"exhibit", "exhibit", Kind::Attachment, false},
    ClauseKeyword{"exhibits", "exhibit", Kind::Attachment, true},
    ClauseKeyword{"schedule", "schedule", Kind::Attachment, false},
    ClauseKeyword{"schedules", "schedule", Kind::Attachment, true},
    ClauseKeyword{"annex", "annex", Kind::Attachment, false},
    ClauseKeyword{"annexes", "annex", Kind::Attachment, true},
    ClauseKeyword{"annexure", "annexure", Kind::Attachment, false},
    ClauseKeyword{"appendix", "appendix", Kind::Attachment, false},
    ClauseKeyword{"appendices", "appendix", Kind::Attachment, true},
    ClauseKeyword{"attachment", "attachment", Kind::Attachment, false},
    ClauseKeyword{"attachments", "attachment", Kind::Attachment, true},
    ClauseKeyword{"anlage", "anlage", Kind::Attachment, false},
    ClauseKeyword{"anlagen", "anlage", Kind::Attachment, true},
    ClauseKeyword{"anhang", "anhang", Kind::Attachment, false},
};
constexpr std::array abbreviations = {"sec", "secs", "art", "abs", "lit", "buchst", "ziff", "para"};
constexpr ClauseKeyword sectionSign = {"\xC2\xA7", "section", Kind::Section, false};
constexpr ClauseKeyword sectionSigns = {"\xC2\xA7\xC2\xA7", "section", Kind::Section, true};

/// "7", "7.2.1", "7.2.b", "409A"
bool eatDecimals(TextCursor& cursor, ClauseNumber& number)
{
    TextCursor at = cursor;
    QByteArrayView first = at.digits(5);
    if (first.isEmpty() || first.size() > 4 || first[0] == '0')
        return false;
    number.push_back(first.toByteArray());
    if (TextCursor::isUpper(at.peek()) && !at.isWordAt(at.at() + 1)) {
        number.back() += at.peek();
        at.skip();
    }
    while (at.peek() == '.' && TextCursor::isDigit(at.peek(1))) {
        at.skip();
        const QByteArrayView part = at.digits(4);
        number.push_back(part.size() > 1 && part[0] == '0' ? part.sliced(1).toByteArray()
                                                           : part.toByteArray());
    }
    if (number.size() == 2 && number.back() == "0") // "Section 8.0"
        number.pop_back();
    if (at.peek() == '.' && TextCursor::isLower(at.peek(1)) && !at.isWordAt(at.at() + 2)) {
        number.push_back(QByteArray(1, at.peek(1)));
        at.skip(2);
    }
    if (at.isWordAt(at.at())) { // "3rd", "5x"
        number.clear();
        return false;
    }
    cursor = at;
    return true;
}

/// "IV", "A": a number of capital letters.
bool eatCapitals(TextCursor& cursor, ClauseNumber& number)
{
    TextCursor at = cursor;
    const QByteArrayView word = at.word();
    if (word.isEmpty() || !TextCursor::isUpper(word[0]) || at.isWordAt(at.at()))
        return false;
    const int roman = romanValue(word);
    if (roman == 0 && word.size() > 1)
        return false;
    number.push_back(roman > 0 ? QByteArray::number(roman) : word.toByteArray());
    while (at.peek() == '.' && TextCursor::isDigit(at.peek(1))) { // "A.1", "IV.2"
        at.skip();
        number.push_back(at.digits(3).toByteArray());
    }
    cursor = at;
    return true;
}

/// "Abs. 2 Satz 1 lit. b Nr. 3" behind a German number.
void eatGermanParts(TextCursor& cursor, ClauseNumber& number)
{
    while (true) {
        TextCursor at = cursor;
        at.skipBlanks();
        at.eat(',');
        at.skipBlanks();
        const QByteArrayView word = at.word();
        at.eat('.');
        at.skipBlanks();
        const bool paragraph = word == "Abs" || word == "Absatz" || word == "Nr" || word == "Nummer";
        const bool letter = word == "lit" || word == "Buchstabe" || word == "Buchst";
        const bool sentence = word == "Satz" || word == "S";
        QByteArray part;
        if (paragraph || sentence) {
            part = at.digits(3).toByteArray();
        } else if (letter && TextCursor::isLower(at.peek()) && !at.isWordAt(at.at() + 1)) {
            part = QByteArray(1, at.peek());
            at.skip();
            at.eat(')');
        }
        if (part.isEmpty() || at.isWordAt(at.at()))
            return;
        if (!sentence)
            number.push_back(part);
        cursor = at;
    }
}

/// "A", "B-1", "2.1(a)", "II" behind "Exhibit".
ClauseNumber eatIdentifier(TextCursor& cursor)
{
    TextCursor at = cursor;
    ClauseNumber number;
    if (!eatDecimals(at, number)) {
        QByteArray word = at.word().toByteArray();
        const bool named = !word.isEmpty() && word.size() <= 4 && TextCursor::isUpper(word[0]) &&
                           (word.size() == 1 || romanValue(word) > 0);
        word += at.digits(2);
        if (!named || at.isWordAt(at.at()))
            return {};
        number.push_back(word);
    }
    QByteArray name = keyOf(number);
    if (at.peek() == '-' && (TextCursor::isDigit(at.peek(1)) || TextCursor::isUpper(at.peek(1))) &&
        !TextCursor::isLetter(at.peek(2))) {
        name += '-';
        name += at.peek(1);
        at.skip(2);
    }
    ClauseNumber parts;
    eatParenthesisedParts(at, parts);
    for (const QByteArray& part : parts)
        name += '(' + part + ')';
    cursor = at;
    return {name};
}

bool mayBeginKeyword(char c)
{
    switch (c | 0x20) {
    case 's':
    case 'c':
    case 'p':
    case 'a':
    case 'e':
    case 'z':
    case 'k':
    case 'b':
    case 'l':
        return true;
    default:
        return false;
    }
}

} // namespace

QByteArray eatParenthesised(TextCursor& cursor)
{
    TextCursor at = cursor;
    if (!at.eat('('))
        return {};
    at.skipBlanks();
    QByteArray part = (TextCursor::isDigit(at.peek()) ? at.digits(3) : at.word()).toByteArray();
    const bool known = !numeralsOf(part).empty();
    if (known && TextCursor::isDigit(part[0]) && TextCursor::isUpper(at.peek())) { // a law's "(41A)"
        part += at.peek();
        at.skip();
    }
    at.skipBlanks();
    if (!known || part.size() > 5 || !at.eat(')'))
        return {};
    cursor = at;
    return part;
}

void eatParenthesisedParts(TextCursor& cursor, ClauseNumber& number)
{
    while (true) {
        TextCursor at = cursor;
        if (at.skipBlanks() > 1)
            return;
        const QByteArray part = eatParenthesised(at);
        if (part.isEmpty())
            return;
        number.push_back(part);
        cursor = at;
    }
}

QByteArray attachmentKey(QByteArrayView keyword, QByteArrayView identifier)
{
    return keyword.toByteArray() + ' ' + identifier.toByteArray();
}

const ClauseKeyword* eatClauseKeyword(TextCursor& cursor)
{
    if (cursor.eat(sectionSigns.word))
        return &sectionSigns;
    if (cursor.eat(sectionSign.word))
        return &sectionSign;
    if (!mayBeginKeyword(cursor.peek()) || cursor.isWordAt(cursor.at() - 1))
        return nullptr;
    TextCursor at = cursor;
    QByteArrayView word = at.word();
    if ((sameWord(word, "sub")) && at.eat('-')) // "sub-clause"
        word = at.word();
    for (const ClauseKeyword& keyword : keywords) {
        if (!sameWord(word, keyword.word))
            continue;
        if (keyword.kind == Kind::Article && word == "art") // "state of the art 5"
            return nullptr;
        if (std::any_of(abbreviations.begin(), abbreviations.end(),
                        [word](const char* a) { return sameWord(word, a); }))
            at.eat('.');
        cursor = at;
        return &keyword;
    }
    return nullptr;
}

ClauseNumber eatClauseNumber(TextCursor& cursor, Mention::Kind kind)
{
    if (kind == Kind::Attachment)
        return eatIdentifier(cursor);
    ClauseNumber number;
    TextCursor at = cursor;
    if (kind == Kind::Relative) { // "Absatz 2", "lit. a"
        const QByteArray part = eatParenthesised(at);
        if (!part.isEmpty())
            number.push_back(part);
        else if (TextCursor::isLower(at.peek()) && !at.isWordAt(at.at() + 1)) {
            number.push_back(QByteArray(1, at.peek()));
            at.skip();
            at.eat(')');
        } else if (!eatDecimals(at, number)) {
            return {};
        }
        eatGermanParts(at, number);
        cursor = at;
        return number;
    }
    if (!eatDecimals(at, number) && !eatCapitals(at, number)) {
        const QByteArray part = eatParenthesised(at);
        if (part.isEmpty())
            return {};
        number.push_back(part);
    }
    eatParenthesisedParts(at, number);
    eatGermanParts(at, number);
    cursor = at;
    return number;
}

} // namespace quire
