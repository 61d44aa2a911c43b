#include "app/AppError.h"
#include "app/Assistant.h"
#include "app/SecondLook.h"
#include "ingest/DocumentBuilder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace quire;

namespace {

constexpr int paragraphs = 90;

/// Paragraphs, every one a passage, each about another thing of one of nine trades; towns differ in both.
QByteArray chronicle(const QByteArray& town)
{
    const QList<QByteArray> trades =
        town == "Orme" ? QList<QByteArray>{"cooper", "miller", "glazier", "chandler", "weaver",
                                           "baker",  "joiner", "potter",  "saddler"}
                       : QList<QByteArray>{"tanner",  "mason",  "fiddler", "sexton",  "barber",
                                           "farrier", "tinker", "drover",  "thatcher"};
    const QList<QByteArray> things{"kettle", "lantern", "saucer", "mirror", "ladder",
                                   "basket", "hammer",  "violin", "pillow", "bottle"};
    QByteArray text;
    for (int i = 0; i < paragraphs; ++i)
        text += "In " + town + " the " + trades[i / 10] + " keeps a " + things[i % 10] +
                " behind the door, and nobody who passes in the street has ever asked what it is for.\n\n";
    return text;
}

Prompt promptOf(const QList<QByteArray>& texts)
{
    PromptBuilder builder;
    std::vector<PromptBuilder::Entry> entries;
    for (const QByteArray& text : texts) {
        const int index = int(entries.size());
        DocumentBuilder document(DocumentKind::Text, QStringLiteral("chronicle-%1.txt").arg(index), {});
        document.setText(text);
        entries.push_back({documentLabel(index), document.take()});
    }
    return builder.build(entries);
}

} // namespace

/// A model is shown what it looked at once more, and its answer is one about the whole.
class tst_SecondLook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void modelsAskForIt_data();
    void modelsAskForIt();
    void wordsHaveTheirLayer();
    void whatWasLookedAtIsShownInOrder();
    void marksAreThoseOfTheWhole();
    void shortDocumentsAreNotShownTwice();
    void answersNameTheirPassage();
    void equalPassagesAreHeardAlike();
    void itCanBeCancelled();

private:
    std::shared_ptr<Engine> m_engine;
};

void tst_SecondLook::initTestCase()
{
    m_engine = Engine::open(QUIRE_RESOURCES "/models/v4-nano-pro");
}

void tst_SecondLook::modelsAskForIt_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<int>("passages");
    QTest::newRow("asks") << QByteArray(R"({"second_look": {"passages": 12, "cue": "> ["}})") << 12;
    QTest::newRow("no layer of words")
        << QByteArray(
               R"({"second_look": {"passages": 12, "cue": "> [", "words": {"layer": "2", "sink": 0}}})")
        << 12;
    QTest::newRow("does not") << QByteArray(R"({"answer_form": "quote"})") << 0;
    QTest::newRow("no object") << QByteArray(R"({"second_look": true})") << 0;
    QTest::newRow("none") << QByteArray(R"({"second_look": {"passages": 0, "cue": "> ["}})") << 0;
    QTest::newRow("a million") << QByteArray(R"({"second_look": {"passages": 1000000, "cue": "> ["}})") << 0;
    QTest::newRow("words") << QByteArray(R"({"second_look": {"passages": "many", "cue": "> ["}})") << 0;
    QTest::newRow("no cue") << QByteArray(R"({"second_look": {"passages": 12}})") << 0;
    QTest::newRow("no JSON") << QByteArray("{") << 0;
    QTest::newRow("a list") << QByteArray("[]") << 0;
}

void tst_SecondLook::modelsAskForIt()
{
    QFETCH(QByteArray, config);
    QFETCH(int, passages);
    QTemporaryDir directory;
    QFile file(directory.filePath("generation_config.json"));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(config) == config.size());
    file.close();
    const auto wish = SecondLook::wantedBy(directory.path().toStdString());
    QCOMPARE(wish ? wish->passages : 0, passages);
    QVERIFY(!wish || !wish->words);
}

void tst_SecondLook::wordsHaveTheirLayer()
{
    QTemporaryDir directory;
    QFile file(directory.filePath("generation_config.json"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"({"second_look": {"passages": 12, "cue": "> [", "words": {"layer": 2, "sink": -3.75}}})");
    file.close();
    const auto wish = SecondLook::wantedBy(directory.path().toStdString());
    QVERIFY(wish && wish->words);
    QCOMPARE(wish->words->layer, 2);
    QCOMPARE(wish->words->sink, -3.75F);
    // A question longer than a step is heard at its end.
    const Prompt whole = promptOf({chronicle("Orme")});
    const SecondLook look(*m_engine, whole, *wish);
    const std::vector<TokenId> words = look.wordsOf(QStringLiteral("why ").repeated(5000));
    QCOMPARE(int(words.size()), m_engine->options().chunk);
}

void tst_SecondLook::whatWasLookedAtIsShownInOrder()
{
    const Prompt whole = promptOf({chronicle("Orme"), chronicle("Vane")});
    SecondLook look(*m_engine, whole, {4, "> ["});
    QVERIFY(look.isWorthwhile());
    // The tokens of the prompt, and where the lines of passages begin among them.
    const Tokenizer& tokenizer = *m_engine->tokenizer();
    const QByteArray text = Prompt::systemText() + whole.documents();
    const auto tokens = tokenizer.encode({text.constData(), std::size_t(text.size())}, SpecialTokens::Inert);
    const auto tokenOf = [&](int document, int number) { // the first one behind the passage
        const SourceMap& map = whole.map();
        const qint64 end = Prompt::systemText().size() + map.blockRange(document).begin +
                           map.block(document).passageLine(number).end;
        std::int64_t token = 0;
        for (qint64 byte = 0; byte < end; ++token)
            byte += qint64(tokenizer.tokenText(tokens[std::size_t(token)]).size());
        return token;
    };
    const auto rowBehind = [&](int document, int number) {
        const std::int64_t first = tokenOf(document, number) / 4 * 4;
        return AttendedRow{first, first + 4, 1};
    };
    const std::int64_t within = (tokenOf(1, 6) + 8) / 4 * 4;
    const Prompt excerpt =
        look.excerpt({rowBehind(1, 3),
                      {std::int64_t(tokens.size()) + 8, std::int64_t(tokens.size()) + 12, 1},
                      rowBehind(0, 90),
                      rowBehind(1, 3),
                      {within, within + 4, 1},
                      rowBehind(0, 1),
                      rowBehind(0, 2)},
                     {}, tokens);
    QCOMPARE(excerpt.map().documentCount(), 2);
    QCOMPARE(excerpt.map().block(0).passageCount(), 2);
    QCOMPARE(excerpt.map().block(1).passageCount(), 2);
    const auto sameText = [&](const char* shown, const char* original) {
        const PassageRef a = excerpt.map().passage(QString::fromLatin1(shown)).value();
        const PassageRef b = whole.map().passage(QString::fromLatin1(original)).value();
        return a.source.document == b.source.document && a.source.text.begin == b.source.text.begin &&
               a.source.text.end == b.source.text.end;
    };
    QVERIFY(sameText("A1", "A1"));
    QVERIFY(sameText("A2", "A90"));
    QVERIFY(sameText("B1", "B3"));
    QVERIFY(sameText("B2", "B7"));
    QCOMPARE(look.inTheWhole("> [B2] In Vane…"), QStringLiteral("> [B7] In Vane…"));

    // Rows and words take turns; of a passage all that its rows have counts, and a tie is the first one's.
    const auto shareOf = [&](int document, int number, float share) {
        const std::int64_t inside = (tokenOf(document, number) - 8) / 4 * 4;
        return RowShare{inside, inside + 4, share};
    };
    const auto behind = [&](int document, int number, float share) {
        const AttendedRow row = rowBehind(document, number);
        return RowShare{row.firstToken, row.endToken, share};
    };
    look.excerpt({rowBehind(0, 1), rowBehind(0, 2), rowBehind(0, 3)},
                 {shareOf(1, 5, 0.5F), shareOf(1, 9, 0.4F), shareOf(1, 2, 0.3F), behind(1, 2, 0.3F),
                  shareOf(1, 4, 0.5F)},
                 tokens);
    QCOMPARE(look.inTheWhole("> [A2] x"), QStringLiteral("> [A2] x"));
    QCOMPARE(look.inTheWhole("> [A3] x"), QStringLiteral("> [A3] x")); // not shown
    QCOMPARE(look.inTheWhole("> [B1] x"), QStringLiteral("> [B2] x"));
    QCOMPARE(look.inTheWhole("> [B2] x"), QStringLiteral("> [B4] x"));
    QCOMPARE(look.inTheWhole("> [B3] x"), QStringLiteral("> [B3] x")); // nor a third one
}

void tst_SecondLook::marksAreThoseOfTheWhole()
{
    const Prompt whole = promptOf({chronicle("Orme")});
    const SecondLook look(*m_engine, whole, {4, "> ["});
    for (const char* answer : {"The documents do not say.", "", "> [", "> [A1", "> [A3] never shown"})
        QCOMPARE(look.inTheWhole(QString::fromLatin1(answer)), QString::fromLatin1(answer));
}

void tst_SecondLook::shortDocumentsAreNotShownTwice()
{
    const Prompt whole = promptOf({chronicle("Orme")});
    QVERIFY(SecondLook(*m_engine, whole, {paragraphs - 1, "> ["}).isWorthwhile());
    QVERIFY(!SecondLook(*m_engine, whole, {paragraphs, "> ["}).isWorthwhile());
    QVERIFY(!SecondLook(*m_engine, whole, {4, ""}).isWorthwhile());
}

void tst_SecondLook::answersNameTheirPassage()
{
    const Prompt prompt = promptOf({chronicle("Orme"), chronicle("Vane")});
    Assistant assistant(m_engine, prompt);
    for (const auto& [question, words] :
         {std::pair("Where does the tanner keep a violin?", "In Vane the tanner keeps a violin"),
          std::pair("Where does the glazier keep a saucer?", "In Orme the glazier keeps a saucer")}) {
        const Answer answer = assistant.ask(QString::fromLatin1(question));
        QVERIFY(answer.rereadTokens > 0);
        QCOMPARE(answer.citations().size(), std::size_t(1));
        const Citation citation = answer.citations().front();
        QVERIFY2(citation.text().startsWith(QString::fromLatin1(words)), qPrintable(citation.text()));
        QCOMPARE(citation.verdict, Verdict::Verified);
        QVERIFY(!citation.moved);
    }
}

/// In an excerpt votes for one passage disturb none of the others, and a word counts wherever in a row it
/// stands: what passages are about decides among those that say the same words.
void tst_SecondLook::equalPassagesAreHeardAlike()
{
    constexpr int copies = 24;
    const QByteArray paragraph =
        "Behind the door of the cooper there is a kettle beside a lantern, and nobody who "
        "passes in the street has ever asked what they are for.\n\n";
    const Prompt prompt = promptOf({paragraph.repeated(copies)});
    QCOMPARE(prompt.map().block(0).passageCount(), copies);
    std::vector<Message> messages(2);
    messages[0].role = Role::System;
    messages[0].content = Prompt::systemText().toStdString();
    messages[1].content = prompt.user(QStringLiteral("Find the kettle and the lantern.")).toStdString();
    Session session = m_engine->newSession();
    session.prefill(ChatFormat(ChatOptions{}).tokens(*m_engine->tokenizer(), messages));
    const auto cue = m_engine->tokenizer()->encode("> [", SpecialTokens::Inert);
    const std::vector<AttendedRow> rows = session.attendedRows(cue);
    QVERIFY(rows.size() > copies);
    const float loudest = rows[0].nats;
    const float faintest = rows[copies - 1].nats;
    const float next = rows[copies].nats; // of no passage
    const auto all = QStringLiteral("%1 %2 %3").arg(double(loudest)).arg(double(faintest)).arg(double(next));
    QVERIFY2(next < 0.1F * loudest, qPrintable(all));
    QVERIFY2(faintest > 0.95F * loudest, qPrintable(all));
}

void tst_SecondLook::itCanBeCancelled()
{
    Assistant assistant(m_engine, promptOf({chronicle("Orme"), chronicle("Vane")}));
    assistant.readDocuments();
    std::atomic<bool> stop = false;
    AskOptions options;
    options.stop = &stop;
    AskEvents events;
    int steps = 0;
    events.reading = [&](const PrefillProgress&) {
        stop = ++steps == 2;
    }; // the question's, then the excerpt's
    QVERIFY_THROWS_EXCEPTION(AppError,
                             assistant.ask("Where does the tanner keep a violin?", options, events));
    stop = false;
    QVERIFY(!assistant.ask("Where does the tanner keep a violin?").citations().empty());
}

QTEST_GUILESS_MAIN(tst_SecondLook)
#include "tst_SecondLook.moc"
