#include "app/QuoteGuide.h"

#include "app/AnswerParser.h"
#include "app/GenerationConfig.h"

#include <algorithm>
#include <limits>

namespace quire {

namespace {

/// Longest token looked for, in bytes; longer ones are rare and never needed.
constexpr std::size_t longestToken = 24;

bool endsSentence(char c)
{
    return c == '.' || c == '!' || c == '?';
}

/// The first words of `text` from `at`, at most `words` and no further than the sentence.
std::string firstWords(const std::string& text, std::size_t at, int words)
{
    std::size_t end = at;
    for (int word = 0; word < words && end < text.size(); ++word) {
        const std::size_t space = std::min(text.find(' ', end + 1), text.size());
        end = space;
        if (endsSentence(text[space - 1]))
            break;
    }
    return text.substr(at, end - at);
}

std::vector<std::size_t> sentenceStarts(const std::string& text)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool first = i == 0 || (i >= 2 && text[i - 1] == ' ' && endsSentence(text[i - 2]));
        if (first && text[i] != ' ')
            starts.push_back(i);
    }
    return starts;
}

} // namespace

QuoteGuide::QuoteGuide(const Tokenizer& tokenizer, const Prompt& prompt, std::vector<TokenId> ends)
    : m_tokenizer(tokenizer), m_prompt(prompt), m_ends(std::move(ends))
{
    const SourceMap& map = prompt.map();
    for (int d = 0; d < map.documentCount(); ++d)
        for (int n = 1; n <= map.block(d).passageCount(); ++n)
            if (const auto passage = map.passage(d, n))
                m_marks.push_back("> [" + passage->mark().toStdString() + "]");
    m_marks.push_back(declineSentence().toStdString());
}

bool QuoteGuide::wantedBy(const std::filesystem::path& directory)
{
    return generationConfig(directory).value("answer_form", nlohmann::json()) == "quote";
}

std::vector<std::string> QuoteGuide::openings(const PassageRef& passage) const
{
    const QByteArray bytes = m_prompt.documents()
                                 .mid(passage.prompt.begin, passage.prompt.end - passage.prompt.begin)
                                 .simplified();
    const std::string text = bytes.toStdString();
    std::vector<std::string> found;
    for (const std::size_t start : sentenceStarts(text))
        found.push_back(firstWords(text, start, quotedWords));
    return found;
}

const std::vector<std::string>& QuoteGuide::candidates(const std::string& said)
{
    const std::size_t markEnd = said.find(']');
    if (!said.starts_with('>') || markEnd == std::string::npos)
        return m_marks;
    const std::string line = said.substr(0, markEnd + 1);
    if (line != m_quotedLine) {
        m_quotedLine = line;
        m_quotes.assign({line}); // without words the passage is quoted whole
        const QString mark = QString::fromStdString(line.substr(3, markEnd - 3));
        if (const auto passage = m_prompt.map().passage(mark))
            for (const std::string& words : openings(*passage))
                m_quotes.push_back(line + " " + words + "…");
    }
    return m_quotes;
}

void QuoteGuide::operator()(std::span<const TokenId> answer, std::span<float> logits)
{
    const std::string said = m_tokenizer.decode(answer, true);
    std::vector<float> kept(logits.size(), -std::numeric_limits<float>::infinity());
    bool goesOn = false;
    bool complete = false;
    const auto keep = [&](TokenId id) {
        kept[static_cast<std::size_t>(id)] = logits[static_cast<std::size_t>(id)];
        goesOn = true;
    };
    for (const std::string& candidate : candidates(said)) {
        if (!candidate.starts_with(said))
            continue;
        complete = complete || candidate.size() == said.size();
        const std::string rest = candidate.substr(said.size(), longestToken);
        for (std::size_t length = 1; length <= rest.size(); ++length)
            if (const auto id = m_tokenizer.tokenId(rest.substr(0, length)); id && !m_tokenizer.isAdded(*id))
                keep(*id);
    }
    if (complete || !goesOn)
        for (const TokenId id : m_ends)
            keep(id);
    std::copy(kept.begin(), kept.end(), logits.begin());
}

} // namespace quire
