#include "ingest/pdf/PageCrew.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace quire {

namespace {

constexpr int pagesAtATime = 8;
constexpr int fewestPages = 32; // for each thread: less is not worth opening the file again
constexpr std::chrono::milliseconds poll{20};

} // namespace

void PageCrew::run(PdfPages& pdf, const Work& work)
{
    m_count = std::max(0, pdf.count());
    m_helpers = std::clamp(m_context.threads, 1, std::max(1, m_count / fewestPages)) - 1;
    std::vector<std::thread> helpers;
    helpers.reserve(size_t(m_helpers));
    for (int i = m_helpers; i > 0; --i)
        helpers.emplace_back([&] { help(pdf, work); });
    lead(pdf, work);
    for (std::thread& helper : helpers)
        helper.join();
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void PageCrew::stop(std::exception_ptr why)
{
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    if (!m_failure)
        m_failure = std::move(why);
}

void PageCrew::takePages(PdfPages& pdf, const Work& work, const std::function<void()>& check)
{
    for (int first = 0; (first = m_next.fetch_add(pagesAtATime)) < m_count;) {
        for (int page = first; page < std::min(first + pagesAtATime, m_count); ++page) {
            check();
            work(pdf, page, check);
            ++m_done;
        }
    }
}

void PageCrew::help(const PdfPages& pdf, const Work& work)
{
    try {
        if (const auto own = pdf.again())
            takePages(*own, work, [this] {
                if (m_stop)
                    throw Stopped();
            });
    } catch (const Stopped&) {
    } catch (...) {
        stop(std::current_exception());
    }
    const std::lock_guard lock(m_mutex);
    --m_helpers;
    m_helperEnded.notify_one();
}

/// This thread's part: the one that is asked to cancel, and that tells of progress.
void PageCrew::lead(PdfPages& pdf, const Work& work)
{
    const auto check = [this] {
        if (m_stop)
            throw Stopped();
        m_context.check(m_name);
    };
    try {
        takePages(
            pdf,
            [&](PdfPages& own, int page, const std::function<void()>& often) {
                work(own, page, often);
                m_context.report(m_done + 1, m_count);
            },
            check);
        std::unique_lock lock(m_mutex);
        while (!m_helperEnded.wait_for(lock, poll, [this] { return m_helpers == 0; })) {
            lock.unlock();
            check();
            lock.lock();
        }
    } catch (const Stopped&) {
    } catch (...) {
        stop(std::current_exception());
    }
}

} // namespace quire
