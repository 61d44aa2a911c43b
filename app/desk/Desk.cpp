#include "app/desk/Desk.h"

#include <algorithm>

namespace quire {

namespace {

constexpr int autosaveMs = 800; // a crash loses at most this much of an answer
constexpr int titleLength = 60;

QString titleOf(const QString& question)
{
    QString title = question.simplified();
    if (title.size() > titleLength) {
        title.truncate(titleLength);
        title = title.left(qMax(20, int(title.lastIndexOf(u' ')))) + u'…';
    }
    return title;
}

} // namespace

Desk::Desk(Library& library, EngineThread& engine, Settings& settings, QObject* parent)
    : QObject(parent), m_library(library), m_engine(engine), m_settings(settings)
{
    m_autosave.setInterval(autosaveMs);
    connect(&m_autosave, &QTimer::timeout, this, [this] {
        if (const int index = indexOf(m_running); index >= 0)
            m_library.saveStreaming(m_running, m_turns[index].thinking, m_turns[index].answer);
    });
    m_planSoon.setSingleShot(true);
    m_planSoon.setInterval(0);
    connect(&m_planSoon, &QTimer::timeout, this, &Desk::plan);
    m_listSoon.setSingleShot(true);
    m_listSoon.setInterval(200);
    connect(&m_listSoon, &QTimer::timeout, &m_library, &Library::listSessions);
    connect(&m_library, &Library::failed, this, &Desk::notice);
    connectSources();
    connectEngine();
    newSession();
}

void Desk::connectSources()
{
    connect(&m_sources, &Sources::recordChanged, this, [this](const DocumentRecord& record) {
        ensureKept();
        m_library.save(record);
        m_listSoon.start();
    });
    connect(&m_sources, &Sources::removed, this, [this](qint64 id) {
        m_library.removeDocument(id);
        m_listSoon.start();
    });
    connect(&m_sources, &Sources::ready, this, [this](const SourceEntry& entry) {
        if (entry.record.tokens == 0 || entry.changed)
            m_engine.count(entry.record.id, m_session.mode, {entry.record.label, entry.document.document()});
        if (m_session.title.isEmpty()) {
            m_session.title = entry.record.name.section(u'/', 0, 0);
            touch();
            Q_EMIT sessionChanged();
        }
    });
    connect(&m_sources, &Sources::failed, this, &Desk::notice);
    connect(&m_sources, &Sources::changed, this, [this] {
        // What was read before still counts; only the plan says how much of it can be used.
        if (m_reading.state != ReadingStatus::State::Reading)
            setReading(m_sources.isEmpty() ? ReadingStatus::State::Nothing : ReadingStatus::State::Counting);
        m_planSoon.start();
    });
}

void Desk::connectEngine()
{
    connect(&m_engine, &EngineThread::counted, &m_sources, &Sources::setTokens);
    connect(&m_engine, &EngineThread::planned, this, [this](qint64 session, const ReadingPlan& plan) {
        if (session != m_session.id || m_reading.state == ReadingStatus::State::Reading)
            return;
        m_reading.plan = plan;
        if (m_sources.isBusy() || m_reading.state == ReadingStatus::State::Nothing)
            return;
        const bool paused = m_reading.state == ReadingStatus::State::Paused;
        setReading(plan.toRead() <= 0 ? ReadingStatus::State::Read
                   : paused           ? ReadingStatus::State::Paused
                                      : ReadingStatus::State::Quoted);
    });
    connect(&m_engine, &EngineThread::readingProgressed, this,
            [this](qint64 subject, const ReadingProgress& progress) {
                if (subject == m_session.id) {
                    m_reading.progress = progress;
                    Q_EMIT readingChanged();
                } else if (const int index = indexOf(subject); index >= 0) {
                    m_turnReads = true;
                    m_turnProgress = progress;
                    Q_EMIT turnChanged(index);
                }
            });
    connect(&m_engine, &EngineThread::readingEnded, this,
            [this](qint64 session, ReadingOutcome outcome, const QString& message) {
                if (session != m_session.id)
                    return;
                m_reading.failure = outcome == ReadingOutcome::Failed ? message : QString();
                if (outcome == ReadingOutcome::Finished && !message.isEmpty())
                    Q_EMIT notice(message);
                setReading(outcome == ReadingOutcome::Finished ? ReadingStatus::State::Read
                           : outcome == ReadingOutcome::Paused ? ReadingStatus::State::Paused
                                                               : ReadingStatus::State::Failed);
                if (outcome != ReadingOutcome::Paused)
                    Q_EMIT readingFinished(outcome == ReadingOutcome::Finished);
                if (outcome != ReadingOutcome::Failed)
                    plan();
            });
    connect(&m_engine, &EngineThread::answerGrew, this, &Desk::grow);
    connect(&m_engine, &EngineThread::answerEnded, this, &Desk::end);
    connect(&m_engine, &EngineThread::modelFailed, this, [this](const QString& message) {
        m_reading.failure = message;
        if (m_reading.state != ReadingStatus::State::Nothing)
            setReading(ReadingStatus::State::Failed);
    });
}

/// Before another session comes: what runs is stopped, and kept as far as it came.
void Desk::leave()
{
    pauseReading();
    if (const int index = indexOf(m_running); index >= 0) {
        m_engine.stop(m_running);
        m_turns[index].state = TurnState::Stopped;
        m_library.save(m_turns[index]);
    }
    m_running = 0;
    m_turnReads = false;
    m_autosave.stop();
}

void Desk::newSession()
{
    leave();
    SessionContent content;
    content.session.id = newId();
    content.session.created = content.session.used = QDateTime::currentDateTime();
    content.session.mode = m_settings.mode();
    adopt(content);
    m_kept = false;
}

void Desk::open(qint64 session)
{
    if (session == m_session.id)
        return;
    leave();
    m_library.withSession(session, this, [this](const SessionContent& content) { adopt(content); });
}

void Desk::adopt(const SessionContent& content)
{
    const bool same = m_session.id == content.session.id;
    m_session = content.session;
    m_kept = true;
    m_turns = content.turns;
    m_notes = content.notes;
    m_turnReads = false;
    if (!same) {
        m_reading = {};
        m_sources.open(m_session.id, content.documents);
    }
    Q_EMIT sessionChanged();
    Q_EMIT turnsReset();
    Q_EMIT readingChanged();
    Q_EMIT notesChanged();
}

void Desk::ensureKept()
{
    if (!m_kept) {
        m_kept = true;
        touch();
    }
}

void Desk::touch()
{
    m_session.used = QDateTime::currentDateTime();
    if (m_kept)
        m_library.save(m_session);
}

void Desk::rename(const QString& title)
{
    if (title.trimmed().isEmpty() || title == m_session.title)
        return;
    m_session.title = title.trimmed();
    m_session.titleIsOwn = true;
    ensureKept();
    touch();
    Q_EMIT sessionChanged();
}

void Desk::setMode(const AskMode& mode)
{
    if (mode == m_session.mode)
        return;
    const bool otherModel = mode.model != m_session.mode.model;
    pauseReading();
    m_session.mode = mode;
    m_settings.setMode(mode);
    touch();
    Q_EMIT sessionChanged();
    if (otherModel)
        for (const SourceEntry& entry : m_sources.included())
            m_engine.count(entry.record.id, mode, {entry.record.label, entry.document.document()});
    if (!m_sources.isEmpty())
        setReading(ReadingStatus::State::Counting);
    plan();
}

PromptEntries Desk::entries() const
{
    PromptEntries entries;
    for (const SourceEntry& entry : m_sources.included())
        entries.push_back({entry.record.label, entry.document.document()});
    return entries;
}

void Desk::plan()
{
    if (m_sources.isEmpty() || m_sources.isBusy())
        return;
    const PromptEntries included = entries();
    if (included.empty()) {
        setReading(ReadingStatus::State::Nothing);
        return;
    }
    m_engine.plan(m_session.id, m_session.mode, included);
}

void Desk::setReading(ReadingStatus::State state)
{
    m_reading.state = state;
    Q_EMIT readingChanged();
}

void Desk::startReading()
{
    m_reading.progress = {m_reading.plan.cachedTokens, m_reading.plan.tokens, 0, m_reading.plan.seconds()};
    setReading(ReadingStatus::State::Reading);
    m_engine.read(m_session.id, m_session.mode, entries());
}

void Desk::pauseReading()
{
    if (m_reading.state != ReadingStatus::State::Reading)
        return;
    m_engine.stop(m_session.id);
    setReading(ReadingStatus::State::Paused);
}

void Desk::ask(const QString& question)
{
    askAt(m_turns.isEmpty() ? 0 : m_turns.last().id, question);
}

void Desk::regenerate(int index)
{
    editQuestion(index, m_turns.at(index).question);
}

void Desk::editQuestion(int index, const QString& question)
{
    const TurnRecord old = m_turns.at(index);
    m_turns.erase(m_turns.begin() + index, m_turns.end());
    Q_EMIT turnsReset();
    askAt(old.parent, question);
    TurnRecord& turn = m_turns.last();
    turn.siblings = old.siblings + QList<qint64>{turn.id};
    turn.versions = turn.version = int(turn.siblings.size());
    Q_EMIT turnChanged(index);
}

void Desk::askAt(qint64 parent, const QString& question)
{
    if (m_running || question.trimmed().isEmpty())
        return;
    AskOrder order;
    for (const TurnRecord& turn : m_turns)
        if (turn.state != TurnState::Failed && !turn.answer.isEmpty())
            order.history.append({turn.question, turn.answer});
    TurnRecord turn;
    turn.id = newId();
    turn.session = m_session.id;
    turn.parent = parent;
    turn.asked = QDateTime::currentDateTime();
    turn.question = question.trimmed();
    turn.mode = m_session.mode;
    turn.siblings = {turn.id};
    m_turns.append(turn);
    m_running = turn.id;
    m_session.leaf = turn.id;
    if (!m_session.titleIsOwn && m_turns.size() == 1)
        m_session.title = titleOf(turn.question);
    ensureKept();
    touch();
    m_library.save(turn);
    m_autosave.start();
    Q_EMIT turnAdded();
    Q_EMIT sessionChanged();
    order.turn = turn.id;
    order.mode = turn.mode;
    order.entries = entries();
    order.question = turn.question;
    m_engine.ask(order);
}

void Desk::showVersion(int index, int version)
{
    const TurnRecord& turn = m_turns.at(index);
    if (m_running || version < 1 || version > turn.versions || version == turn.version)
        return;
    m_library.showBranch(m_session.id, turn.siblings.at(version - 1), this,
                         [this](const SessionContent& content) {
                             if (content.session.id == m_session.id)
                                 adopt(content);
                         });
}

void Desk::stopAnswer()
{
    m_engine.stop(m_running);
}

void Desk::grow(qint64 turn, const AnswerDelta& part)
{
    const int index = indexOf(turn);
    if (index < 0)
        return;
    m_turnReads = false;
    TurnRecord& record = m_turns[index];
    record.thinking += part.thinking;
    record.answer += part.answer;
    record.citations += part.citations;
    Q_EMIT turnChanged(index);
}

void Desk::end(qint64 turn, const AnswerEnd& end)
{
    if (turn == m_running) {
        m_running = 0;
        m_turnReads = false;
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
    Q_EMIT turnChanged(index);
    Q_EMIT sessionChanged();
    Q_EMIT answerFinished(index);
    plan();
}

void Desk::keepNote(NoteRecord note)
{
    ensureKept();
    note.session = m_session.id;
    if (note.id == 0) {
        note.id = newId();
        note.made = QDateTime::currentDateTime();
        m_notes.append(note);
    } else {
        for (NoteRecord& known : m_notes)
            if (known.id == note.id)
                known = note;
    }
    m_library.save(note);
    Q_EMIT notesChanged();
}

void Desk::removeNote(qint64 id)
{
    m_notes.removeIf([&](const NoteRecord& note) { return note.id == id; });
    m_library.removeNote(id);
    Q_EMIT notesChanged();
}

int Desk::indexOf(qint64 turn) const
{
    for (int i = int(m_turns.size()) - 1; i >= 0; --i)
        if (m_turns[i].id == turn)
            return i;
    return -1;
}

} // namespace quire
