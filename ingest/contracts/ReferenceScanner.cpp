#include "ingest/contracts/ReferenceScanner.h"

#include "ingest/contracts/ClauseKeywords.h"
#include "ingest/contracts/OtherSources.h"
#include "ingest/contracts/TextCursor.h"

#include <algorithm>
#include <array>

namespace quire {

namespace {

using Kind = Mention::Kind;

constexpr size_t mostMentions = 300000;

/// What stands between the numbers of a list.
bool eatListJoint(TextCursor& cursor)
{
    TextCursor at = cursor;
    at.skipWhite();
    bool joint = at.eat(',');
    at.skipWhite();
    TextCursor after = at;
    const QByteArrayView word = after.word();
    static constexpr std::array words = {"and", "or", "through", "to", "und", "oder", "bis", "sowie", "thru"};
    if (std::any_of(words.begin(), words.end(), [&](const char* w) { return word == QByteArrayView(w); })) {
        at = after;
        joint = true;
        at.eat("/or");
    } else if (at.eat("\xE2\x80\x93") || at.eat("-") || at.eat("&")) {
        joint = true;
    }
    at.skipWhite();
    if (joint)
        cursor = at;
    return joint;
}

/// The number that "(c)" stands for behind another one: "9.1(a) and (c)" is 9.1(a) and 9.1(c). Empty when it
/// goes on with none of its parts: "Section 6.2, (A) the services …".
ClauseNumber continued(const ClauseNumber& before, const QByteArray& part)
{
    const auto styles = numeralsOf(part);
    for (size_t keep = before.size(); keep-- > 0;) {
        for (const Numeral& a : numeralsOf(before[keep])) {
            const bool same = std::any_of(styles.begin(), styles.end(), [&](const Numeral& b) {
                return a.style == b.style && b.value > a.value;
            });
            if (same) {
                ClauseNumber number(before.begin(), before.begin() + qsizetype(keep));
                number.push_back(part);
                return number;
            }
        }
    }
    return {};
}

/// Reads one mention and the list it begins.
class MentionReader
{
public:
    MentionReader(QByteArrayView text, std::vector<Mention>& found) : m_text(text), m_found(found) {}

    /// Returns where to go on.
    qsizetype read(qsizetype at)
    {
        TextCursor cursor(m_text, at);
        const ClauseKeyword* keyword = eatClauseKeyword(cursor);
        if (!keyword)
            return cursor.at();
        const qsizetype behindWord = cursor.at();
        cursor.skipWhite();
        // "clause (ii)" is one of whatever is near; "Section 7(b)" is not.
        const bool relative = keyword->kind == Kind::Section && cursor.peek() == '(';
        ClauseNumber number = eatClauseNumber(cursor, keyword->kind);
        if (number.empty())
            return behindWord;
        const size_t first = m_found.size();
        add(*keyword, relative ? Kind::Relative : keyword->kind, {at, cursor.at()}, number);
        readList(*keyword, cursor, number);
        finish(first, {at, cursor.at()});
        return cursor.at();
    }

private:
    void add(const ClauseKeyword& keyword, Kind kind, ByteRange range, const ClauseNumber& number)
    {
        Mention mention;
        mention.text = range;
        mention.kind = kind;
        mention.keyword = keyword.singular;
        mention.number = number;
        m_found.push_back(std::move(mention));
    }

    void readList(const ClauseKeyword& keyword, TextCursor& cursor, ClauseNumber& number)
    {
        while (true) {
            TextCursor at = cursor;
            if (!eatListJoint(at))
                return;
            const qsizetype begin = at.at();
            const QByteArray part = keyword.kind == Kind::Attachment ? QByteArray() : eatParenthesised(at);
            ClauseNumber next;
            if (!part.isEmpty()) {
                next = continued(number, part);
                if (next.empty())
                    return;
                eatParenthesisedParts(at, next);
            } else {
                next = eatClauseNumber(at, keyword.kind);
                // "Section 5 and 30 days": a bare number goes on only behind a plural.
                if (next.empty() ||
                    (!keyword.plural && (next.size() < 2 || keyword.kind == Kind::Attachment)))
                    return;
            }
            const bool relative = m_found.back().kind == Kind::Relative && !part.isEmpty();
            add(keyword, relative ? Kind::Relative : keyword.kind, {begin, at.at()}, next);
            number = next;
            cursor = at;
        }
    }

    void finish(size_t first, ByteRange list)
    {
        const OtherSource other = otherSource(m_text, list, m_found[first].keyword);
        for (size_t i = first; i < m_found.size(); ++i) {
            m_found[i].list = list;
            m_found[i].elsewhere = other.name;
            m_found[i].within = other.attachment;
        }
    }

    const QByteArrayView m_text;
    std::vector<Mention>& m_found;
};

} // namespace

std::vector<Mention> findMentions(QByteArrayView text)
{
    std::vector<Mention> found;
    MentionReader reader(text, found);
    for (qsizetype at = 0; at < text.size() && found.size() < mostMentions;) {
        const char c = text[at];
        const bool sign = c == '\xC2' && text.sliced(at).startsWith("\xC2\xA7");
        if (!sign && (!TextCursor::isLetter(c) || TextCursor(text, at).isWordAt(at - 1))) {
            ++at;
            continue;
        }
        at = std::max(reader.read(at), at + 1);
    }
    return found;
}

} // namespace quire
