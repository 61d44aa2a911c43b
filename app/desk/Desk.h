#pragma once

#include "app/Settings.h"
#include "app/desk/Conversation.h"
#include "app/desk/Sources.h"
#include "app/library/Library.h"

#include <QObject>
#include <QTimer>

namespace quire {

/// Where the reading of the session's documents stands.
struct ReadingStatus
{
    enum class State
    {
        Nothing,  ///< no documents
        Counting, ///< files are being read or tokens counted
        Quoted,   ///< the plan says what reading would take
        Reading,
        Paused, ///< begun and stopped; what was read is kept
        Read,
        Failed,
    };

    State state = State::Nothing;
    ReadingPlan plan;
    ReadingProgress progress;
    QString failure;
};

/// What one window works at: the open session, its sources, its conversation and the reading of them. Lives
/// in the window's thread; everything slow happens elsewhere and comes back by signals.
class Desk : public QObject
{
    Q_OBJECT
public:
    Desk(Library& library, EngineThread& engine, Settings& settings, QObject* parent = nullptr);

    const SessionRecord& session() const { return m_session; }
    Sources& sources() { return m_sources; }
    const Sources& sources() const { return m_sources; }
    const QList<TurnRecord>& turns() const { return m_conversation.turns(); }
    const QList<NoteRecord>& notes() const { return m_notes; }
    const ReadingStatus& reading() const { return m_reading; }
    /// What the included sources would take in a mode; nothing while it is not known.
    const ModeCost* costOf(const AskMode& mode) const;
    bool isAnswering() const { return m_conversation.isAnswering(); }
    /// Progress of the reading that the running turn waits for; nothing while it answers.
    const ReadingProgress* turnReading() const { return m_conversation.waitsFor(); }

    void newSession();
    void open(qint64 session);
    void rename(const QString& title);
    void setMode(const AskMode& mode);

    void startReading();
    void pauseReading();
    /// Files may have changed meanwhile, and other programs let go of memory.
    void lookAgain();

    /// Puts the recognised text of pictures that is offered into the session.
    void useRecognised();
    /// From which token on the documents would be read again then; negative while nobody knows.
    qint64 recognisedReadsFrom() const { return m_recognisedFrom; }

    void ask(const QString& question);
    /// Asks the turn's question once more, beside the first answer.
    void regenerate(int index);
    /// Asks something else in the place of a turn; what follows it stays in its own branch.
    void editQuestion(int index, const QString& question);
    void showVersion(int index, int version); ///< 1 … versions
    void stopAnswer();

    /// Keeps a note; one with an id of 0 is new. A label and a range say which passage it is about.
    void keepNote(NoteRecord note);
    void removeNote(qint64 id);

signals:
    void sessionChanged();
    void turnsReset();
    void turnAdded();
    void turnChanged(int index);
    void readingChanged();
    void costsChanged();
    /// The sources were put into another order, and these tokens, read before, will be read again; negative
    /// seconds: nobody knows how long.
    void reorderingCosts(qint64 tokens, double seconds, const QList<qint64>& before);
    void recognisedWeighed(); ///< recognisedReadsFrom() is known
    void notesChanged();
    /// All documents are read, or could not be; not when the person paused it.
    void readingFinished(bool well);
    void answerFinished(int index);
    void notice(const QString& text);

private:
    void leave();
    void adopt(const SessionContent& content);
    void touch();
    void ensureKept();
    void askAt(qint64 parent, const QString& question, const QList<qint64>& siblings = {}, int seed = 0);
    void askInstead(int index, QString question, int seed);
    void plan();
    void setReading(ReadingStatus::State state);
    PromptEntries entries() const;
    bool isBegun() const;
    void weighRecognised();
    void connectRecognition();
    void connectEngine();
    void connectConversation();
    void connectSources();

    Library& m_library;
    EngineThread& m_engine;
    Settings& m_settings;
    SessionRecord m_session;
    bool m_kept = false; ///< the session is in the library
    Sources m_sources;
    Conversation m_conversation;
    QList<NoteRecord> m_notes;
    ReadingStatus m_reading;
    QList<ModeCost> m_costs;
    QList<qint64> m_orderBefore; ///< of the sources, until the plan of the new one is known
    qint64 m_atHandBefore = 0;
    bool m_begun = false; ///< the documents are being read, or were when the session was last open
    qint64 m_recognisedFrom = -1;
    int m_plansComing = 0; ///< asked for and not answered yet
    QTimer m_planSoon;
    QTimer m_listSoon; ///< the numbers in the list of sessions have changed
};

} // namespace quire
