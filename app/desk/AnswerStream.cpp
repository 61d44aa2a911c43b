#include "app/desk/AnswerStream.h"

#include <utility>

namespace quire {

namespace {

constexpr int reportMs = 40; // parts of an answer are gathered this long

CitationRecord recordOf(const Citation& citation, const PromptEntries& entries)
{
    CitationRecord record;
    for (const PromptBuilder::Entry& entry : entries)
        if (entry.document == citation.source.document)
            record.label = entry.label;
    record.mark = citation.mark.isEmpty() ? citation.quote.mark : citation.mark;
    record.words = citation.quote.words;
    record.source = citation.text();
    record.place = citation.place();
    record.verdict = citation.verdict;
    record.reference = citation.reference;
    record.moved = citation.moved;
    record.likeness = citation.likeness;
    record.begin = citation.source.text.begin;
    record.end = citation.source.text.end;
    return record;
}

} // namespace

AnswerStream::AnswerStream(const PromptEntries& entries,
                           const std::function<void(const AnswerDelta&)>& onAnswer, AnswerEnd& end)
    : m_entries(entries), m_onAnswer(onAnswer), m_end(end)
{
    m_timer.start();
}

void AnswerStream::think(const QString& text)
{
    began();
    flush(false);
    m_delta.thinking += text;
    m_end.thinkingMs = int(m_timer.elapsed()) - m_end.firstTokenMs;
}

// What was gathered is handed on before more comes: then a quote and its citation are never parted.
void AnswerStream::say(const QString& text)
{
    began();
    flush(false);
    m_delta.answer += text;
}

void AnswerStream::cite(const Citation& citation)
{
    m_delta.citations.append(recordOf(citation, m_entries));
}

void AnswerStream::close()
{
    flush(true);
    m_end.answerMs = int(m_timer.elapsed());
}

void AnswerStream::began()
{
    if (m_end.firstTokenMs == 0)
        m_end.firstTokenMs = int(m_timer.elapsed());
}

void AnswerStream::flush(bool now)
{
    if (!now && m_report.isValid() && m_report.elapsed() < reportMs)
        return;
    if (!m_delta.answer.isEmpty() || !m_delta.thinking.isEmpty() || !m_delta.citations.isEmpty())
        m_onAnswer(std::exchange(m_delta, {}));
    m_report.start();
}

} // namespace quire
