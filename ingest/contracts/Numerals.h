#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace quire {

/// The parts of a clause's number: "7.2(b)(iii)" is 7, 2, b, iii. Roman numbers of articles are written as
/// digits; letters keep their case.
using ClauseNumber = std::vector<QByteArray>;

/// What a number of a list may mean: "(i)" is a letter and a Roman number.
enum class NumeralStyle : quint8
{
    Digits,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
};

struct Numeral
{
    NumeralStyle style;
    int value = 0; ///< from 1
    bool operator==(const Numeral&) const = default;
};

/// 1 to 89 from a Roman number as it is properly written, in one case; 0 for anything else.
int romanValue(QByteArrayView text);

/// All readings of a numeral, none for what is no numeral: "12", "b", "bb", "iv", "C".
std::vector<Numeral> numeralsOf(QByteArrayView text);

/// One key for a number: its parts with dots between.
QByteArray keyOf(const ClauseNumber& number);

} // namespace quire
