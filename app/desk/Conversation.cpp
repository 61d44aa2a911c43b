#include "app/desk/Conversation.h"

namespace quire {

namespace {
constexpr int autosaveMs = 800; // a crash loses at most this much of an answer
} // namespace

Conversation::Conversation(Library& library, EngineThread& engine, QObject* parent)
    : QObject(parent), m_library(library), m_engine(engine)
{
    m_autosave.setInterval(autosaveMs);
    connect(&m_autosave, &QTimer::timeout, this, [this] {
        if (const int index = indexOf(m_running); index >= 0)
            m_library.saveStreaming(m_running, m_turns[index].thinking, m_turns[index].answer);
    });
    connect(&engine, &EngineThread::readingProgressed, this,
            [this](qint64 subject, const ReadingProgress& progress) {
                if (const int index = indexOf(subject); index >= 0) {
                    m_reads = true;
                    m_progress = progress;
                    Q_EMIT changed(index);
                }
            });
    connect(&engine, &EngineThread::answerGrew, this, &Conversation::grow);
    connect(&engine, &EngineThread::answerEnded, this, &Conversation::end);
}

void Conversation::show(const QList<TurnRecord>& turns)
{
    m_turns = turns;
    m_reads = false;
    Q_EMIT reset();
}

void Conversation::begin(const TurnRecord& turn, const PromptEntries& entries)
{
    AskOrder order;
    for (const TurnRecord& earlier : std::as_const(m_turns))
        if (earlier.state != TurnState::Failed && !earlier.answer.isEmpty())
            order.history.append({earlier.question, earlier.answer});
    m_turns.append(turn);
    m_running = turn.id;
    m_library.save(turn);
    m_autosave.start();
    Q_EMIT added();
    order.session = turn.session;
    order.turn = turn.id;
    order.mode = turn.mode;
    order.entries = entries;
    order.question = turn.question;
    order.seed = turn.seed;
    m_engine.ask(order);
}

void Conversation::cutFrom(int index)
{
    m_turns.erase(m_turns.begin() + index, m_turns.end());
    Q_EMIT reset();
}

void Conversation::stop()
{
    m_engine.stop(m_running);
}

void Conversation::leave()
{
    if (const int index = indexOf(m_running); index >= 0) {
        m_engine.stop(m_running);
        m_turns[index].state = TurnState::Stopped;
        m_library.save(m_turns[index]);
    }
    m_running = 0;
    m_reads = false;
    m_autosave.stop();
}

void Conversation::grow(qint64 turn, const AnswerDelta& part)
{
    const int index = indexOf(turn);
    if (index < 0)
        return;
    m_reads = false;
    TurnRecord& record = m_turns[index];
    record.thinking += part.thinking;
    record.answer += part.answer;
    record.citations += part.citations;
    Q_EMIT changed(index);
}

void Conversation::end(qint64 turn, const AnswerEnd& end)
{
    if (turn == m_running) {
        m_running = 0;
        m_reads = false;
        m_autosave.stop();
    }
    const int index = indexOf(turn);
    if (index < 0)
        return;
    TurnRecord& record = m_turns[index];
    record.state = end.state;
    record.failure = end.failure;
    record.modelName = end.modelName;
    record.thinkingMs = end.thinkingMs;
    record.answerMs = end.answerMs;
    record.firstTokenMs = end.firstTokenMs;
    record.promptTokens = end.promptTokens;
    record.cachedTokens = end.cachedTokens;
    record.answerTokens = end.answerTokens;
    m_library.save(record);
    if (!end.notKept.isEmpty())
        Q_EMIT notice(end.notKept);
    Q_EMIT changed(index);
    Q_EMIT finished(index);
}

int Conversation::indexOf(qint64 turn) const
{
    for (int i = int(m_turns.size()) - 1; i >= 0; --i)
        if (m_turns[i].id == turn)
            return i;
    return -1;
}

} // namespace quire
