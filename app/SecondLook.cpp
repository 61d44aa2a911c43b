#include "app/SecondLook.h"

#include "app/GenerationConfig.h"
#include "app/QuoteGuide.h"

#include <QElapsedTimer>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace quire {

namespace {

/// More passages than a prompt of the second look may have, whatever a file asks for.
constexpr int mostPassages = 1024;

std::optional<SecondLook::Words> wordsWanted(const nlohmann::json& wish)
{
    const nlohmann::json words = wish.value("words", nlohmann::json());
    if (!words.is_object())
        return std::nullopt;
    const nlohmann::json layer = words.value("layer", nlohmann::json());
    const nlohmann::json sink = words.value("sink", nlohmann::json());
    if (!layer.is_number_integer() || !sink.is_number())
        return std::nullopt;
    return SecondLook::Words{layer.get<int>(), sink.get<float>()};
}

} // namespace

std::optional<SecondLook::Wish> SecondLook::wantedBy(const std::filesystem::path& directory)
{
    const nlohmann::json config = generationConfig(directory);
    const auto wish = config.find("second_look");
    if (wish == config.end() || !wish->is_object())
        return std::nullopt;
    const nlohmann::json passages = wish->value("passages", nlohmann::json());
    const nlohmann::json cue = wish->value("cue", nlohmann::json());
    if (!passages.is_number_integer() || !cue.is_string() || passages < 1 || passages > mostPassages)
        return std::nullopt;
    return Wish{passages.get<int>(), cue.get<std::string>(), wordsWanted(*wish)};
}

SecondLook::SecondLook(Engine& engine, const Prompt& whole, Wish wish)
    : m_engine(engine), m_whole(whole), m_wish(std::move(wish)),
      m_cue(engine.tokenizer()->encode(m_wish.cue, SpecialTokens::Inert))
{
}

bool SecondLook::isWorthwhile() const
{
    int passages = 0;
    for (int d = 0; d < m_whole.map().documentCount(); ++d)
        passages += m_whole.map().block(d).passageCount();
    return passages > m_wish.passages && !m_cue.empty();
}

std::vector<TokenId> SecondLook::wordsOf(const QString& question) const
{
    std::vector<TokenId> tokens = m_engine.tokenizer()->encode(question.toStdString(), SpecialTokens::Inert);
    const auto most = std::ptrdiff_t(m_engine.options().chunk);
    if (std::ssize(tokens) > most)
        tokens.erase(tokens.begin(), tokens.end() - most);
    return tokens;
}

void SecondLook::findEnds(std::span<const TokenId> documents)
{
    const Tokenizer& tokenizer = *m_engine.tokenizer();
    const SourceMap& map = m_whole.map();
    std::int64_t token = 0;
    qint64 byte = -Prompt::systemText().size(); // where the next token begins, in bytes of the documents
    for (int d = 0; d < map.documentCount(); ++d)
        for (int n = 1; n <= map.block(d).passageCount(); ++n) {
            const qint64 end = map.blockRange(d).begin + map.block(d).passageLine(n).end;
            for (; byte < end && token < std::int64_t(documents.size()); ++token)
                if (const TokenId id = documents[std::size_t(token)]; !tokenizer.isSpecial(id))
                    byte += qint64(tokenizer.tokenText(id).size());
            m_ends.push_back({token, {d, n}});
        }
}

/// The passage that ends among a row's tokens, the last one if two do; else the one that holds them. The row
/// of a passage is the one at its end: only there all of it has been seen.
std::optional<SecondLook::Passage> SecondLook::passageOf(std::int64_t firstToken, std::int64_t endToken) const
{
    const auto behind = std::partition_point(m_ends.begin(), m_ends.end(),
                                             [&](const End& end) { return end.token < endToken; });
    if (behind != m_ends.begin() && std::prev(behind)->token >= firstToken)
        return std::prev(behind)->passage;
    return behind == m_ends.end() ? std::nullopt : std::optional(behind->passage);
}

std::vector<SecondLook::Passage> SecondLook::loudest(const std::vector<AttendedRow>& rows) const
{
    std::vector<Passage> passages;
    for (const AttendedRow& row : rows)
        if (const auto passage = passageOf(row.firstToken, row.endToken))
            passages.push_back(*passage);
    return passages;
}

/// A passage has what all of its rows have; where passages have the same, the first one comes first.
std::vector<SecondLook::Passage> SecondLook::mostAttended(const std::vector<RowShare>& shares) const
{
    std::map<Passage, float> sums;
    for (const RowShare& row : shares)
        if (const auto passage = passageOf(row.firstToken, row.endToken))
            sums[*passage] += row.share;
    std::vector<Passage> passages;
    for (const auto& [passage, sum] : sums)
        passages.push_back(passage);
    std::ranges::stable_sort(passages, std::ranges::greater(),
                             [&](const Passage& passage) { return sums[passage]; });
    return passages;
}

Prompt SecondLook::excerpt(const std::vector<AttendedRow>& rows, const std::vector<RowShare>& shares,
                           std::span<const TokenId> documents)
{
    if (m_ends.empty())
        findEnds(documents);
    const std::vector<Passage> lists[] = {loudest(rows), mostAttended(shares)};
    std::set<Passage> shown;
    for (std::size_t turn = 0; turn < std::max(lists[0].size(), lists[1].size()); ++turn)
        for (const std::vector<Passage>& list : lists)
            if (turn < list.size() && int(shown.size()) < m_wish.passages)
                shown.insert(list[turn]);
    m_excerpt.assign(shown.begin(), shown.end());
    std::vector<PromptBlockPtr> blocks;
    for (auto first = shown.begin(); first != shown.end();) {
        const int document = first->document;
        std::vector<int> numbers;
        for (; first != shown.end() && first->document == document; ++first)
            numbers.push_back(first->number);
        blocks.push_back(PromptBlock::excerpt(m_whole.map().block(document), numbers));
    }
    return Prompt(std::move(blocks));
}

SecondLook::Reply SecondLook::ask(const Prompt& excerpt, std::span<const Message> messages,
                                  const PrefillOptions& reading, GenerateOptions options)
{
    const Tokenizer& tokenizer = *m_engine.tokenizer();
    const std::vector<TokenId> tokens = ChatFormat(ChatOptions{}).tokens(tokenizer, messages);
    Reply reply;
    reply.readTokens = qint64(tokens.size());
    QElapsedTimer timer;
    timer.start();
    Session session = m_engine.newSession();
    session.prefill(tokens, reading);
    reply.readSeconds = double(timer.nsecsElapsed()) * 1e-9;
    QuoteGuide guide(tokenizer, excerpt, m_engine.config().eosTokens);
    options.guide = std::ref(guide);
    reply.generated = session.generate(options);
    reply.text = inTheWhole(QString::fromStdString(reply.generated.text));
    return reply;
}

QString SecondLook::inTheWhole(const QString& answer) const
{
    const QString before = QStringLiteral("> [");
    const qsizetype end = answer.indexOf(QLatin1Char(']'));
    if (!answer.startsWith(before) || end < 0)
        return answer;
    const QString mark = answer.mid(before.size(), end - before.size());
    // Documents keep their labels; the passages of each were numbered anew, in their order.
    int number = 0;
    for (const Passage& passage : m_excerpt) {
        const QString& label = m_whole.map().block(passage.document).label();
        number =
            passage == m_excerpt.front() || passage.document != (&passage - 1)->document ? 1 : number + 1;
        if (mark == label + QString::number(number))
            return before + label + QString::number(passage.number) + answer.mid(end);
    }
    return answer;
}

} // namespace quire
