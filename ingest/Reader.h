#pragma once

#include "ingest/Document.h"
#include "ingest/Source.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace quire {

/// What a reader may use and must watch while it reads. The functions may be empty; they are called on the
/// reading thread.
class ReadContext
{
public:
    std::function<bool()> cancelled;                         ///< true: stop soon
    std::function<void(qint64 done, qint64 total)> progress; ///< in units of the source (bytes, pages)
    std::function<QString(const QString& name)> password;    ///< asked for, never guessed; empty: none given
    qint64 byteBudget = qint64(1) << 30;                     ///< most bytes of one source
    std::chrono::milliseconds timeBudget{std::chrono::minutes(10)}; ///< of one source; of each page with OCR
    bool recognise = false;      ///< text in pictures of pages, with Tesseract where it is installed (OCR)
    bool recogniseLater = false; ///< what is not recognised now will be: pages say that they wait for it
    QStringList ocrLanguages;    ///< as Tesseract calls them; empty: a few of those installed
    /// Words recognised on a page before, and to be kept of one, by what is seen on it (see PageRecogniser):
    /// so that a page that did not change, or was done before the reading was cancelled, is not recognised
    /// again. Empty words: not known.
    std::function<QByteArray(const QByteArray& key)> knownPage;
    std::function<void(const QByteArray& key, const QByteArray& words)> keepPage;
    std::chrono::milliseconds ocrBudget{std::chrono::hours(4)}; ///< of all OCR of one source
    int threads = 1; ///< most that may read one source at once, this one included
    bool inBackground =
        false; ///< others go first: a process of its own takes what they leave of the processor

    /// Throws Cancelled or TookTooLong. Readers call it at least every few milliseconds of work.
    void check(const QString& name) const;
    void report(qint64 done, qint64 total) const
    {
        if (progress)
            progress(done, total);
    }
    /// Starts the time budget anew: once for each source.
    void start() const { m_started = std::chrono::steady_clock::now(); }

private:
    mutable std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
};

/// Turns one source of one family of formats into a Document. Stateless: one reader serves many threads.
class Reader
{
public:
    virtual ~Reader() = default;

    /// How sure this reader is that the source is its own, by name and content: 0 not at all … 100.
    virtual int match(const Source& source) const = 0;

    /// True for a reader so simple that it needs no process of its own to be safe: plain text and its kin.
    virtual bool isTrusted() const { return false; }

    /// Reads all of it. What could not be read is in the document's ledger; throws IngestError when nothing
    /// useful came out.
    virtual DocumentPtr read(const Source& source, const ReadContext& context) const = 0;
};

} // namespace quire
