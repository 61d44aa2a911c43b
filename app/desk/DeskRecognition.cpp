// What Desk does when text in pictures was recognised.
#include "app/desk/Desk.h"

namespace quire {

namespace {
constexpr double worthAsking = 10; // seconds of reading that are not thrown away unasked
} // namespace

void Desk::connectRecognition()
{
    connect(&m_sources, &Sources::recognised, this, [this] {
        if (isBegun())
            weighRecognised();
        else
            useRecognised();
    });
    connect(&m_engine, &EngineThread::compared, this, [this](qint64 session, qint64 from) {
        if (session != m_session.id || m_sources.offered().isEmpty())
            return;
        m_recognisedFrom = from;
        using State = ReadingStatus::State;
        const bool isPlanned = m_reading.state == State::Quoted || m_reading.state == State::Paused ||
                               m_reading.state == State::Read;
        // A session that was opened again, and of which nothing behind that place was read yet.
        if (m_session.leaf == 0 && isPlanned && from >= m_reading.plan.cachedTokens)
            useRecognised();
        else
            Q_EMIT recognisedWeighed();
    });
}

/// Somebody reads or asked about these documents, or did so elsewhere, and it took a while: the prompt does
/// not change by itself any more.
bool Desk::isBegun() const
{
    const ReadingPlan& plan = m_reading.plan;
    return m_begun || m_session.leaf != 0 ||
           (plan.tokensPerSecond > 0 && double(plan.cachedTokens) > worthAsking * plan.tokensPerSecond);
}

void Desk::weighRecognised()
{
    const QList<SourceEntry> offered = m_sources.offered();
    if (offered.isEmpty())
        return;
    PromptEntries then = entries();
    for (PromptBuilder::Entry& entry : then)
        for (const SourceEntry& other : offered)
            if (other.record.label == entry.label)
                entry.document = other.document.document();
    m_engine.compare(m_session.id, m_session.mode, entries(), then);
}

void Desk::useRecognised()
{
    pauseReading();
    QList<qint64> ids;
    for (const SourceEntry& entry : m_sources.offered())
        ids.append(entry.record.id);
    m_recognisedFrom = -1;
    m_sources.useRecognised(ids);
}

} // namespace quire
