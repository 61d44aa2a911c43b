#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace quire {

/// Characters [begin, end) of a text, counted in code points.
struct CharSpan
{
    qint64 begin = 0;
    qint64 end = 0;

    qint64 size() const { return end - begin; }
    bool operator==(const CharSpan&) const = default;
};

/// A text in which quotes are looked up: white space folded, every character's own place kept.
class QuotedText
{
public:
    explicit QuotedText(std::u32string text);

    const std::u32string& text() const { return m_text; }
    /// Every place where the quote stands, white space folded; places do not overlap.
    std::vector<CharSpan> locate(std::u32string_view quote) const;

private:
    std::u32string m_text;
    std::u32string m_folded;
    std::vector<quint32> m_places; ///< of each folded character in the text
};

/// Runs of white space become one space; none at the ends.
std::u32string foldSpaces(std::u32string_view text);

/// A quoted span hits a gold span when their character F1 is at least 0.5; when it contains the gold and is
/// no longer than 1,200 characters or four times the gold; or when it lies inside the gold and has at least
/// 20 characters or all of it.
bool spanHit(CharSpan quote, CharSpan gold);

/// Whether a quote hits one of the gold spans at any place where it stands. A quote that stands nowhere is
/// compared by the longest common run of characters r: 2r / (both lengths) at least 0.5.
bool evidenceHit(std::u32string_view quote, const QuotedText& text, const std::vector<CharSpan>& golds);

/// Length of the longest run of characters that both texts have.
qint64 longestCommonRun(std::u32string_view a, std::u32string_view b);

/// Token F1 of a short answer: lower case, punctuation and articles removed.
double answerF1(const QString& said, const QString& expected);

} // namespace quire
