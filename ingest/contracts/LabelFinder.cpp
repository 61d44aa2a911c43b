#include "ingest/contracts/LabelFinder.h"

#include "ingest/contracts/TextCursor.h"

#include <algorithm>
#include <array>

namespace quire {

namespace {

using Family = LabelCandidate::Family;
using Form = LabelCandidate::Form;
using Where = LabelCandidate::Where;

constexpr int widestGap = 3;            // blanks that stand for a line end
constexpr qsizetype longestTitle = 110; // bytes

template <size_t N>
bool isOneOf(QByteArrayView word, const std::array<const char*, N>& words)
{
    return std::any_of(words.begin(), words.end(), [word](const char* w) { return sameWord(word, w); });
}

constexpr std::array months = {"january",  "february", "march",  "april",     "may",
                               "june",     "july",     "august", "september", "october",
                               "november", "december", "januar", "februar",   "m\xC3\xA4rz",
                               "mai",      "juni",     "juli",   "oktober",   "dezember"};
constexpr std::array units = {"percent", "per",   "days",  "day",  "months", "month", "years", "year",
                              "million", "weeks", "hours", "euro", "eur",    "usd",   "times", "shares"};
constexpr std::array numberWords = {
    "one",      "two",   "three",   "four",   "five",   "six",     "seven",         "eight",
    "nine",     "ten",   "eleven",  "twelve", "twenty", "thirty",  "forty",         "fourty",
    "fifty",    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",      "fifteen",
    "eighteen", "eins",  "zwei",    "drei",   "vier",   "zehn",    "drei\xC3\x9Fig"};
constexpr std::array smallWords = {"of",   "and", "the", "to",  "for", "in",   "on",  "by",
                                   "with", "or",  "a",   "an",  "as",  "from", "its", "at",
                                   "und",  "der", "des", "die", "zur", "zum",  "von"};

bool isBullet(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    return c == '#' || c == '*' || c == '_' || c == '>' || c == '|';
}

/// Writes the candidates of one text.
class Finder
{
public:
    Finder(QByteArrayView text, const std::vector<Mention>& mentions) : m_text(text), m_mentions(mentions) {}

    std::vector<LabelCandidate> run()
    {
        for (qsizetype at = 0; at < m_text.size();) {
            at = lineStart(at);
            at = insideOfLine(at);
        }
        return std::move(m_found);
    }

private:
    /// Reads the labels that begin at a line's beginning; returns where the line goes on.
    qsizetype lineStart(qsizetype begin)
    {
        TextCursor cursor(m_text, begin);
        cursor.skipBlanks();
        while (!cursor.atEnd() && isBullet(m_text, cursor.at())) {
            cursor.skip();
            cursor.skipBlanks();
        }
        if (cursor.peek() == '-' && cursor.peek(1) == '-' &&
            cursor.peek(2) == '-') { // a rule drawn with signs
            while (cursor.peek() == '-')
                cursor.skip();
            cursor.skipBlanks();
        }
        Where where = Where::Line;
        while (true) {
            const size_t before = m_found.size();
            const qsizetype end = labelsAt(cursor.at(), where);
            if (m_found.size() == before)
                return cursor.at();
            // "7.1 Term. (a) The term …", "(a) (i)": what follows a label or a heading begins a clause too.
            cursor.moveTo(std::max<qsizetype>(end, m_found[before].titleEnd));
            const int blanks = cursor.skipBlanks();
            const bool item = cursor.peek() == '(' || (cursor.isWordAt(cursor.at()) && cursor.peek(1) == ')');
            if (!item || blanks >= widestGap)
                return end;
            where = Where::Behind;
        }
    }

    /// Looks for gaps that stand for line ends and for items in sentences; returns the next line's beginning.
    qsizetype insideOfLine(qsizetype at)
    {
        for (; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (c == '\n')
                return at + 1;
            if (c != ' ' && c != '(' && c != '\t' && !(c & 0x80))
                continue;
            TextCursor cursor(m_text, at);
            if (cursor.blankAt(at) > 0) {
                const char before = at > 0 ? m_text[at - 1] : '\n';
                const int blanks = cursor.skipBlanks();
                const bool ended = before == '.' || before == ';' || before == ':' || before == ',';
                if (blanks >= widestGap || (blanks == 2 && ended && cursor.peek() != '('))
                    return cursor.at();
                at = std::max(cursor.at(), joined(cursor.at(), ended)) - 1;
            } else if (c == '(' && !isInMention(at)) {
                at = std::max(at, item(at, Where::Inside) - 1);
            }
        }
        return at;
    }

    /// Paragraphs that were run together: "… hereof. 7.2 Term. The …". Looks less like a label than at a
    /// line's beginning; returns where to go on.
    qsizetype joined(qsizetype at, bool sentenceEnded)
    {
        TextCursor cursor(m_text, at);
        if (isInMention(at) && m_mentions[m_mention].list.begin < at)
            return at;
        if (!TextCursor::isDigit(cursor.peek()))
            return sentenceEnded && TextCursor::isUpper(cursor.peek()) ? demoted(at, worded(at), 0.5f) : at;
        cursor.digits(4);
        const bool deep = cursor.peek() == '.' && TextCursor::isDigit(cursor.peek(1));
        if (!deep && (!sentenceEnded || cursor.peek() != '.'))
            return at;
        return demoted(at, decimal(at), sentenceEnded ? 0.45f : 0.65f);
    }

    /// Takes weight from the label that was added at `at`, if one was.
    qsizetype demoted(qsizetype at, qsizetype end, float by)
    {
        if (end == at)
            return at;
        LabelCandidate& label = m_found.back();
        label.weight -= by;
        if (label.family == Family::Item || label.family == Family::Attachment || label.weight < 0.2f) {
            m_found.pop_back();
            return at;
        }
        return end;
    }

    /// Adds whatever label stands at `at`; returns its end.
    qsizetype labelsAt(qsizetype at, Where where)
    {
        const bool mentioned = isInMention(at);
        if (mentioned && m_mentions[m_mention].list.begin < at)
            return at;
        if (where == Where::Line) {
            if (const qsizetype end = worded(at); end > at)
                return end;
            if (const qsizetype end = decimal(at); end > at)
                return end;
            if (const qsizetype end = lettered(at); end > at)
                return end;
        }
        return mentioned ? at : item(at, where);
    }

    /// "ARTICLE IV", "Section 7.2.", "§ 5", "Exhibit A"
    qsizetype worded(qsizetype at)
    {
        TextCursor cursor(m_text, at);
        const ClauseKeyword* keyword = eatClauseKeyword(cursor);
        if (!keyword || keyword->plural || keyword->kind == Mention::Kind::Relative)
            return at;
        cursor.skipBlanks();
        const qsizetype numberBegin = cursor.at();
        const ClauseNumber number = eatClauseNumber(cursor, keyword->kind);
        if (number.empty() || m_text[numberBegin] == '(')
            return at;
        LabelCandidate label;
        label.sign = m_text[at] == '\xC2';
        label.family = keyword->kind == Mention::Kind::Attachment ? Family::Attachment
                       : keyword->kind == Mention::Kind::Article  ? Family::Article
                                                                  : Family::Decimal;
        size_t items = 0; // "Section 4(a)" is the label of item a in 4
        if (label.family == Family::Attachment) {
            label.token = attachmentKey(keyword->singular, number.front());
        } else {
            for (; items < number.size() && TextCursor::isDigit(number[items][0]); ++items)
                label.path.push_back(number[items].toInt());
            if (label.path.empty() || label.path.front() > 300)
                return at;
            if (label.path.size() > 1)
                label.family = Family::Decimal;
        }
        const qsizetype end =
            items < number.size() && !label.path.empty() ? m_text.indexOf('(', numberBegin) : cursor.at();
        if (end < 0 || !finish(label, at, end, 0.3f))
            return at;
        return label.label.end;
    }

    /// "7.", "7.2", "7.2.1"
    qsizetype decimal(qsizetype at)
    {
        TextCursor cursor(m_text, at);
        LabelCandidate label;
        label.family = Family::Decimal;
        while (true) {
            const QByteArrayView digits = cursor.digits(4);
            if (digits.isEmpty() || digits.size() > 3 ||
                (digits[0] == '0' && digits.size() == 1 && label.path.size() != 1))
                return at;
            label.path.push_back(digits.toByteArray().toInt());
            if (cursor.peek() != '.' || !TextCursor::isDigit(cursor.peek(1)))
                break;
            cursor.skip();
        }
        if (label.path.front() == 0 || label.path.front() > 200 || label.path.size() > 6)
            return at;
        const bool whole = label.path.size() == 2 && label.path.back() == 0; // "4.0" is 4
        if (whole)
            label.path.pop_back();
        const bool single = label.path.size() == 1 && !whole;
        if (single && cursor.peek() == ')') { // "1)" counts items
            return item(at, Where::Line);
        }
        label.token = QByteArray::number(label.path.front());
        const bool stop = cursor.peek() == '.' || cursor.peek() == ':';
        const qsizetype behind = cursor.at() + (stop ? 1 : 0);
        TextCursor follows(m_text, behind);
        const bool glued =
            stop && TextCursor::isUpper(follows.peek()) && TextCursor::isUpper(follows.peek(1)); // "2.TERM"
        if ((follows.isWordAt(behind) && !glued) || follows.peek() == '%')
            return at;
        const bool bare = single && !stop;
        const char next = follows.peek();
        if (next == '/' || next == '-' || next == ',' || next == '$' ||
            (bare && (next == '\n' || next == '\0')))
            return at;
        if (!finish(label, at, behind, bare ? -0.5f : 0))
            return at;
        return label.label.end;
    }

    /// "IV.", "D."
    qsizetype lettered(qsizetype at)
    {
        TextCursor cursor(m_text, at);
        const QByteArrayView word = cursor.word();
        if (word.isEmpty() || word.size() > 6 || !TextCursor::isUpper(word[0]) || !cursor.eat('.') ||
            cursor.blankAt(cursor.at()) == 0)
            return word.size() <= 5 ? item(at, Where::Line) : at;
        qsizetype end = at;
        for (const Numeral& numeral : numeralsOf(word)) {
            LabelCandidate label;
            label.family =
                numeral.style == NumeralStyle::UpperRoman ? Family::UpperRoman : Family::UpperLetter;
            label.path = {numeral.value};
            label.token = word.toByteArray();
            if (finish(label, at, cursor.at(), 0))
                end = label.label.end;
        }
        return end;
    }

    /// "(b)", "b)", "b."
    qsizetype item(qsizetype at, Where where)
    {
        TextCursor cursor(m_text, at);
        LabelCandidate label;
        label.where = where;
        const bool open = cursor.eat('(');
        cursor.skipBlanks();
        const QByteArrayView token = TextCursor::isDigit(cursor.peek()) ? cursor.digits(3) : cursor.word();
        if (token.isEmpty() || token.size() > 5 || numeralsOf(token).empty())
            return at;
        cursor.skipBlanks();
        if (cursor.eat(')'))
            label.form = open ? Form::Parentheses : Form::Parenthesis;
        else if (!open && where == Where::Line && cursor.eat('.'))
            label.form = Form::Stop;
        else
            return at;
        label.token = token.toByteArray();
        const qsizetype end = cursor.at();
        cursor.eat('.');
        const bool apart = cursor.blankAt(cursor.at()) > 0 || cursor.peek() == '\n' || cursor.peek() == '(';
        if (where == Where::Inside ? !mayStandInside(at, end, token)
                                   : !apart && label.form != Form::Parentheses)
            return at;
        return finish(label, at, end, 0) ? label.label.end : at;
    }

    /// Items within sentences stand apart from words, count nothing and are no mention.
    bool mayStandInside(qsizetype at, qsizetype end, QByteArrayView token) const
    {
        TextCursor cursor(m_text, end);
        if (at == 0 || (cursor.blankAt(at - 1) == 0 && m_text[at - 1] != '(' && m_text[at - 1] != '-'))
            return false;
        if (cursor.skipBlanks() == 0 && !cursor.isWordAt(cursor.at()))
            return false;
        const char next = cursor.peek();
        if (next == ',' || next == ';' || next == '.' || next == ')' || next == '\n')
            return false;
        const QByteArrayView follows = cursor.word();
        static constexpr std::array pointing = {"above", "below", "hereof", "through", "and", "or"};
        if (isOneOf(follows, pointing))
            return false;
        const QByteArray before = wordBefore(m_text, at);
        static constexpr std::array alone = {"part",    "item", "items", "under",
                                             "subject", "see",  "rule",  "in"};
        if (isOneOf(before, alone) && !TextCursor::isLetter(token[0]))
            return false;
        if (!TextCursor::isDigit(token[0]))
            return true;
        if (isOneOf(follows, units) || isOneOf(before, numberWords))
            return false;
        qsizetype back = at;
        while (back > 0 && (cursor.blankAt(back - 1) || m_text[back - 1] == '\n'))
            --back;
        const char last = back > 0 ? m_text[back - 1] : ':';
        return last == ',' || last == ';' || last == ':' || before == "and" || before == "or" ||
               before == "und";
    }

    bool isInMention(qsizetype at)
    {
        while (m_mention < m_mentions.size() && m_mentions[m_mention].list.end <= at)
            ++m_mention;
        return m_mention < m_mentions.size() && m_mentions[m_mention].list.begin <= at;
    }

    /// Fills in what all labels have; false when what follows speaks against it.
    bool finish(LabelCandidate& label, qsizetype begin, qsizetype end, float more)
    {
        TextCursor cursor(m_text, end);
        while (cursor.eat('.') || cursor.eat(':') || cursor.eat('*'))
            ;
        label.label = {begin, cursor.at()};
        label.titleEnd = titleEnd(cursor.at());
        if (label.family == Family::Item) {
            label.weight = 1;
            m_found.push_back(label);
            return true;
        }
        const float weight = weigh(label) + more;
        if (weight <= 0.05f)
            return false;
        label.weight = weight;
        m_found.push_back(label);
        return true;
    }

    /// The end of the line, or of what stands for one.
    qsizetype segmentEnd(qsizetype at) const
    {
        const qsizetype most = std::min(m_text.size(), at + 400);
        for (; at < most; ++at) {
            if (m_text[at] == '\n')
                return at;
            TextCursor cursor(m_text, at);
            if (cursor.blankAt(at) > 0 && cursor.skipBlanks() >= widestGap)
                return at;
        }
        return at;
    }

    /// Where a heading that begins behind a label ends; `at` itself when there is none. A heading is short
    /// and its words are capitals, or it stands on a line of its own.
    qsizetype titleEnd(qsizetype at) const
    {
        TextCursor cursor(m_text, at);
        cursor.skipBlanks();
        for (const char* dash : {"\xE2\x80\x93", "\xE2\x80\x94", "-", "|", "_", "*"})
            if (cursor.eat(dash))
                cursor.skipBlanks();
        TextCursor named = cursor;
        if (startsQuoted(cursor.at()) ||
            eatClauseKeyword(named)) // “Affiliate” means …; Section 2 is replaced
            return at;
        if (TextCursor::isLower(cursor.peek()))
            return at;
        const qsizetype begin = cursor.at(), line = segmentEnd(begin);
        int words = 0, capitals = 0;
        while (cursor.at() < line && cursor.at() - begin < longestTitle) {
            const char c = cursor.peek();
            if ((c == '.' || c == ':') && !cursor.isWordAt(cursor.at() + 1)) {
                if (words > 0 && words <= 14 && capitals * 10 >= words * 7)
                    return cursor.at() + 1;
                return at;
            }
            if (c == '(' && words > 0 && capitals * 10 >= words * 7 && isItemAt(cursor.at()))
                return cursor.at(); // "INTERPRETATION (a) Definitions"
            if (TextCursor::isDigit(c) && cursor.peek(1) == '.' && TextCursor::isDigit(cursor.peek(2)) &&
                words > 0 && capitals * 10 >= words * 7) // "Miscellaneous 10.1 Notices"
                return cursor.at();
            if (cursor.isWordAt(cursor.at())) {
                const bool capital = !TextCursor::isLower(c);
                const QByteArrayView word = cursor.word();
                if (word.isEmpty())
                    cursor.digits(9);
                else if (capital || !isOneOf(word, smallWords))
                    ++words, capitals += capital;
                continue;
            }
            cursor.skip();
        }
        const QByteArrayView whole = m_text.sliced(begin, line - begin).trimmed();
        if (whole.endsWith(',') || whole.endsWith(';') || whole.endsWith(" or") || whole.endsWith(" and"))
            return at;
        const bool ownLine = cursor.at() >= line && words > 0 && words <= 14 && line - begin < longestTitle &&
                             !goesOnBehind(line);
        return ownLine && capitals * 10 >= words * 6 ? line : at;
    }

    /// True when what stands behind a line end goes on with its sentence.
    bool goesOnBehind(qsizetype line) const
    {
        TextCursor cursor(m_text, line);
        cursor.skipBlanks();
        while (cursor.eat('\n'))
            cursor.skipBlanks();
        return TextCursor::isLower(cursor.peek()) && !(cursor.peek(1) == '.' || cursor.peek(1) == ')');
    }

    bool startsQuoted(qsizetype at) const
    {
        const QByteArrayView rest = m_text.sliced(std::min(at, m_text.size()));
        return rest.startsWith('"') || rest.startsWith("\xE2\x80\x9C") || rest.startsWith("\xE2\x80\x9E");
    }

    bool isItemAt(qsizetype at) const
    {
        TextCursor cursor(m_text, at);
        if (!cursor.eat('('))
            return false;
        const QByteArrayView token = TextCursor::isDigit(cursor.peek()) ? cursor.digits(2) : cursor.word();
        return token.size() <= 2 && !numeralsOf(token).empty() && cursor.eat(')') &&
               cursor.blankAt(cursor.at()) > 0;
    }

    float weigh(const LabelCandidate& label) const
    {
        TextCursor cursor(m_text, label.label.end);
        cursor.skipBlanks();
        for (const char* dash : {"\xE2\x80\x93", "\xE2\x80\x94", "-", "*", "_", "|"})
            if (cursor.eat(dash))
                cursor.skipBlanks();
        const char next = cursor.peek();
        TextCursor after = cursor;
        const QByteArrayView word = after.word();
        if (label.family == Family::Decimal &&
            (isOneOf(word, units) || (label.path.size() == 1 && isOneOf(word, months))))
            return 0;
        float weight = 1;
        if (next == '\n' || next == '\0')
            weight = label.label.size() > 6 || label.path.size() > 1 ? 0.9f : 0.4f;
        else if (TextCursor::isLower(next))
            weight = label.path.size() > 2 ? 0.6f : 0.3f;
        else if (label.family == Family::Attachment && TextCursor::isDigit(next))
            weight = 0.7f;
        else if (TextCursor::isDigit(next) || next == '$' || next == '%' || next == ',' || next == ';' ||
                 next == ')')
            weight = 0.15f;
        if (label.titleEnd > label.label.end)
            weight += 0.4f;
        if (continuesSentence(label.label.begin))
            weight *= 0.3f;
        if (isContentsLine(label.label.end))
            weight *= 0.3f;
        if (label.family == Family::Attachment && TextCursor::isLower(next) && next != '\n')
            weight = 0; // "Exhibit A sets forth …"
        return weight;
    }

    /// True when the line before seems to go on here: hard-wrapped text.
    bool continuesSentence(qsizetype begin) const
    {
        qsizetype at = begin;
        while (at > 0 && TextCursor(m_text, at).blankAt(at - 1))
            --at;
        if (at < 2 || m_text[at - 1] != '\n' || m_text[at - 2] == '\n')
            return false;
        const qsizetype lineBegin = m_text.first(at - 1).lastIndexOf('\n') + 1;
        const char last = m_text[at - 2];
        const bool open = TextCursor::isLetter(last) || last == ',' || TextCursor::isDigit(last);
        return open && at - lineBegin > 45;
    }

    /// A line of a table of contents: leaders, or a page number at its end.
    bool isContentsLine(qsizetype at) const
    {
        const qsizetype end = segmentEnd(at);
        QByteArrayView line = m_text.sliced(at, end - at).trimmed();
        if (line.isEmpty() && end + 8 < m_text.size()) // the page number may stand behind the gap
            return false;
        if (line.contains("....") || line.contains(". . . ."))
            return true;
        TextCursor behind(m_text, end);
        behind.skipBlanks();
        const qsizetype numberBegin = behind.at();
        if (behind.digits(3).size() > 0 && numberBegin > end && line.size() < longestTitle &&
            (behind.peek() == '\n' || behind.skipBlanks() > 0))
            return true;
        qsizetype digits = 0;
        while (digits < line.size() && TextCursor::isDigit(line[line.size() - 1 - digits]))
            ++digits;
        return digits > 0 && digits <= 3 && digits + 2 < line.size() &&
               line[line.size() - 1 - digits] == ' ' && line.size() < longestTitle;
    }

    const QByteArrayView m_text;
    const std::vector<Mention>& m_mentions;
    std::vector<LabelCandidate> m_found;
    size_t m_mention = 0;
};

} // namespace

std::vector<LabelCandidate> findLabels(QByteArrayView text, const std::vector<Mention>& mentions)
{
    return Finder(text, mentions).run();
}

} // namespace quire
