#include "tests/ui/KeptTalk.h"
#include "tests/ui/SamplePdf.h"
#include "tests/ui/WindowTest.h"
#include "ui/citations/CitationsPanel.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/FindBar.h"
#include "ui/conversation/TurnView.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/mainwindow/WindowSet.h"
#include "ui/notes/NotesPanel.h"
#include "ui/shelf/ShelfDialog.h"
#include "ui/viewer/PageList.h"
#include "ui/viewer/PdfView.h"
#include "ui/viewer/TextViewer.h"
#include "ui/viewer/ViewerPane.h"
#include "ui/viewer/ViewerSide.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeWidget>

using namespace quire;
using namespace quire::test;

class TestWindow : public WindowTest
{
    Q_OBJECT

private slots:
    void citationsAreListedFilteredAndStepped()
    {
        WindowFixture w(folder());
        const SessionContent talk = keepTalk(w.library, copyOf(QStringLiteral("ferry-rules.txt")), 6);
        w.desk().open(talk.session.id);
        QTRY_COMPARE(w.desk().turns().size(), 6);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isBusy(), patience);
        const int third = int(w.desk().turns().at(2).citations.at(0).begin);
        QVERIFY(third > 0);
        QTest::keyClick(w.window.get(), Qt::Key_2, Qt::AltModifier);
        CitationsPanel* panel = w.window->side()->citations();
        QTRY_VERIFY(panel->isVisible());
        QCOMPARE(panel->model().rowCount(), 6);
        auto* missing = panel->findChild<QToolButton*>(QStringLiteral("missing"));
        QVERIFY(missing->text().contains(u'3'));
        QTest::mouseClick(panel->findChild<QToolButton*>(QStringLiteral("verified")), Qt::LeftButton);
        QCOMPARE(panel->model().rowCount(), 3);
        const QModelIndex first = panel->model().index(0);
        QTest::mouseClick(panel->list()->viewport(), Qt::LeftButton, {},
                          panel->list()->visualRect(first).center());
        QTRY_VERIFY(w.window->viewer()->isVisible());
        QCOMPARE(w.window->viewer()->textViewer()->litPassage().selectionStart(), 0);
        QTest::keyClick(w.window.get(), Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(w.window->viewer()->textViewer()->litPassage().selectionStart(), third);
        QTest::keyClick(w.window.get(), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(w.window->viewer()->textViewer()->litPassage().selectionStart(), 0);
    }

    void wordsAreFoundInAnswers()
    {
        WindowFixture w(folder());
        const SessionContent talk = keepTalk(w.library, copyOf(QStringLiteral("ferry-rules.txt")), 40);
        w.desk().open(talk.session.id);
        QTRY_COMPARE(w.desk().turns().size(), 40);
        w.window->composer()->focusText();
        QTest::keyClick(w.window.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(w.window->findBar()->isVisible());
        auto* note = w.window->findBar()->findChild<QLabel*>(QStringLiteral("findNote"));
        QTest::keyClicks(w.window->findBar()->field(), QStringLiteral("number 7 of"));
        QTRY_COMPARE(note->text(), QStringLiteral("1 of 1"));
        QTRY_VERIFY(w.window->conversation()->view(6));
        w.window->findBar()->field()->clear();
        QTest::keyClicks(w.window->findBar()->field(), QStringLiteral("bicycles"));
        QCOMPARE(note->text(), QStringLiteral("1 of 40"));
        QTest::keyClick(w.window->findBar()->field(), Qt::Key_Return);
        QCOMPARE(note->text(), QStringLiteral("2 of 40"));
        QTest::keyClicks(w.window->findBar()->field(), QStringLiteral("nowhere"));
        QCOMPARE(note->text(), QStringLiteral("Not found"));
        QTest::keyClick(w.window->findBar()->field(), Qt::Key_Escape);
        QVERIFY(!w.window->findBar()->isVisible());
    }

    void notesAboutAPassageComeBackAndOpenIt()
    {
        qint64 id = 0;
        QString words;
        {
            WindowFixture w(folder());
            const SessionContent talk = keepTalk(w.library, copyOf(QStringLiteral("ferry-rules.txt")), 2);
            id = talk.session.id;
            w.desk().open(id);
            QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isEmpty() && !w.desk().sources().isBusy(), patience);
            Q_EMIT w.window->findChild<CitationsPanel*>()->citationChosen(
                w.desk().turns().at(0).citations.at(0));
            TextViewer* text = w.window->viewer()->textViewer();
            QTextCursor cursor(text->document());
            cursor.setPosition(4);
            cursor.setPosition(24, QTextCursor::KeepAnchor);
            text->setTextCursor(cursor);
            words = cursor.selectedText().replace(QChar(0x2029), u'\n');
            QTest::keyClick(w.window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
            NotesPanel* notes = w.window->side()->notes();
            QTRY_VERIFY(notes->isVisible());
            QTest::keyClicks(notes->findChild<QPlainTextEdit*>(QStringLiteral("noteText")),
                             QStringLiteral("Check this"));
            QTest::mouseClick(notes->findChild<QPushButton*>(QStringLiteral("keepNote")), Qt::LeftButton);
            QCOMPARE(w.desk().notes().size(), 1);
            w.window->close();
        }
        WindowFixture w(folder());
        w.desk().open(id);
        QTRY_COMPARE(w.desk().notes().size(), 1);
        QCOMPARE(w.desk().notes().at(0).text, QStringLiteral("Check this"));
        QCOMPARE(w.desk().notes().at(0).words, words);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isBusy(), patience);
        w.window->side()->showPage(SidePanel::NotesPage);
        auto* list = w.window->side()->findChild<QListWidget*>(QStringLiteral("noteList"));
        list->setCurrentRow(0);
        Q_EMIT list->itemActivated(list->currentItem());
        QTRY_VERIFY(w.window->viewer()->isVisible());
        QCOMPARE(w.window->viewer()->textViewer()->litPassage().selectionStart(), 4);
    }

    void aSelectionBecomesAQuestion()
    {
        WindowFixture w(folder());
        const SessionContent talk = keepTalk(w.library, copyOf(QStringLiteral("ferry-rules.txt")), 1);
        w.desk().open(talk.session.id);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isEmpty() && !w.desk().sources().isBusy(), patience);
        Q_EMIT w.window->findChild<CitationsPanel*>()->citationChosen(w.desk().turns().at(0).citations.at(0));
        w.window->viewer()->textViewer()->selectAll();
        QTest::keyClick(w.window.get(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(w.window->composer()->text().startsWith(QStringLiteral("About “")));
    }

    void pagesHaveLabelsPicturesAndAField()
    {
        WindowFixture w(folder());
        const QString pdf = folder() + QStringLiteral("/book.pdf");
        writeSamplePdf(pdf, 30);
        const SessionContent talk = keepTalk(w.library, pdf, 1);
        w.desk().open(talk.session.id);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isEmpty() && !w.desk().sources().isBusy(), patience);
        Q_EMIT w.window->findChild<CitationsPanel*>()->citationChosen(w.desk().turns().at(0).citations.at(0));
        ViewerPane* viewer = w.window->viewer();
        QTRY_VERIFY(viewer->pdfView()->isVisible());
        QTest::keyClick(w.window.get(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY(viewer->pageField()->hasFocus());
        QTest::keyClicks(viewer->pageField(), QStringLiteral("21"));
        QTest::keyClick(viewer->pageField(), Qt::Key_Return);
        QTRY_COMPARE(viewer->pdfView()->currentPage(), 20);
        QTest::keyClick(w.window.get(), Qt::Key_F8);
        QTRY_VERIFY(viewer->side()->isVisible());
        QTest::mouseClick(viewer->side()->findChild<QToolButton*>(QStringLiteral("pages")), Qt::LeftButton);
        PageList* pages = viewer->side()->pages();
        QTRY_VERIFY(pages->isVisible());
        QTRY_COMPARE(pages->currentIndex().row(), 20);
        QCOMPARE(pages->model()->rowCount(), 30);
        const QModelIndex third = pages->model()->index(2, 0);
        pages->scrollTo(third);
        QTest::mouseClick(pages->viewport(), Qt::LeftButton, {}, pages->visualRect(third).center());
        QTRY_COMPARE(viewer->pdfView()->currentPage(), 2);
        // Another session closes the document; what is out of sight may still be laid out anew.
        w.desk().newSession();
        w.window->resize(1000, 700);
        QTest::qWait(50);
        QVERIFY(!viewer->isVisible());
        viewer->resize(300, 300);
        viewer->pdfView()->resize(200, 500);
    }

    void textOfAPageIsSelectedAsItFlows()
    {
        WindowFixture w(folder());
        const QString pdf = folder() + QStringLiteral("/book.pdf");
        writeSamplePdf(pdf, 2);
        const SessionContent talk = keepTalk(w.library, pdf, 1);
        w.desk().open(talk.session.id);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isEmpty() && !w.desk().sources().isBusy(), patience);
        Q_EMIT w.window->findChild<CitationsPanel*>()->citationChosen(w.desk().turns().at(0).citations.at(0));
        PdfView* view = w.window->viewer()->pdfView();
        QTRY_VERIFY(view->isVisible());
        const SourceDocument& document = w.window->viewer()->document();
        const QByteArray words = "The key of room " + roomName(2).toUtf8() + " hangs";
        const qint64 at = document.text().indexOf(words);
        QVERIFY(at > 0);
        view->choose(at, at + words.size());
        QCOMPARE(w.window->viewer()->selection().words, QString::fromUtf8(words));
        QVERIFY(w.window->viewer()->selection().place.contains(QStringLiteral("book.pdf")));
    }

    void headingsLeadToTheirPlaces()
    {
        WindowFixture w(folder());
        const SessionContent talk =
            keepTalk(w.library, copyOf(QStringLiteral("the-keepers-of-sarn-ness.md")), 1);
        w.desk().open(talk.session.id);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isEmpty() && !w.desk().sources().isBusy(), patience);
        Q_EMIT w.window->findChild<CitationsPanel*>()->citationChosen(w.desk().turns().at(0).citations.at(0));
        w.window->viewer()->setSideShown(true);
        QTreeWidget* outline = w.window->viewer()->side()->outline();
        QTRY_VERIFY(outline->isVisible());
        QVERIFY(outline->topLevelItemCount() > 0);
        QTreeWidgetItem* last = outline->topLevelItem(outline->topLevelItemCount() - 1);
        while (last->childCount() > 0)
            last = last->child(last->childCount() - 1);
        Q_EMIT outline->itemActivated(last, 0);
        const TextViewer* text = w.window->viewer()->textViewer();
        const QString line = text->textCursor().block().text();
        QVERIFY2(line.contains(last->text(0)), qPrintable(line));
    }

    void whatWasReadStandsOnTheShelf()
    {
        WindowFixture w(folder());
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        QVERIFY(w.read(patience));
        ShelfDialog dialog(w.shelf, w.settings, w.theme, FileDialog::native(), w.window.get());
        dialog.show();
        auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("shelfList"));
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        list->setCurrentItem(list->topLevelItem(0));
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("pinShelf")), Qt::LeftButton);
        QTRY_VERIFY(list->topLevelItemCount() == 1 &&
                    list->topLevelItem(0)->text(6).contains(QStringLiteral("pinned")));
        auto* note = dialog.findChild<QLabel*>(QStringLiteral("shelfNote"));
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("verifyShelf")), Qt::LeftButton);
        QTRY_VERIFY2(note->text().contains(QStringLiteral("as it was written")), qPrintable(note->text()));

        const QString bundle = folder() + QStringLiteral("/ferry.quire");
        w.shelf.exportTo(list->topLevelItem(0)->data(0, Qt::UserRole).toString(), bundle);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(bundle).size() > 1000, patience);
        QTRY_VERIFY(note->text().contains(bundle));
        list->setCurrentItem(list->topLevelItem(0));
        // Forgetting is asked about first, with what it costs.
        const auto forget = [&](const QString& button) {
            QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("dropShelf")), Qt::LeftButton);
            auto* box = dialog.findChild<QMessageBox*>(QStringLiteral("forgetReading"));
            QVERIFY(box && box->informativeText().contains(QStringLiteral("frees")));
            for (QAbstractButton* each : box->buttons())
                if (each->text().remove(u'&') == button)
                    QTest::mouseClick(each, Qt::LeftButton);
            QTRY_VERIFY(!dialog.findChild<QMessageBox*>(QStringLiteral("forgetReading")));
        };
        forget(QStringLiteral("Cancel"));
        QCOMPARE(list->topLevelItemCount(), 1);
        forget(QStringLiteral("Forget"));
        QTRY_COMPARE(list->topLevelItemCount(), 0);
        w.shelf.importFrom(bundle);
        QTRY_COMPARE(list->topLevelItemCount(), 1);
    }

    void windowsShareTheLibraryAndNeverASession()
    {
        const QString files = copyOf(QStringLiteral("ferry-rules.txt"));
        Settings settings(folder() + QStringLiteral("/set.ini"));
        Theme theme(*qApp, Appearance::Light);
        Library library(folder() + QStringLiteral("/library.db"));
        const SessionContent talk = keepTalk(library, files, 1);
        EngineThread engine({{modelPlace(folder())}, 0, {}});
        JobQueue jobs(library, engine, {});
        const QDBusConnection none(QStringLiteral("not connected"));
        CacheShelf shelf({}, {});
        SessionReadings readings(library, engine, shelf);
        WindowSet set({library,
                       engine,
                       jobs,
                       shelf,
                       readings,
                       settings,
                       theme,
                       FileDialog::native(),
                       {},
                       {},
                       folder(),
                       folder(),
                       {},
                       {}},
                      {none, none});
        MainWindow* first = set.openWindow();
        set.open({});
        QCOMPARE(set.windows().size(), 1);
        first->openSession(talk.session.id);
        QTRY_COMPARE(first->desk().turns().size(), 1);
        set.open({files}); // something has been done in the first
        QCOMPARE(set.windows().size(), 2);
        MainWindow* second = set.windows().at(1);
        QTRY_COMPARE(second->desk().sources().entries().size(), 1);
        second->openSession(talk.session.id);
        QTest::qWait(200);
        QVERIFY(second->desk().session().id != talk.session.id);
        second->close();
        QCOMPARE(set.windows().size(), 1);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_Window.moc"
