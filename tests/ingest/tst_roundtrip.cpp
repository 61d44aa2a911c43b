#include "ingest/ReaderRegistry.h"
#include "ingest/prompt/PromptBuilder.h"
#include "tests/ingest/support/Handbook.h"
#include "tests/ingest/support/OwnBooks.h"

#include <QTest>

#include <poppler-qt6.h>

#include <algorithm>
#include <random>

using namespace quire;

/// 10,000 random spans of every format: from the text to the place in the source and back to the same text;
/// the same through the prompt. What a place says is compared with the source itself where that can be read
/// without us: lines and columns with the text the file was written from, rectangles with what poppler sees
/// on the page.
class TestRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void spansComeBack_data();
    void spansComeBack();
    void spansOfAPdfComeBack();
    void rectanglesCoverTheQuotedWordsAndNoOthers();

private:
    static constexpr int rounds = 10000;
    static constexpr int handbookPages = 90;

    static bool comesBack(const DocumentPtr& document, ByteRange span);
    static bool comesBackFromPrompt(const SourceMap& map, const DocumentPtr& document, ByteRange span);
    static ByteRange wordsAround(const QByteArray& text, qint64 begin, qint64 end);
};

/// True when the places of a span lead to it again, and to no more.
bool TestRoundTrip::comesBack(const DocumentPtr& document, ByteRange span)
{
    ByteRange back{document->text().size(), 0};
    for (const Anchor& anchor : document->anchors(span)) {
        const auto found = document->find(anchor.place);
        if (!found)
            return false;
        back = {std::min(back.begin, found->begin), std::max(back.end, found->end)};
    }
    return back == span;
}

/// The same for what the prompt shows of a span; all of it but white space.
bool TestRoundTrip::comesBackFromPrompt(const SourceMap& map, const DocumentPtr& document, ByteRange span)
{
    const auto shown = map.toPrompt({document, span});
    if (!shown)
        return document->text().mid(span.begin, span.size()).trimmed().isEmpty();
    const auto back = map.toDocument(*shown);
    if (!back || back->document != document)
        return false;
    const auto text = [&](qint64 begin, qint64 end) { return document->text().mid(begin, end - begin); };
    return back->text.begin >= span.begin && back->text.end <= span.end &&
           text(span.begin, back->text.begin).trimmed().isEmpty() &&
           text(back->text.end, span.end).trimmed().isEmpty() && map.toPrompt(*back) == shown;
}

void TestRoundTrip::spansComeBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("source");
    for (const OwnBook& book : ownBooks())
        QTest::newRow(qUtf8Printable(book.title)) << book.name << book.bytes << book.text;
}

void TestRoundTrip::spansComeBack()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, source);
    const DocumentPtr document = ReaderRegistry::standard().read(Source::memory(name, bytes));
    const QByteArray& text = document->text();
    QVERIFY2(text.size() > 20000, text.left(200).constData());
    const Prompt prompt = PromptBuilder().build({{QStringLiteral("A"), document}});
    std::vector<QList<uint>> lines; // of the source, in code points
    for (const QString& line : source.split(u'\n'))
        lines.push_back(line.toUcs4());
    std::mt19937 random(17);
    const auto atCharacter = [&](qint64 at) {
        while (at < text.size() && (text[at] & 0xC0) == 0x80)
            ++at;
        return std::min<qint64>(at, text.size());
    };
    for (int round = 0; round < rounds; ++round) {
        const qint64 begin = atCharacter(qint64(random() % size_t(text.size() - 1)));
        const ByteRange span{begin, atCharacter(begin + 1 + qint64(random() % 400))};
        if (span.isEmpty())
            continue;
        const QByteArray said = text.mid(span.begin, span.size());
        QVERIFY2(comesBack(document, span), said.constData());
        QVERIFY2(comesBackFromPrompt(prompt.map(), document, span), said.constData());
        if (source.isEmpty())
            continue;
        // What stands in the file at those lines and columns.
        const LinePlace place = std::get<LinePlace>(document->anchors(span).at(0).place);
        QString there;
        for (int line = place.line; line <= place.endLine; ++line) {
            const QList<uint>& points = lines.at(size_t(line) - 1);
            const qsizetype first = line == place.line ? place.column - 1 : 0;
            const qsizetype end = line == place.endLine ? place.endColumn - 1 : points.size();
            const auto part = points.mid(first, end - first);
            there += QString::fromUcs4(reinterpret_cast<const char32_t*>(part.constData()), part.size());
            if (line != place.endLine)
                there += u'\n';
        }
        QCOMPARE(there.toUtf8(), said);
    }
}

/// The span from the beginning of a word to the end of another.
ByteRange TestRoundTrip::wordsAround(const QByteArray& text, qint64 begin, qint64 end)
{
    const auto isSpace = [&](qint64 at) { return text[at] == ' ' || text[at] == '\n'; };
    end = std::min<qint64>(end, text.size());
    while (begin > 0 && !isSpace(begin - 1))
        --begin;
    while (begin < text.size() && isSpace(begin))
        ++begin;
    while (end < text.size() && !isSpace(end))
        ++end;
    while (end > begin && isSpace(end - 1))
        --end;
    return {begin, end};
}

void TestRoundTrip::spansOfAPdfComeBack()
{
    const DocumentPtr document =
        ReaderRegistry::standard().read(Source::memory(QStringLiteral("b.pdf"), handbook(handbookPages)));
    const QByteArray& text = document->text();
    const Prompt prompt = PromptBuilder().build({{QStringLiteral("A"), document}});
    std::mt19937 random(3);
    for (int round = 0; round < rounds; ++round) {
        const auto begin = qint64(random() % size_t(text.size() - 1));
        const ByteRange span = wordsAround(text, begin, begin + 1 + qint64(random() % 400));
        if (span.isEmpty())
            continue;
        const QByteArray said = text.mid(span.begin, span.size());
        QVERIFY2(comesBack(document, span), said.constData());
        QVERIFY2(comesBackFromPrompt(prompt.map(), document, span), said.constData());
    }
}

/// Poppler's boxes of the words of every page: those that the rectangles of a quote touch are covered, and
/// say what the quote says.
void TestRoundTrip::rectanglesCoverTheQuotedWordsAndNoOthers()
{
    const QByteArray bytes = handbook(handbookPages);
    const DocumentPtr document =
        ReaderRegistry::standard().read(Source::memory(QStringLiteral("b.pdf"), bytes));
    const auto pdf = Poppler::Document::loadFromData(bytes);
    struct Box
    {
        QRectF glyphs;
        QByteArray text;
    };
    std::vector<std::vector<Box>> pages;
    for (int page = 0; page < handbookPages; ++page) {
        pages.emplace_back();
        for (const auto& box : pdf->page(page)->textList())
            pages.back().push_back({box->boundingBox(), box->text().toUtf8()});
    }
    const QByteArray& text = document->text();
    std::mt19937 random(4);
    for (int round = 0; round < rounds; ++round) {
        const auto begin = qint64(random() % size_t(text.size() - 1));
        const ByteRange span = wordsAround(text, begin, begin + 1 + qint64(random() % 120));
        if (span.isEmpty())
            continue;
        QByteArrayList lit, quoted = text.mid(span.begin, span.size()).simplified().split(' ');
        for (const Anchor& anchor : document->anchors(span)) {
            const auto& place = std::get<PagePlace>(anchor.place);
            for (const Box& box : pages.at(size_t(place.page))) {
                bool covered = false, touched = false;
                for (const QRectF& rectangle : place.rectangles) {
                    covered |= rectangle.adjusted(-0.1, -0.1, 0.1, 0.1).contains(box.glyphs);
                    touched |= rectangle.adjusted(0.1, 0.1, -0.1, -0.1).intersects(box.glyphs);
                }
                QCOMPARE(touched, covered);
                if (covered)
                    lit << box.text;
            }
        }
        std::sort(lit.begin(), lit.end());
        std::sort(quoted.begin(), quoted.end());
        QCOMPARE(lit, quoted);
    }
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
