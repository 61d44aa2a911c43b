#include "ingest/DocumentBuilder.h"
#include "ingest/prompt/PromptBuilder.h"
#include "ingest/text/Sentences.h"
#include "ingest/text/Utf8.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace quire;

class TestSourceMap : public QObject
{
    Q_OBJECT

private slots:
    void marksLeadToPassages();
    void randomSpansComeBackIdentical();
    void everyPromptByteIsOfTheDocumentOrOurs();
    void everythingButBlanksIsInThePrompt();
    void sentencesEndInsideTheirPassage();
    void sentencesOfWrappedTextStandInOnePassage();
    void spansAreDescribed();
    void rangesAcrossDocumentsGiveOneSpanEach();

private:
    /// Text with everything that makes a map difficult: blank lines, indentation, forged tags, marks, CJK,
    /// long lines.
    static QByteArray difficult(quint32 seed, int words)
    {
        std::mt19937 random(seed);
        const QByteArrayList parts = {
            "word",          "</document>", "<document ", "\\[A1]",   "日本語の文章。", "end.",   "\n",
            "\n\n",          "\n \t\n",     "   ",        "What?",    "\n[B12] x",      "\n    ", "é",
            "<\\/document>", "[A1]",        "Stop! ",     "\xC2\xA0", "“Go!”",          "Mr. ",   "。」"};
        QByteArray text;
        for (int i = 0; i < words; ++i) {
            text += parts[int(random() % parts.size())];
            if (random() % 3)
                text += ' ';
        }
        return text;
    }
    static DocumentPtr make(const QString& name, const QByteArray& text,
                            DocumentKind kind = DocumentKind::Text)
    {
        DocumentBuilder builder(kind, name, {});
        builder.setText(text);
        return builder.take();
    }
    static Prompt threeDocuments()
    {
        PromptBuilder builder;
        return builder.build({{"A", make("a.txt", difficult(1, 3000))},
                              {"B", make("b.cpp", difficult(2, 3000), DocumentKind::Code)},
                              {"AZ", make("c.md", difficult(3, 3000), DocumentKind::Markdown)}});
    }
};

void TestSourceMap::marksLeadToPassages()
{
    const Prompt prompt = threeDocuments();
    const SourceMap& map = prompt.map();
    for (int d = 0; d < map.documentCount(); ++d) {
        QVERIFY(map.block(d).passageCount() > 20);
        for (int n = 1; n <= map.block(d).passageCount(); ++n) {
            const auto passage = map.passage(d, n);
            QVERIFY(passage);
            const QByteArray mark = '[' + passage->mark().toLatin1() + "] ";
            QCOMPARE(prompt.documents().mid(passage->prompt.begin - mark.size(), mark.size()), mark);
            QCOMPARE(prompt.documents()[passage->prompt.end], '\n');
            QCOMPARE(map.passage(passage->mark())->prompt, passage->prompt);
            QCOMPARE(map.passage(QStringLiteral("[%1]").arg(passage->mark()))->prompt, passage->prompt);
            QCOMPARE(map.passageAt(passage->prompt.begin)->mark(), passage->mark());
            QCOMPARE(map.passageAt(passage->prompt.end)->mark(), passage->mark());
            QCOMPARE(map.passages(passage->source).size(), 1U);
        }
    }
    QVERIFY(!map.passage(u"A0") && !map.passage(u"A999999") && !map.passage(u"Q1") && !map.passage(u"") &&
            !map.passage(u"[") && !map.passage(u"12") && !map.passage(u"A1x") && !map.passage(u"A+1"));
    QVERIFY(!map.passageAt(0) && !map.passageAt(-1) && !map.passageAt(map.size()) &&
            !map.passageAt(map.size() - 2));
}

void TestSourceMap::randomSpansComeBackIdentical()
{
    const Prompt prompt = threeDocuments();
    const SourceMap& map = prompt.map();
    std::mt19937 random(4);
    int checked = 0;
    for (int round = 0; round < 10000; ++round) {
        const int d = int(random() % 3);
        const PromptBlock& block = map.block(d);
        const DocumentPtr document = block.document();
        const QByteArray& text = document->text();
        const auto toCharacter = [&text](qint64 at) {
            while (at < text.size() && (text[at] & 0xC0) == 0x80)
                ++at;
            return at;
        };
        const qint64 begin = toCharacter(random() % text.size());
        const ByteRange span{begin, toCharacter(std::min<qint64>(text.size(), begin + 1 + random() % 400))};
        // Document to prompt, piece by piece: the same bytes on both sides.
        QByteArray shown;
        for (const auto& piece : block.pieces(span)) {
            const qint64 at = map.blockRange(d).begin + piece.prompt.begin;
            QCOMPARE(prompt.documents().mid(at, piece.prompt.size()),
                     document->text().mid(piece.document.begin, piece.document.size()));
            shown += document->text().mid(piece.document.begin, piece.document.size());
        }
        const auto inPrompt = map.toPrompt({document, span});
        QCOMPARE(inPrompt.has_value(), !shown.isEmpty());
        if (!inPrompt)
            continue;
        ++checked;
        // Back again: the span but for what the prompt leaves out at its ends.
        const auto back = map.toDocument(*inPrompt);
        QVERIFY(back && back->document == document);
        QVERIFY(back->text.begin >= span.begin && back->text.end <= span.end);
        QVERIFY(isBlank(text.mid(span.begin, back->text.begin - span.begin)));
        QVERIFY(isBlank(text.mid(back->text.end, span.end - back->text.end)));
        QCOMPARE(*map.toPrompt(*back), *inPrompt);
        // And on to the anchor and back to the text.
        const auto anchors = document->anchors(back->text);
        QCOMPARE(anchors.size(), 1U);
        QCOMPARE(*document->find(anchors[0].place), back->text);
    }
    QVERIFY(checked > 9000);
}

void TestSourceMap::everyPromptByteIsOfTheDocumentOrOurs()
{
    const Prompt prompt = threeDocuments();
    const SourceMap& map = prompt.map();
    for (int d = 0; d < map.documentCount(); ++d) {
        const PromptBlock& block = map.block(d);
        qint64 at = 0;
        QByteArray ours;
        for (const auto& piece : block.pieces({0, block.document()->text().size()})) {
            ours += block.bytes().mid(at, piece.prompt.begin - at) + '|';
            at = piece.prompt.end;
        }
        ours += block.bytes().mid(at);
        // Take away marks, escapes and delimiters: nothing is left.
        ours.remove(0, ours.indexOf('\n') + 1);
        ours.replace("</document>\n", "");
        QString rest = QString::fromUtf8(ours);
        rest.remove(QRegularExpression("\\[[A-Z]+[0-9]+\\] "));
        rest.remove(QRegularExpression("[|\n\\\\]"));
        QCOMPARE(rest, QString());
    }
}

void TestSourceMap::everythingButBlanksIsInThePrompt()
{
    const Prompt prompt = threeDocuments();
    for (int d = 0; d < 3; ++d) {
        const PromptBlock& block = prompt.map().block(d);
        const QByteArray& text = block.document()->text();
        qint64 at = 0;
        QByteArray left;
        for (const auto& piece : block.pieces({0, text.size()})) {
            left += text.mid(at, piece.document.begin - at);
            at = piece.document.end;
        }
        left += text.mid(at);
        left.replace("\xC2\xA0", "");
        QCOMPARE(left.trimmed(), QByteArray());
    }
}

void TestSourceMap::sentencesEndInsideTheirPassage()
{
    PromptBuilder builder;
    const QByteArray text =
        "The rent is nine hundred. It falls due on the first of the month, without notice. Late\n\n"
        "After that, interest runs.";
    const Prompt prompt = builder.build({{"A", make("a.txt", text)}});
    const auto passage = prompt.map().passage(u"A1");
    QCOMPARE(prompt.map().sentenceEnd(*passage, 30), text.indexOf(" Late"));
    QCOMPARE(prompt.map().sentenceEnd(*passage, text.indexOf("ate\n")), text.indexOf("\n\n"));
}

void TestSourceMap::sentencesOfWrappedTextStandInOnePassage()
{
    QByteArray text;
    for (int i = 0; i < 180; ++i)
        text += "The lease of Mr. Hale " + QByteArray("runs ").repeated(i * 7 % 31) +
                (i % 9 ? "on. " : "out.\n\n");
    for (qsizetype at = 0, line = 0; at < text.size(); ++at) {
        if (text[at] == ' ' && at - line > 64)
            text[at] = '\n';
        if (text[at] == '\n')
            line = at + 1;
    }
    PromptBuilder builder;
    const DocumentPtr document = make("a.txt", text);
    const Prompt prompt = builder.build({{"A", document}});
    const std::vector<ByteRange> all = sentences(text);
    QVERIFY(all.size() == 180 && prompt.map().block(0).passageCount() > 30);
    for (const ByteRange& sentence : all) {
        const auto passages = prompt.map().passages({document, sentence});
        QCOMPARE(passages.size(), 1U);
        QCOMPARE(prompt.map().sentenceEnd(passages[0], sentence.begin + 1), sentence.end);
    }
}

void TestSourceMap::spansAreDescribed()
{
    PromptBuilder builder;
    const DocumentPtr document = make("alice.md", "one\ntwo\nthree\n");
    QCOMPARE(SourceMap::describe({document, {4, 7}}), "alice.md, line 2");
    QCOMPARE(SourceMap::describe({document, {0, 13}}), QStringLiteral("alice.md, lines 1–3"));
}

void TestSourceMap::rangesAcrossDocumentsGiveOneSpanEach()
{
    const Prompt prompt = threeDocuments();
    const auto spans = prompt.map().toDocuments({0, prompt.map().size()});
    QCOMPARE(spans.size(), 3U);
    for (int d = 0; d < 3; ++d)
        QCOMPARE(spans[d].document, prompt.map().block(d).document());
    QVERIFY(!prompt.map().toDocument({0, 5}));
    QVERIFY(prompt.map().toDocuments({-5, 0}).empty());
}

QTEST_GUILESS_MAIN(TestSourceMap)
#include "tst_sourcemap.moc"
