#include "tests/ui/WindowTest.h"
#include "ui/sessions/SessionsPanel.h"
#include "ui/widgets/Toast.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>

#include <memory>
#include <optional>

using namespace quire;
using namespace quire::test;

/// Deleting sessions, and what was read for them: in the real window, over the real library and cache.
class TestRemoval : public WindowTest
{
    Q_OBJECT

private:
    /// A session of its own that has read this text. Its id.
    static qint64 readText(WindowFixture& w, const QString& text)
    {
        w.desk().newSession();
        w.desk().sources().addText(QStringLiteral("note.txt"), text);
        return w.read(patience) ? w.desk().session().id : 0;
    }

    static QList<QPushButton*> ways(WindowFixture& w)
    {
        return w.window->findChild<Toast*>()->findChildren<QPushButton*>(QStringLiteral("toastAction"));
    }

    static QString said(WindowFixture& w)
    {
        return w.window->findChild<Toast*>()->findChild<QLabel*>()->text();
    }

    static void remove(WindowFixture& w, qint64 session)
    {
        Q_EMIT w.window->findChild<SessionsPanel*>()->removed(session, QStringLiteral("Notes"));
    }

    /// Presses the way whose text begins so, as soon as it is there.
    static bool take(WindowFixture& w, const QString& beginning)
    {
        QPushButton* way = nullptr;
        const bool there = QTest::qWaitFor(
            [&] {
                for (QPushButton* each : ways(w))
                    if (each->isVisible() && each->text().startsWith(beginning))
                        way = each;
                return way != nullptr;
            },
            patience);
        if (there)
            QTest::mouseClick(way, Qt::LeftButton);
        return there;
    }

    /// What a signal of another thread says once it is asked for. What it says is kept apart from this call:
    /// saying may be on its way once more when waiting has ended.
    template <typename Said, typename Sender, typename Signal, typename Ask>
    static Said answer(WindowFixture& w, Sender& sender, Signal signal, Ask ask)
    {
        const auto said = std::make_shared<std::optional<Said>>();
        const auto connection =
            connect(&sender, signal, w.window.get(), [said](const Said& now) { *said = now; });
        ask();
        w.library.flush();
        if (!QTest::qWaitFor([&] { return said->has_value(); }, patience))
            qWarning("Nothing was listed.");
        disconnect(connection);
        return said->value_or(Said());
    }

    /// What stands on the shelf now.
    static QList<ShelfEntry> shelved(WindowFixture& w)
    {
        w.library.flush();
        return answer<Shelf>(w, w.shelf, &CacheShelf::listed, [&] { w.shelf.list(); }).entries;
    }

    static QList<qint64> sessions(WindowFixture& w)
    {
        QList<qint64> ids;
        for (const SessionRecord& each : answer<QList<SessionRecord>>(w, w.library, &Library::sessionsListed,
                                                                      [&] { w.library.listSessions(); }))
            ids.append(each.id);
        return ids;
    }

private slots:
    void whatWasReadGoesAlongWhenThePersonSaysSo()
    {
        WindowFixture w(folder());
        const qint64 first = readText(w, QStringLiteral("The blue key opens the cellar. ").repeated(40));
        const qint64 second = readText(w, QStringLiteral("The red key opens the attic. ").repeated(40));
        QVERIFY(first && second);
        QCOMPARE(shelved(w).size(), 2);

        // Both can be undone: nothing is gone yet.
        remove(w, first);
        QVERIFY(!sessions(w).contains(first));
        QVERIFY(take(w, QStringLiteral("Free ")));
        QVERIFY2(said(w).contains(QStringLiteral("and what was read")), qPrintable(said(w)));
        QVERIFY(take(w, QStringLiteral("Undo")));
        QVERIFY(sessions(w).contains(first));
        QCOMPARE(shelved(w).size(), 2);

        // When the message leaves, both are.
        remove(w, first);
        QVERIFY(take(w, QStringLiteral("Free ")));
        w.window->say(QStringLiteral("Something else."));
        QTRY_COMPARE_WITH_TIMEOUT(shelved(w).size(), 1, patience);
        QVERIFY(!sessions(w).contains(first));
        w.library.restore(first);
        QVERIFY(!sessions(w).contains(first));

        // The other one has lost nothing.
        w.desk().open(second);
        QTRY_COMPARE_WITH_TIMEOUT(w.desk().reading().state, ReadingStatus::State::Read, patience);
    }

    void theKeyboardDeletesAndBringsBack()
    {
        WindowFixture w(folder());
        const qint64 session = readText(w, QStringLiteral("The blue key opens the cellar. ").repeated(40));
        w.desk().newSession();
        QListView* list = w.window->findChild<SessionsPanel*>()->list();
        QTRY_VERIFY(list->model()->rowCount() > 0);
        for (int row = 0; row < list->model()->rowCount(); ++row)
            if (list->model()->index(row, 0).data(SessionsModel::IdRole).toLongLong() == session)
                list->setCurrentIndex(list->model()->index(row, 0));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_VERIFY(!sessions(w).contains(session));
        QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(sessions(w).contains(session));
        QVERIFY(!w.window->findChild<Toast*>()->isVisible());
    }

    void whatWasReadStaysWhenNothingIsSaid()
    {
        WindowFixture w(folder());
        const qint64 session = readText(w, QStringLiteral("The blue key opens the cellar. ").repeated(40));
        remove(w, session);
        QTRY_VERIFY_WITH_TIMEOUT(ways(w).size() == 2, patience);
        w.window->say(QStringLiteral("Something else."));
        QVERIFY(!sessions(w).contains(session));
        QCOMPARE(shelved(w).size(), 1);
    }

    void whatAnotherSessionUsesOrAPinHoldsIsNotOffered()
    {
        WindowFixture w(folder());
        const QString text = QStringLiteral("The blue key opens the cellar. ").repeated(40);
        const qint64 first = readText(w, text), second = readText(w, text);
        QVERIFY(first && second);
        QCOMPARE(shelved(w).size(), 1); // one reading, of both
        w.settings.setDeletesReading(true);
        remove(w, first);
        QStringList alone{QStringLiteral("not asked yet")};
        w.library.withReadingsOnlyOf(first, this, [&](const QStringList& readings) { alone = readings; });
        QTRY_VERIFY(alone.isEmpty());
        w.window->say(QStringLiteral("Something else."));
        QCOMPARE(shelved(w).size(), 1);

        // The last one that uses it could take it along, were it not pinned.
        const QString reading = shelved(w).at(0).id;
        w.shelf.pin(reading, true);
        qint64 bytes = -1;
        w.readings.weigh(second, this, [&](qint64 freed) { bytes = freed; });
        QTRY_COMPARE_WITH_TIMEOUT(bytes, 0, patience);
        remove(w, second);
        w.window->say(QStringLiteral("Something else."));
        QTRY_VERIFY(!sessions(w).contains(second));
        QCOMPARE(shelved(w).size(), 1);
        QVERIFY(shelved(w).at(0).pinned);
    }

    void itGoesEvenWhenTheProgramEndsMeanwhile()
    {
        {
            WindowFixture w(folder());
            w.settings.setDeletesReading(true);
            const qint64 session = readText(w, QStringLiteral("The blue key opens the cellar.").repeated(40));
            remove(w, session);
            QVERIFY2(said(w).contains(QStringLiteral("and what was read")), qPrintable(said(w)));
        }
        WindowFixture w(folder());
        QTRY_COMPARE_WITH_TIMEOUT(shelved(w).size(), 0, patience);
        QVERIFY(sessions(w).isEmpty());
    }
};

QTEST_MAIN(TestRemoval)
#include "tst_Removal.moc"
