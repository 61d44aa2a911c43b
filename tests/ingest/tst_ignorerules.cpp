#include "ingest/folder/IgnoreRules.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <stdexcept>

using namespace quire;

class TestIgnoreRules : public QObject
{
    Q_OBJECT

private slots:
    void globsMatchAsGitSays_data();
    void globsMatchAsGitSays();
    void laterAndDeeperRulesDecide();
    void commentsBlanksAndEscapes();
    void randomRulesAgreeWithGit();
    void hostilePatternsEnd();
    void manyStarsAreComparedToTheEnd();
    void manyRulesAskWhetherToGoOn();
};

namespace {

/// The verdict of a walk: ignored itself, or below an ignored folder.
bool walkIgnores(const IgnoreRules& rules, const QByteArray& path)
{
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
        if (rules.ignores(path.first(slash), true))
            return true;
    return rules.ignores(path, false);
}

QByteArray randomRules(std::mt19937& random)
{
    const QByteArrayList parts = {"a", "b", "*", "a*", "*.c", "**", "?", "[ab]", "x", "lib", "ab*", "[!a]"};
    QByteArray content;
    for (int line = int(random() % 5); line >= 0; --line) {
        content += random() % 4 ? "" : "!";
        content += random() % 4 ? "" : "/";
        content += parts[int(random() % parts.size())];
        for (int more = int(random() % 3); more > 0; --more)
            content += '/' + parts[int(random() % parts.size())];
        content += random() % 5 ? "\n" : "/\n";
    }
    return content;
}

QByteArray gitOutput(const QString& folder, const QStringList& arguments, const QByteArray& input)
{
    QProcess git;
    git.setWorkingDirectory(folder);
    git.start("git", arguments);
    git.write(input);
    git.closeWriteChannel();
    git.waitForFinished();
    return git.readAllStandardOutput();
}

} // namespace

void TestIgnoreRules::globsMatchAsGitSays_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* pattern, const char* text, bool matches) {
        QTest::addRow("%s against %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << matches;
    };
    row("*.o", "a.o", true);
    row("*.o", "a/b.o", false);
    row("a/*", "a/b", true);
    row("a/*", "a/b/c", false);
    row("a/**", "a/b/c", true);
    row("a/**", "a", false);
    row("**/c", "c", true);
    row("**/c", "a/b/c", true);
    row("a/**/c", "a/c", true);
    row("a/**/c", "a/x/y/c", true);
    row("a/**/c", "axc", false);
    row("a**c", "axyc", true);
    row("a**c", "a/c", false);
    row("?.txt", "a.txt", true);
    row("?.txt", ".txt", false);
    row("a?b", "a/b", false);
    row("[a-c]x", "bx", true);
    row("[!a-c]x", "bx", false);
    row("[^a-c]x", "dx", true);
    row("[]]x", "]x", true);
    row("[[:digit:]]", "7", true);
    row("[[:alpha:]_]", "_", true);
    row("[[:alpha:]]", "7", false);
    row("[a", "[a", false);
    row("\\*", "*", true);
    row("\\*", "a", false);
    row("a[!b]c", "a/c", false);
    row("**", "a/b", true);
}

void TestIgnoreRules::globsMatchAsGitSays()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QFETCH(bool, matches);
    QCOMPARE(matchesGlob(pattern, text), matches);
}

void TestIgnoreRules::laterAndDeeperRulesDecide()
{
    IgnoreRules rules;
    rules.add("*.log\n!keep.log\n/build\ndocs/*.html\ntmp/\n", "");
    QVERIFY(rules.ignores("a.log", false));
    QVERIFY(rules.ignores("x/a.log", false));
    QVERIFY(!rules.ignores("keep.log", false));
    QVERIFY(rules.ignores("build", true));
    QVERIFY(!rules.ignores("x/build", true));
    QVERIFY(rules.ignores("docs/a.html", false));
    QVERIFY(!rules.ignores("x/docs/a.html", false));
    QVERIFY(rules.ignores("x/tmp", true));
    QVERIFY(!rules.ignores("tmp", false));
    const size_t before = rules.size();
    rules.add("!*.log\nsecret\n", "x");
    QVERIFY(!rules.ignores("x/a.log", false));
    QVERIFY(rules.ignores("a.log", false));
    QVERIFY(rules.ignores("x/y/secret", false));
    QVERIFY(!rules.ignores("secret", false));
    rules.drop(before);
    QVERIFY(rules.ignores("x/a.log", false));
}

void TestIgnoreRules::commentsBlanksAndEscapes()
{
    IgnoreRules rules;
    rules.add("\xEF\xBB\xBF# comment\n\n   \n\\#hash\n\\!bang\ntrail   \nkept\\ \ncrlf\r\n/\n!\n", "");
    QCOMPARE(rules.size(), 5U);
    QVERIFY(rules.ignores("#hash", false));
    QVERIFY(rules.ignores("!bang", false));
    QVERIFY(rules.ignores("trail", false));
    QVERIFY(rules.ignores("kept ", false));
    QVERIFY(rules.ignores("crlf", false));
    QVERIFY(!rules.ignores("comment", false));
}

void TestIgnoreRules::randomRulesAgreeWithGit()
{
    if (QStandardPaths::findExecutable("git").isEmpty())
        QSKIP("git is not installed");
    std::mt19937 random(11);
    const auto pick = [&](const QByteArrayList& list) { return list[int(random() % list.size())]; };
    const QByteArrayList folders = {"", "a/", "a/b/"};
    int compared = 0, ignored = 0;
    for (int round = 0; round < 60; ++round) {
        QTemporaryDir dir;
        gitOutput(dir.path(), {"init", "-q"}, {});
        QDir(dir.path()).mkpath("a/b");
        QByteArrayList contents;
        for (const QByteArray& folder : folders) {
            contents << randomRules(random);
            QFile file(dir.filePath(QString::fromUtf8(folder) + ".gitignore"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(contents.back());
        }
        QByteArrayList paths;
        for (int i = 0; i < 100; ++i) {
            QByteArray path = pick({"a", "b", "ab", "abc", "a.c", "b.c", "x", "lib"});
            for (int more = int(random() % 3); more > 0; --more)
                path += '/' + pick({"a", "b", "ab", "abc", "a.c", "b.c", "x", "lib"});
            if (path != "a" && path != "a/b") // these are folders on the disk
                paths << path;
        }
        const QByteArrayList theirs =
            gitOutput(dir.path(), {"check-ignore", "--no-index", "-z", "--stdin"}, paths.join('\0'))
                .split('\0');
        for (const QByteArray& path : paths) {
            IgnoreRules rules; // a walk reads only the ignore files of the folders it goes through
            for (int i = 0; i < folders.size(); ++i)
                if (path.startsWith(folders[i]))
                    rules.add(contents[i], folders[i].chopped(folders[i].isEmpty() ? 0 : 1));
            if (walkIgnores(rules, path) != theirs.contains(path))
                qWarning() << path << "in git:" << theirs.contains(path) << contents;
            QCOMPARE(walkIgnores(rules, path), theirs.contains(path));
            ++compared;
            ignored += theirs.contains(path);
        }
    }
    QVERIFY(compared > 5000 && ignored > 500 && ignored < 4500);
}

void TestIgnoreRules::hostilePatternsEnd()
{
    const QByteArray text(4000, 'a');
    QVERIFY(!matchesGlob(QByteArray("*a").repeated(60) + "b", text));
    QVERIFY(!matchesGlob(QByteArray("**/").repeated(100000) + "b", text));
    QVERIFY(!matchesGlob(QByteArray("[").repeated(1000), text));
}

void TestIgnoreRules::manyStarsAreComparedToTheEnd()
{
    const QByteArray stars = QByteArray("*a").repeated(90);
    QVERIFY(matchesGlob(stars, QByteArray(90, 'a')));
    QVERIFY(matchesGlob(stars, QByteArray("xa").repeated(200)));
    QVERIFY(!matchesGlob(stars, QByteArray(89, 'a')));
    QVERIFY(!matchesGlob(stars, QByteArray("xa").repeated(200) + '/'));
    QVERIFY(matchesGlob(QByteArray("**/*a*/").repeated(40) + "b", QByteArray("xay/").repeated(60) + "b"));
}

void TestIgnoreRules::manyRulesAskWhetherToGoOn()
{
    int asked = 0;
    IgnoreRules rules([&] {
        if (++asked == 3)
            throw std::runtime_error("enough");
    });
    rules.add(QByteArray("*a*a*b\n").repeated(2000), "");
    QVERIFY_EXCEPTION_THROWN(rules.ignores(QByteArray(90, 'a'), false), std::runtime_error);
    QCOMPARE(asked, 3);
}

QTEST_GUILESS_MAIN(TestIgnoreRules)
#include "tst_ignorerules.moc"
