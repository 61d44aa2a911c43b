#pragma once

#include "app/library/Records.h"

namespace quire {

/// A session as others read it: title, sources, questions, answers, and every citation with its place and
/// verdict.
QString exportMarkdown(const SessionContent& content);
QByteArray exportJson(const SessionContent& content);
/// One answer with its quotes and where they stand.
QString answerMarkdown(const TurnRecord& turn);
/// One answer without marks and citations, quotes between “ ”.
QString answerText(const TurnRecord& turn);
/// A title as a file's name.
QString exportFileName(const QString& title);

} // namespace quire
