#pragma once

#include "app/cli/Terminal.h"
#include "ingest/Document.h"

#include <QJsonObject>

namespace quire {

/// Prints what a document is made of as a contract: clauses, defined terms, references and those that lead
/// nowhere.
void printClauses(const Document& document, Terminal& terminal);

/// The same as data.
QJsonObject clausesToJson(const Document& document);

} // namespace quire
