#include "app/library/Schema.h"

#include "app/AppError.h"
#include "app/library/Sqlite.h"

#include <QCoreApplication>

#include <iterator>

namespace quire {

namespace {

/// Step n takes a library from user_version n to n + 1. Steps are never changed once released.
const char* const steps[] = {
    R"(
CREATE TABLE session (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, title_is_own INTEGER NOT NULL, pinned INTEGER NOT NULL,
    created INTEGER NOT NULL, used INTEGER NOT NULL, model TEXT NOT NULL, effort TEXT NOT NULL,
    leaf INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE TABLE document (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    label TEXT NOT NULL, position INTEGER NOT NULL, included INTEGER NOT NULL, name TEXT NOT NULL,
    path TEXT NOT NULL, pasted BLOB, tokens INTEGER NOT NULL, bytes INTEGER NOT NULL, modified INTEGER NOT NULL);
CREATE INDEX document_session ON document(session, position);
CREATE TABLE turn (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    parent INTEGER NOT NULL, asked INTEGER NOT NULL, question TEXT NOT NULL, model TEXT NOT NULL,
    effort TEXT NOT NULL, thinking TEXT NOT NULL, answer TEXT NOT NULL, state INTEGER NOT NULL,
    failure TEXT NOT NULL, model_name TEXT NOT NULL, thinking_ms INTEGER NOT NULL, answer_ms INTEGER NOT NULL,
    first_token_ms INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL,
    answer_tokens INTEGER NOT NULL);
CREATE INDEX turn_session ON turn(session, parent);
CREATE TABLE citation (
    turn INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE, ordinal INTEGER NOT NULL, label TEXT NOT NULL,
    mark TEXT NOT NULL, words TEXT NOT NULL, source TEXT NOT NULL, place TEXT NOT NULL,
    verdict INTEGER NOT NULL, reference INTEGER NOT NULL, moved INTEGER NOT NULL, likeness REAL NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (turn, ordinal)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, session UNINDEXED, turn UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2');
)",
    R"(
CREATE TABLE note (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    made INTEGER NOT NULL, label TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    place TEXT NOT NULL, words TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX note_session ON note(session);
CREATE TABLE job (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    model TEXT NOT NULL, effort TEXT NOT NULL, overnight INTEGER NOT NULL, state INTEGER NOT NULL,
    done INTEGER NOT NULL, total INTEGER NOT NULL, message TEXT NOT NULL);
)", "ALTER TABLE turn ADD COLUMN seed INTEGER NOT NULL DEFAULT 0",
    R"(
CREATE TABLE session_reading (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE, reading TEXT NOT NULL,
    PRIMARY KEY (session, reading)) WITHOUT ROWID;
CREATE INDEX session_reading_reading ON session_reading(reading);
CREATE TABLE doomed_reading (reading TEXT PRIMARY KEY) WITHOUT ROWID;
)", "ALTER TABLE document ADD COLUMN recognised TEXT NOT NULL DEFAULT ''",
};

} // namespace

void migrate(Sqlite& database)
{
    int version = database.userVersion();
    if (version > int(std::size(steps)))
        throw AppError(AppErrorCode::InputUnusable,
                       QCoreApplication::translate("quire::Schema",
                                                   "The library was written by a later version of Quire."),
                       QCoreApplication::translate("quire::Schema",
                                                   "Install that version; the library is left as it is."));
    for (; version < int(std::size(steps)); ++version) {
        SqliteTransaction transaction(database);
        database.execute(steps[version]);
        database.setUserVersion(version + 1);
        transaction.commit();
    }
}

} // namespace quire
