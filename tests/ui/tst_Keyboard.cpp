#include "tests/ui/KeptTalk.h"
#include "tests/ui/WindowTest.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/QuoteCard.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/viewer/TextViewer.h"
#include "ui/viewer/ViewerPane.h"

#include <QApplication>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace quire;
using namespace quire::test;

/// Everything is done with keys alone, and one always sees where one is.
class TestKeyboard : public WindowTest
{
    Q_OBJECT

private:
    static constexpr int mostStops = 120;

    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* at = QApplication::focusWidget();
        QTest::keyClick(at ? at : QApplication::activeWindow(), key, modifiers);
    }

    static bool activate(WindowFixture& w)
    {
        w.window->activateWindow();
        return QTest::qWaitForWindowActive(w.window.get());
    }

    /// Tabs until it is at the widget of this name.
    static QWidget* tabTo(const char* name)
    {
        for (int i = 0; i < mostStops; ++i) {
            QWidget* at = QApplication::focusWidget();
            if (at && at->objectName() == QLatin1String(name))
                return at;
            press(Qt::Key_Tab);
        }
        return nullptr;
    }

    static QString nameOf(const QWidget* widget)
    {
        QString name;
        for (const QWidget* at = widget; at && !at->isWindow(); at = at->parentWidget())
            if (!at->objectName().isEmpty())
                name = at->objectName() + (name.isEmpty() ? QString() : u'>' + name);
        return QString::fromLatin1(widget->metaObject()->className()) + u' ' + name;
    }

    /// One of a row of choices, among which the arrow keys lead.
    static bool isChoice(const QWidget* widget)
    {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        return button && button->group();
    }

    static bool isEmptyList(const QWidget* widget)
    {
        const auto* list = qobject_cast<const QAbstractItemView*>(widget);
        return list && list->model() && list->model()->rowCount() == 0;
    }

    /// Stops of the Tab key where the window looks as if the focus were elsewhere.
    static QStringList unseenStops(QWidget* window, int& stops)
    {
        QStringList unseen;
        QList<QWidget*> seen;
        for (int i = 0; i < mostStops; ++i) {
            press(Qt::Key_Tab);
            QWidget* at = QApplication::focusWidget();
            if (!at || seen.contains(at))
                break;
            seen.append(at);
            const QRect place =
                QRect(at->mapTo(window, QPoint()), at->size()).adjusted(-4, -4, 4, 4) & window->rect();
            const QImage with = window->grab(place).toImage();
            at->clearFocus();
            const QImage without = window->grab(place).toImage();
            at->setFocus(Qt::TabFocusReason);
            if (with == without)
                unseen.append(nameOf(at));
        }
        stops = int(seen.size());
        for (const QWidget* each : window->findChildren<QWidget*>())
            if (each->isVisible() && each->isEnabled() && (each->focusPolicy() & Qt::TabFocus) &&
                each->window() == window && !seen.contains(each) && !isChoice(each) && !isEmptyList(each))
                unseen.append(nameOf(each) + QStringLiteral(" is never reached"));
        return unseen;
    }

private slots:
    void initTestCase() { QApplication::setCursorFlashTime(0); } // it is there whenever one looks

    void everyStopOfTheTabKeyIsSeen()
    {
        WindowFixture w(folder());
        QVERIFY(activate(w));
        QStringList unseen;
        const auto look = [&](const char* screen, int least) {
            QTest::qWait(100);
            w.window->composer()->focusText();
            int stops = 0;
            for (const QString& each : unseenStops(w.window.get(), stops))
                unseen.append(QStringLiteral("%1: %2").arg(QLatin1String(screen), each));
            QVERIFY2(stops >= least,
                     qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(screen)).arg(stops)));
        };
        look("welcome", 10);
        w.window->addPaths(
            {sample(QStringLiteral("ferry-rules.txt")), sample(QStringLiteral("library-catalogue"))});
        QVERIFY(w.read(patience));
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        look("answer", 15);
        QVERIFY(!w.desk().turns().at(0).citations.isEmpty());
        press(Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(w.window->viewer()->isVisible());
        w.window->viewer()->setSideShown(true);
        look("viewer", 20);
        press(Qt::Key_2, Qt::AltModifier);
        look("citations", 20);
        w.desk().keepNote({0, 0, {}, {}, 0, 0, {}, {}, QStringLiteral("Ask about dogs.")});
        press(Qt::Key_3, Qt::AltModifier);
        look("notes", 20);
        unseen.removeDuplicates();
        QVERIFY2(unseen.isEmpty(), qPrintable(u'\n' + unseen.join(u'\n')));
    }

    void filesAreAddedReadAskedAboutAndCited()
    {
        WindowFixture w(folder());
        QVERIFY(activate(w));
        w.nextFiles = {sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                       sample(QStringLiteral("services-agreement.txt"))};
        press(Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        if (w.desk().reading().state == ReadingStatus::State::Quoted) {
            QVERIFY(tabTo("readButton"));
            press(Qt::Key_Space);
        }
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
        press(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), w.window->composer()->editor());
        QTest::keyClicks(QApplication::focusWidget(),
                         QStringLiteral("What interest does a sum bear that is paid late?"));
        press(Qt::Key_Return);
        QTRY_COMPARE(w.desk().turns().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);
        QCOMPARE(w.desk().turns().at(0).state, TurnState::Done);

        // From the question to the quote, and into the document.
        QTRY_VERIFY(w.window->findChild<QuoteCard*>());
        auto* card = qobject_cast<QuoteCard*>(tabTo("quoteCard"));
        QVERIFY(card);
        press(Qt::Key_Space);
        QTRY_VERIFY(w.window->viewer()->isVisible());
        const TextViewer* text = w.window->viewer()->textViewer();
        QTRY_COMPARE(text->litPassage().selectionStart(), int(card->citation().begin));
        // A passage of the document becomes the next question.
        QVERIFY(tabTo("textViewer"));
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(!text->textCursor().selectedText().isEmpty());
        press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!w.window->composer()->editor()->toPlainText().isEmpty());
        press(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!w.window->viewer()->isVisible());
    }

    void aSessionIsFoundOpenedAndGoneOnWith()
    {
        WindowFixture w(folder());
        const SessionContent talk = keepTalk(w.library, copyOf(QStringLiteral("ferry-rules.txt")), 2);
        w.library.listSessions();
        QVERIFY(activate(w));
        press(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("sessionSearch"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("bicycles"));
        auto* list = w.window->findChild<QListView*>(QStringLiteral("sessionList"));
        QTRY_COMPARE(list->model()->rowCount(), 2); // a heading and the one
        press(Qt::Key_Down);
        QTRY_COMPARE(QApplication::focusWidget(), list);
        press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().session().id, talk.session.id, patience);
        QTRY_COMPARE(w.desk().turns().size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().sources().isBusy(), patience);
        press(Qt::Key_L, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Who helps with luggage?"));
        press(Qt::Key_Return);
        QTRY_COMPARE(w.desk().turns().size(), 3);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering(), patience);

        // An earlier question is asked otherwise, and the first version comes back.
        QWidget* edit = tabTo("editQuestion");
        QVERIFY(edit);
        press(Qt::Key_Space);
        QTRY_COMPARE(QApplication::focusWidget(), w.window->composer()->editor());
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("What is on the lower deck?"));
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!w.desk().isAnswering() && w.desk().turns().last().versions == 2, patience);
        QVERIFY(tabTo("previousVersion"));
        press(Qt::Key_Space);
        QTRY_COMPARE(w.desk().turns().last().version, 1);
    }

    void modesAreSwitchedAndReadingIsPaused()
    {
        WindowFixture w(folder(), bothModels(folder()));
        QVERIFY(activate(w));
        w.window->composer()->focusText();
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(w.desk().session().mode.model, QStringLiteral("pro"));
        press(Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(w.desk().session().mode.effort, QStringLiteral("think"));
        press(Qt::Key_1, Qt::ControlModifier);
        press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(w.desk().session().mode.model, QStringLiteral("flash"));
        // Without shortcuts: the switch itself.
        QVERIFY(tabTo("flash"));
        press(Qt::Key_Right);
        press(Qt::Key_Space);
        QCOMPARE(w.desk().session().mode.model, QStringLiteral("pro"));
        press(Qt::Key_1, Qt::ControlModifier);

        w.window->addPaths({sample(QStringLiteral("the-keepers-of-sarn-ness.md")),
                            sample(QStringLiteral("services-agreement.txt"))});
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        if (w.desk().reading().state == ReadingStatus::State::Quoted) {
            press(Qt::Key_R, Qt::ControlModifier);
            const auto pause = [] { press(Qt::Key_R, Qt::ControlModifier); };
            QCOMPARE(w.stateAfterFirstProgress(pause, patience), ReadingStatus::State::Paused);
            press(Qt::Key_R, Qt::ControlModifier);
        }
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
    }

    void sourcesAreLeftOutAndMoved()
    {
        WindowFixture w(folder());
        QVERIFY(activate(w));
        w.window->addPaths(
            {sample(QStringLiteral("ferry-rules.txt")), sample(QStringLiteral("services-agreement.txt"))});
        QTRY_VERIFY_WITH_TIMEOUT(w.isReadyToRead(), patience);
        press(Qt::Key_1, Qt::AltModifier);
        QVERIFY(tabTo("sourceTree"));
        press(Qt::Key_Home);
        press(Qt::Key_Space);
        QTRY_COMPARE(w.desk().sources().included().size(), 1);
        press(Qt::Key_Space);
        press(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(w.desk().sources().entries().at(1).record.name, QStringLiteral("ferry-rules.txt"));
        press(Qt::Key_Return);
        QTRY_VERIFY(w.window->viewer()->isVisible());
    }

    void notesAreChangedAndDeleted()
    {
        WindowFixture w(folder());
        QVERIFY(activate(w));
        press(Qt::Key_3, Qt::AltModifier);
        QVERIFY(tabTo("noteText"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Ask about dogs."));
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(w.desk().notes().size(), 1);
        QVERIFY(tabTo("noteList"));
        press(Qt::Key_Home);
        press(Qt::Key_F2);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("noteText"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" And cats."));
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(w.desk().notes().at(0).text, QStringLiteral("Ask about dogs. And cats."));
        QVERIFY(tabTo("noteList"));
        press(Qt::Key_Home);
        press(Qt::Key_Delete);
        QTRY_VERIFY(w.desk().notes().isEmpty());
    }

    void everyShortcutIsInTheList()
    {
        WindowFixture w(folder());
        QVERIFY(activate(w));
        QStringList listed;
        QTimer::singleShot(300, this, [&] {
            auto* dialog = qobject_cast<SettingsDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("shortcuts"));
            for (int i = 0; list && i < list->topLevelItemCount(); ++i)
                listed.append(list->topLevelItem(i)->text(1));
            dialog->close();
        });
        press(Qt::Key_F1);
        const QString all = listed.join(u'\n');
        for (QMenu* menu : w.window->menuBar()->findChildren<QMenu*>())
            for (const QAction* action : menu->actions())
                if (!action->shortcut().isEmpty())
                    QVERIFY2(listed.contains(action->shortcut().toString(QKeySequence::NativeText)),
                             qPrintable(action->text()));
        // And those of single parts of the window.
        for (const char* keys : {"Enter", "Shift+Enter", "Escape", "F2", "Delete", "Ctrl+Z", "Space",
                                 "Ctrl+Up", "Ctrl+Down", "Ctrl+Enter"})
            QVERIFY2(all.contains(QLatin1String(keys)), keys);
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_Keyboard.moc"
