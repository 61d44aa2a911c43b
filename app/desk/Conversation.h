#pragma once

#include "app/desk/EngineThread.h"
#include "app/library/Library.h"

#include <QObject>
#include <QTimer>

namespace quire {

/// The turns of the branch that is shown, one of them perhaps being answered. What comes of an answer is kept
/// in the library while it grows.
class Conversation : public QObject
{
    Q_OBJECT
public:
    Conversation(Library& library, EngineThread& engine, QObject* parent = nullptr);

    const QList<TurnRecord>& turns() const { return m_turns; }
    bool isAnswering() const { return m_running != 0; }
    /// Progress of the reading that the running turn waits for; nothing while it answers.
    const ReadingProgress* waitsFor() const { return m_reads ? &m_progress : nullptr; }

    void show(const QList<TurnRecord>& turns);
    /// Asks the turn's question about these documents; not while another one is answered.
    void begin(const TurnRecord& turn, const PromptEntries& entries);
    /// Takes away a turn and all after it; they stay in the library, as a branch of their own.
    void cutFrom(int index);
    void stop();
    /// Before other turns come: what runs is stopped, and kept as far as it came.
    void leave();

signals:
    void reset();
    void added();
    void changed(int index);
    void finished(int index);
    void notice(const QString& text);

private:
    void grow(qint64 turn, const AnswerDelta& part);
    void end(qint64 turn, const AnswerEnd& end);
    int indexOf(qint64 turn) const;

    Library& m_library;
    EngineThread& m_engine;
    QList<TurnRecord> m_turns;
    qint64 m_running = 0; ///< the turn being answered
    bool m_reads = false;
    ReadingProgress m_progress;
    QTimer m_autosave;
};

} // namespace quire
