#include "ingest/DocumentBuilder.h"
#include "ingest/prompt/PromptDifference.h"

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
    void whereAPromptDiffersIsSaid();

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

void TestTokenBudget::whereAPromptDiffersIsSaid()
{
    PromptBuilder builder;
    const QByteArray passage = QByteArray("The tide was measured every evening. ").repeated(20);
    const auto entries = [&](const QByteArray& second) {
        return std::vector<PromptBuilder::Entry>{
            {"A", m_entries[0].document}, {"B", make("b.txt", passage + "\n\n" + second)}, m_entries[2]};
    };
    const Prompt before = builder.build(entries("Nine lamps were lit that night."));
    PromptDifference same = differenceOf(before.documents(), before, byBytes);
    QVERIFY(same.isSame && !same.passage && !same.document);
    QCOMPARE(same.tokens, before.documents().size());

    // A word in a later passage: everything before that passage's mark is the same.
    const Prompt after = builder.build(entries("Nine lamps were out that night."));
    const PromptDifference difference = differenceOf(before.documents(), after, byBytes);
    QVERIFY(!difference.isSame);
    QCOMPARE(difference.bytes, after.documents().indexOf("out that night"));
    QVERIFY(difference.passage);
    QVERIFY(difference.passage->prompt.contains(difference.bytes));
    QCOMPARE(after.documents().mid(difference.tokens, 2), QByteArray("[B"));
    QCOMPARE(difference.tokens, after.documents().lastIndexOf("\n[B", difference.bytes) + 1);
    QCOMPARE(difference.document->name(), "b.txt");
    QCOMPARE(difference.total, after.documents().size());

    // A document less, or one more at the end.
    const Prompt shorter = builder.build({m_entries[0], m_entries[2]});
    const PromptDifference gone = differenceOf(before.documents(), shorter, byBytes);
    QVERIFY(!gone.passage);
    QCOMPARE(gone.document, m_entries[2].document);
    QVERIFY(shorter.documents().sliced(gone.tokens).startsWith("<document label=\"C\""));
    const PromptDifference cut = differenceOf(before.documents(), builder.build({m_entries[0]}), byBytes);
    QVERIFY(!cut.isSame && !cut.document && cut.tokens == cut.total);
    const PromptDifference fresh = differenceOf({}, before, byBytes);
    QCOMPARE(fresh.tokens, 0);
    QCOMPARE(fresh.document, m_entries[0].document);
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
