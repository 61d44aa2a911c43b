#include "app/evaluation/EvaluationReport.h"

#include <QJsonArray>
#include <QXmlStreamReader>
#include <QtTest>

using namespace quire;

namespace {

EvaluationResult result(const EvaluationQuestion& question, EvaluationScope scope, bool hit, bool declined)
{
    EvaluationResult r;
    r.question = &question;
    r.scope = scope;
    r.hit = hit;
    r.declined = declined;
    r.quotes = declined ? 0 : 1;
    r.exactQuotes = r.quotes;
    r.readTokens = 100;
    r.readSeconds = 0.5;
    return r;
}

} // namespace

/// Means are taken over what they are said to be of.
class tst_EvaluationReport : public QObject
{
    Q_OBJECT

private slots:
    void declinesCountWhereThereIsNoAnswer();
    void scopesDepthsAndKindsAreApart();
};

void tst_EvaluationReport::declinesCountWhereThereIsNoAnswer()
{
    EvaluationQuestion answered, open;
    answered.golds = {{0, 5}};
    const auto means = meansOf({result(answered, {}, true, false), result(answered, {}, false, true),
                                result(open, {}, false, true), result(open, {}, false, false)});
    QCOMPARE(means.size(), std::size_t(1));
    QCOMPARE(means[0].scope, QString("document"));
    QCOMPARE(means[0].hit, 0.5);
    QCOMPARE(means[0].refused, 0.5);
    QCOMPARE(means[0].declined, 0.5);
    QCOMPARE(means[0].exact, 1.0);
    QCOMPARE(means[0].readTokensPerSecond, 200.0);
    QVERIFY(means[0].answerF1 < 0);
}

void tst_EvaluationReport::scopesDepthsAndKindsAreApart()
{
    EvaluationQuestion a, b;
    a.golds = b.golds = {{0, 5}};
    a.kind = "keyword";
    b.kind = "curated";
    const auto means = meansOf({result(a, {32768, 0}, true, false), result(b, {32768, 1}, false, false),
                                result(a, {1 << 20, 0}, true, false), result(b, {1 << 20, 0}, true, false)});
    QStringList names;
    for (const EvaluationMeans& m : means)
        names.push_back(m.scope + u' ' + m.group);
    QCOMPARE(names, (QStringList{"32K all", "32K depth 0", "32K depth 1", "32K keyword", "32K curated",
                                 "1M all", "1M keyword", "1M curated"}));
    QCOMPARE(means[1].hit, 1.0);
    QCOMPARE(means[2].hit, 0.0);
    QXmlStreamReader svg(evaluationPlot("a & b", means));
    while (!svg.atEnd())
        svg.readNext();
    QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
    QVERIFY(evaluationTable(means).contains("1M"));
    QCOMPARE(evaluationJson("books", "m", means, {})["means"].toArray().size(), 8);
}

QTEST_GUILESS_MAIN(tst_EvaluationReport)
#include "tst_EvaluationReport.moc"
