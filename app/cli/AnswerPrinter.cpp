#include "app/cli/AnswerPrinter.h"

#include <QJsonArray>

namespace quire {

namespace {

/// "verified", coloured by what it means.
QString verdictText(const Terminal& terminal, const Citation& citation)
{
    const QString name = verdictName(citation.verdict);
    switch (citation.verdict) {
    case Verdict::Verified:
        return terminal.green(name);
    case Verdict::Close:
        return terminal.yellow(name);
    case Verdict::NotFound:
        break;
    }
    return terminal.red(name);
}

/// "— alice.md, line 12, verified".
QString attribution(const Terminal& terminal, const Citation& citation)
{
    if (citation.verdict == Verdict::NotFound)
        return QStringLiteral("— ") + verdictText(terminal, citation) + QStringLiteral(" in the documents") +
               (citation.named.document
                    ? QStringLiteral("; the answer points to ") + SourceMap::describe(citation.named)
                    : QString());
    QString line = QStringLiteral("— %1, %2").arg(citation.place(), verdictText(terminal, citation));
    if (citation.verdict == Verdict::Close)
        line += QStringLiteral(" (the answer has: %1)").arg(citation.quote.words.simplified());
    return line;
}

QString quoted(const QString& text)
{
    return QStringLiteral("> ") + QString(text).replace(u'\n', QStringLiteral("\n> ")) + u'\n';
}

QJsonObject citationToJson(const Citation& citation)
{
    QJsonObject object{
        {"verdict", verdictName(citation.verdict)},
        {"given_mark", citation.quote.mark},
        {"given_words",
         citation.quote.words + QString(citation.quote.toSentenceEnd ? QStringLiteral("…") : QString())},
        {"kind", citation.reference ? "reference" : "quote"}};
    if (citation.named.document)
        object["points_to"] = SourceMap::describe(citation.named);
    if (!citation.source.document)
        return object;
    object["document"] = citation.source.document->name();
    object["path"] = citation.source.document->path();
    object["place"] = citation.place();
    object["mark"] = citation.mark;
    object["text"] = citation.text();
    object["bytes"] = QJsonArray{citation.source.text.begin, citation.source.text.end};
    object["likeness"] = citation.likeness;
    const Document& document = *citation.source.document;
    if (document.pageCount() > 0) {
        object["page"] = document.pageAt(citation.source.text.begin) + 1;
    } else {
        const LinePlace lines = document.linePlace(citation.source.text);
        object["lines"] = QJsonArray{lines.line, document.lineAt(citation.source.text.end - 1)};
    }
    return object;
}

} // namespace

void AnswerPrinter::reading(const PrefillProgress& progress)
{
    m_terminal.progress(QStringLiteral("reading %1 of %2 tokens, %3 tokens/s, %4 left")
                            .arg(formatCount(progress.done), formatCount(progress.total),
                                 formatRate(progress.tokensPerSecond), formatDuration(progress.secondsLeft)));
}

void AnswerPrinter::thinking(const QString& text)
{
    m_inThinking = true;
    m_lineOpen = !text.endsWith(u'\n');
    m_terminal.writeDim(text);
}

void AnswerPrinter::beginAnswer()
{
    if (m_inThinking)
        m_terminal.write(m_lineOpen ? QStringLiteral("\n\n") : QStringLiteral("\n"));
    m_inThinking = false;
    m_lineOpen = m_lineOpen && m_started;
    m_started = true;
}

void AnswerPrinter::write(const QString& text)
{
    if (text.isEmpty())
        return;
    m_terminal.write(text);
    m_lineOpen = !text.endsWith(u'\n');
}

void AnswerPrinter::part(const AnswerPart& part)
{
    if (!m_started)
        beginAnswer();
    if (part.isQuote())
        quote(*part.citation);
    else
        write(part.text);
}

void AnswerPrinter::quote(const Citation& citation)
{
    if (m_lineOpen)
        write(QStringLiteral("\n"));
    // Words that are nowhere in the documents are shown as the model's, struck by the verdict below them.
    write(quoted(citation.verdict == Verdict::NotFound ? m_terminal.dim(citation.quote.words)
                                                       : citation.text()));
    write(QStringLiteral("  ") + attribution(m_terminal, citation) + u'\n');
}

void AnswerPrinter::finish(const Answer& answer)
{
    if (m_lineOpen)
        m_terminal.write(QStringLiteral("\n"));
    m_lineOpen = false;
    QStringList seen;
    for (const Citation& citation : answer.citations()) {
        if (!citation.reference || seen.contains(citation.quote.mark))
            continue;
        seen.push_back(citation.quote.mark);
        m_terminal.writeLine(
            QStringLiteral("[%1] %2").arg(citation.quote.mark, attribution(m_terminal, citation)));
    }
}

QJsonObject answerToJson(const Answer& answer, const ModelInfo& model, const QString& question)
{
    QJsonArray citations;
    for (const Citation& citation : answer.citations())
        citations.append(citationToJson(citation));
    const std::string_view finish = answer.repeating ? "repeating" : name(answer.reason);
    return {{"question", question},
            {"model", model.name},
            {"thinking", answer.thinking},
            {"answer", answer.text},
            {"declined", answer.declined},
            {"finish", QString::fromUtf8(finish.data(), qsizetype(finish.size()))},
            {"citations", citations},
            {"prompt_tokens", answer.promptTokens},
            {"read_tokens", answer.readTokens},
            {"read_seconds", answer.readSeconds},
            {"reread_tokens", answer.rereadTokens},
            {"reread_seconds", answer.rereadSeconds},
            {"answer_tokens", answer.answerTokens},
            {"answer_seconds", answer.answerSeconds},
            {"drafted_tokens", answer.drafted},
            {"accepted_tokens", answer.accepted}};
}

} // namespace quire
