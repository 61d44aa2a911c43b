#include "app/AppError.h"
#include "app/Recital.h"
#include "engine/text/ChatFormat.h"
#include "engine/text/ChatTokens.h"
#include "engine/text/Tokenizer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace quire;

namespace {

Tokenizer bundledTokenizer()
{
    QFile file(QStringLiteral(QUIRE_RESOURCES "/models/v4-nano-pro/tokenizer.json"));
    if (!file.open(QFile::ReadOnly))
        qFatal("no tokenizer");
    return Tokenizer::fromJson(file.readAll().toStdString());
}

Message message(Role role, const char* text)
{
    Message made;
    made.role = role;
    made.content = text;
    return made;
}

} // namespace

/// A question is asked again where a model wants that, and nowhere else.
class tst_Recital : public QObject
{
    Q_OBJECT

private slots:
    void theQuestionStandsBehindEveryOpening();
    void ofALongQuestionItsEndIsRecited();
    void earlierTurnsAreLeftAlone();
    void onlyModelsThatWantItAreAsked();
    void whatCannotBeFollowedIsSaid_data();
    void whatCannotBeFollowedIsSaid();

private:
    std::optional<Recital> wanted(const QByteArray& config);
    std::vector<TokenId> text(const char* words) { return m_tokenizer.encode(words, SpecialTokens::Inert); }
    std::string asked(const std::vector<TokenId>& prompt) { return m_tokenizer.decode(prompt, false); }

    Tokenizer m_tokenizer = bundledTokenizer();
    QTemporaryDir m_dir;
};

std::optional<Recital> tst_Recital::wanted(const QByteArray& config)
{
    QFile file(m_dir.filePath("generation_config.json"));
    if (!file.open(QFile::WriteOnly) || file.write(config) != config.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.close();
    return Recital::wantedBy(m_dir.path().toStdString(), m_tokenizer);
}

void tst_Recital::theQuestionStandsBehindEveryOpening()
{
    const auto recital = wanted(
        R"({"recital": {"cue": "<｜query｜>", "opened_by": ["<｜title｜>", "<｜domain｜>"], "tokens": 99}})");
    QVERIFY(recital);
    const std::vector<Message> turn{message(Role::User, "Dogs bark.\nWho barks?")};
    const auto prompt = recital->in(ChatFormat().tokens(m_tokenizer, turn), text("Who barks?"));
    const QByteArray said = QByteArray::fromStdString(asked(prompt));
    QVERIFY2(said.contains("Dogs bark.\nWho barks?<｜query｜>"
                           "<｜title｜>Who barks?<｜query｜>"
                           "<｜domain｜>Who barks?<｜query｜><｜Assistant｜>"),
             said.constData());
}

void tst_Recital::ofALongQuestionItsEndIsRecited()
{
    const auto recital =
        wanted(R"({"recital": {"cue": "<｜query｜>", "opened_by": ["<｜title｜>"], "tokens": 3}})");
    const std::vector<TokenId> question = text("one two three four five six");
    const std::vector<TokenId> end(question.end() - 3, question.end());
    std::vector<TokenId> expected{*m_tokenizer.tokenId("<｜query｜>"), *m_tokenizer.tokenId("<｜title｜>")};
    expected.insert(expected.end(), end.begin(), end.end());
    expected.push_back(expected.front());
    expected.push_back(*m_tokenizer.tokenId(chat::kAssistant));
    QCOMPARE(recital->in({*m_tokenizer.tokenId(chat::kAssistant)}, question), expected);
}

void tst_Recital::earlierTurnsAreLeftAlone()
{
    const auto recital =
        wanted(R"({"recital": {"cue": "<｜query｜>", "opened_by": ["<｜title｜>"], "tokens": 99}})");
    const std::vector<Message> turns{message(Role::User, "Who barks?"), message(Role::Assistant, "Dogs."),
                                     message(Role::User, "When?")};
    const std::vector<TokenId> before = ChatFormat().tokens(m_tokenizer, turns);
    const std::vector<TokenId> prompt = recital->in(before, text("When?"));
    const auto answer =
        std::find(before.rbegin(), before.rend(), *m_tokenizer.tokenId(chat::kAssistant)).base();
    QVERIFY(std::equal(before.begin(), answer - 1, prompt.begin())); // as it was before
    QVERIFY(std::equal(answer - 1, before.end(), prompt.end() - (before.end() - answer) - 1)); // and behind
    QCOMPARE(prompt.size(), before.size() + text("When?").size() + 3);
}

void tst_Recital::onlyModelsThatWantItAreAsked()
{
    QVERIFY(Recital::wantedBy(QUIRE_RESOURCES "/models/v4-nano-pro", m_tokenizer));
    QVERIFY(!Recital::wantedBy(QUIRE_RESOURCES "/models/v4-nano-flash", m_tokenizer));
    for (const char* config : {"{}", "not json", "[1]"})
        QVERIFY2(!wanted(config), config);
}

void tst_Recital::whatCannotBeFollowedIsSaid_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const char* form, const char* reason) {
        QTest::newRow(name) << QByteArray(R"({"recital": )") + form + "}" << QString::fromUtf8(reason);
    };
    row("no object", "3", "does not say behind which tokens");
    row("no openings", R"({"cue": "<｜query｜>", "opened_by": [], "tokens": 5})",
        "does not say behind which");
    row("no tokens", R"({"cue": "<｜query｜>", "opened_by": ["<｜title｜>"], "tokens": 0})", "how much");
    row("tokens below none", R"({"cue": "<｜query｜>", "opened_by": ["<｜title｜>"], "tokens": -2})",
        "how much");
    row("cue is a word", R"({"cue": "the", "opened_by": ["<｜title｜>"], "tokens": 5})",
        "\"the\" is no control token");
    row("opening is unknown", R"({"cue": "<｜query｜>", "opened_by": ["<｜none｜>"], "tokens": 5})",
        "is no control token");
    row("opening is a number", R"({"cue": "<｜query｜>", "opened_by": [7], "tokens": 5})",
        "7 is no control token");
}

void tst_Recital::whatCannotBeFollowedIsSaid()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, reason);
    try {
        wanted(config);
        QFAIL("it was accepted");
    } catch (const AppError& error) {
        QCOMPARE(error.code(), AppErrorCode::InputUnusable);
        QVERIFY2(QString::fromUtf8(error.what()).contains(reason), error.what());
    }
}

QTEST_GUILESS_MAIN(tst_Recital)
#include "tst_Recital.moc"
