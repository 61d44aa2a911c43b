#pragma once

#include <QByteArrayView>

namespace quire {

// Where a passage may end. The sentences that quotes are made of (text/Sentences.h) may be found better with
// every version; these are part of the form of the prompt, which models are trained on, and stay as they are.
//
// A sentence ends behind . ! ? and the marks that close it (" ” ’ » ) ]) before white space or a line's end,
// and behind 。！？ and one such mark (” 」). A full stop before white space ends none behind a word like
// "Mr", a single letter or a number of one or two digits.

enum class BreakRule
{
    Prose,
    Code, ///< a sentence ends with its stop; nothing closes it, and no word before it matters
};

/// The first sentence end in a line that leaves `least` bytes or more before it, and text behind it. -1:
/// none.
qsizetype sentenceBreak(QByteArrayView line, qsizetype least, BreakRule rule);

/// Where a sentence is cut that is too long for any passage: before the first white space that leaves `least`
/// bytes or more before it and stands behind ; or : and the marks that close it, 160 bytes later also behind
/// a comma, and 320 bytes later anywhere; with text behind it. -1: nowhere, or behind a word of more than
/// 1,024 bytes.
qsizetype clauseBreak(QByteArrayView line, qsizetype least);

/// True when the last line of a text, which must not be blank, ends a sentence of prose, or ends with a colon
/// or a semicolon. Closing marks and white space may follow.
bool endsSentence(QByteArrayView text);

} // namespace quire
