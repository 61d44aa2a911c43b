#include "app/Assistant.h"

#include "app/AppError.h"
#include "app/Repetition.h"
#include "engine/text/CompletionParser.h"

#include <QElapsedTimer>

#include <algorithm>
#include <functional>

namespace quire {

namespace {

qint64 commonPrefix(std::span<const TokenId> a, std::span<const TokenId> b)
{
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

QString fromUtf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// The messages of a first question.
std::vector<Message> opening(const Prompt& prompt, const QString& question)
{
    std::vector<Message> messages;
    if (prompt.map().documentCount() > 0) {
        messages.emplace_back();
        messages.back().role = Role::System;
        messages.back().content = Prompt::systemText().toStdString();
    }
    messages.emplace_back();
    messages.back().content = prompt.user(question).toStdString();
    return messages;
}

/// What the shelf of read documents calls these: their names, and a key that is the same for the same texts.
SessionLabel labelOf(const SourceMap& map)
{
    QStringList names;
    QByteArray key;
    for (int i = 0; i < map.documentCount(); ++i) {
        names.append(map.block(i).document()->name());
        key += map.block(i).label().toUtf8() + '\0' + map.block(i).document()->contentHash();
    }
    return {names.join(QStringLiteral(", ")).toStdString(), key.toStdString()};
}

} // namespace

std::vector<Citation> Answer::citations() const
{
    std::vector<Citation> all;
    for (const AnswerPart& part : parts)
        if (part.citation)
            all.push_back(*part.citation);
    return all;
}

/// Takes a completion apart while it comes: thinking, prose, quotes looked up.
class Assistant::Reply
{
public:
    Reply(Answer& answer, CitationResolver& resolver, const AskEvents& events, bool thinking)
        : m_answer(answer), m_resolver(resolver), m_events(events), m_completion(thinking)
    {
    }

    void feed(const std::string& text) { take(m_completion.feed(text)); }

    void finish()
    {
        take(m_completion.finish());
        show(m_parser.finish());
        m_answer.declined = isDecline(m_answer.text);
    }

private:
    void take(const std::vector<CompletionEvent>& events)
    {
        for (const CompletionEvent& event : events) {
            if (event.kind == CompletionEvent::Kind::Thinking)
                think(fromUtf8(event.text));
            // Without tools a malformed call is just what the model says.
            else if (event.kind == CompletionEvent::Kind::Text ||
                     event.kind == CompletionEvent::Kind::Malformed)
                say(fromUtf8(event.text));
        }
    }

    void think(const QString& text)
    {
        m_answer.thinking += text;
        if (m_events.thinking && !text.isEmpty())
            m_events.thinking(text);
    }

    void say(QString text)
    {
        if (m_answer.text.isEmpty()) // white space between thinking and answer belongs to neither
            while (!text.isEmpty() && text.front().isSpace())
                text.remove(0, 1);
        m_answer.text += text;
        if (m_events.text && !text.isEmpty())
            m_events.text(text);
        show(m_parser.feed(text));
    }

    void show(const std::vector<AnswerPiece>& pieces)
    {
        for (const AnswerPiece& piece : pieces) {
            AnswerPart part{piece.text, std::nullopt};
            if (piece.kind == AnswerPiece::Kind::Quote)
                part.citation = m_resolver.resolve(piece.quote);
            else if (piece.kind == AnswerPiece::Kind::Reference)
                part.citation = m_resolver.resolveReference(piece.quote.mark);
            if (m_events.part)
                m_events.part(part);
            std::vector<AnswerPart>& parts = m_answer.parts;
            if (!part.citation && !parts.empty() && !parts.back().citation)
                parts.back().text += part.text;
            else
                parts.push_back(part);
        }
    }

    Answer& m_answer;
    CitationResolver& m_resolver;
    const AskEvents& m_events;
    CompletionParser m_completion;
    AnswerParser m_parser;
};

Assistant::Assistant(std::shared_ptr<Engine> engine, Prompt prompt, std::shared_ptr<CacheStore> cache)
    : m_engine(std::move(engine)), m_prompt(std::move(prompt)), m_resolver(m_prompt.map()),
      m_session(m_engine, std::move(cache), labelOf(m_prompt.map()))
{
    if (!m_engine->tokenizer())
        throw AppError(AppErrorCode::InputUnusable,
                       QStringLiteral("%1 has no tokenizer.json.")
                           .arg(QString::fromStdString(m_engine->checkpoint().directory().string())),
                       QStringLiteral("Copy the one published with these weights beside them."));
    if (QuoteGuide::wantedBy(m_engine->checkpoint().directory()))
        m_guide.emplace(*m_engine->tokenizer(), m_prompt, m_engine->config().eosTokens);
    if (const auto wish = SecondLook::wantedBy(m_engine->checkpoint().directory()); wish && m_guide)
        m_secondLook.emplace(*m_engine, m_prompt, *wish);
}

Effort Assistant::possible(Effort asked) const
{
    return m_guide ? Effort::Fast : asked;
}

std::vector<TokenId> Assistant::tokensFor(const std::vector<Message>& messages, Effort effort)
{
    ChatOptions options;
    options.effort = possible(effort);
    return m_memo.tokens(*m_engine->tokenizer(), ChatFormat(options).segments(messages));
}

const std::vector<TokenId>& Assistant::documentTokens(Effort effort)
{
    std::vector<TokenId>& tokens = m_documentTokens[effort];
    if (tokens.empty()) {
        // Two questions have in common what comes before the question.
        tokens = tokensFor(opening(m_prompt, QString()), effort);
        tokens.resize(
            std::size_t(commonPrefix(tokens, tokensFor(opening(m_prompt, QStringLiteral("?")), effort))));
    }
    return tokens;
}

qint64 Assistant::documentSize(Effort effort)
{
    return qint64(documentTokens(effort).size());
}

DocumentsAtHand Assistant::documentsAtHand(Effort effort)
{
    const std::vector<TokenId>& documents = documentTokens(effort);
    const Beginning beginning = m_session.beginningOf(documents);
    DocumentsAtHand atHand{beginning.tokens, qint64(documents.size()), {}, 0};
    if (m_prompt.map().documentCount() > 0 && atHand.tokens < atHand.all &&
        beginning.stored.miss == Miss::Differs) {
        atHand.changedAt = beginning.stored.differsAt;
        atHand.changed = documentAt(atHand.changedAt, documents);
    }
    return atHand;
}

/// The name of the document that a token of the prompt belongs to.
QString Assistant::documentAt(qint64 token, std::span<const TokenId> documents) const
{
    const std::string rest = m_engine->tokenizer()->decode(documents.subspan(std::size_t(token)), true);
    const SourceMap& map = m_prompt.map();
    const qint64 byte = std::max<qint64>(0, map.size() - qint64(rest.size()));
    int index = 0;
    while (index + 1 < map.documentCount() && byte >= map.blockRange(index).end)
        ++index;
    return map.block(index).document()->name();
}

void Assistant::readDocuments(const AskOptions& options, const AskEvents& events)
{
    const qint64 size = documentSize(options.effort);
    if (size > m_engine->config().maxPositions)
        refuse(size);
    if (documentsAtHand(options.effort).tokens >= size)
        return;
    Answer answer;
    read(documentTokens(options.effort), options, events, answer);
}

QString Assistant::notKept() const
{
    return fromUtf8(m_session.problem());
}

QString Assistant::keptAs() const
{
    return fromUtf8(m_session.keptAs());
}

void Assistant::setHistory(const std::vector<std::pair<QString, QString>>& questionsAndAnswers)
{
    m_messages.clear();
    for (const auto& [question, answer] : questionsAndAnswers) {
        if (m_messages.empty()) {
            m_messages = opening(m_prompt, question);
        } else {
            m_messages.emplace_back();
            m_messages.back().content = question.toStdString();
        }
        m_messages.emplace_back();
        m_messages.back().role = Role::Assistant;
        m_messages.back().content = answer.toStdString();
    }
}

void Assistant::refuse(qint64 tokens) const
{
    throw AppError(AppErrorCode::InputUnusable,
                   QStringLiteral("Documents and question are %1 tokens, but this model takes at most %2.")
                       .arg(tokens)
                       .arg(m_engine->config().maxPositions),
                   QStringLiteral("Leave out some documents or use a model with a longer context."));
}

Answer Assistant::ask(const QString& question, const AskOptions& options, const AskEvents& events)
{
    std::vector<Message> messages = m_messages;
    if (messages.empty()) {
        messages = opening(m_prompt, question);
    } else {
        messages.emplace_back();
        messages.back().content = question.toStdString();
    }
    const std::vector<TokenId> tokens = tokensFor(messages, options.effort);
    Answer answer;
    answer.promptTokens = qint64(tokens.size());
    const std::int64_t room = m_engine->config().maxPositions - answer.promptTokens;
    if (room < 1)
        refuse(answer.promptTokens);
    read(tokens, options, events, answer);

    Reply reply(answer, m_resolver, events, possible(options.effort) != Effort::Fast);
    GenerateOptions saying;
    saying.maxTokens = int(std::min<std::int64_t>(options.maxTokens, room));
    saying.temperature = options.temperature;
    saying.speculate = options.speculate;
    saying.seed = options.seed;
    saying.stopFlag = options.stop;
    const GenerateResult result = looksAgain() ? generateFromExcerpt(question, saying, events, reply, answer)
                                               : generate(saying, reply, answer);
    reply.finish();
    answer.reason = answer.repeating ? FinishReason::StopText : result.reason;
    answer.answerTokens = qint64(result.tokens.size());
    answer.answerSeconds = result.seconds;
    answer.drafted = result.drafted;
    answer.accepted = result.accepted;
    remember(std::move(messages), answer);
    return answer;
}

GenerateResult Assistant::generate(const GenerateOptions& options, Reply& reply, Answer& answer)
{
    GenerateOptions guided = options;
    if (m_guide) // without documents it says that they do not say
        guided.guide = std::ref(*m_guide);
    std::vector<TokenId> said;
    return m_session.generate(guided, [&](const GeneratedToken& token) {
        reply.feed(token.text);
        said.push_back(token.token);
        answer.repeating = repeatsItself(said);
        return !answer.repeating;
    });
}

GenerateResult Assistant::generateFromExcerpt(const QString& question, const GenerateOptions& options,
                                              const AskEvents& events, Reply& reply, Answer& answer)
{
    const auto rows = m_session.attendedRows(m_secondLook->cue());
    std::vector<RowShare> shares;
    if (const auto words = m_secondLook->words())
        if (const auto asked = m_secondLook->wordsOf(question); !asked.empty())
            shares = m_session.attentionShares(asked, words->layer, words->sink);
    const Prompt excerpt = m_secondLook->excerpt(rows, shares, documentTokens(Effort::Fast));
    if (excerpt.map().documentCount() == 0) // it looked nowhere in the documents
        return generate(options, reply, answer);
    PrefillOptions reading;
    reading.stop = options.stopFlag;
    reading.progress = events.reading;
    try {
        const SecondLook::Reply second =
            m_secondLook->ask(excerpt, opening(excerpt, question), reading, options);
        answer.rereadTokens = second.readTokens;
        answer.rereadSeconds = second.readSeconds;
        reply.feed(second.text.toStdString());
        return second.generated;
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::Cancelled)
            throw;
        throw AppError(AppErrorCode::Cancelled,
                       QStringLiteral("Cancelled while passages were read again; there is no answer yet."));
    }
}

void Assistant::remember(std::vector<Message> messages, const Answer& answer)
{
    messages.emplace_back();
    messages.back().role = Role::Assistant;
    messages.back().content = answer.text.toStdString();
    messages.back().reasoning = answer.thinking.toStdString();
    m_messages = std::move(messages);
}

void Assistant::read(const std::vector<TokenId>& tokens, const AskOptions& options, const AskEvents& events,
                     Answer& answer)
{
    QElapsedTimer timer;
    timer.start();
    const qint64 from = m_session.beginningOf(tokens).tokens;
    answer.readTokens = qint64(tokens.size()) - from;
    ReadOptions reading;
    reading.sharedEnd = commonPrefix(documentTokens(options.effort), tokens);
    reading.endsWith = SnapshotKind::Pause; // the answer's end takes its place
    reading.prefill.stop = options.stop;
    reading.prefill.rate = options.rate;
    reading.prefill.progress = [&](const PrefillProgress& whole) {
        if (events.reading)
            events.reading({whole.done - from, whole.total - from, whole.tokensPerSecond, whole.secondsLeft});
    };
    try {
        answer.readTokens = m_session.read(tokens, reading).computed;
    } catch (const EngineError& error) {
        if (error.code() != ErrorCode::Cancelled)
            throw;
        throw AppError(AppErrorCode::Cancelled,
                       QStringLiteral("Cancelled after %1 of %2 tokens; there is no answer yet.")
                           .arg(std::max<qint64>(0, m_session.session().position() - from))
                           .arg(answer.readTokens));
    }
    answer.readSeconds = double(timer.nsecsElapsed()) * 1e-9;
}

} // namespace quire
