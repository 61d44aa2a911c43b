#include "engine/model/Json.h"

#include "engine/Error.h"

#include <algorithm>
#include <cstddef>

namespace quire {

nlohmann::json parseJson(const std::string& text, const std::string& where, int maxDepth)
{
    using Json = nlohmann::json;
    const auto fail = [&](const std::string& why) {
        return EngineError(ErrorCode::BadCheckpoint, where + " is not what it should be: " + why + ".",
                           "Download the file again.");
    };
    // The parser takes a zero byte for the end of the text and would not look at what follows.
    if (text.find('\0') != std::string::npos)
        throw fail("it is no valid JSON (it holds a zero byte)");
    // The depth is checked while parsing: a file of nothing but brackets would cost gigabytes otherwise.
    const auto limitDepth = [&](int depth, Json::parse_event_t event, Json&) {
        const bool opens =
            event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (opens && depth >= maxDepth)
            throw fail("it is nested more than " + std::to_string(maxDepth) + " deep");
        return true;
    };
    try {
        Json parsed = Json::parse(text, limitDepth);
        if (!parsed.is_object())
            throw fail("it is no JSON object");
        return parsed;
    } catch (const Json::parse_error& e) {
        const auto at = std::min(e.byte == 0 ? 0 : e.byte - 1, text.size());
        const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
        throw fail("it is no valid JSON from line " + std::to_string(line) + " on");
    } catch (const Json::exception&) {
        throw fail("it is no valid JSON: it holds a number that no computer can hold");
    }
}

} // namespace quire
