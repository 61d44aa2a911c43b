#include "app/desk/Recognition.h"

#include <algorithm>
#include <utility>

namespace quire {

namespace {

bool isGoingOn(const Recognition::Task& task)
{
    return task.state == Recognition::State::Waiting || task.state == Recognition::State::Running;
}

} // namespace

Recognition::Recognition(const ReadingCache& cache, QObject* parent) : QObject(parent), m_reader(cache)
{
    connect(&m_reader, &SourceReader::begun, this, [this](qint64 job) {
        if (Task* task = findJob(job)) {
            task->state = State::Running;
            Q_EMIT changed(task->item.id);
        }
    });
    connect(&m_reader, &SourceReader::progressed, this, [this](qint64 job, qint64 done) {
        Task* task = findJob(job);
        if (!task)
            return;
        // First all pages are read without recognising anything, then those that need it come once more.
        const int pages = int(std::clamp<qint64>(done - task->allPages, 0, task->pages));
        if (pages == task->done)
            return;
        task->done = pages;
        Q_EMIT changed(task->item.id);
    });
    connect(&m_reader, &SourceReader::done, this, [this](qint64 job, const SourceDocument& document) {
        Task* task = findJob(job);
        if (!task)
            return;
        const qint64 id = task->item.id;
        task->document = document;
        end(*task, State::Done);
        Q_EMIT this->done(id);
    });
    for (const auto signal : {&SourceReader::failed, &SourceReader::locked})
        connect(&m_reader, signal, this, [this](qint64 job, const QString& message) {
            if (Task* task = findJob(job))
                end(*task, State::Failed, message);
        });
}

void Recognition::begin(const SourceItem& item, const SourceDocument& document)
{
    forget(item.id);
    Task& task = m_tasks[item.id];
    task.item = item;
    task.job = ++m_lastJob;
    task.allPages = document.pageCount();
    task.pages = document.picturePages();
    SourceItem order = item;
    order.id = task.job;
    m_reader.recognise(order);
    Q_EMIT changed(item.id);
}

void Recognition::stop()
{
    for (const qint64 id : m_tasks.keys())
        if (Task& task = m_tasks[id]; isGoingOn(task)) {
            m_reader.cancel(task.job);
            end(task, State::Stopped);
        }
}

void Recognition::forget(qint64 id)
{
    const auto at = m_tasks.constFind(id);
    if (at == m_tasks.constEnd())
        return;
    m_reader.cancel(at->job);
    m_tasks.erase(at);
    Q_EMIT changed(id);
}

void Recognition::leave()
{
    for (const Task& task : std::as_const(m_tasks))
        if (task.state == State::Waiting)
            m_reader.cancel(task.job);
    m_tasks.clear();
}

const Recognition::Task* Recognition::of(qint64 id) const
{
    const auto at = m_tasks.constFind(id);
    return at == m_tasks.constEnd() ? nullptr : &*at;
}

/// The task that waits or runs under this number.
Recognition::Task* Recognition::findJob(qint64 job)
{
    const auto at = std::find_if(m_tasks.begin(), m_tasks.end(),
                                 [&](const Task& task) { return task.job == job && isGoingOn(task); });
    return at == m_tasks.end() ? nullptr : &*at;
}

bool Recognition::isBusy() const
{
    return std::any_of(m_tasks.begin(), m_tasks.end(), isGoingOn);
}

void Recognition::end(Task& task, State state, const QString& failure)
{
    task.state = state;
    task.failure = failure;
    Q_EMIT changed(task.item.id);
}

} // namespace quire
