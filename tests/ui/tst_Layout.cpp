#include "tests/ui/SmallComputer.h"
#include "tests/ui/WindowFixture.h"
#include "ui/conversation/ConversationView.h"
#include "ui/jobs/JobsDialog.h"
#include "ui/log/LogDialog.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/models/DownloadDialog.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shelf/ShelfDialog.h"
#include "ui/viewer/ViewerPane.h"
#include "ui/widgets/ElidedLabel.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTranslator>

using namespace quire;
using namespace quire::test;

namespace {

constexpr int patience = 120'000;

QString nameOf(const QWidget* widget)
{
    QString name;
    for (const QWidget* at = widget; at && !at->isWindow(); at = at->parentWidget())
        if (!at->objectName().isEmpty())
            name = at->objectName() + (name.isEmpty() ? QString() : QStringLiteral(" > ") + name);
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + name;
}

/// Texts that have less room than they take.
QStringList clippedIn(const QWidget* root)
{
    QStringList clipped;
    const auto report = [&](const QWidget* widget, const QString& text) {
        clipped.append(QStringLiteral("%1: “%2” in %3×%4")
                           .arg(nameOf(widget), text.simplified().left(60))
                           .arg(widget->width())
                           .arg(widget->height()));
    };
    for (const QLabel* label : root->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty() || qobject_cast<const ElidedLabel*>(label))
            continue;
        const bool fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height() + 1
                                            : label->sizeHint().width() <= label->width() + 1;
        if (!fits || label->height() + 2 < label->fontMetrics().height())
            report(label, label->text());
    }
    for (const QAbstractButton* button : root->findChildren<QAbstractButton*>())
        if (button->isVisible() && !button->text().isEmpty() && button->sizeHint().isValid() &&
            button->objectName() != QLatin1String("quoteCard") &&
            (button->sizeHint().width() > button->width() + 1 ||
             button->sizeHint().height() > button->height() + 1))
            report(button, button->text());
    for (const QTabBar* bar : root->findChildren<QTabBar*>())
        if (bar->isVisible() && bar->sizeHint().width() > bar->width() + 1)
            report(bar, bar->tabText(0));
    return clipped;
}

/// What the keyboard reaches but a screen reader cannot name.
QStringList namelessIn(const QWidget* root)
{
    QStringList nameless;
    for (QWidget* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) ||
            widget->objectName() == QLatin1String("qt_spinbox_lineedit")) // its spin box has the name
            continue;
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            nameless.append(nameOf(widget));
    }
    return nameless;
}

/// Buttons that only a pointer reaches.
QStringList unreachableIn(const QWidget* root)
{
    QStringList unreachable;
    for (const QAbstractButton* button : root->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled() && !(button->focusPolicy() & Qt::TabFocus) &&
            !qobject_cast<const QTabBar*>(button->parentWidget()) &&
            // Parts of fields that keys of their own reach.
            !QByteArray(button->metaObject()->className()).contains("LineEdit") &&
            button->objectName() != QLatin1String("ScrollLeftButton") &&
            button->objectName() != QLatin1String("ScrollRightButton"))
            unreachable.append(nameOf(button));
    return unreachable;
}

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QTranslator m_translator;

    void speak(const QString& language)
    {
        QVERIFY(m_translator.load(QStringLiteral(":/quire/translations/quire_") + language));
        QCoreApplication::installTranslator(&m_translator);
    }

    /// What goes wrong before anything is read; everything is well again afterwards.
    void walkTroubles(WindowFixture& w, const SmallComputer& computer,
                      const std::function<void(const QString&)>& look)
    {
        using State = ReadingStatus::State;
        const auto waitFor = [&](State state) {
            QVERIFY(QTest::qWaitFor([&] { return w.desk().reading().state == state; }, patience));
        };
        *computer.free = 1 << 20;
        w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
        waitFor(State::Failed);
        look(QStringLiteral("large model"));
        *computer.free = memoryFor(w.place, ModelSlot::Flash, 100 + answerReserve);
        w.desk().newSession();
        w.window->addPaths(
            {sample(QStringLiteral("ferry-rules.txt")), sample(QStringLiteral("services-agreement.txt"))});
        waitFor(State::Quoted);
        QVERIFY(w.desk().reading().plan.isTooLarge());
        look(QStringLiteral("too much"));
        w.window->resize(860, 560);
        QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
        look(QStringLiteral("too much to ask"));
        *computer.free = SmallComputer::plenty;
    }

    /// Walks through the screens; `look` is called with each.
    void walk(const std::function<void(const QString&, QWidget*)>& look)
    {
        const SmallComputer computer;
        WindowFixture w(m_folder->path(), {}, computer.look());
        const auto settle = [] { QTest::qWait(60); };
        walkTroubles(w, computer, [&](const QString& name) {
            settle();
            look(name, w.window.get());
        });
        for (const QSize size : {QSize(1280, 820), QSize(860, 560)}) {
            const QString at = QStringLiteral(" %1×%2").arg(size.width()).arg(size.height());
            w.window->resize(size);
            w.desk().newSession();
            settle();
            look(QStringLiteral("welcome") + at, w.window.get());
            w.window->addPaths({sample(QStringLiteral("ferry-rules.txt"))});
            QVERIFY(QTest::qWaitFor([&] { return w.isReadyToRead(); }, patience));
            settle();
            look(QStringLiteral("quote") + at, w.window.get());
            QVERIFY(w.askAndWait(QStringLiteral("Where are bicycles carried?"), patience));
            settle();
            look(QStringLiteral("answer") + at, w.window.get());
            for (int page = 0; page < 3; ++page) {
                w.window->side()->showPage(SidePanel::Page(page));
                settle();
                look(QStringLiteral("side %1").arg(page) + at, w.window.get());
            }
            w.window->side()->showPage(SidePanel::SourcesPage);
            if (!w.desk().turns().at(0).citations.isEmpty())
                Q_EMIT w.window->conversation()->citationClicked(w.desk().turns().at(0).citations.at(0));
            w.window->viewer()->focusSearch();
            settle();
            look(QStringLiteral("viewer") + at, w.window.get());
        }
        const auto dialog = [&](const QString& name, QDialog& shown) {
            shown.show();
            settle();
            look(name, &shown);
        };
        SettingsDialog settings(
            {w.settings, w.theme, w.engine, FileDialog::native(), {w.place}, m_folder->path()}, {},
            w.window.get());
        for (int page = 0; page < settings.findChild<QTabWidget*>()->count(); ++page) {
            settings.showPage(SettingsDialog::Page(page));
            dialog(QStringLiteral("settings %1").arg(page), settings);
        }
        JobsDialog jobs(w.jobs, w.theme, w.window.get());
        dialog(QStringLiteral("jobs"), jobs);
        LogDialog log(m_folder->path(), w.theme, FileDialog::native(), false, w.window.get());
        dialog(QStringLiteral("log"), log);
        ShelfDialog shelf(w.shelf, w.settings, w.theme, FileDialog::native(), w.window.get());
        QTest::qWait(300);
        dialog(QStringLiteral("shelf"), shelf);
        DownloadDialog download(m_folder->path(), w.theme, w.window.get());
        dialog(QStringLiteral("download"), download);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QAccessible::setActive(true);
    }
    void cleanup()
    {
        QCoreApplication::removeTranslator(&m_translator);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void noTextIsClipped_data()
    {
        QTest::addColumn<QString>("language");
        for (const char* language : {"en", "de", "fr", "es", "zh_CN"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }

    void noTextIsClipped()
    {
        QFETCH(QString, language);
        speak(language);
        QStringList clipped;
        walk([&](const QString& screen, QWidget* root) {
            for (const QString& each : clippedIn(root))
                clipped.append(screen + QStringLiteral(": ") + each);
        });
        QVERIFY2(clipped.isEmpty(), qPrintable(QStringLiteral("\n") + clipped.join(u'\n')));
    }

    void everythingHasANameAndIsReachedByKeys()
    {
        speak(QStringLiteral("en"));
        QStringList wrong;
        walk([&](const QString& screen, QWidget* root) {
            for (const QString& each : namelessIn(root) + unreachableIn(root))
                if (!wrong.contains(each))
                    wrong.append(each + QStringLiteral(" (") + screen + u')');
        });
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("\n") + wrong.join(u'\n')));
    }

    void fromRightToLeftTheWindowIsMirrored()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        QStringList clipped;
        walk([&](const QString& screen, QWidget* root) {
            if (QWidget* sessions = root->findChild<QWidget*>(QStringLiteral("sessionsPanel")))
                QVERIFY(sessions->mapTo(root, QPoint()).x() >
                        root->findChild<QWidget*>(QStringLiteral("sidePanel"))->mapTo(root, QPoint()).x());
            for (const QString& each : clippedIn(root))
                clipped.append(screen + QStringLiteral(": ") + each);
        });
        QVERIFY2(clipped.isEmpty(), qPrintable(QStringLiteral("\n") + clipped.join(u'\n')));
    }

    void everyActionOfTheMenusHasAnOwnShortcutOrNone()
    {
        WindowFixture w(m_folder->path());
        QStringList shortcuts;
        for (const QAction* menu : w.window->menuBar()->actions())
            for (const QAction* action : menu->menu()->actions())
                if (!action->shortcut().isEmpty())
                    shortcuts.append(action->shortcut().toString());
        QVERIFY(shortcuts.size() > 20);
        QCOMPARE(shortcuts.removeDuplicates(), 0);
    }
};

QTEST_MAIN(TestLayout)
#include "tst_Layout.moc"
