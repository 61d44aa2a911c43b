#pragma once

#include <QByteArrayView>

namespace quire {

/// Walks over UTF-8 text in which clauses are numbered and cited. Never leaves the text: beyond its end
/// there are zeros.
class TextCursor
{
public:
    TextCursor(QByteArrayView text, qsizetype at) : m_text(text), m_at(at) {}

    qsizetype at() const { return m_at; }
    void moveTo(qsizetype at) { m_at = at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek(qsizetype ahead = 0) const
    {
        const qsizetype at = m_at + ahead;
        return at >= 0 && at < m_text.size() ? m_text[at] : '\0';
    }
    void skip(qsizetype bytes = 1) { m_at += bytes; }
    bool eat(char c);
    bool eat(QByteArrayView bytes);
    /// Spaces, tabs and no-break spaces; how many there were.
    int skipBlanks();
    /// skipBlanks(), and one line end at most: text broken over two lines, not over two paragraphs.
    void skipWhite();
    /// Letters up to the next byte that is none; bytes of other scripts count as letters.
    QByteArrayView word();
    QByteArrayView digits(int most);

    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isLower(char c) { return c >= 'a' && c <= 'z'; }
    static bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
    static bool isLetter(char c) { return isLower(c) || isUpper(c); }
    /// Part of a word: a letter, a digit, or a byte of another script.
    bool isWordAt(qsizetype at) const;
    /// Length of the blank at `at`, 0 where there is none.
    int blankAt(qsizetype at) const;

private:
    QByteArrayView m_text;
    qsizetype m_at;
};

/// The word that ends before `at`, blanks and line ends between ignored; in lower case, without a final stop.
QByteArray wordBefore(QByteArrayView text, qsizetype at);

/// True when the words are the same, capitals apart (ASCII; others byte for byte).
bool sameWord(QByteArrayView a, QByteArrayView lower);

} // namespace quire
