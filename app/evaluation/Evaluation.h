#pragma once

#include "app/Assistant.h"
#include "app/evaluation/Haystack.h"

#include <functional>
#include <vector>

namespace quire {

/// Where the answer stands: in its document alone (tokens = 0), or in a haystack.
struct EvaluationScope
{
    qint64 tokens = 0;
    double depth = 0;

    QString name() const; ///< "document", "32K", "1M"
};

/// What became of one question.
struct EvaluationResult
{
    const EvaluationQuestion* question = nullptr;
    EvaluationScope scope;
    bool hit = false;           ///< the first quote hits a gold span
    int quotes = 0;             ///< given
    int exactQuotes = 0;        ///< of these, verbatim in the document named
    double answerF1 = -1;       ///< -1 where no answer is expected
    bool rightDocument = false; ///< the first quote names the document with the answer
    bool declined = false;
    qint64 promptTokens = 0;
    qint64 readTokens = 0; ///< read for this question; the documents count for the first one about them
    double readSeconds = 0;
    double answerSeconds = 0;
    qint64 rereadTokens = 0; ///< of passages that were shown a second time
    double rereadSeconds = 0;
    qint64 answerTokens = 0;
    qint64 drafted = 0, accepted = 0;
    quint64 cacheBytes = 0;
    QString said;   ///< as the model wrote it
    QString quoted; ///< the first quote as shown
};

struct EvaluationOptions
{
    std::vector<qint64> haystacks; ///< tokens; none: each document alone
    std::vector<double> depths{0, 0.25, 0.5, 0.75, 1};
    int limit = 0; ///< most questions; 0: all
    AskOptions ask;
};

/// Puts a set's questions to a model the way the application does: prompt, assistant, guide and look-up of
/// the quotes are its own. A document alone is read once for all questions about it.
class Evaluation
{
public:
    Evaluation(std::shared_ptr<Engine> engine, const EvaluationSet& set, EvaluationOptions options);

    using Report = std::function<void(const EvaluationResult&)>;
    using Reading = std::function<void(const PrefillProgress&)>;
    /// Every result as it comes, and all of them in the end.
    std::vector<EvaluationResult> run(const Report& report, const Reading& reading = {});

private:
    void askAlone(const Report& report);
    void askInHaystacks(const Report& report);
    std::vector<const EvaluationQuestion*> chosen(bool fifthOnly) const;
    EvaluationResult ask(Assistant& assistant, const EvaluationQuestion& question,
                         const std::vector<HaystackSegment>& segments, EvaluationScope scope) const;
    Prompt promptOf(const std::vector<HaystackSegment>& segments) const;
    double charactersPerToken() const;

    std::shared_ptr<Engine> m_engine;
    const EvaluationSet& m_set;
    EvaluationOptions m_options;
    Reading m_reading;
    std::vector<EvaluationResult> m_results;
};

} // namespace quire
