#pragma once

#include "ingest/pdf/PdfPages.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>

namespace quire {

/// Does one thing to every page of a PDF, on this thread and on others that each open the file for
/// themselves. Pages are taken in order, some at a time; who does a page cannot be told from what comes of
/// it.
class PageCrew
{
public:
    /// The work on one page. Called on several threads, for different pages. `check` is to be called often
    /// and may throw.
    using Work = std::function<void(PdfPages& pdf, int page, const std::function<void()>& check)>;

    PageCrew(const Source& source, const ReadContext& context) : m_name(source.name()), m_context(context) {}

    /// Returns when all pages are done. Throws what the work throws, or what the context's check does; no
    /// thread is left behind.
    void run(PdfPages& pdf, const Work& work);

private:
    struct Stopped
    {
    };

    void takePages(PdfPages& pdf, const Work& work, const std::function<void()>& check);
    void help(const PdfPages& pdf, const Work& work);
    void lead(PdfPages& pdf, const Work& work);
    void stop(std::exception_ptr why);

    const QString& m_name;
    const ReadContext& m_context;
    int m_count = 0;
    std::atomic<int> m_next{0};
    std::atomic<int> m_done{0};
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex;
    std::condition_variable m_helperEnded;
    int m_helpers = 0;            ///< at work
    std::exception_ptr m_failure; ///< the first
};

} // namespace quire
