#include "app/evaluation/Evaluation.h"

#include "ingest/DocumentBuilder.h"

#include <QFileInfo>

#include <algorithm>
#include <set>

namespace quire {

namespace {

constexpr qint64 subsetFrom = 128 << 10; // tokens from which on every fifth question is asked
constexpr double mostCharacters = 4;     // a token, when a haystack's size is counted

QString displayName(const QString& document)
{
    return document.endsWith(QStringLiteral(".txt")) ? document.chopped(4) : document;
}

DocumentPtr documentOf(const std::u32string& text, const HaystackSegment& segment)
{
    DocumentBuilder builder(DocumentKind::Text, displayName(segment.document), segment.document);
    builder.setText(QString::fromUcs4(text.data() + segment.span.begin, segment.span.size()).toUtf8());
    return builder.take();
}

/// The quote as it is shown: the source's own words, or the model's where there are none.
QString shownQuote(const Citation& citation)
{
    return citation.source.document ? citation.text() : citation.quote.words;
}

} // namespace

QString EvaluationScope::name() const
{
    if (tokens == 0)
        return QStringLiteral("document");
    if (tokens % (1 << 20) == 0)
        return QStringLiteral("%1M").arg(tokens >> 20);
    return tokens % 1024 == 0 ? QStringLiteral("%1K").arg(tokens >> 10) : QString::number(tokens);
}

Evaluation::Evaluation(std::shared_ptr<Engine> engine, const EvaluationSet& set, EvaluationOptions options)
    : m_engine(std::move(engine)), m_set(set), m_options(std::move(options))
{
}

std::vector<EvaluationResult> Evaluation::run(const Report& report, const Reading& reading)
{
    m_results.clear();
    m_reading = reading;
    if (m_options.haystacks.empty())
        askAlone(report);
    else
        askInHaystacks(report);
    return m_results;
}

std::vector<const EvaluationQuestion*> Evaluation::chosen(bool fifthOnly) const
{
    std::vector<const EvaluationQuestion*> questions;
    const auto& all = m_set.questions();
    for (std::size_t i = 0; i < all.size(); i += fifthOnly ? 5 : 1)
        if (m_options.limit == 0 || int(questions.size()) < m_options.limit)
            questions.push_back(&all[i]);
    return questions;
}

Prompt Evaluation::promptOf(const std::vector<HaystackSegment>& segments) const
{
    std::vector<PromptBuilder::Entry> entries;
    for (const HaystackSegment& segment : segments)
        entries.push_back(
            {documentLabel(int(entries.size())), documentOf(m_set.text(segment.document), segment)});
    return PromptBuilder().build(entries);
}

void Evaluation::askAlone(const Report& report)
{
    const std::vector<const EvaluationQuestion*> questions = chosen(false);
    std::set<QString> names;
    for (const EvaluationQuestion* question : questions)
        names.insert(question->document);
    for (const QString& name : names) {
        const std::vector<HaystackSegment> whole{{name, {0, qint64(m_set.text(name).size())}}};
        Assistant assistant(m_engine, promptOf(whole));
        for (const EvaluationQuestion* question : questions)
            if (question->document == name) {
                m_results.push_back(ask(assistant, *question, whole, {}));
                report(m_results.back());
            }
    }
}

void Evaluation::askInHaystacks(const Report& report)
{
    const double perToken = charactersPerToken();
    for (const qint64 tokens : m_options.haystacks)
        for (const double depth : m_options.depths)
            for (const EvaluationQuestion* question : chosen(tokens >= subsetFrom)) {
                const auto segments = haystack(m_set, *question, qint64(double(tokens) * perToken), depth);
                Assistant assistant(m_engine, promptOf(segments));
                m_results.push_back(ask(assistant, *question, segments, {tokens, depth}));
                report(m_results.back());
            }
}

/// Of whole prompts, marks included, so that a haystack of 1M tokens is one; at most four.
double Evaluation::charactersPerToken() const
{
    qint64 characters = 0, tokens = 0;
    for (const auto& [name, text] : m_set.documents()) {
        const qint64 size = std::min<qint64>(qint64(text.size()), 20000);
        const Prompt prompt = promptOf({{name, {0, size}}});
        const QByteArray& bytes = prompt.documents();
        characters += size;
        tokens += qint64(
            m_engine->tokenizer()
                ->encode(std::string_view(bytes.constData(), std::size_t(bytes.size())), SpecialTokens::Inert)
                .size());
        if (characters > 400000)
            break;
    }
    return tokens ? std::min(mostCharacters, 0.97 * double(characters) / double(tokens)) : mostCharacters;
}

EvaluationResult Evaluation::ask(Assistant& assistant, const EvaluationQuestion& question,
                                 const std::vector<HaystackSegment>& segments, EvaluationScope scope) const
{
    AskEvents events;
    events.reading = m_reading;
    assistant.setHistory({}); // every question is the first one about its documents
    const Answer answer =
        assistant.ask(scope.tokens ? question.haystackQuestion : question.question, m_options.ask, events);
    EvaluationResult result;
    result.question = &question;
    result.scope = scope;
    result.declined = answer.declined;
    result.promptTokens = answer.promptTokens;
    result.readTokens = answer.readTokens;
    result.readSeconds = answer.readSeconds;
    result.answerSeconds = answer.answerSeconds;
    result.rereadTokens = answer.rereadTokens;
    result.rereadSeconds = answer.rereadSeconds;
    result.answerTokens = answer.answerTokens;
    result.drafted = answer.drafted;
    result.accepted = answer.accepted;
    result.cacheBytes = assistant.cacheBytes();
    result.said = answer.text;
    QString prose;
    for (const AnswerPart& part : answer.parts) {
        if (!part.isQuote()) {
            prose += part.text;
            continue;
        }
        const Citation& citation = *part.citation;
        const QString shown = shownQuote(citation);
        const DocumentPtr& named =
            citation.named.document ? citation.named.document : citation.source.document;
        const bool exact = named && !QuotedText(QString::fromUtf8(named->text()).toStdU32String())
                                         .locate(shown.toStdU32String())
                                         .empty();
        result.exactQuotes += exact ? 1 : 0;
        if (result.quotes++ > 0)
            continue;
        result.quoted = shown;
        const DocumentPtr& where = citation.source.document ? citation.source.document : named;
        result.rightDocument = named && named->path() == question.document;
        if (!where || where->path() != question.document)
            continue;
        const auto segment = std::find_if(segments.begin(), segments.end(), [&](const HaystackSegment& s) {
            return s.document == question.document;
        });
        std::vector<CharSpan> golds;
        for (const CharSpan& gold : question.golds)
            if (gold.begin >= segment->span.begin && gold.end <= segment->span.end)
                golds.push_back({gold.begin - segment->span.begin, gold.end - segment->span.begin});
        result.hit = evidenceHit(shown.toStdU32String(),
                                 QuotedText(QString::fromUtf8(where->text()).toStdU32String()), golds);
    }
    if (question.answer)
        result.answerF1 = answerF1(prose, *question.answer);
    return result;
}

} // namespace quire
