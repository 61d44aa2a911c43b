#include "ingest/contracts/LabelFinder.h"

#include "ingest/contracts/ClauseKeywords.h"
#include "ingest/contracts/HeadingJudge.h"
#include "ingest/contracts/TextCursor.h"

#include <algorithm>
#include <array>

namespace quire {

namespace {

using Family = LabelCandidate::Family;
using Form = LabelCandidate::Form;
using Where = LabelCandidate::Where;

constexpr size_t mostLabels = 300000; // a contract of a million tokens has a tenth of that

template <size_t N>
bool isOneOf(QByteArrayView word, const std::array<const char*, N>& words)
{
    return std::any_of(words.begin(), words.end(), [word](const char* w) { return sameWord(word, w); });
}

constexpr std::array numberWords = {
    "one",      "two",   "three",   "four",   "five",   "six",     "seven",         "eight",
    "nine",     "ten",   "eleven",  "twelve", "twenty", "thirty",  "forty",         "fourty",
    "fifty",    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",      "fifteen",
    "eighteen", "eins",  "zwei",    "drei",   "vier",   "zehn",    "drei\xC3\x9Fig"};
bool isBullet(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    return c == '#' || c == '*' || c == '_' || c == '>' || c == '|';
}

/// Writes the candidates of one text.
class Finder
{
public:
    Finder(QByteArrayView text, const std::vector<Mention>& mentions)
        : m_text(text), m_judge(text), m_mentions(mentions)
    {
    }

    std::vector<LabelCandidate> run()
    {
        for (qsizetype at = 0; at < m_text.size() && m_found.size() < mostLabels;) {
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
        for (; at < m_text.size() && m_found.size() < mostLabels; ++at) {
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
        if (!TextCursor::isDigit(cursor.peek())) {
            // "TERM OF AGREEMENT Section 7.1 This …"
            const bool behindCapitals = at > 1 && TextCursor::isUpper(m_text[at - 2]);
            if (!TextCursor::isUpper(cursor.peek()) || !(sentenceEnded || behindCapitals))
                return at;
            return demoted(at, worded(at), sentenceEnded ? 0.5f : 0.6f);
        }
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
        if (HeadingJudge::isUnit(follows) || isOneOf(before, numberWords))
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
        label.titleEnd = m_judge.titleEnd(cursor.at());
        if (label.family == Family::Item) {
            label.weight = 1;
            m_found.push_back(label);
            return true;
        }
        const float weight = m_judge.weigh(label) + more;
        if (weight <= 0.05f)
            return false;
        label.weight = weight;
        m_found.push_back(label);
        return true;
    }

    const QByteArrayView m_text;
    const HeadingJudge m_judge;
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
