#include "app/desk/OcrChoice.h"
#include "tests/ingest/support/Scan.h"
#include "tests/ingest/support/ZipFile.h"
#include "tests/ui/WindowTest.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/settings/GeneralPage.h"
#include "ui/viewer/PdfView.h"
#include "ui/viewer/TextViewer.h"
#include "ui/viewer/ViewerPane.h"
#include "ui/widgets/BannerStack.h"
#include "ui/widgets/Toast.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTextBlock>
#include <QTreeView>

using namespace quire;
using namespace quire::test;

namespace {

void write(const QString& path, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

/// The button of a name that is in sight.
QPushButton* visibleButton(QWidget* window, const char* name)
{
    for (QPushButton* each : window->findChildren<QPushButton*>(QLatin1String(name)))
        if (each->isVisible())
            return each;
    return nullptr;
}

} // namespace

/// What happens to the sources of a session, in the real window with the real readers.
class TestSources : public WindowTest
{
    Q_OBJECT

private:
    static bool isQuiet(WindowFixture& w)
    {
        return !w.desk().sources().isEmpty() && !w.desk().sources().isBusy();
    }

private slots:
    void aLockedFileAsksForItsPasswordAndIsShown()
    {
        WindowFixture w(folder());
        const QString path = folder() + QStringLiteral("/locked.pdf");
        QFile::copy(QStringLiteral(QUIRE_TEST_DATA "/locked.pdf"), path);
        w.window->addPaths({path});
        QTRY_VERIFY_WITH_TIMEOUT(w.window->banners()->has(QStringLiteral("locked")), patience);
        const auto unlock = [&](const QString& password) {
            w.nextPassword = password;
            QTest::mouseClick(w.window->banners()->findChild<QPushButton*>(), Qt::LeftButton);
        };
        unlock(QStringLiteral("whistle"));
        QVERIFY(w.passwordProblem.contains(QStringLiteral("locked.pdf")));
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        QVERIFY(w.window->banners()->has(QStringLiteral("locked")));
        QVERIFY(w.desk().sources().entries().at(0).failure.contains(QStringLiteral("not the password")));
        unlock(QStringLiteral("bell"));
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().entries().at(0).state, SourceEntry::State::Ready,
                                  patience);
        QVERIFY(!w.window->banners()->has(QStringLiteral("locked")));
        QVERIFY(w.desk().sources().entries().at(0).document.text().contains("third stair"));
        // Its pages are drawn as well.
        auto* tree = w.window->findChild<QTreeView*>(QStringLiteral("sourceTree"));
        Q_EMIT tree->activated(tree->model()->index(0, 0));
        QTRY_VERIFY_WITH_TIMEOUT(w.window->viewer()->pdfView()->isDrawn(0), patience);
    }

    void aLockedFileInAFolderStandsBesideTheOthers()
    {
        WindowFixture w(folder());
        write(folder() + QStringLiteral("/case/notes.txt"), "The bell is on the left.\n");
        QFile::copy(QStringLiteral(QUIRE_TEST_DATA "/locked.pdf"),
                    folder() + QStringLiteral("/case/locked.pdf"));
        w.window->addPaths({folder() + QStringLiteral("/case")});
        QTRY_VERIFY_WITH_TIMEOUT(w.window->banners()->has(QStringLiteral("locked")), patience);
        QCOMPARE(w.desk().sources().entries().size(), 2);
        w.nextPassword = QStringLiteral("bell");
        QTest::mouseClick(w.window->banners()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().included().size(), 2, patience);
    }

    void lookingThroughAFolderAgainReadsOnlyWhatChanged()
    {
        WindowFixture w(folder());
        const QString code = folder() + QStringLiteral("/code");
        const QDateTime longAgo = QDateTime::currentDateTime().addDays(-1);
        for (int i = 0; i < 6; ++i) {
            const QString path = code + QStringLiteral("/part%1.txt").arg(i);
            write(path, "Part " + QByteArray::number(i) + " says nothing.\n");
            QFile file(path);
            QVERIFY(file.open(QIODevice::Append));
            file.setFileTime(longAgo, QFileDevice::FileModificationTime);
        }
        w.window->addPaths({code});
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        QCOMPARE(w.desk().sources().entries().size(), 6);
        const qint64 before = w.desk().sources().reader().reused();
        write(code + QStringLiteral("/part2.txt"), "Part 2 says something now.\n");
        write(code + QStringLiteral("/part6.txt"), "Part 6 is new.\n");
        w.window->addPaths({code});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().entries().size(), 7, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        QCOMPARE(w.desk().sources().reader().reused() - before, 5);
        // What changed stands behind what did not, in the order of the prompt too.
        const auto orderNow = [&] {
            QStringList now;
            for (const SourceEntry& entry : w.desk().sources().entries())
                now.append(entry.record.name.section(u'/', -1).section(u'.', 0, 0));
            return now;
        };
        const QStringList names = orderNow();
        QCOMPARE(names.join(u' '), QStringLiteral("part0 part1 part3 part4 part5 part2 part6"));
        const SourceEntry& changed = w.desk().sources().entries().at(5);
        QCOMPARE(changed.record.position, 5);
        QVERIFY(changed.document.text().contains("says something now"));
        // A new session begins as this one stands, and an old one stays as it stands.
        const qint64 session = w.desk().session().id;
        w.desk().newSession();
        w.window->addPaths({code});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().entries().size(), 7, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        QCOMPARE(orderNow(), names);
        w.desk().sources().move({w.desk().sources().order().last()}, 0);
        const QStringList moved = orderNow();
        const qint64 other = w.desk().session().id;
        w.desk().open(session);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().session().id, session, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        QCOMPARE(orderNow(), names);
        w.desk().open(other);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().session().id, other, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        QCOMPARE(orderNow(), moved);
    }

    void anArchiveIsReadAsTheFolderInIt()
    {
        const QString path = folder() + QStringLiteral("/code.zip");
        ZipFile zip;
        zip.add("src/main.py", "print('The lamp is lit.')\n");
        zip.add("src/lamp.py", "LIT = True\n");
        write(path, zip.bytes());
        qint64 session = 0;
        {
            WindowFixture w(folder());
            w.window->addPaths({path});
            QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().included().size(), 2, patience);
            session = w.desk().session().id;
            w.window->close();
        }
        WindowFixture w(folder());
        w.desk().open(session);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().sources().included().size(), 2, patience);
        QVERIFY(!w.window->banners()->has(QStringLiteral("missing")));
        w.desk().sources().lookAtDisk();
        QVERIFY(!w.window->banners()->has(QStringLiteral("missing")));
        QFile::remove(path);
        w.desk().sources().lookAtDisk();
        QVERIFY(w.window->banners()->has(QStringLiteral("missing")));
    }

    void anotherOrderSaysWhatItCostsAndCanBeTakenBack()
    {
        // Texts that no other test read in any order.
        QStringList texts;
        for (const QString& name :
             {QStringLiteral("the-keepers-of-sarn-ness.md"), QStringLiteral("ferry-rules.txt")}) {
            QFile from(sample(name)), to(folder() + QStringLiteral("/ordered-") + name);
            QVERIFY(from.open(QFile::ReadOnly) && to.open(QFile::WriteOnly));
            to.write("Put in order.\n\n" + from.readAll());
            texts.push_back(to.fileName());
        }
        WindowFixture w(folder());
        w.window->addPaths(texts);
        QVERIFY(w.read(patience));
        const QList<qint64> order = w.desk().sources().order();
        auto* tree = w.window->findChild<QTreeView*>(QStringLiteral("sourceTree"));
        tree->setCurrentIndex(tree->model()->index(1, 0));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(w.desk().sources().order().first(), order.last());
        QPushButton* undo = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((undo = visibleButton(w.window.get(), "toastAction")) != nullptr, patience);
        const auto* said = undo->parentWidget()->findChild<QLabel*>();
        QVERIFY2(said->text().contains(QStringLiteral("tokens")), qPrintable(said->text()));
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(w.desk().sources().order(), order);
        // What was read in the old order is still there.
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
    }

    void whatIsTooLongSaysWhatToLeaveOut()
    {
        const QString models = folder() + QStringLiteral("/short");
        QDir().mkpath(models + QStringLiteral("/random-flash"));
        writeTalkingModel(models + QStringLiteral("/random-flash"), 4096);
        WindowFixture w(folder(), models);
        w.window->addPaths({sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                            sample(QStringLiteral("ferry-rules.txt"))});
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Quoted, patience);
        QTRY_VERIFY(w.desk().sources().entries().at(0).record.tokens > 0);
        QPushButton* button = nullptr;
        QTRY_VERIFY((button = visibleButton(w.window.get(), "readButton")) &&
                    button->text() == QStringLiteral("Leave out"));
        auto* detail = button->parentWidget()->findChild<QLabel*>(QStringLiteral("readingDetail"));
        QVERIFY2(detail->text().contains(QStringLiteral("the-keepers-of-sarn-ness.md")),
                 qPrintable(detail->text()));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(w.desk().sources().included().size(), 1);
        QVERIFY(w.read(patience));
    }

    void everyModeSaysWhatItWouldCost()
    {
        const QString models = talkingModel(folder()); // a Flash
        writeTalkingModel(models + QStringLiteral("/random-pro"), 8192);
        WindowFixture w(folder(), models);
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QVERIFY(w.read(patience));
        const auto cost = [&](const char* model, const char* effort) {
            return w.desk().costOf({QLatin1String(model), QLatin1String(effort)});
        };
        QTRY_VERIFY_WITH_TIMEOUT(cost("flash", "fast") && cost("flash", "fast")->toRead == 0, patience);
        QVERIFY(cost("pro", "fast"));
        QVERIFY(cost("pro", "fast")->toRead > 100);
        QVERIFY(cost("flash", "max")->toRead > 100); // its prompt begins differently
    }

    void aScanIsReadAsTextBehindEverythingElse()
    {
        if (!OcrChoice::isPossible())
            QSKIP("Tesseract (tesseract-ocr) is not installed.");
        WindowFixture w(folder());
        write(folder() + QStringLiteral("/scan.pdf"), scan::mixedPdf());
        auto* card = w.window->findChild<QWidget*>(QStringLiteral("recognitionCard"));
        QVERIFY(!card->isVisible());
        w.window->addPaths({folder() + QStringLiteral("/scan.pdf")});
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), patience);
        const auto* title = card->findChild<QLabel*>(QStringLiteral("recognitionTitle"));
        QVERIFY2(title->text().contains(QStringLiteral("page 1 of 1")), qPrintable(title->text()));
        QVERIFY(visibleButton(w.window.get(), "stopRecognising"));
        QVERIFY(!visibleButton(w.window.get(), "useRecognised"));
        // It can be looked at and is counted meanwhile, and stays open when its text comes.
        auto* tree = w.window->findChild<QTreeView*>(QStringLiteral("sourceTree"));
        QVERIFY(tree->model()
                    ->index(0, 0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("still to be recognised")));
        Q_EMIT tree->activated(tree->model()->index(0, 0));
        QVERIFY(w.window->viewer()->isVisible());
        QVERIFY(!w.window->viewer()->document().text().contains("twelve metres"));
        QTRY_VERIFY_WITH_TIMEOUT(!card->isVisible(), patience);
        QVERIFY(w.window->viewer()->isVisible());
        QVERIFY(w.window->viewer()->document().text().contains("twelve metres"));
        QVERIFY(
            tree->model()->index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("% sure")));
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
    }

    void recognisedTextIsOfferedWhereThePromptIsRead()
    {
        if (!OcrChoice::isPossible())
            QSKIP("Tesseract (tesseract-ocr) is not installed.");
        WindowFixture w(folder());
        w.settings.setRecognisesText(false);
        write(folder() + QStringLiteral("/scan.pdf"), scan::mixedPdf());
        w.window->addPaths({folder() + QStringLiteral("/scan.pdf")});
        QVERIFY(w.read(patience));
        w.desk().startReading();
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
        const auto text = [&] { return w.desk().sources().entries().at(0).document.text(); };
        w.desk().sources().recognise(w.desk().sources().order());
        QPushButton* use = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((use = visibleButton(w.window.get(), "useRecognised")), patience);
        auto* card = w.window->findChild<QWidget*>(QStringLiteral("recognitionCard"));
        const auto* title = card->findChild<QLabel*>(QStringLiteral("recognitionTitle"));
        const auto* detail = card->findChild<QLabel*>(QStringLiteral("recognitionDetail"));
        QVERIFY2(title->text().contains(QStringLiteral("recognised")), qPrintable(title->text()));
        QTRY_VERIFY_WITH_TIMEOUT(detail->text().contains(QStringLiteral("from token")), patience);
        QVERIFY(!text().contains("twelve metres"));
        QCOMPARE(w.desk().reading().state, ReadingStatus::State::Read);
        QTest::mouseClick(use, Qt::LeftButton);
        QVERIFY(text().contains("twelve metres"));
        QVERIFY(!card->isVisible());
        QVERIFY(w.read(patience));
    }

    void theSettingsSayWhetherTextIsRecognisedAndInWhichLanguages()
    {
        if (!OcrChoice::isPossible())
            QSKIP("Tesseract (tesseract-ocr) is not installed.");
        Settings settings(folder() + QStringLiteral("/some.ini"));
        QVERIFY(settings.recognisesText() && settings.ocrLanguages().isEmpty());
        QCOMPARE(OcrChoice::chosenIn(settings).languages, QStringLiteral("auto"));
        GeneralPage page(settings);
        auto* whether = page.findChild<QComboBox*>(QStringLiteral("recognition"));
        whether->setCurrentIndex(1);
        Q_EMIT whether->activated(1);
        QVERIFY(!settings.recognisesText());
        auto* languages = page.findChild<QPushButton*>(QStringLiteral("ocrLanguages"));
        const QStringList installed = OcrChoice::installedLanguages();
        QCOMPARE(languages->menu()->actions().size(), installed.size());
        for (QAction* language : languages->menu()->actions())
            language->trigger();
        QCOMPARE(settings.ocrLanguages(), installed);
        QCOMPARE(languages->text(), installed.join(QStringLiteral(" + ")));
        QCOMPARE(OcrChoice::listOf(OcrChoice::chosenIn(settings).languages), installed);
    }

    void aBookIsSetAsRunningText()
    {
        WindowFixture w(folder());
        write(folder() + QStringLiteral("/letter.html"),
              "<html><body><h1>On lamps</h1><p>The first lamp was lit in March.</p><h2>Oil</h2>"
              "<p>It burned rape oil.</p></body></html>");
        w.window->addPaths({folder() + QStringLiteral("/letter.html")});
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(w), patience);
        auto* tree = w.window->findChild<QTreeView*>(QStringLiteral("sourceTree"));
        Q_EMIT tree->activated(tree->model()->index(0, 0));
        TextViewer* text = w.window->viewer()->textViewer();
        QTRY_VERIFY(text->isVisible());
        QCOMPARE(text->numbersWidth(), 0);
        const QTextBlock first = text->document()->begin();
        QVERIFY(first.text().contains(QStringLiteral("On lamps")));
        QTextCursor at(first);
        at.movePosition(QTextCursor::NextCharacter);
        QVERIFY(at.charFormat().fontPointSize() > text->font().pointSizeF());
    }
};

QTEST_MAIN(TestSources)
#include "tst_Sources.moc"
