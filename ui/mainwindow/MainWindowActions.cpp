#include "app/desk/SessionExport.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ModeSwitch.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/FindBar.h"
#include "ui/jobs/JobsDialog.h"
#include "ui/log/LogDialog.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/mainwindow/SessionBanners.h"
#include "ui/mainwindow/SessionRemoval.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/sessions/SessionsPanel.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shelf/ShelfDialog.h"
#include "ui/sources/SourcesPanel.h"
#include "ui/viewer/ViewerPane.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/Toast.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>

namespace quire {

void MainWindow::buildActions()
{
    buildSessionMenu();
    buildEditMenu();
    buildViewMenu();
    buildAskMenu();
    buildMoreMenu();
    connect(m_sessions->addFoot(QStringLiteral("clock"), tr("Reading queue")), &QPushButton::clicked, this,
            &MainWindow::showJobs);
    connect(m_sessions->addFoot(QStringLiteral("shelf"), tr("What has been read")), &QPushButton::clicked,
            this, &MainWindow::showShelf);
    connect(m_sessions->addFoot(QStringLiteral("model"), tr("Models")), &QPushButton::clicked, this,
            [this] { showSettings(SettingsDialog::Models); });
    connect(m_sessions->addFoot(QStringLiteral("settings"), tr("Settings")), &QPushButton::clicked, this,
            [this] { showSettings(SettingsDialog::General); });
}

void MainWindow::buildSessionMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Session"));
    menu->addAction(tr("New session"), QKeySequence::New, &m_desk, &Desk::newSession);
    if (m_tools.newWindow)
        menu->addAction(tr("New window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), this,
                        [this] { m_tools.newWindow(); });
    SourcesPanel* sources = m_side->sources();
    menu->addSeparator();
    menu->addAction(tr("Add files…"), QKeySequence::Open, sources, &SourcesPanel::addFiles);
    menu->addAction(tr("Add a folder…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), sources,
                    &SourcesPanel::addFolder);
    menu->addAction(tr("Paste text as a source"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), sources,
                    &SourcesPanel::pasteText);
    menu->addSeparator();
    menu->addAction(tr("Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), this,
                    [this] { exportSession(m_desk.session().id); });
    menu->addAction(tr("Print…"), QKeySequence::Print, this, &MainWindow::printSession);
    menu->addSeparator();
    menu->addAction(tr("Close window"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
}

void MainWindow::buildEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    menu->addAction(tr("Search"), QKeySequence::Find, this, &MainWindow::find);
    menu->addAction(tr("Search sessions"), QKeySequence(Qt::CTRL | Qt::Key_K), m_sessions,
                    &SessionsPanel::focusSearch);
    menu->addAction(tr("Go to a page"), QKeySequence(Qt::CTRL | Qt::Key_G), m_viewer, &ViewerPane::focusPage);
    menu->addSeparator();
    menu->addAction(tr("Write a question"), QKeySequence(Qt::CTRL | Qt::Key_L), m_composer,
                    &Composer::focusText);
    menu->addAction(tr("Ask about the selection"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), m_viewer,
                    &ViewerPane::askAboutSelection);
    menu->addAction(tr("Write a note about the selection"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
                    m_viewer, &ViewerPane::noteSelection);
}

void MainWindow::buildViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    const auto toggle = [&](const QString& text, int key, QWidget* panel) {
        QAction* action = menu->addAction(text);
        action->setShortcut(QKeySequence(key));
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, panel, &QWidget::setVisible);
    };
    toggle(tr("Sessions"), Qt::Key_F9, m_sessions);
    toggle(tr("Sources and documents"), Qt::Key_F10, m_right);
    menu->addAction(tr("Outline and pages"), QKeySequence(Qt::Key_F8), this, [this] {
        if (m_viewer->isVisible())
            m_viewer->setSideShown(!m_viewer->isSideShown());
    });
    menu->addSeparator();
    const auto page = [&](const QString& text, int key, SidePanel::Page which) {
        menu->addAction(text, QKeySequence(Qt::ALT | Qt::Key(key)), this,
                        [this, which] { m_side->showPage(which); });
    };
    page(tr("Sources"), Qt::Key_1, SidePanel::SourcesPage);
    page(tr("Citations"), Qt::Key_2, SidePanel::CitationsPage);
    page(tr("Notes"), Qt::Key_3, SidePanel::NotesPage);
    menu->addSeparator();
    menu->addAction(tr("Next citation"), QKeySequence(Qt::ALT | Qt::Key_Down), this,
                    [this] { stepCitation(1); });
    menu->addAction(tr("Previous citation"), QKeySequence(Qt::ALT | Qt::Key_Up), this,
                    [this] { stepCitation(-1); });
    menu->addAction(tr("Larger"), QKeySequence::ZoomIn, this, [this] { m_viewer->zoom(10); });
    menu->addAction(tr("Smaller"), QKeySequence::ZoomOut, this, [this] { m_viewer->zoom(-10); });
    menu->addAction(tr("Close the document"), QKeySequence(Qt::CTRL | Qt::Key_W), this,
                    [this] { setViewerOpen(false); });
}

void MainWindow::buildAskMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Ask"));
    const auto mode = [&](const QString& text, int key, const QString& model, const QString& effort) {
        menu->addAction(text, QKeySequence(Qt::CTRL | Qt::Key(key)), this,
                        [this, model, effort] { m_mode->choose(model, effort); });
    };
    mode(tr("Flash"), Qt::Key_1, QStringLiteral("flash"), {});
    mode(tr("Pro"), Qt::Key_2, QStringLiteral("pro"), {});
    menu->addSeparator();
    mode(tr("Fast"), Qt::Key_3, {}, QStringLiteral("fast"));
    mode(tr("Think"), Qt::Key_4, {}, QStringLiteral("think"));
    mode(tr("Max"), Qt::Key_5, {}, QStringLiteral("max"));
    menu->addSeparator();
    menu->addAction(tr("Answer the last question again"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                    this, [this] {
                        if (!m_desk.turns().isEmpty() && !m_desk.isAnswering())
                            m_desk.regenerate(int(m_desk.turns().size()) - 1);
                    });
    menu->addAction(tr("Copy the last answer"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, [this] {
        if (!m_desk.turns().isEmpty())
            copyAnswer(int(m_desk.turns().size()) - 1, false);
    });
    menu->addAction(tr("Read the sources, or pause"), QKeySequence(Qt::CTRL | Qt::Key_R), this, [this] {
        using State = ReadingStatus::State;
        const State state = m_desk.reading().state;
        if (state == State::Reading)
            m_desk.pauseReading();
        else if (state == State::Quoted && m_desk.reading().plan.tooMany() > 0)
            m_desk.lookAgain();
        else if (state == State::Quoted || state == State::Paused || state == State::Failed)
            m_desk.startReading();
    });
}

void MainWindow::buildMoreMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&More"));
    menu->addAction(tr("Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                    [this] { showSettings(SettingsDialog::General); });
    menu->addAction(tr("Models…"), this, [this] { showSettings(SettingsDialog::Models); });
    menu->addAction(tr("Reading queue…"), QKeySequence(Qt::CTRL | Qt::Key_J), this, &MainWindow::showJobs);
    menu->addAction(tr("What has been read…"), QKeySequence(Qt::CTRL | Qt::Key_B), this,
                    &MainWindow::showShelf);
    menu->addAction(tr("Shortcuts…"), QKeySequence(Qt::Key_F1), this,
                    [this] { showSettings(SettingsDialog::Shortcuts); });
    menu->addAction(tr("Log…"), this, [this] { showLog(false); });
    menu->addAction(tr("About Quire"), this, &MainWindow::showAbout);
}

void MainWindow::showSettings(int page)
{
    QList<SettingsDialog::Shortcut> shortcuts;
    for (const QAction* menu : menuBar()->actions())
        for (const QAction* action : menu->menu()->actions())
            if (!action->shortcut().isEmpty())
                shortcuts.append({action->shortcut().toString(QKeySequence::NativeText),
                                  action->text().remove(u'&').remove(u'…')});
    shortcuts.append({tr("Enter"), tr("Ask")});
    shortcuts.append({tr("Shift+Enter"), tr("New line in the question")});
    shortcuts.append({tr("Escape"), tr("Stop the answer")});
    shortcuts.append({tr("Up, in an empty question"), tr("Earlier questions")});
    shortcuts.append({tr("Down, in a search for sessions"), tr("To what was found")});
    shortcuts.append({tr("F2, Delete, Ctrl+Z in the sessions"), tr("Rename, delete, bring back")});
    shortcuts.append({tr("Space, Delete, Ctrl+Up, Ctrl+Down in the sources"), tr("Include, remove, move")});
    shortcuts.append({tr("Ctrl+Enter in a note"), tr("Keep the note")});
    shortcuts.append({tr("Enter, F2, Delete in the notes"), tr("Show the passage, change, delete")});
    SettingsDialog dialog({m_tools.settings, m_tools.theme, m_tools.engine, m_tools.files,
                           m_tools.modelPlaces, m_tools.dataFolder},
                          shortcuts, this);
    connect(&dialog, &SettingsDialog::shelfAsked, this, &MainWindow::showShelf);
    connect(&dialog, &SettingsDialog::logAsked, this, [this] { showLog(false); });
    dialog.showPage(SettingsDialog::Page(page));
    dialog.exec();
    m_mode->refreshModels();
    m_tools.shelf.setModelPlaces(m_tools.settings.modelFolders() + m_tools.modelPlaces);
    m_tools.shelf.setQuota(m_tools.settings.cacheQuota());
    m_tools.engine.setCacheQuota(m_tools.settings.cacheQuota());
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("About Quire"));
    box.setIconPixmap(windowIcon().pixmap(64, 64));
    box.setText(QStringLiteral("<h3>Quire %1</h3>").arg(QApplication::applicationVersion()));
    box.setInformativeText(
        tr("Reads what is too long to read: books, code and contracts, whole, on this computer, "
           "and answers with quotes that are checked against the source.") +
        QStringLiteral("<br><br>") + tr("Nothing leaves this computer; Settings, Privacy shows it.") +
        QStringLiteral("<br>Qt %1").arg(QLatin1String(qVersion())));
    box.exec();
}

void MainWindow::removeSession(qint64 session, const QString& title)
{
    if (session == m_desk.session().id)
        m_desk.newSession();
    m_removal->remove(session, title.isEmpty() ? tr("New session") : title);
}

void MainWindow::copyAnswer(int index, bool plain)
{
    const TurnRecord& turn = m_desk.turns().at(index);
    QApplication::clipboard()->setText(plain ? answerText(turn) : answerMarkdown(turn));
    say(plain ? tr("Copied as plain text.") : tr("Copied, with its citations."));
}

void MainWindow::queueReading(bool overnight)
{
    const SessionRecord& session = m_desk.session();
    m_desk.pauseReading();
    m_tools.jobs.add(session.id, session.title, session.mode, overnight);
    say(overnight ? tr("It is read in the night, if Quire is running then. The reading queue shows it.")
                  : tr("It is read when the engine is free. The reading queue shows it."));
}

/// In the document when that is where one reads, else in the conversation.
void MainWindow::find()
{
    const QWidget* focus = QApplication::focusWidget();
    if (m_viewer->isVisible() && focus && (focus == m_viewer || m_viewer->isAncestorOf(focus)))
        m_viewer->focusSearch();
    else if (!m_desk.turns().isEmpty())
        m_find->open();
    else if (m_viewer->isVisible())
        m_viewer->focusSearch();
    else
        m_sessions->focusSearch();
}

void MainWindow::showJobs()
{
    JobsDialog dialog(m_tools.jobs, m_tools.theme, this);
    connect(&dialog, &JobsDialog::sessionChosen, this, &MainWindow::openSession);
    dialog.exec();
}

void MainWindow::showShelf()
{
    ShelfDialog(m_tools.shelf, m_tools.settings, m_tools.theme, m_tools.files, this).exec();
    m_tools.engine.setCacheQuota(m_tools.settings.cacheQuota());
}

void MainWindow::showLog(bool newestCrash)
{
    LogDialog(m_tools.logFolder, m_tools.theme, m_tools.files, newestCrash, this).exec();
}

void MainWindow::offerCrashReport()
{
    m_sessionBanners->offerCrashReport();
}

void MainWindow::beginEdit(int index)
{
    if (index < 0 || m_desk.isAnswering())
        return;
    m_editIndex = index;
    m_editing->show();
    m_composer->setText(m_desk.turns().at(index).question);
    m_composer->focusText();
}

void MainWindow::endEdit()
{
    m_editIndex = -1;
    m_editing->hide();
}

void MainWindow::askSample()
{
    addPaths({m_tools.samples + QStringLiteral("/the-keepers-of-sarn-ness.md")});
    askWhenCounted(tr("Why was the bearing on the chart wrong?"));
}

/// Shows the question at once and asks it as soon as the sources can be read, unless the person writes
/// another one or goes elsewhere meanwhile.
void MainWindow::askWhenCounted(const QString& question)
{
    m_composer->setText(question);
    m_composer->focusText();
    auto* waiting = new QObject(this);
    connect(&m_desk, &Desk::readingChanged, waiting,
            [this, waiting, question, session = m_desk.session().id] {
                using State = ReadingStatus::State;
                const State state = m_desk.reading().state;
                if (state == State::Counting && session == m_desk.session().id)
                    return;
                waiting->deleteLater();
                const bool ready = state == State::Quoted || state == State::Read;
                if (ready && session == m_desk.session().id && m_composer->text() == question)
                    m_composer->submit();
            });
}

/// What was read behind a moved document is read again: that is said, and can be taken back.
void MainWindow::sayReorderingCosts(qint64 tokens, double seconds, const QList<qint64>& before)
{
    QString text = tr("In this order %1 are read again.").arg(format::tokens(tokens));
    if (seconds >= 0)
        text = tr("In this order %1 are read again: about %2.")
                   .arg(format::tokens(tokens), format::duration(seconds));
    m_toast->show(text, {{tr("Undo"), [this, before] { m_desk.sources().setOrder(before); }}});
}

} // namespace quire
