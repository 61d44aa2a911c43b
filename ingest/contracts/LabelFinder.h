#pragma once

#include "ingest/Anchor.h"
#include "ingest/contracts/Mention.h"

#include <QByteArray>

#include <vector>

namespace quire {

/// Something that looks like the number of a clause where a clause may begin. What it is shows only beside
/// the others: see ClauseTree.
struct LabelCandidate
{
    enum class Family : quint8
    {
        Attachment,  ///< "Exhibit A"; token: its key
        Article,     ///< "ARTICLE IV"; path: {4}
        Decimal,     ///< "7", "7.2", "Section 7.2"; path: {7, 2}
        UpperRoman,  ///< "IV."; path: {4}
        UpperLetter, ///< "D."; path: {4}
        Item,        ///< "(b)", "b)", "b."
    };
    enum class Form : quint8
    {
        Parentheses, ///< "(b)"
        Parenthesis, ///< "b)"
        Stop,        ///< "b."
    };
    enum class Where : quint8
    {
        Line,   ///< at the beginning of a line, or behind a gap as wide as one
        Behind, ///< behind another label, or behind a heading
        Inside, ///< within a sentence
    };

    Family family = Family::Item;
    Form form = Form::Stop;
    Where where = Where::Line;
    ByteRange label;     ///< the number with keyword and punctuation
    qint64 titleEnd = 0; ///< where the heading behind it ends; label.end when it has none
    std::vector<int> path;
    QByteArray token;  ///< of an item or letter: "b"
    float weight = 0;  ///< how much it looks like one, 0 to about 1.5
    bool sign = false; ///< "§ 5"
};

/// All candidates of a text, in order; several may stand at one place ("I." is a letter and a number).
/// `mentions`: references, in whose inside no label stands.
std::vector<LabelCandidate> findLabels(QByteArrayView text, const std::vector<Mention>& mentions);

} // namespace quire
