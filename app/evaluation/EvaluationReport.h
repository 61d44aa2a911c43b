#pragma once

#include "app/evaluation/Evaluation.h"

#include <QJsonObject>

namespace quire {

/// Means over the questions of one scope, one depth or one kind.
struct EvaluationMeans
{
    QString scope, group; ///< "32K", "depth 0.5"; group "all" is everything
    int answerable = 0, unanswerable = 0;
    double hit = 0;       ///< of the answerable
    double exact = 1;     ///< of all quotes
    double answerF1 = -1; ///< -1: no short answers are expected
    double rightDocument = 0;
    double declined = 0; ///< of the unanswerable, rightly
    double refused = 0;  ///< of the answerable, wrongly
    double tokens = 0;   ///< of a prompt
    double readTokensPerSecond = 0;
    double answerSeconds = 0; ///< with what passages took that were shown a second time
    double decodeTokensPerSecond = 0;
    double accepted = -1; ///< of the MTP head's drafts; -1: there were none
    double cacheBytes = 0;
};

/// By scope; within a scope first "all", then by depth and by kind where there are several.
std::vector<EvaluationMeans> meansOf(const std::vector<EvaluationResult>& results);

QString evaluationTable(const std::vector<EvaluationMeans>& means);
QJsonObject evaluationJson(const QString& set, const QString& model,
                           const std::vector<EvaluationMeans>& means,
                           const std::vector<EvaluationResult>& results);
/// hit@1 by scope as a drawing.
QByteArray evaluationPlot(const QString& title, const std::vector<EvaluationMeans>& means);

} // namespace quire
