#include "ingest/contracts/OtherSources.h"

#include "ingest/contracts/ClauseKeywords.h"
#include "ingest/contracts/TextCursor.h"

#include <algorithm>
#include <array>

namespace quire {

namespace {

constexpr int longestName = 9; // words

template <size_t N>
bool isOneOf(QByteArrayView word, const std::array<const char*, N>& words)
{
    return std::any_of(words.begin(), words.end(),
                       [word](const char* w) { return word == QByteArrayView(w); });
}

constexpr std::array prepositions = {"of", "to", "in", "under", "from", "within"};
constexpr std::array joints = {"of", "and", "for", "the", "to", "on", "in"};
constexpr std::array laws = {
    "Act",          "Acts",  "Code",      "Law",      "Laws",      "Regulation", "Regulations",
    "Rule",         "Rules", "Statute",   "Statutes", "Treaty",    "Directive",  "Convention",
    "Constitution", "Title", "ERISA",     "UCC",      "U",         "CFR",        "C",
    "DGCL",         "FDCA",  "Ordinance", "GDPR",     "Standards", "INCOTERMS"};
constexpr std::array papers = {"Agreement", "Contract",    "Plan",    "Indenture",   "Lease",      "Tariff",
                               "Bylaws",    "Charter",     "Policy",  "Amendment",   "Note",       "Deed",
                               "Guarantee", "Guaranty",    "License", "Prospectus",  "Protocol",   "Order",
                               "Manual",    "Statement",   "Terms",   "Certificate", "Memorandum", "Form",
                               "ISDA",      "Definitions", "Notice",  "Guidelines",  "Procedures"};
constexpr std::array lawWordsBefore = {"code", "cfr",  "c.f.r", "usc",  "regulation", "regulations", "reg",
                                       "regs", "act",  "rule",  "stat", "statutes",   "ann",         "c",
                                       "r",    "dgcl", "erisa", "bgb",  "hgb"};

/// "BGB", "InsO", "GmbHG": an abbreviated German law behind "§ 433".
QByteArray germanLaw(QByteArrayView text, qsizetype at)
{
    TextCursor cursor(text, at);
    cursor.skipBlanks();
    for (const char* follows : {"ff.", "f."})
        if (cursor.eat(follows))
            cursor.skipBlanks();
    const QByteArrayView word = cursor.word();
    const auto capitals = std::count_if(word.begin(), word.end(), TextCursor::isUpper);
    const bool abbreviated = word.size() >= 2 && word.size() <= 8 && TextCursor::isUpper(word[0]) &&
                             capitals >= 2 && TextCursor::isUpper(word.back());
    return abbreviated ? word.toByteArray() : QByteArray();
}

/// The capitalised words from the cursor on, with what joins them; quotes are passed over.
QByteArrayView properName(TextCursor cursor, QByteArrayView text, std::vector<QByteArrayView>& words)
{
    const qsizetype begin = cursor.at();
    qsizetype end = begin;
    for (int i = 0; i < longestName; ++i) {
        for (const char* quote : {"\"", "\xE2\x80\x9C", "\xE2\x80\x9E", "("})
            cursor.eat(quote);
        if (TextCursor::isDigit(cursor.peek())) {
            cursor.digits(4);
        } else {
            const QByteArrayView word = cursor.word();
            const bool capital = !word.isEmpty() && TextCursor::isUpper(word[0]);
            if (!capital && !(end > begin && isOneOf(word, joints)))
                break;
            if (capital)
                words.push_back(word);
            cursor.eat('.');
            if (capital)
                end = cursor.at();
        }
        cursor.eat("\xE2\x80\x99s");
        cursor.eat("'s");
        if (cursor.peek() == ',' || cursor.peek() == ';')
            break;
        cursor.skipWhite();
    }
    return text.sliced(begin, end - begin);
}

OtherSource namedAfter(QByteArrayView text, qsizetype at)
{
    TextCursor cursor(text, at);
    cursor.skipWhite();
    if (!isOneOf(cursor.word(), prepositions))
        return {};
    cursor.skipWhite();
    TextCursor name = cursor;
    QByteArray determiner = name.word().toByteArray().toLower();
    if (determiner == "this" || determiner == "these" || determiner == "hereof")
        return {};
    static constexpr std::array determiners = {"the", "that", "such", "a",    "an",  "any",
                                               "our", "said", "its",  "each", "der", "des"};
    if (isOneOf(determiner, determiners))
        name.skipWhite();
    else {
        name = cursor;
        determiner.clear();
    }
    TextCursor attachment = name;
    if (const ClauseKeyword* keyword = eatClauseKeyword(attachment);
        keyword && keyword->kind == Mention::Kind::Attachment) {
        attachment.skipWhite();
        const ClauseNumber identifier = eatClauseNumber(attachment, keyword->kind);
        if (!identifier.empty())
            return {{}, attachmentKey(keyword->singular, identifier.front())};
    }
    std::vector<QByteArrayView> words;
    const QByteArrayView proper = properName(name, text, words);
    if (words.empty())
        return {};
    const bool law = std::any_of(words.begin(), words.end(), [](auto w) { return isOneOf(w, laws); });
    const bool paper = std::any_of(words.begin(), words.end(), [](auto w) { return isOneOf(w, papers); });
    // "the Agreement" is this one; "that Agreement" and "the Supply Agreement" are others.
    const bool other = words.size() > 1 || determiner == "that" || determiner == "such" || determiner == "an";
    if (law || (paper && other))
        return {QString::fromUtf8(proper), {}};
    return {};
}

} // namespace

OtherSource otherSource(QByteArrayView text, ByteRange mention, QByteArrayView keyword)
{
    const QByteArrayView written = text.sliced(mention.begin, mention.size());
    const bool german =
        written.startsWith("\xC2\xA7") || written.startsWith("Art.") || written.startsWith("Artikel");
    if (const QByteArray law = german ? germanLaw(text, mention.end) : QByteArray(); !law.isEmpty())
        return {QString::fromUtf8(law), {}};
    const QByteArrayView before = text.first(mention.begin);
    const QByteArray word = wordBefore(text, mention.begin);
    if (keyword == "section" && isOneOf(word, lawWordsBefore)) {
        const bool initials = word.size() == 1;
        const QByteArrayView tail = before.trimmed();
        if (!initials || tail.endsWith("U.S.C.") || tail.endsWith("C.F.R."))
            return {initials ? QString::fromLatin1(tail.last(6)) : QString::fromUtf8(word), {}};
    }
    return namedAfter(text, mention.end);
}

} // namespace quire
