#include "app/evaluation/Metrics.h"

#include <QtTest>

using namespace quire;

/// The definitions of a hit, an exact quote and a right answer, on cases small enough to count by hand.
class tst_Metrics : public QObject
{
    Q_OBJECT

private slots:
    void quotesAreFoundWhateverTheWhiteSpace();
    void placesDoNotOverlap();
    void spansHitByOverlapContainmentOrLength_data();
    void spansHitByOverlapContainmentOrLength();
    void everyPlaceOfAQuoteCounts();
    void quotesThatStandNowhereAreComparedByTheirLongestRun();
    void answersAreComparedByTheirWords_data();
    void answersAreComparedByTheirWords();
};

void tst_Metrics::quotesAreFoundWhateverTheWhiteSpace()
{
    const QuotedText text(U"One  two\n three.\tEnd");
    QCOMPARE(text.locate(U" two three. "), (std::vector<CharSpan>{{5, 16}}));
    QVERIFY(text.locate(U"two  four").empty());
    QVERIFY(text.locate(U" \n").empty());
    QCOMPARE(foldSpaces(U" a\n\n b "), std::u32string(U"a b"));
}

void tst_Metrics::placesDoNotOverlap()
{
    QCOMPARE(QuotedText(U"aaaa").locate(U"aa"), (std::vector<CharSpan>{{0, 2}, {2, 4}}));
}

void tst_Metrics::spansHitByOverlapContainmentOrLength_data()
{
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<bool>("hit");
    // the gold is [100, 200)
    QTest::newRow("the same") << qint64(100) << qint64(200) << true;
    QTest::newRow("half of both") << qint64(150) << qint64(250) << true;
    QTest::newRow("less than half") << qint64(151) << qint64(251) << false;
    QTest::newRow("contains it in 1,200") << qint64(0) << qint64(1200) << true;
    QTest::newRow("contains it in more") << qint64(0) << qint64(1201) << false;
    QTest::newRow("20 characters inside") << qint64(110) << qint64(130) << true;
    QTest::newRow("19 characters inside") << qint64(110) << qint64(129) << false;
    QTest::newRow("beside it") << qint64(200) << qint64(300) << false;
}

void tst_Metrics::spansHitByOverlapContainmentOrLength()
{
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QTEST(spanHit({begin, end}, {100, 200}), "hit");
}

void tst_Metrics::everyPlaceOfAQuoteCounts()
{
    const QuotedText text(U"the law of Norway; the law of Norway");
    QVERIFY(evidenceHit(U"law of Norway", text, {{23, 36}}));
    QVERIFY(!evidenceHit(U"the", text, {{23, 36}}));
    QVERIFY(!evidenceHit(U"law of Norway", text, {}));
}

void tst_Metrics::quotesThatStandNowhereAreComparedByTheirLongestRun()
{
    const QuotedText text(U"abcdefghij klm");
    QVERIFY(evidenceHit(U"abcdeXX", text, {{0, 10}}));  // 2 * 5 / 17
    QVERIFY(!evidenceHit(U"abcdXXX", text, {{0, 10}})); // 2 * 4 / 17
    QCOMPARE(longestCommonRun(U"xabcy", U"zabcq"), qint64(3));
    QCOMPARE(longestCommonRun(U"", U"a"), qint64(0));
}

void tst_Metrics::answersAreComparedByTheirWords_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<double>("f1");
    QTest::newRow("articles and punctuation") << "The Plucky!"
                                              << "plucky" << 1.0;
    QTest::newRow("half") << "white soup"
                          << "white bread" << 0.5;
    QTest::newRow("words count as often as they come") << "ha ha"
                                                       << "ha" << 2.0 / 3;
    QTest::newRow("nothing") << ""
                             << "ten miles" << 0.0;
    QTest::newRow("both nothing") << "the"
                                  << "." << 1.0;
}

void tst_Metrics::answersAreComparedByTheirWords()
{
    QFETCH(QString, said);
    QFETCH(QString, expected);
    QFETCH(double, f1);
    QVERIFY(qAbs(answerF1(said, expected) - f1) < 1e-9);
}

QTEST_GUILESS_MAIN(tst_Metrics)
#include "tst_Metrics.moc"
