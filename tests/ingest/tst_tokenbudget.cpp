#include "ingest/DocumentBuilder.h"
#include "ingest/prompt/TokenBudget.h"

#include <QTest>

using namespace quire;

class TestTokenBudget : public QObject
{
    Q_OBJECT

private slots:
    void partsAddUp();
    void nothingIsCountedTwice();
    void foldersHoldTheirFolders();
    void tooMuchIsSaid();

private:
    static DocumentPtr make(const QString& name, const QByteArray& text)
    {
        DocumentBuilder builder(DocumentKind::Text, name, {});
        builder.setText(text);
        return builder.take();
    }
    const std::vector<PromptBuilder::Entry> m_entries = {{"A", make("src/app/main.c", "int main(void);\n")},
                                                         {"B", make("src/lib.c", "int lib(void);\n")},
                                                         {"C", make("notes.txt", "Nothing to note.\n")}};
    static qint64 byBytes(QByteArrayView text) { return text.size(); }
};

void TestTokenBudget::partsAddUp()
{
    TokenBudget budget(byBytes);
    const Prompt prompt = PromptBuilder().build(m_entries);
    const PromptTokens tokens = budget.measure(prompt);
    QCOMPARE(tokens.documents.size(), size_t(3));
    QCOMPARE(tokens.total(), prompt.documents().size() + Prompt::systemText().size());
    QCOMPARE(budget.room(tokens), (1 << 20) - (1 << 14) - tokens.total());
}

void TestTokenBudget::nothingIsCountedTwice()
{
    int counted = 0;
    TokenBudget budget([&](QByteArrayView text) {
        ++counted;
        return text.size();
    });
    PromptBuilder builder;
    const PromptTokens all = budget.measure(builder.build(m_entries));
    QCOMPARE(counted, 4);
    const PromptTokens two = budget.measure(builder.build({m_entries[0], m_entries[2]}));
    QCOMPARE(counted, 4);
    QCOMPARE(two.total(), all.total() - all.documents[1]);
}

void TestTokenBudget::foldersHoldTheirFolders()
{
    TokenBudget budget(byBytes);
    const Prompt prompt = PromptBuilder().build(m_entries);
    const PromptTokens tokens = budget.measure(prompt);
    const auto folders = TokenBudget::byFolder(prompt, tokens);
    QCOMPARE(folders.size(), size_t(2));
    QCOMPARE(folders[0].folder, "src/");
    QCOMPARE(folders[0].documents, 2);
    QCOMPARE(folders[0].tokens, tokens.documents[0] + tokens.documents[1]);
    QCOMPARE(folders[1].folder, "src/app/");
    QCOMPARE(folders[1].tokens, tokens.documents[0]);
}

void TestTokenBudget::tooMuchIsSaid()
{
    TokenBudget budget(byBytes, 200, 50);
    const PromptTokens tokens = budget.measure(PromptBuilder().build(m_entries));
    QCOMPARE(budget.room(tokens), 150 - tokens.total());
    QVERIFY(budget.room(tokens) < 0);
}

QTEST_GUILESS_MAIN(TestTokenBudget)
#include "tst_tokenbudget.moc"
