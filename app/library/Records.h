#pragma once

#include "app/CitationResolver.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace quire {

/// Identities are made where things are made, so that nobody waits for the database: time in milliseconds,
/// then 16 random bits.
qint64 newId();

/// How deep a question goes: which model, and how much it thinks.
struct AskMode
{
    QString model = QStringLiteral("flash"); ///< "flash" or "pro"
    QString effort = QStringLiteral("fast"); ///< "fast", "think" or "max"
    bool operator==(const AskMode&) const = default;
};

struct SessionRecord
{
    qint64 id = 0;
    QString title;
    bool titleIsOwn = false; ///< the person gave it; else it follows the first question
    bool pinned = false;
    QDateTime created;
    QDateTime used;
    AskMode mode;
    qint64 leaf = 0; ///< the last turn of the branch that is shown; 0 without turns
    int documents = 0;
    int turns = 0;
};

/// A source of a session. What it says is found again by its path, or for pasted text in the library.
struct DocumentRecord
{
    qint64 id = 0;
    qint64 session = 0;
    QString label; ///< "A"; stays with the document for good
    int position = 0;
    bool included = true;
    QString name;
    QString path;
    QByteArray pasted; ///< the text itself, where there is no file
    qint64 tokens = 0;
    qint64 bytes = 0;
    QDateTime modified; ///< of the file when it was read
    QString
        recognised; ///< languages its pictures were recognised in ("auto", "deu+eng"); empty: they were not
};

/// A looked-up quote as it is kept; the ordinal counts quotes and references of the answer together.
struct CitationRecord
{
    QString label; ///< of the document; empty when not found
    QString mark;
    QString words;  ///< as the model gave them
    QString source; ///< the document's own words
    QString place;  ///< "lease.pdf, page 7"
    Verdict verdict = Verdict::NotFound;
    bool reference = false;
    bool moved = false;
    double likeness = 0;
    qint64 begin = 0; ///< bytes of the document's text
    qint64 end = 0;
};

enum class TurnState
{
    Running, ///< found in the library at start: the process died meanwhile
    Done,
    Stopped,
    Failed,
};

/// One question and its answer. Turns of a session form a tree: those with one parent are versions of each
/// other.
struct TurnRecord
{
    qint64 id = 0;
    qint64 session = 0;
    qint64 parent = 0; ///< 0: the first of its branch
    QDateTime asked;
    QString question;
    AskMode mode;
    QString thinking;
    QString answer; ///< as the model wrote it
    TurnState state = TurnState::Running;
    QString failure;   ///< of a failed one: what happened
    QString modelName; ///< "v4-nano-flash"
    int thinkingMs = 0;
    int answerMs = 0;
    int firstTokenMs = 0;
    qint64 promptTokens = 0;
    qint64 cachedTokens = 0; ///< of the prompt, not read again
    qint64 answerTokens = 0;
    int seed = 0; ///< 0: the likeliest word each time; else words were drawn, from this seed
    QList<CitationRecord> citations;

    // Filled in when a branch is loaded.
    int version = 1;
    int versions = 1;
    QList<qint64> siblings;
};

/// What a person wrote down, about a passage or about the session.
struct NoteRecord
{
    qint64 id = 0;
    qint64 session = 0;
    QDateTime made;
    QString label; ///< of the document; empty for a note about the session
    qint64 begin = 0;
    qint64 end = 0;
    QString place; ///< "lease.pdf, page 7"
    QString words; ///< of the passage
    QString text;  ///< what was written about it
};

enum class JobState
{
    Waiting,
    Running,
    Held, ///< the person paused it
    Done,
    Failed,
};

/// A session whose documents are to be read.
struct JobRecord
{
    qint64 id = 0;
    qint64 session = 0;
    AskMode mode;
    bool overnight = false; ///< only between the hours of the night
    JobState state = JobState::Waiting;
    qint64 done = 0; ///< tokens
    qint64 total = 0;
    QString message; ///< of a failed one: what happened
    QString title;   ///< of the session; read only
};

/// Everything of a session that a window shows: an immutable snapshot.
struct SessionContent
{
    SessionRecord session;
    QList<DocumentRecord> documents;
    QList<TurnRecord> turns; ///< of the branch that ends in session.leaf
    QList<NoteRecord> notes;
};

struct SearchHit
{
    qint64 session = 0;
    qint64 turn = 0;
    QString excerpt; ///< matches between U+2068 and U+2069
};

} // namespace quire

Q_DECLARE_METATYPE(quire::SessionRecord)
Q_DECLARE_METATYPE(quire::SessionContent)
Q_DECLARE_METATYPE(quire::JobRecord)
