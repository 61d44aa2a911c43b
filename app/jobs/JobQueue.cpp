#include "app/jobs/JobQueue.h"

#include "app/desk/OcrChoice.h"

#include <algorithm>

namespace quire {

namespace {
constexpr int restMs = 1500;      // of the engine, before a job takes it
constexpr int lookMs = 60 * 1000; // whether the night has come
} // namespace

JobQueue::JobQueue(Library& library, EngineThread& engine, const ReadingCache& cache, Clock clock,
                   QObject* parent)
    : QObject(parent), m_library(library), m_engine(engine), m_clock(std::move(clock)), m_reader(cache)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &JobQueue::startNext);
    connect(&engine, &EngineThread::idle, this, [this] { m_soon.start(restMs); });
    connect(&engine, &EngineThread::backgroundProgressed, this,
            [this](qint64 session, const ReadingProgress& progress) {
                JobRecord* job = find(m_running);
                if (!job || job->session != session)
                    return;
                job->done = progress.done;
                job->total = progress.total;
                Q_EMIT changed();
            });
    connect(&engine, &EngineThread::backgroundEnded, this, &JobQueue::ended);
    connect(&m_reader, &SourceReader::done, this, &JobQueue::documentDone);
    for (const auto signal : {&SourceReader::failed, &SourceReader::locked})
        connect(&m_reader, signal, this, [this](qint64 id, const QString& message) {
            if (m_labels.contains(id))
                finish(JobState::Failed, message);
        });
    library.withJobs(this, [this](const QList<JobRecord>& jobs) {
        m_jobs = jobs + m_jobs;
        Q_EMIT changed();
        m_soon.start(restMs);
    });
}

bool JobQueue::isNight(QTime time)
{
    return time.hour() >= 22 || time.hour() < 6;
}

const JobRecord* JobQueue::of(qint64 session) const
{
    const auto at = std::find_if(m_jobs.begin(), m_jobs.end(),
                                 [&](const JobRecord& job) { return job.session == session; });
    return at == m_jobs.end() ? nullptr : &*at;
}

JobRecord* JobQueue::find(qint64 id)
{
    const auto at =
        std::find_if(m_jobs.begin(), m_jobs.end(), [&](const JobRecord& job) { return job.id == id; });
    return at == m_jobs.end() ? nullptr : &*at;
}

void JobQueue::update(const JobRecord& job)
{
    m_library.save(job);
    Q_EMIT changed();
}

void JobQueue::add(qint64 session, const QString& title, const AskMode& mode, bool overnight)
{
    JobRecord job;
    if (const JobRecord* known = of(session))
        job = *known;
    else
        job.id = newId();
    if (job.id == m_running)
        return;
    job.session = session;
    job.title = title;
    job.mode = mode;
    job.overnight = overnight;
    job.state = JobState::Waiting;
    job.message.clear();
    if (JobRecord* known = find(job.id))
        *known = job;
    else
        m_jobs.append(job);
    update(job);
    m_soon.start(restMs);
}

void JobQueue::hold(qint64 id)
{
    JobRecord* job = find(id);
    if (!job)
        return;
    job->state = JobState::Held;
    update(*job);
    if (id == m_running && m_atEngine)
        m_engine.stopBackground();
}

void JobQueue::resume(qint64 id)
{
    if (JobRecord* job = find(id)) {
        job->state = JobState::Waiting;
        update(*job);
        m_soon.start(0);
    }
}

void JobQueue::beginNow(qint64 id)
{
    if (JobRecord* job = find(id)) {
        job->overnight = false;
        resume(id);
    }
}

void JobQueue::remove(qint64 id)
{
    if (id == m_running) {
        m_engine.stopBackground();
        m_running = 0;
        m_labels.clear();
    }
    m_jobs.removeIf([&](const JobRecord& job) { return job.id == id; });
    m_library.removeJob(id);
    Q_EMIT changed();
    m_soon.start(restMs);
}

void JobQueue::startNext()
{
    const bool night = isNight(m_clock());
    const auto next = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const JobRecord& job) {
        return job.state == JobState::Waiting && (night || !job.overnight);
    });
    if (next == m_jobs.end()) {
        const bool some = std::any_of(m_jobs.begin(), m_jobs.end(),
                                      [](const JobRecord& job) { return job.state == JobState::Waiting; });
        if (some)
            m_soon.start(lookMs);
        return;
    }
    if (m_running || m_engine.isBusy())
        return; // idle() comes
    m_running = next->id;
    m_atEngine = false;
    next->state = JobState::Running;
    const JobRecord job = *next;
    update(job);
    m_library.withSession(job.session, this,
                          [this, job](const SessionContent& content) { load(job, content); });
}

void JobQueue::load(const JobRecord& job, const SessionContent& content)
{
    if (job.id != m_running)
        return;
    m_order.clear();
    m_labels.clear();
    m_pictures.clear();
    m_documents.clear();
    for (const DocumentRecord& document : content.documents)
        if (document.included) {
            m_order.append(document.id);
            m_labels.insert(document.id, document.label);
            const SourceItem item{document.id, document.path,      document.name, document.pasted,
                                  {},          document.recognised};
            if (!item.recognised.isEmpty())
                m_pictures.insert(item.id, item);
            m_reader.read(item);
        }
    if (m_order.isEmpty())
        finish(JobState::Done, {});
}

void JobQueue::documentDone(qint64 id, const SourceDocument& document)
{
    if (!m_labels.contains(id) || recogniseFirst(id, document))
        return;
    m_documents.insert(id, document);
    if (m_documents.size() == m_labels.size())
        readWhenLoaded();
}

/// A session that has the text of pictures is read with it: also where it was not kept.
bool JobQueue::recogniseFirst(qint64 id, const SourceDocument& document)
{
    const SourceItem item = m_pictures.take(id);
    if (item.id == 0 || document.recognisedPages() > 0 || document.picturePages() == 0 ||
        !OcrChoice::isPossible())
        return false;
    m_reader.recognise(item);
    return true;
}

void JobQueue::readWhenLoaded()
{
    const JobRecord* job = find(m_running);
    if (!job)
        return;
    if (job->state == JobState::Held) // meanwhile
        return finish(JobState::Held, {});
    PromptEntries entries;
    for (const qint64 id : std::as_const(m_order))
        entries.push_back({m_labels[id], m_documents[id].document()});
    m_atEngine = true;
    m_engine.readInBackground(job->session, job->mode, entries);
}

void JobQueue::ended(qint64 session, ReadingOutcome outcome, const QString& message)
{
    const JobRecord* job = find(m_running);
    if (!job || job->session != session)
        return;
    if (outcome == ReadingOutcome::Paused)
        finish(job->state == JobState::Held ? JobState::Held : JobState::Waiting, {});
    else
        finish(outcome == ReadingOutcome::Finished ? JobState::Done : JobState::Failed, message);
}

void JobQueue::finish(JobState state, const QString& message)
{
    m_labels.clear();
    m_documents.clear();
    JobRecord* job = find(std::exchange(m_running, 0));
    if (!job)
        return;
    job->state = state;
    job->message = message;
    const JobRecord copy = *job;
    update(copy);
    if (state == JobState::Done || state == JobState::Failed)
        Q_EMIT finished(copy);
    m_soon.start(restMs);
}

} // namespace quire
