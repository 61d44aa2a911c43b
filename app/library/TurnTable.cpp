#include "app/library/TurnTable.h"

#include <QHash>

#include <algorithm>

namespace quire {

/// From the leaf up to the root; versions are the turns that share a parent, in the order they were asked.
QList<TurnRecord> TurnTable::branch(qint64 session, qint64 leaf)
{
    QHash<qint64, TurnRecord> byId;
    QHash<qint64, QList<qint64>> children;
    SqliteStatement rows = m_database.prepare(
        "SELECT id, parent, asked, question, model, effort, thinking, answer, state, failure, model_name, "
        "thinking_ms, answer_ms, first_token_ms, prompt_tokens, cached_tokens, answer_tokens, seed "
        "FROM turn WHERE session = ? ORDER BY id");
    rows.bind(session);
    while (rows.step()) {
        TurnRecord t;
        t.id = rows.integer(0);
        t.session = session;
        t.parent = rows.integer(1);
        t.asked = QDateTime::fromMSecsSinceEpoch(rows.integer(2));
        t.question = rows.text(3);
        t.mode = {rows.text(4), rows.text(5)};
        t.thinking = rows.text(6);
        t.answer = rows.text(7);
        t.state = TurnState(rows.integer(8));
        t.failure = rows.text(9);
        t.modelName = rows.text(10);
        t.thinkingMs = int(rows.integer(11));
        t.answerMs = int(rows.integer(12));
        t.firstTokenMs = int(rows.integer(13));
        t.promptTokens = rows.integer(14);
        t.cachedTokens = rows.integer(15);
        t.answerTokens = rows.integer(16);
        t.seed = int(rows.integer(17));
        children[t.parent].append(t.id);
        byId.insert(t.id, t);
    }
    QList<TurnRecord> turns;
    for (qint64 id = leaf; byId.contains(id); id = byId[id].parent) {
        TurnRecord turn = byId[id];
        turn.siblings = children[turn.parent];
        turn.versions = int(turn.siblings.size());
        turn.version = int(turn.siblings.indexOf(id)) + 1;
        turn.citations = citations(id);
        turns.append(turn);
    }
    std::reverse(turns.begin(), turns.end());
    return turns;
}

QList<CitationRecord> TurnTable::citations(qint64 turn)
{
    SqliteStatement rows = m_database.prepare(
        "SELECT label, mark, words, source, place, verdict, reference, moved, likeness, first, last "
        "FROM citation WHERE turn = ? ORDER BY ordinal");
    rows.bind(turn);
    QList<CitationRecord> all;
    while (rows.step()) {
        CitationRecord c;
        c.label = rows.text(0);
        c.mark = rows.text(1);
        c.words = rows.text(2);
        c.source = rows.text(3);
        c.place = rows.text(4);
        c.verdict = Verdict(rows.integer(5));
        c.reference = rows.integer(6);
        c.moved = rows.integer(7);
        c.likeness = rows.real(8);
        c.begin = rows.integer(9);
        c.end = rows.integer(10);
        all.append(c);
    }
    return all;
}

void TurnTable::save(const TurnRecord& t)
{
    m_database
        .prepare("INSERT INTO turn(id, session, parent, asked, question, model, effort, thinking, answer, "
                 "state, failure, model_name, thinking_ms, answer_ms, first_token_ms, prompt_tokens, "
                 "cached_tokens, answer_tokens, seed) "
                 "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT(id) DO UPDATE SET thinking = excluded.thinking, answer = excluded.answer, "
                 "state = excluded.state, failure = excluded.failure, model_name = excluded.model_name, "
                 "thinking_ms = excluded.thinking_ms, answer_ms = excluded.answer_ms, "
                 "first_token_ms = excluded.first_token_ms, prompt_tokens = excluded.prompt_tokens, "
                 "cached_tokens = excluded.cached_tokens, answer_tokens = excluded.answer_tokens")
        .bind(t.id)
        .bind(t.session)
        .bind(t.parent)
        .bind(t.asked.toMSecsSinceEpoch())
        .bind(t.question)
        .bind(t.mode.model)
        .bind(t.mode.effort)
        .bind(t.thinking)
        .bind(t.answer)
        .bind(int(t.state))
        .bind(t.failure)
        .bind(t.modelName)
        .bind(t.thinkingMs)
        .bind(t.answerMs)
        .bind(t.firstTokenMs)
        .bind(t.promptTokens)
        .bind(t.cachedTokens)
        .bind(t.answerTokens)
        .bind(t.seed)
        .run();
    m_database.prepare("DELETE FROM citation WHERE turn = ?").bind(t.id).run();
    SqliteStatement insert = m_database.prepare(
        "INSERT INTO citation(turn, ordinal, label, mark, words, source, place, verdict, reference, moved, "
        "likeness, first, last) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int ordinal = 0;
    for (const CitationRecord& c : t.citations)
        insert.bind(t.id)
            .bind(ordinal++)
            .bind(c.label)
            .bind(c.mark)
            .bind(c.words)
            .bind(c.source)
            .bind(c.place)
            .bind(int(c.verdict))
            .bind(c.reference)
            .bind(c.moved)
            .bind(c.likeness)
            .bind(c.begin)
            .bind(c.end)
            .run();
}

void TurnTable::saveStreaming(qint64 turn, const QString& thinking, const QString& answer)
{
    m_database.prepare("UPDATE turn SET thinking = ?, answer = ? WHERE id = ?")
        .bind(thinking)
        .bind(answer)
        .bind(turn)
        .run();
}

qint64 TurnTable::leafOf(qint64 turn)
{
    for (;;) {
        SqliteStatement row = m_database.prepare("SELECT max(id) FROM turn WHERE parent = ?");
        row.bind(turn);
        if (!row.step() || row.integer(0) == 0)
            return turn;
        turn = row.integer(0);
    }
}

} // namespace quire
