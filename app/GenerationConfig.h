#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace quire {

/// A model's generation_config.json; an empty object where there is none or it is no object.
inline nlohmann::json generationConfig(const std::filesystem::path& directory)
{
    std::ifstream file(directory / "generation_config.json");
    nlohmann::json config = nlohmann::json::parse(file, nullptr, false);
    return config.is_object() ? config : nlohmann::json::object();
}

} // namespace quire
