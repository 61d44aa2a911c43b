#pragma once

#include "ingest/Anchor.h"
#include "ingest/contracts/Numerals.h"

#include <QByteArray>
#include <QString>

namespace quire {

/// A place where a text names a clause: "Section 7.2(b)", "Article IV", "clause (ii)", "Exhibit A",
/// "§ 5 Abs. 2". In "Sections 2.1 and 2.3" each number is a mention of its own.
struct Mention
{
    enum class Kind : quint8
    {
        Section,    ///< a number of its own
        Article,    ///< number: its one ordinal as digits
        Relative,   ///< "(b)" of whatever clause is near
        Attachment, ///< keyword and number are its name: "exhibit", "A"
    };

    ByteRange text;
    Kind kind = Kind::Section;
    QByteArray keyword; ///< lower case, singular
    ClauseNumber number;
    ByteRange list;    ///< all of the list it belongs to
    QByteArray within; ///< key of the attachment that holds it ("exhibit A"), where that is said
    QString elsewhere; ///< the law or the other agreement it is a part of; empty for this document
};

} // namespace quire
