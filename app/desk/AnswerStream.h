#pragma once

#include "app/CitationResolver.h"
#include "app/desk/EngineOrders.h"

#include <QElapsedTimer>

#include <functional>

namespace quire {

/// Gathers what comes of an answer and hands it on a few times a second; notes in `end` when what came.
class AnswerStream
{
public:
    AnswerStream(const PromptEntries& entries, const std::function<void(const AnswerDelta&)>& onAnswer,
                 AnswerEnd& end);

    void think(const QString& text);
    void say(const QString& text);
    void cite(const Citation& citation);
    /// No more comes.
    void close();

private:
    void began();
    void flush(bool now);

    const PromptEntries& m_entries;
    const std::function<void(const AnswerDelta&)>& m_onAnswer;
    AnswerEnd& m_end;
    QElapsedTimer m_timer, m_report;
    AnswerDelta m_delta;
};

} // namespace quire
