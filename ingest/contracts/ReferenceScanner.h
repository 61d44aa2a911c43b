#pragma once

#include "ingest/Anchor.h"
#include "ingest/contracts/Numerals.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace quire {

class TextCursor;

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

/// The key of an attachment: "exhibit A".
QByteArray attachmentKey(QByteArrayView keyword, QByteArrayView identifier);

/// What a word that goes before a clause's number is.
struct ClauseKeyword
{
    const char* word;     ///< lower case
    const char* singular; ///< "" for a relative one
    Mention::Kind kind;
    bool plural;
};

/// The keyword at the cursor, which moves behind it (and its stop: "Sec."); nullptr where there is none.
const ClauseKeyword* eatClauseKeyword(TextCursor& cursor);

/// Reads the number behind a keyword; the cursor moves behind it. Empty, and the cursor where it was, when
/// there is none.
ClauseNumber eatClauseNumber(TextCursor& cursor, Mention::Kind kind);

/// All mentions in order. Linear in the text's length.
std::vector<Mention> findMentions(QByteArrayView text);

} // namespace quire
