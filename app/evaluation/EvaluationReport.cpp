#include "app/evaluation/EvaluationReport.h"

#include "app/cli/Terminal.h"

#include <QJsonArray>

#include <algorithm>

namespace quire {

namespace {

const QString everything = QStringLiteral("all");

QString share(double value)
{
    return value < 0 ? QStringLiteral("–") : QString::number(value, 'f', 3);
}

EvaluationMeans mean(const QString& scope, const QString& group,
                     const std::vector<const EvaluationResult*>& results)
{
    EvaluationMeans m;
    m.scope = scope;
    m.group = group;
    double quotes = 0, exact = 0, f1 = 0, f1Count = 0, readTokens = 0, readSeconds = 0, rereadSeconds = 0,
           said = 0, saidSeconds = 0, drafted = 0, accepted = 0;
    for (const EvaluationResult* r : results) {
        if (r->question->golds.empty()) {
            ++m.unanswerable;
            m.declined += r->declined ? 1 : 0;
        } else {
            ++m.answerable;
            m.hit += r->hit ? 1 : 0;
            m.rightDocument += r->rightDocument ? 1 : 0;
            m.refused += r->declined ? 1 : 0;
        }
        quotes += r->quotes;
        exact += r->exactQuotes;
        if (r->answerF1 >= 0) {
            f1 += r->answerF1;
            ++f1Count;
        }
        m.tokens += double(r->promptTokens);
        readTokens += double(r->readTokens);
        readSeconds += r->readSeconds;
        saidSeconds += r->answerSeconds;
        rereadSeconds += r->rereadSeconds;
        said += double(r->answerTokens);
        drafted += double(r->drafted);
        accepted += double(r->accepted);
        m.cacheBytes += double(r->cacheBytes);
    }
    const auto per = [](double sum, double count) { return count > 0 ? sum / count : 0; };
    const auto count = double(results.size());
    m.hit = per(m.hit, m.answerable);
    m.rightDocument = per(m.rightDocument, m.answerable);
    m.refused = per(m.refused, m.answerable);
    m.declined = per(m.declined, m.unanswerable);
    m.exact = quotes > 0 ? exact / quotes : 1;
    m.answerF1 = f1Count > 0 ? f1 / f1Count : -1;
    m.tokens = per(m.tokens, count);
    m.readTokensPerSecond = per(readTokens, readSeconds);
    m.decodeTokensPerSecond = per(said, saidSeconds);
    m.answerSeconds = per(saidSeconds + rereadSeconds, count);
    m.accepted = drafted > 0 ? accepted / drafted : -1;
    m.cacheBytes = per(m.cacheBytes, count);
    return m;
}

void appendGroups(std::vector<EvaluationMeans>& means, const QString& scope,
                  const std::vector<const EvaluationResult*>& results,
                  const std::function<QString(const EvaluationResult&)>& groupOf)
{
    std::vector<QString> groups;
    for (const EvaluationResult* r : results)
        if (const QString group = groupOf(*r);
            !group.isEmpty() && std::find(groups.begin(), groups.end(), group) == groups.end())
            groups.push_back(group);
    if (groups.size() < 2)
        return;
    for (const QString& group : groups) {
        std::vector<const EvaluationResult*> some;
        std::copy_if(results.begin(), results.end(), std::back_inserter(some),
                     [&](const EvaluationResult* r) { return groupOf(*r) == group; });
        means.push_back(mean(scope, group, some));
    }
}

} // namespace

std::vector<EvaluationMeans> meansOf(const std::vector<EvaluationResult>& results)
{
    std::vector<EvaluationMeans> means;
    std::vector<QString> scopes;
    for (const EvaluationResult& r : results)
        if (std::find(scopes.begin(), scopes.end(), r.scope.name()) == scopes.end())
            scopes.push_back(r.scope.name());
    for (const QString& scope : scopes) {
        std::vector<const EvaluationResult*> some;
        for (const EvaluationResult& r : results)
            if (r.scope.name() == scope)
                some.push_back(&r);
        means.push_back(mean(scope, everything, some));
        appendGroups(means, scope, some, [](const EvaluationResult& r) {
            return r.scope.tokens ? QStringLiteral("depth %1").arg(r.scope.depth) : QString();
        });
        appendGroups(means, scope, some, [](const EvaluationResult& r) { return r.question->kind; });
    }
    return means;
}

QString evaluationTable(const std::vector<EvaluationMeans>& means)
{
    std::vector<QStringList> rows;
    for (const EvaluationMeans& m : means)
        rows.push_back({m.scope, m.group, QString::number(m.answerable), share(m.hit), share(m.exact),
                        share(m.answerF1), share(m.rightDocument),
                        m.unanswerable ? share(m.declined) : QStringLiteral("–"), share(m.refused),
                        formatCount(qint64(m.tokens)), formatRate(m.readTokensPerSecond),
                        QString::number(m.answerSeconds, 'f', 2), formatRate(m.decodeTokensPerSecond),
                        share(m.accepted), formatBytes(m.cacheBytes)});
    return formatTable({"scope", "group", "n", "hit@1", "exact", "F1", "document", "declined", "refused",
                        "tokens", "read/s", "answer s", "tokens/s", "drafts", "KV"},
                       rows, {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
}

QJsonObject evaluationJson(const QString& set, const QString& model,
                           const std::vector<EvaluationMeans>& means,
                           const std::vector<EvaluationResult>& results)
{
    QJsonArray groups, rows;
    for (const EvaluationMeans& m : means)
        groups.append(QJsonObject{{"scope", m.scope},
                                  {"group", m.group},
                                  {"questions", m.answerable},
                                  {"unanswerable", m.unanswerable},
                                  {"hit_at_1", m.hit},
                                  {"quote_exactness", m.exact},
                                  {"answer_f1", m.answerF1},
                                  {"right_document", m.rightDocument},
                                  {"declined", m.declined},
                                  {"refused", m.refused},
                                  {"prompt_tokens", m.tokens},
                                  {"read_tokens_per_second", m.readTokensPerSecond},
                                  {"answer_seconds", m.answerSeconds},
                                  {"tokens_per_second", m.decodeTokensPerSecond},
                                  {"drafts_accepted", m.accepted},
                                  {"cache_bytes", m.cacheBytes}});
    for (const EvaluationResult& r : results)
        rows.append(QJsonObject{{"doc", r.question->document},
                                {"question", r.question->question},
                                {"kind", r.question->kind},
                                {"scope", r.scope.name()},
                                {"depth", r.scope.depth},
                                {"hit", r.hit},
                                {"right_document", r.rightDocument},
                                {"declined", r.declined},
                                {"said", r.said},
                                {"quoted", r.quoted},
                                {"prompt_tokens", r.promptTokens},
                                {"read_seconds", r.readSeconds},
                                {"reread_tokens", r.rereadTokens},
                                {"reread_seconds", r.rereadSeconds},
                                {"answer_seconds", r.answerSeconds}});
    return {{"set", set}, {"model", model}, {"means", groups}, {"answers", rows}};
}

QByteArray evaluationPlot(const QString& title, const std::vector<EvaluationMeans>& means)
{
    constexpr int width = 640, height = 320, left = 56, top = 40, right = 24, bottom = 48;
    constexpr int across = width - left - right, down = height - top - bottom;
    QString svg = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" "
                                 "font-family=\"sans-serif\" font-size=\"12\">\n"
                                 "<rect width=\"%1\" height=\"%2\" fill=\"#fff\"/>\n"
                                 "<text x=\"%3\" y=\"22\" font-size=\"14\">%4</text>\n")
                      .arg(width)
                      .arg(height)
                      .arg(left)
                      .arg(title.toHtmlEscaped());
    for (int tenth = 0; tenth <= 10; tenth += 2) {
        const double y = top + down * (1 - tenth / 10.0);
        svg += QStringLiteral("<path d=\"M%1 %2H%3\" stroke=\"#ddd\"/><text x=\"%4\" y=\"%5\" "
                              "text-anchor=\"end\">%6</text>\n")
                   .arg(left)
                   .arg(y)
                   .arg(width - right)
                   .arg(left - 8)
                   .arg(y + 4)
                   .arg(tenth / 10.0, 0, 'f', 1);
    }
    std::vector<const EvaluationMeans*> scopes;
    for (const EvaluationMeans& m : means)
        if (m.group == everything)
            scopes.push_back(&m);
    QString line;
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        const double x = left + across * (double(i) + 0.5) / double(scopes.size());
        const double y = top + down * (1 - scopes[i]->hit);
        line += QStringLiteral("%1%2 %3").arg(i ? QStringLiteral("L") : QStringLiteral("M")).arg(x).arg(y);
        svg += QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"4\" fill=\"#2563eb\"/><text x=\"%1\" y=\"%3\" "
                              "text-anchor=\"middle\">%4</text><text x=\"%1\" y=\"%5\" "
                              "text-anchor=\"middle\">%6</text>\n")
                   .arg(x)
                   .arg(y)
                   .arg(y - 10)
                   .arg(share(scopes[i]->hit))
                   .arg(height - bottom + 20)
                   .arg(scopes[i]->scope);
    }
    svg += QStringLiteral("<path d=\"%1\" fill=\"none\" stroke=\"#2563eb\" stroke-width=\"2\"/>\n</svg>\n")
               .arg(line);
    return svg.toUtf8();
}

} // namespace quire
