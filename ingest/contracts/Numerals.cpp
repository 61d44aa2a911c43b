#include "ingest/contracts/Numerals.h"

#include "ingest/contracts/TextCursor.h"

#include <algorithm>

namespace quire {

namespace {

QByteArray roman(int value)
{
    static constexpr struct
    {
        int value;
        const char* digits;
    } steps[] = {{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    QByteArray digits;
    for (const auto& step : steps)
        for (; value >= step.value; value -= step.value)
            digits += step.digits;
    return digits;
}

/// a = 1 … z = 26, aa = 27 …; 0 for anything else.
int letterValue(QByteArrayView lower)
{
    if (lower.isEmpty() || lower.size() > 2 || !TextCursor::isLower(lower[0]) ||
        lower.front() != lower.back())
        return 0;
    return lower[0] - 'a' + 1 + (lower.size() == 2 ? 26 : 0);
}

} // namespace

int romanValue(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 8)
        return 0;
    const bool upper = TextCursor::isUpper(text[0]);
    const QByteArray lower = text.toByteArray().toLower();
    int value = 0, last = 100;
    for (const char c : lower) {
        const int digit = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : c == 'l' ? 50 : 0;
        if (digit == 0)
            return 0;
        value += digit > last ? digit - 2 * last : digit;
        last = digit;
    }
    const bool oneCase =
        std::all_of(text.begin(), text.end(), [upper](char c) { return TextCursor::isUpper(c) == upper; });
    return oneCase && value > 0 && value < 90 && roman(value) == lower ? value : 0;
}

std::vector<Numeral> numeralsOf(QByteArrayView text)
{
    std::vector<Numeral> readings;
    if (text.isEmpty())
        return readings;
    if (TextCursor::isDigit(text[0])) {
        const int value = text.size() <= 3 ? text.toByteArray().toInt() : 0;
        if (value > 0 && text[0] != '0')
            readings.push_back({NumeralStyle::Digits, value});
        return readings;
    }
    const bool upper = TextCursor::isUpper(text[0]);
    const QByteArray lower = text.toByteArray().toLower();
    if (const int value = letterValue(upper ? QByteArrayView(lower) : text);
        value > 0 && text.front() == text.back())
        readings.push_back({upper ? NumeralStyle::UpperLetter : NumeralStyle::LowerLetter, value});
    if (const int value = romanValue(text))
        readings.push_back({upper ? NumeralStyle::UpperRoman : NumeralStyle::LowerRoman, value});
    return readings;
}

QByteArray keyOf(const ClauseNumber& number)
{
    QByteArray key;
    for (const QByteArray& part : number)
        key += key.isEmpty() ? part : '.' + part;
    return key;
}

} // namespace quire
