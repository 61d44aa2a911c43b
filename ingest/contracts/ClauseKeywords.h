#pragma once

#include "ingest/contracts/Mention.h"

namespace quire {

class TextCursor;

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

/// "(b)", "(12)", " (b) (iii)": the parts of a number between parentheses. One part, empty when there is
/// none; and all that follow, added to a number.
QByteArray eatParenthesised(TextCursor& cursor);
void eatParenthesisedParts(TextCursor& cursor, ClauseNumber& number);

} // namespace quire
