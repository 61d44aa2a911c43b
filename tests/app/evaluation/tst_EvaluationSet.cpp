#include "app/AppError.h"
#include "app/evaluation/Haystack.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace quire;

/// Questions find their gold in the documents, and haystacks are built around it.
class tst_EvaluationSet : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void goldIsCountedInCharacters();
    void repositoriesAreOneDocument();
    void missingDocumentsAreSaid();
    void longDocumentsAreCutAroundTheAnswer();
    void othersFillUpAroundShortDocuments();

private:
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_dir->filePath(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(bytes);
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_EvaluationSet::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_dir->path()).mkdir("books"));
}

void tst_EvaluationSet::goldIsCountedInCharacters()
{
    write("books/sea.txt", "Die Möwe ruft.\nDas Meer schweigt.\n");
    write("books_dev.jsonl",
          R"({"doc": "sea.txt", "question": "Wer ruft?", "gold": [{"start": 4, "end": 9}], "kind": "k"})"
          "\n\n");
    const EvaluationSet set(m_dir->filePath("books_dev.jsonl"), {});
    QCOMPARE(set.name(), QString("books"));
    QCOMPARE(set.questions().size(), std::size_t(1));
    const EvaluationQuestion& question = set.questions().front();
    QCOMPARE(question.golds, (std::vector<CharSpan>{{4, 8}}));
    QCOMPARE(question.haystackQuestion, question.question);
    QVERIFY(!question.answer);
}

void tst_EvaluationSet::repositoriesAreOneDocument()
{
    QVERIFY(QDir(m_dir->path()).mkdir("code"));
    write("code/all.jsonl", "{\"repo\": \"r\", \"path\": \"a.c\", \"text\": \"int a;\\n\"}\n"
                            "{\"repo\": \"r\", \"path\": \"b.c\", \"text\": \"x\\n  int b;\\ny\\n\\n\"}\n");
    write("code_dev.jsonl",
          R"({"doc": "r", "question": "b?", "gold": [{"path": "b.c", "signature": [2, 2]}]})");
    const EvaluationSet set(m_dir->filePath("code_dev.jsonl"), {});
    const std::u32string& text = set.text("r");
    QCOMPARE(text, std::u32string(U"=== a.c ===\nint a;\n\n=== b.c ===\nx\n  int b;\ny\n\n"));
    const CharSpan gold = set.questions().front().golds.front();
    QCOMPARE(text.substr(std::size_t(gold.begin), std::size_t(gold.size())), std::u32string(U"int b;"));
}

void tst_EvaluationSet::missingDocumentsAreSaid()
{
    write("books_dev.jsonl", R"({"doc": "none.txt", "question": "?", "gold": []})");
    QVERIFY_EXCEPTION_THROWN(EvaluationSet(m_dir->filePath("books_dev.jsonl"), {}), AppError);
    QVERIFY_EXCEPTION_THROWN(EvaluationSet(m_dir->filePath("absent.jsonl"), {}), AppError);
}

void tst_EvaluationSet::longDocumentsAreCutAroundTheAnswer()
{
    QByteArray text;
    for (int line = 0; line < 100; ++line)
        text += "line " + QByteArray::number(100 + line) + "\n"; // 9 characters
    write("books/long.txt", text);
    write("books_dev.jsonl", R"({"doc": "long.txt", "question": "?", "gold": [{"start": 450, "end": 458}]})");
    const EvaluationSet set(m_dir->filePath("books_dev.jsonl"), {});
    for (const double depth : {0.0, 0.5, 1.0}) {
        const auto segments = haystack(set, set.questions().front(), 180, depth);
        QCOMPARE(segments.size(), std::size_t(1));
        const CharSpan cut = segments.front().span;
        QVERIFY(cut.begin <= 450 && cut.end >= 458 && cut.size() <= 180 && cut.size() >= 160);
        QCOMPARE(cut.begin % 9, qint64(0)); // at a line's beginning
    }
}

void tst_EvaluationSet::othersFillUpAroundShortDocuments()
{
    QVERIFY(QDir(m_dir->path()).mkdir("fill"));
    write("books/one.txt", "The answer.\n");
    write("books/two.txt", QByteArray("two two\n").repeated(10));
    write("fill/three.txt", QByteArray("three\n").repeated(100));
    write("books_dev.jsonl", R"({"doc": "one.txt", "question": "?", "gold": [{"start": 0, "end": 11}]})");
    const EvaluationSet set(m_dir->filePath("books_dev.jsonl"),
                            {m_dir->filePath("books"), m_dir->filePath("fill")});
    const auto first = haystack(set, set.questions().front(), 200, 0);
    QCOMPARE(first.size(), std::size_t(3));
    QCOMPARE(first.front().document, QString("one.txt"));
    QCOMPARE(first[1], (HaystackSegment{"two.txt", {0, 80}})); // documents of the set come first
    QCOMPARE(first[2].document, QString("three.txt"));
    QCOMPARE(first[2].span.size(), qint64(107)); // the last newline within the 108 characters that are left
    const auto last = haystack(set, set.questions().front(), 200, 1);
    QCOMPARE(last.back().document, QString("one.txt"));
}

QTEST_GUILESS_MAIN(tst_EvaluationSet)
#include "tst_EvaluationSet.moc"
