#pragma once

#include <stdexcept>
#include <string>

namespace quire {

/// What kind of thing went wrong in the engine; callers branch on this, people read the text.
enum class ErrorCode
{
    FileUnreadable,  ///< a file is missing, unreadable or shorter than it says
    BadCheckpoint,   ///< config.json or a tensor is missing, mis-shaped, of the wrong dtype, or lying
    ForeignModel,    ///< a checkpoint of an architecture this engine does not run
    BadTokenizer,    ///< tokenizer.json cannot be used
    BadInput,        ///< the caller's tokens, options or prompt are outside what the model takes
    ContextOverflow, ///< more tokens than the model's positions
    OutOfMemory,     ///< the memory plan does not fit; the details are its table
    NotFinite,       ///< weights or activations hold NaN or infinity
    Cancelled,       ///< the caller asked to stop
    CacheDamaged,    ///< a file of the cache store does not hold what was written
    CacheUnwritable, ///< the cache store cannot be written: no room, read-only, no permission, broken disk
    DeviceFailed,    ///< a GPU stopped working or refused a command
    Internal,        ///< a broken promise of ours
};

/// The one exception type the engine throws. what() is two plain sentences: what happened and where, then
/// what the person can do about it. details() is what may lie behind it, for those who want to know.
class EngineError : public std::runtime_error
{
public:
    EngineError(ErrorCode code, const std::string& happened, const std::string& remedy = {},
                const std::string& details = {})
        : std::runtime_error(remedy.empty() ? happened : happened + " " + remedy), m_code(code),
          m_details(details)
    {
    }

    ErrorCode code() const noexcept { return m_code; }
    /// Plain text in lines, each ended by a newline; may be empty.
    const std::string& details() const noexcept { return m_details; }

private:
    ErrorCode m_code;
    std::string m_details;
};

} // namespace quire
