#include "ingest/prompt/TokenBudget.h"

#include <map>
#include <numeric>

namespace quire {

qint64 PromptTokens::total() const
{
    return std::accumulate(documents.begin(), documents.end(), system);
}

qint64 TokenBudget::count(const PromptBlockPtr& block)
{
    const auto known = m_counted.constFind(block.get());
    if (known != m_counted.constEnd())
        return known->second;
    const qint64 tokens = m_counter(block->bytes());
    m_counted.insert(block.get(), {block, tokens});
    return tokens;
}

PromptTokens TokenBudget::measure(const Prompt& prompt)
{
    if (m_system < 0)
        m_system = m_counter(Prompt::systemText());
    PromptTokens tokens;
    tokens.system = m_system;
    for (int i = 0; i < prompt.map().documentCount(); ++i)
        tokens.documents.push_back(count(prompt.map().blockPtr(i)));
    return tokens;
}

std::vector<FolderTokens> TokenBudget::byFolder(const Prompt& prompt, const PromptTokens& tokens)
{
    std::map<QString, FolderTokens> folders;
    for (int i = 0; i < prompt.map().documentCount(); ++i) {
        const QString& name = prompt.map().block(i).document()->name();
        for (qsizetype slash = name.indexOf(u'/'); slash >= 0; slash = name.indexOf(u'/', slash + 1)) {
            FolderTokens& folder = folders[name.first(slash + 1)];
            ++folder.documents;
            folder.tokens += tokens.documents[size_t(i)];
        }
    }
    std::vector<FolderTokens> sums;
    for (auto& [name, folder] : folders) {
        folder.folder = name;
        sums.push_back(std::move(folder));
    }
    return sums;
}

} // namespace quire
