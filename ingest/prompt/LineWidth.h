#pragma once

#include <QByteArrayView>

namespace quire {

/// The width that the lines of a text were wrapped to, if they were. Where one ends only because the next
/// word would not have fitted, its end says no more than a space: a model reads it as one, and finds the word
/// behind it as it finds it elsewhere.
class LineWidth
{
public:
    /// Reads the text twice, O(n). The width is what 97 of 100 lines keep to. A text is wrapped when that is
    /// 40 to 100 characters and at least half of the lines that another follows are as full as they can be.
    explicit LineWidth(QByteArrayView text = {});

    /// Whether the end between two lines, given without it, is such a one. Not behind a hyphen, nor where the
    /// next line is indented or begins like an item of a list or a table, nor between characters that are
    /// written without spaces.
    bool wraps(QByteArrayView line, QByteArrayView next) const;

private:
    bool isFull(QByteArrayView line, QByteArrayView next) const;

    qsizetype m_width = 0; ///< characters; 0: not wrapped
};

} // namespace quire
