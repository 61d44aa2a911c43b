#pragma once

#include "engine/Engine.h"
#include "ingest/prompt/PromptBuilder.h"

#include <QString>

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace quire {

/// Shows a small model the passages it looked at once more, by themselves, and asks the question again.
///
/// Attention that compares a question with thousands of passages at once finds the right one among its first
/// few dozen far more often than first. So where the model's own attention looks before it names a passage is
/// read out (Session::attendedRows), and what the words of the question attend to in a layer where words look
/// for themselves (Session::attentionShares); the passages are put together into a short prompt in the order
/// of their documents, and what the model answers there is the answer. Nothing but its attention chooses,
/// twice.
class SecondLook
{
public:
    /// A layer in whose rows words of a question find themselves, and the sink of Session::attentionShares.
    struct Words
    {
        int layer = 0;
        float sink = 0; ///< nats beyond the heads' own
    };
    /// What a model asks for in its generation_config.json:
    /// "second_look": {"passages": 64, "cue": "> [", "words": {"layer": 2, "sink": -3.75}}; words may be
    /// absent.
    struct Wish
    {
        int passages = 0; ///< to be shown again, at most
        std::string cue;  ///< beginning of an answer at whose end the model looks for a passage to name
        std::optional<Words> words = {};
    };
    static std::optional<Wish> wantedBy(const std::filesystem::path& directory);

    struct Reply
    {
        QString text; ///< with the marks of the whole prompt
        GenerateResult generated;
        qint64 readTokens = 0;
        double readSeconds = 0;
    };

    /// Both must outlive the object.
    SecondLook(Engine& engine, const Prompt& whole, Wish wish);

    /// The documents have more passages than would be shown again.
    bool isWorthwhile() const;
    /// Tokens at whose end Session::attendedRows tells where the model looks.
    const std::vector<TokenId>& cue() const { return m_cue; }
    const std::optional<Words>& words() const { return m_wish.words; }
    /// Tokens of a question for Session::attentionShares, the last ones if it is longer than a step.
    std::vector<TokenId> wordsOf(const QString& question) const;
    /// The passages of the loudest rows and those with most of the words' attention, in turn: as many as are
    /// to be shown, their documents and they themselves in the order of the whole. `documents`: the tokens
    /// that every question begins with.
    Prompt excerpt(const std::vector<AttendedRow>& rows, const std::vector<RowShare>& shares,
                   std::span<const TokenId> documents);
    /// Reads what asks the question about the excerpt, and answers there. Throws as Session::prefill.
    Reply ask(const Prompt& excerpt, std::span<const Message> messages, const PrefillOptions& reading,
              GenerateOptions options);
    /// An answer about the excerpt last made, with the marks that its passages have in the whole.
    QString inTheWhole(const QString& answer) const;

private:
    struct Passage
    {
        int document = 0; ///< of the prompt
        int number = 0;   ///< from 1

        auto operator<=>(const Passage&) const = default;
    };
    struct End
    {
        std::int64_t token = 0; ///< the first one behind the passage
        Passage passage;
    };

    void findEnds(std::span<const TokenId> documents);
    std::optional<Passage> passageOf(std::int64_t firstToken, std::int64_t endToken) const;
    std::vector<Passage> loudest(const std::vector<AttendedRow>& rows) const;
    std::vector<Passage> mostAttended(const std::vector<RowShare>& shares) const;

    Engine& m_engine;
    const Prompt& m_whole;
    Wish m_wish;
    std::vector<TokenId> m_cue;
    std::vector<End> m_ends;        ///< of all passages, ascending; empty until wanted
    std::vector<Passage> m_excerpt; ///< the passages shown last, in their order
};

} // namespace quire
