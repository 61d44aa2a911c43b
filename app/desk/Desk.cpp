#include "app/desk/Desk.h"

#include <algorithm>
#include <utility>

namespace quire {

namespace {

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
    : QObject(parent), m_library(library), m_engine(engine), m_settings(settings), m_sources(settings),
      m_conversation(library, engine)
{
    m_planSoon.setSingleShot(true);
    m_planSoon.setInterval(0);
    connect(&m_planSoon, &QTimer::timeout, this, &Desk::plan);
    m_listSoon.setSingleShot(true);
    m_listSoon.setInterval(200);
    connect(&m_listSoon, &QTimer::timeout, &m_library, &Library::listSessions);
    connect(&m_library, &Library::failed, this, &Desk::notice);
    connectSources();
    connectRecognition();
    connectEngine();
    connectConversation();
    newSession();
}

void Desk::connectConversation()
{
    connect(&m_conversation, &Conversation::reset, this, &Desk::turnsReset);
    connect(&m_conversation, &Conversation::added, this, &Desk::turnAdded);
    connect(&m_conversation, &Conversation::changed, this, &Desk::turnChanged);
    connect(&m_conversation, &Conversation::notice, this, &Desk::notice);
    connect(&m_conversation, &Conversation::finished, this, [this](int index) {
        Q_EMIT sessionChanged();
        Q_EMIT answerFinished(index);
        plan();
    });
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
    connect(&m_sources, &Sources::reordered, this, [this](const QList<qint64>& before) {
        if (m_orderBefore.isEmpty()) {
            m_orderBefore = before;
            m_atHandBefore = m_reading.state == ReadingStatus::State::Read ? m_reading.plan.tokens
                                                                           : m_reading.plan.cachedTokens;
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
        if (session != m_session.id)
            return;
        m_plansComing = qMax(0, m_plansComing - 1);
        // An answer about what has changed since is not worth showing.
        if (m_plansComing > 0 || m_planSoon.isActive() || m_reading.state == ReadingStatus::State::Reading)
            return;
        m_reading.plan = plan;
        const QList<qint64> before = std::exchange(m_orderBefore, {});
        if (!before.isEmpty() && plan.cachedTokens < m_atHandBefore)
            Q_EMIT reorderingCosts(m_atHandBefore - plan.cachedTokens, plan.seconds(), before);
        if (m_sources.isBusy() || m_reading.state == ReadingStatus::State::Nothing)
            return;
        m_engine.compareModes(session, entries());
        weighRecognised();
        const bool paused = m_reading.state == ReadingStatus::State::Paused && plan.tooMany() == 0;
        setReading(plan.toRead() <= 0 ? ReadingStatus::State::Read
                   : paused           ? ReadingStatus::State::Paused
                                      : ReadingStatus::State::Quoted);
    });
    connect(&m_engine, &EngineThread::modesCompared, this,
            [this](qint64 session, const QList<ModeCost>& costs) {
                if (session == m_session.id) {
                    m_costs = costs;
                    Q_EMIT costsChanged();
                }
            });
    connect(&m_engine, &EngineThread::readingProgressed, this,
            [this](qint64 subject, const ReadingProgress& progress) {
                if (subject == m_session.id) {
                    m_reading.progress = progress;
                    Q_EMIT readingChanged();
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
    connect(&m_engine, &EngineThread::modelFailed, this, [this](const QString& message) {
        m_plansComing = 0;
        m_reading.failure = message;
        if (m_reading.state != ReadingStatus::State::Nothing)
            setReading(ReadingStatus::State::Failed);
    });
}

/// Before another session comes: what runs is stopped, and kept as far as it came.
void Desk::leave()
{
    pauseReading();
    m_conversation.leave();
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
    m_notes = content.notes;
    if (!same) {
        m_reading = {};
        m_costs.clear();
        m_plansComing = 0;
        m_orderBefore.clear();
        m_begun = !content.documents.isEmpty();
        m_recognisedFrom = -1;
        m_sources.open(m_session.id, content.documents);
    }
    m_conversation.show(content.turns);
    Q_EMIT sessionChanged();
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
    ++m_plansComing;
    m_engine.plan(m_session.id, m_session.mode, included);
}

const ModeCost* Desk::costOf(const AskMode& mode) const
{
    for (const ModeCost& cost : m_costs)
        if (cost.mode == mode)
            return &cost;
    return nullptr;
}

void Desk::setReading(ReadingStatus::State state)
{
    m_reading.state = state;
    Q_EMIT readingChanged();
}

void Desk::startReading()
{
    m_begun = true;
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

void Desk::lookAgain()
{
    m_sources.lookAtDisk();
    if (m_reading.state == ReadingStatus::State::Quoted && m_reading.plan.isTooLarge())
        plan();
}

void Desk::ask(const QString& question)
{
    askAt(turns().isEmpty() ? 0 : turns().last().id, question);
}

void Desk::regenerate(int index)
{
    // The likeliest answer would be the same again; one that broke off is only to be finished.
    const TurnRecord& old = turns().at(index);
    askInstead(index, old.question, old.state == TurnState::Done ? old.versions : 0);
}

void Desk::editQuestion(int index, const QString& question)
{
    askInstead(index, question, 0);
}

void Desk::askInstead(int index, QString question, int seed)
{
    if (isAnswering() || question.trimmed().isEmpty())
        return;
    const TurnRecord old = turns().at(index);
    m_conversation.cutFrom(index);
    askAt(old.parent, question, old.siblings, seed);
}

/// Asks after the turn `parent`, as another version of its other children.
void Desk::askAt(qint64 parent, const QString& question, const QList<qint64>& siblings, int seed)
{
    if (isAnswering() || question.trimmed().isEmpty())
        return;
    TurnRecord turn;
    turn.id = newId();
    turn.session = m_session.id;
    turn.parent = parent;
    turn.asked = QDateTime::currentDateTime();
    turn.question = question.trimmed();
    turn.mode = m_session.mode;
    turn.seed = seed;
    turn.siblings = siblings + QList<qint64>{turn.id};
    turn.versions = turn.version = int(turn.siblings.size());
    m_session.leaf = turn.id;
    if (!m_session.titleIsOwn && turns().isEmpty())
        m_session.title = titleOf(turn.question);
    ensureKept();
    touch();
    m_conversation.begin(turn, entries());
    Q_EMIT sessionChanged();
}

void Desk::showVersion(int index, int version)
{
    const TurnRecord& turn = turns().at(index);
    if (isAnswering() || version < 1 || version > turn.versions || version == turn.version)
        return;
    m_library.showBranch(m_session.id, turn.siblings.at(version - 1), this,
                         [this](const SessionContent& content) {
                             if (content.session.id == m_session.id)
                                 adopt(content);
                         });
}

void Desk::stopAnswer()
{
    m_conversation.stop();
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

} // namespace quire
