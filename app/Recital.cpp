#include "app/Recital.h"

#include "app/AppError.h"
#include "engine/text/ChatTokens.h"
#include "engine/text/Tokenizer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace quire {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const QString& what)
{
    throw AppError(AppErrorCode::InputUnusable,
                   QStringLiteral("%1 asks to recite questions, but %2.")
                       .arg(QString::fromStdString(file.string()), what),
                   QStringLiteral("Copy the one published with these weights, and their tokenizer.json."));
}

} // namespace

std::optional<Recital> Recital::wantedBy(const std::filesystem::path& directory, const Tokenizer& tokenizer)
{
    const std::filesystem::path path = directory / "generation_config.json";
    std::ifstream file(path);
    const nlohmann::json config = nlohmann::json::parse(file, nullptr, false);
    if (!config.is_object() || !config.contains("recital"))
        return std::nullopt;
    const nlohmann::json& form = config["recital"];
    const auto control = [&](const nlohmann::json& name) {
        const std::optional<TokenId> id =
            name.is_string() ? tokenizer.tokenId(name.get<std::string>()) : std::nullopt;
        if (!id || !tokenizer.isAdded(*id))
            refuse(path, QStringLiteral("%1 is no control token").arg(QString::fromStdString(name.dump())));
        return *id;
    };
    const bool whole = form.is_object() && form.contains("cue") && form.contains("opened_by") &&
                       form["opened_by"].is_array() && !form["opened_by"].empty() &&
                       form.value("tokens", nlohmann::json()).is_number_unsigned() && form["tokens"] > 0;
    if (!whole)
        refuse(path, QStringLiteral("does not say behind which tokens, or how much"));
    Recital recital;
    recital.m_answer = control(std::string(chat::kAssistant));
    recital.m_cue = control(form["cue"]);
    for (const nlohmann::json& opening : form["opened_by"])
        recital.m_openings.push_back(control(opening));
    recital.m_longest = form["tokens"].get<std::size_t>();
    return recital;
}

std::vector<TokenId> Recital::in(std::vector<TokenId> prompt, std::span<const TokenId> question) const
{
    const std::span<const TokenId> said = question.last(std::min(question.size(), m_longest));
    std::vector<TokenId> recited{m_cue};
    for (const TokenId opening : m_openings) {
        recited.push_back(opening);
        recited.insert(recited.end(), said.begin(), said.end());
        recited.push_back(m_cue);
    }
    const auto answer = std::find(prompt.rbegin(), prompt.rend(), m_answer);
    const auto before = answer == prompt.rend() ? prompt.end() : std::prev(answer.base());
    prompt.insert(before, recited.begin(), recited.end());
    return prompt;
}

} // namespace quire
