#include "app/library/LibraryFile.h"

#include "app/AppError.h"
#include "app/library/LibraryRescue.h"
#include "app/library/ReadingTable.h"
#include "app/library/Schema.h"
#include "app/library/TurnTable.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace quire {

namespace {

constexpr const char* sessionColumns =
    "SELECT id, title, title_is_own, pinned, created, used, model, effort, leaf, "
    "(SELECT count(*) FROM document WHERE session = s.id), (SELECT count(*) FROM turn WHERE session = s.id) "
    "FROM session s ";

QDateTime time(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

/// The library in a file, or nothing when the file is damaged or no database.
std::unique_ptr<Sqlite> openSound(const QString& path)
{
    try {
        auto database = std::make_unique<Sqlite>(path);
        if (database->check().isEmpty())
            return database;
    } catch (const AppError& error) {
        if (error.code() != AppErrorCode::InputUnusable)
            throw;
    }
    return nullptr;
}

/// Moves a damaged library aside with what its log holds; returns the new name.
QString putAside(const QString& path)
{
    const QString aside =
        path + QStringLiteral(".damaged-") + QDateTime::currentDateTime().toString(u"yyyyMMdd-hhmmss");
    for (const char* part : {"", "-wal"})
        QFile::rename(path + QLatin1String(part), aside + QLatin1String(part));
    QFile::remove(path + QStringLiteral("-shm"));
    return aside;
}

} // namespace

LibraryFile::LibraryFile(const QString& path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    m_database = openSound(path);
    if (!m_database) {
        m_setAside = putAside(path);
        m_database = std::make_unique<Sqlite>(path);
    }
    migrate(*m_database);
    // Private text: readable by its owner only.
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    if (!m_setAside.isEmpty())
        m_rescued = rescueLibrary(m_setAside, *m_database);
}

SessionRecord LibraryFile::record(SqliteStatement& row)
{
    SessionRecord s;
    s.id = row.integer(0);
    s.title = row.text(1);
    s.titleIsOwn = row.integer(2);
    s.pinned = row.integer(3);
    s.created = time(row.integer(4));
    s.used = time(row.integer(5));
    s.mode = {row.text(6), row.text(7)};
    s.leaf = row.integer(8);
    s.documents = int(row.integer(9));
    s.turns = int(row.integer(10));
    return s;
}

QList<SessionRecord> LibraryFile::sessions()
{
    SqliteStatement rows = m_database->prepare(
        (QByteArray(sessionColumns) + "WHERE deleted = 0 ORDER BY pinned DESC, used DESC").constData());
    QList<SessionRecord> all;
    while (rows.step())
        all.append(record(rows));
    return all;
}

void LibraryFile::endOrphans()
{
    m_database->prepare("UPDATE turn SET state = ? WHERE state = ?")
        .bind(int(TurnState::Stopped))
        .bind(int(TurnState::Running))
        .run();
    m_database->prepare("UPDATE job SET state = ? WHERE state = ?")
        .bind(int(JobState::Waiting))
        .bind(int(JobState::Running))
        .run();
}

SessionContent LibraryFile::session(qint64 id)
{
    SqliteStatement row = m_database->prepare((QByteArray(sessionColumns) + "WHERE id = ?").constData());
    row.bind(id);
    if (!row.step())
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("There is no session %1.").arg(id));
    SessionContent content;
    content.session = record(row);
    content.documents = documents(id);
    content.turns = TurnTable(*m_database).branch(id, content.session.leaf);
    content.notes = notes(id);
    return content;
}

QList<DocumentRecord> LibraryFile::documents(qint64 session)
{
    SqliteStatement rows = m_database->prepare(
        "SELECT id, label, position, included, name, path, pasted, tokens, bytes, modified, "
        "recognised FROM document WHERE session = ? ORDER BY position");
    rows.bind(session);
    QList<DocumentRecord> all;
    while (rows.step()) {
        DocumentRecord d;
        d.id = rows.integer(0);
        d.session = session;
        d.label = rows.text(1);
        d.position = int(rows.integer(2));
        d.included = rows.integer(3);
        d.name = rows.text(4);
        d.path = rows.text(5);
        d.pasted = rows.blob(6);
        d.tokens = rows.integer(7);
        d.bytes = rows.integer(8);
        d.modified = time(rows.integer(9));
        d.recognised = rows.text(10);
        all.append(d);
    }
    return all;
}

void LibraryFile::save(const SessionRecord& s)
{
    SqliteTransaction transaction(*m_database);
    m_database
        ->prepare("INSERT INTO session(id, title, title_is_own, pinned, created, used, model, effort, leaf) "
                  "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET title = excluded.title, "
                  "title_is_own = excluded.title_is_own, pinned = excluded.pinned, used = excluded.used, "
                  "model = excluded.model, effort = excluded.effort, leaf = excluded.leaf")
        .bind(s.id)
        .bind(s.title)
        .bind(s.titleIsOwn)
        .bind(s.pinned)
        .bind(s.created.toMSecsSinceEpoch())
        .bind(s.used.toMSecsSinceEpoch())
        .bind(s.mode.model)
        .bind(s.mode.effort)
        .bind(s.leaf)
        .run();
    index(s.id, 0, s.title);
    transaction.commit();
}

void LibraryFile::save(const DocumentRecord& d)
{
    m_database
        ->prepare(
            "INSERT OR REPLACE INTO document(id, session, label, position, included, name, path, pasted, "
            "tokens, bytes, modified, recognised) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(d.id)
        .bind(d.session)
        .bind(d.label)
        .bind(d.position)
        .bind(d.included)
        .bind(d.name)
        .bind(d.path)
        .bind(d.pasted)
        .bind(d.tokens)
        .bind(d.bytes)
        .bind(d.modified.toMSecsSinceEpoch())
        .bind(d.recognised)
        .run();
}

void LibraryFile::save(const TurnRecord& turn)
{
    SqliteTransaction transaction(*m_database);
    TurnTable(*m_database).save(turn);
    index(turn.session, turn.id, turn.question + u'\n' + turn.answer);
    transaction.commit();
}

void LibraryFile::saveStreaming(qint64 turn, const QString& thinking, const QString& answer)
{
    TurnTable(*m_database).saveStreaming(turn, thinking, answer);
}

qint64 LibraryFile::leafOf(qint64 turn)
{
    return TurnTable(*m_database).leafOf(turn);
}

void LibraryFile::removeDocument(qint64 id)
{
    m_database->prepare("DELETE FROM document WHERE id = ?").bind(id).run();
}

QList<NoteRecord> LibraryFile::notes(qint64 session)
{
    SqliteStatement rows = m_database->prepare(
        "SELECT id, made, label, first, last, place, words, text FROM note WHERE session = ? ORDER BY id");
    rows.bind(session);
    QList<NoteRecord> all;
    while (rows.step())
        all.append({rows.integer(0), session, time(rows.integer(1)), rows.text(2), rows.integer(3),
                    rows.integer(4), rows.text(5), rows.text(6), rows.text(7)});
    return all;
}

void LibraryFile::save(const NoteRecord& n)
{
    SqliteTransaction transaction(*m_database);
    m_database
        ->prepare("INSERT OR REPLACE INTO note(id, session, made, label, first, last, place, words, text) "
                  "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(n.id)
        .bind(n.session)
        .bind(n.made.toMSecsSinceEpoch())
        .bind(n.label)
        .bind(n.begin)
        .bind(n.end)
        .bind(n.place)
        .bind(n.words)
        .bind(n.text)
        .run();
    index(n.session, n.id, n.words + u'\n' + n.text);
    transaction.commit();
}

void LibraryFile::removeNote(qint64 id)
{
    m_database->prepare("DELETE FROM note WHERE id = ?").bind(id).run();
    m_database->prepare("DELETE FROM words WHERE rowid = ?").bind(id).run();
}

QList<JobRecord> LibraryFile::jobs()
{
    SqliteStatement rows = m_database->prepare(
        "SELECT j.id, j.session, j.model, j.effort, j.overnight, j.state, j.done, j.total, j.message, "
        "s.title "
        "FROM job j JOIN session s ON s.id = j.session WHERE s.deleted = 0 ORDER BY j.id");
    QList<JobRecord> all;
    while (rows.step())
        all.append({rows.integer(0),
                    rows.integer(1),
                    {rows.text(2), rows.text(3)},
                    rows.integer(4) != 0,
                    JobState(rows.integer(5)),
                    rows.integer(6),
                    rows.integer(7),
                    rows.text(8),
                    rows.text(9)});
    return all;
}

void LibraryFile::save(const JobRecord& j)
{
    m_database
        ->prepare("INSERT OR REPLACE INTO job(id, session, model, effort, overnight, state, done, total, "
                  "message) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(j.id)
        .bind(j.session)
        .bind(j.mode.model)
        .bind(j.mode.effort)
        .bind(j.overnight)
        .bind(int(j.state))
        .bind(j.done)
        .bind(j.total)
        .bind(j.message)
        .run();
}

void LibraryFile::removeJob(qint64 id)
{
    m_database->prepare("DELETE FROM job WHERE id = ?").bind(id).run();
}

void LibraryFile::saveReading(qint64 session, const QString& reading)
{
    ReadingTable(*m_database).save(session, reading);
}

QStringList LibraryFile::readingsOnlyOf(qint64 session)
{
    return ReadingTable(*m_database).onlyOf(session);
}

QStringList LibraryFile::doomedReadings()
{
    return ReadingTable(*m_database).doomed();
}

void LibraryFile::forgotReadings(const QStringList& readings)
{
    ReadingTable(*m_database).forgot(readings);
}

void LibraryFile::remove(qint64 session, bool withReadings)
{
    m_database->prepare("UPDATE session SET deleted = ? WHERE id = ?")
        .bind(withReadings ? 2 : 1)
        .bind(session)
        .run();
}

void LibraryFile::restore(qint64 session)
{
    m_database->prepare("UPDATE session SET deleted = 0 WHERE id = ?").bind(session).run();
}

void LibraryFile::bury(qint64 session)
{
    SqliteStatement row = m_database->prepare("SELECT 1 FROM session WHERE id = ? AND deleted = 2");
    row.bind(session);
    if (!row.step())
        return; // brought back meanwhile
    SqliteTransaction transaction(*m_database);
    ReadingTable(*m_database).doomThoseOf(session);
    m_database->prepare("DELETE FROM words WHERE session = ?").bind(session).run();
    m_database->prepare("DELETE FROM session WHERE id = ?").bind(session).run();
    transaction.commit();
}

void LibraryFile::purge()
{
    QList<qint64> withReadings;
    {
        SqliteStatement rows = m_database->prepare("SELECT id FROM session WHERE deleted = 2");
        while (rows.step())
            withReadings.append(rows.integer(0));
    }
    for (const qint64 session : std::as_const(withReadings))
        bury(session);
    SqliteTransaction transaction(*m_database);
    m_database->execute("DELETE FROM words WHERE session IN (SELECT id FROM session WHERE deleted = 1)");
    m_database->execute("DELETE FROM session WHERE deleted = 1");
    transaction.commit();
}

void LibraryFile::index(qint64 session, qint64 turn, const QString& text)
{
    // A row of the index is found again by its id: a turn's own, or a session's made negative for its title.
    m_database->prepare("INSERT OR REPLACE INTO words(rowid, text, session, turn) VALUES(?, ?, ?, ?)")
        .bind(turn ? turn : -session)
        .bind(text)
        .bind(session)
        .bind(turn)
        .run();
}

QList<SearchHit> LibraryFile::search(const QString& words, int most)
{
    // Each word is quoted, so that nothing a person types is an operator; the last may be a beginning.
    QStringList quoted;
    for (QString word : words.simplified().split(u' ', Qt::SkipEmptyParts))
        quoted.append(u'"' + word.replace(u'"', QStringLiteral("\"\"")) + u'"');
    QList<SearchHit> hits;
    if (quoted.isEmpty())
        return hits;
    quoted.last() += u'*';
    SqliteStatement rows = m_database->prepare(
        "SELECT w.session, w.turn, snippet(words, 0, '\xE2\x81\xA8', '\xE2\x81\xA9', '…', 12) FROM words w "
        "JOIN session s ON s.id = w.session WHERE words MATCH ? AND s.deleted = 0 ORDER BY rank LIMIT ?");
    rows.bind(quoted.join(u' ')).bind(most);
    while (rows.step())
        hits.append({rows.integer(0), rows.integer(1), rows.text(2)});
    return hits;
}

} // namespace quire
