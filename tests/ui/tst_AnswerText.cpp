#include "ui/code/CodeColours.h"
#include "ui/conversation/AnswerText.h"

#include <QTest>

using namespace quire;

class TestAnswerText : public QObject
{
    Q_OBJECT

private slots:
    void anyCutGivesTheSameSegments()
    {
        const QString answer =
            QStringLiteral("It is low [A6]:\n\n> [A6] Her idea was\n\nand **so** on.\n\n> [B2] more\n");
        AnswerText whole;
        whole.update(answer, true);
        QCOMPARE(whole.segments().size(), 4);
        QCOMPARE(whole.segments()[0].markdown.trimmed(), QStringLiteral("It is low [A6](cite:0):"));
        QCOMPARE(whole.segments()[1].citation, 1);
        QCOMPARE(whole.segments()[3].citation, 2);
        for (int step = 1; step < 9; ++step) {
            AnswerText pieces;
            for (qsizetype end = 0; end < answer.size(); end += step)
                QVERIFY(pieces.update(answer.left(end), false));
            pieces.update(answer, true);
            QCOMPARE(pieces.segments(), whole.segments());
        }
    }

    void longProseIsCutBetweenParagraphs()
    {
        QString answer;
        for (int i = 0; i < 400; ++i)
            answer += QStringLiteral("Paragraph number %1 says something.\n\n").arg(i);
        AnswerText text;
        text.update(answer, true);
        QVERIFY(text.segments().size() > 3);
        QString joined;
        for (const AnswerSegment& segment : text.segments())
            joined += segment.markdown;
        QCOMPARE(joined.trimmed(), answer.trimmed());
    }

    void wordsAreCountedWhereTheyAreShown()
    {
        // The card shows the whole passage, whatever of it the answer said.
        CitationRecord citation;
        citation.words = QStringLiteral("The blue key");
        citation.source = QStringLiteral("The blue key opens the cellar. The red key opens the attic.");
        const QString answer = QStringLiteral("Which Key?\n\n> [A1] The blue key\n\nThat one.");
        QCOMPARE(AnswerText::count(QStringLiteral("key"), answer, {citation}), 3);
        QCOMPARE(AnswerText::count(QStringLiteral("attic"), answer, {citation}), 1);
        QCOMPARE(AnswerText::count(QStringLiteral("A1"), answer, {citation}), 0);
        QCOMPARE(AnswerText::count(QString(), answer, {citation}), 0);
    }

    void anotherAnswerBeginsAnew()
    {
        AnswerText text;
        text.update(QStringLiteral("One"), true);
        QVERIFY(!text.update(QStringLiteral("Other"), false));
        QCOMPARE(text.segments()[0].markdown, QStringLiteral("Other"));
    }

    void codeIsColoured()
    {
        const CodeColours python(QStringLiteral("Python"));
        int state = 0;
        const QList<CodeSpan> spans =
            python.line(QStringLiteral("def f(x): return \"a\" + 12  # done"), state);
        QCOMPARE(spans.size(), 5);
        QCOMPARE(spans[2].kind, CodeSpan::Kind::String);
        QCOMPARE(spans[4].kind, CodeSpan::Kind::Comment);
        python.line(QStringLiteral("x = \"\"\"open"), state);
        QVERIFY(state != 0);
        python.line(QStringLiteral("shut\"\"\""), state);
        QCOMPARE(state, 0);
    }
};

QTEST_GUILESS_MAIN(TestAnswerText)
#include "tst_AnswerText.moc"
