#include "ingest/contracts/DefinedTerms.h"

#include "ingest/contracts/TextCursor.h"
#include "ingest/text/Sentences.h"

#include <algorithm>
#include <array>
#include <optional>

namespace quire {

namespace {

constexpr size_t mostTerms = 300000;
constexpr qsizetype longestTerm = 90;         // bytes
constexpr qsizetype longestParenthesis = 260; // bytes before the quoted term in it
constexpr qsizetype longestSentence = 4000;   // bytes looked at

struct Quotes
{
    const char *open, *close;
};
constexpr std::array quoteSigns = {
    Quotes{"\xE2\x80\x9C", "\xE2\x80\x9D"}, // “ ”
    Quotes{"\xE2\x80\x9E", "\xE2\x80\x9C"}, // „ “
    Quotes{"\xE2\x80\x9E", "\xE2\x80\x9D"}, // „ ”
    Quotes{"\xC2\xAB", "\xC2\xBB"},         // « »
    Quotes{"\xC2\xBB", "\xC2\xAB"},         // » «
    Quotes{"\xE2\x80\x98", "\xE2\x80\x99"}, // ‘ ’
    Quotes{"``", "''"},
    Quotes{"\"", "\""},
};

/// What may stand in the parenthesis beside the term: "(hereinafter referred to as the “Seller”)".
constexpr std::array joints = {
    "the",          "this",        "a",         "an",        "each",         "and",
    "or",           "as",          "such",      "together",  "with",         "individually",
    "collectively", "hereinafter", "hereafter", "herein",    "referred",     "to",
    "called",       "known",       "defined",   "being",     "sometimes",    "also",
    "jointly",      "in",          "of",        "agreement", "any",          "all",
    "respectively", "be",          "may",       "is",        "are",          "shall",
    "both",         "for",         "which",     "amended",   "supplemented", "nachfolgend",
    "nachstehend",  "im",          "folgenden", "folgend",   "der",          "die",
    "das",          "den",         "dem",       "gemeinsam", "zusammen",     "und",
    "auch",         "jeweils",     "einzeln",   "genannt",   "kurz",         "weiteren",
    "singly",       "severally",   "term",      "terms"};
constexpr std::array verbs = {"means", "mean",   "shall",    "has",        "have",       "is",
                              "are",   "refers", "includes", "bedeutet",   "bezeichnet", "sind",
                              "ist",   "meint",  "will",     "bezeichnen", "bedeuten",   "hat"};
constexpr std::array meanings = {"means",    "mean",       "refers",  "includes",   "include",
                                 "bedeutet", "bezeichnet", "meint",   "bezeichnen", "bedeuten",
                                 "meaning",  "meanings",   "defined", "refer"};

template <size_t N>
bool isOneOf(QByteArrayView word, const std::array<const char*, N>& words)
{
    return std::any_of(words.begin(), words.end(), [word](const char* w) { return sameWord(word, w); });
}

class TermFinder
{
public:
    explicit TermFinder(QByteArrayView text) : m_text(text) {}

    std::vector<DefinedTerm> run()
    {
        for (qsizetype at = 0; at < m_text.size() && m_found.size() < mostTerms;) {
            const auto quoted = quotedAt(at);
            if (!quoted) {
                ++at;
                continue;
            }
            if (isDefinedBehind(quoted->close) || isDefinedInParenthesis(at, quoted->close))
                add(quoted->inner, at);
            at = quoted->close;
        }
        return std::move(m_found);
    }

private:
    struct Quoted
    {
        ByteRange inner;
        qsizetype close; ///< behind the closing sign
    };

    /// A short quoted piece that begins at `at` and may be a term.
    std::optional<Quoted> quotedAt(qsizetype at) const
    {
        const char c = m_text[at];
        if (c != '"' && c != '`' && !(c & 0x80))
            return std::nullopt;
        const QByteArrayView rest = m_text.sliced(at, std::min(m_text.size() - at, longestTerm + 8));
        for (const Quotes& quotes : quoteSigns) {
            const QByteArrayView open(quotes.open), close(quotes.close);
            if (!rest.startsWith(open))
                continue;
            const qsizetype end = rest.indexOf(close, open.size());
            if (end < 0 || end == open.size())
                continue;
            QByteArrayView inner = rest.sliced(open.size(), end - open.size());
            if (inner.contains('\n') && inner.contains("\n\n"))
                continue;
            qsizetype begin = at + open.size();
            while (!inner.isEmpty() && (inner.back() == ',' || inner.back() == '.' || inner.back() == ' '))
                inner.chop(1);
            while (inner.startsWith(' ')) {
                inner = inner.sliced(1);
                ++begin;
            }
            if (inner.isEmpty() || inner.count(' ') > 9)
                return std::nullopt;
            return Quoted{{begin, begin + inner.size()}, at + end + close.size()};
        }
        return std::nullopt;
    }

    /// “Affiliate” means …; “Affiliate”, as to any person, shall mean …
    bool isDefinedBehind(qsizetype at) const
    {
        TextCursor cursor(m_text, at);
        // What qualifies the term stands between it and its verb: “Affiliate” of a Person means …
        for (int words = 0; words < 14 && cursor.at() < at + 140; ++words) {
            cursor.skipWhite();
            while (cursor.eat(',') || cursor.eat('(') || cursor.eat(')') || cursor.eat(':') ||
                   cursor.eat('-') || cursor.eat('"') || cursor.eat("\xE2\x80\x9C") ||
                   cursor.eat("\xE2\x80\x9D") || cursor.eat("'"))
                cursor.skipWhite();
            const QByteArrayView word = cursor.word();
            if (word.isEmpty())
                return false;
            if (isOneOf(word, meanings))
                return true;
            if (isOneOf(word, verbs))
                return saysMeaning(cursor);
        }
        return false;
    }

    /// "shall" or "has" goes on to "have the meaning", "be defined as".
    bool saysMeaning(TextCursor cursor) const
    {
        for (int words = 0; words < 6; ++words) {
            cursor.skipWhite();
            cursor.eat(',');
            cursor.skipWhite();
            if (isOneOf(cursor.word(), meanings))
                return true;
        }
        return false;
    }

    /// (the “Company”), (collectively, “Claims”), (each a “Party” and together the “Parties”)
    bool isDefinedInParenthesis(qsizetype at, qsizetype close) const
    {
        const qsizetype least = std::max<qsizetype>(0, at - longestParenthesis);
        qsizetype open = at;
        while (open > least && m_text[open - 1] != '(' && m_text[open - 1] != ')' && m_text[open - 1] != '\n')
            --open;
        if (open <= least || m_text[open - 1] != '(')
            return false;
        TextCursor behind(m_text, close);
        behind.skipWhite();
        const char next = behind.peek();
        const bool ends =
            next == ')' || next == ',' || next == ';' || isOneOf(TextCursor(behind).word(), joints);
        return ends && holdsOnlyJoints(open, at);
    }

    bool holdsOnlyJoints(qsizetype from, qsizetype to) const
    {
        TextCursor cursor(m_text, from);
        int others = 0;
        while (cursor.at() < to) {
            if (const auto quoted = quotedAt(cursor.at()); quoted && quoted->close <= to) {
                cursor.moveTo(quoted->close);
                continue;
            }
            const QByteArrayView word = cursor.word();
            if (word.isEmpty())
                cursor.skip();
            else if (!isOneOf(word, joints) && ++others > 2)
                return false;
        }
        return true;
    }

    void add(ByteRange term, qsizetype at)
    {
        DefinedTerm found;
        found.term = QString::fromUtf8(m_text.sliced(term.begin, term.size())).simplified();
        found.place = term;
        found.definition = sentenceAround(at);
        m_found.push_back(std::move(found));
    }

    ByteRange sentenceAround(qsizetype at) const
    {
        qsizetype begin = at;
        const qsizetype least = std::max<qsizetype>(0, at - longestSentence);
        const auto ends = [this](qsizetype end) { // a sentence or a paragraph
            const char last = end > 0 ? m_text[end - 1] : '\n';
            return last == '.' || last == ';' || last == ':' || last == '\n';
        };
        while (begin > least && !((m_text[begin - 1] == ' ' || m_text[begin - 1] == '\n') && ends(begin - 1)))
            --begin;
        // Where the cut fell into a character, go on to its next one.
        while (begin < at && (m_text[begin] & 0xC0) == 0x80)
            ++begin;
        const QByteArrayView rest = m_text.sliced(at, std::min(longestSentence, m_text.size() - at));
        qsizetype end = at + sentenceEnd(rest, 0);
        while (end > at && end < m_text.size() && (m_text[end] & 0xC0) == 0x80)
            --end;
        return {begin, end};
    }

    const QByteArrayView m_text;
    std::vector<DefinedTerm> m_found;
};

} // namespace

std::vector<DefinedTerm> findDefinedTerms(QByteArrayView text)
{
    return TermFinder(text).run();
}

} // namespace quire
