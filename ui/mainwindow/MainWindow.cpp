#include "ui/mainwindow/MainWindow.h"

#include "ui/citations/CitationsPanel.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ModeSwitch.h"
#include "ui/contextmeter/ContextMeter.h"
#include "ui/conversation/ConversationView.h"
#include "ui/conversation/FindBar.h"
#include "ui/mainwindow/SessionBanners.h"
#include "ui/mainwindow/SessionRemoval.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/mainwindow/TabStops.h"
#include "ui/notes/NotesPanel.h"
#include "ui/reading/ReadingCard.h"
#include "ui/sessions/SessionsPanel.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sources/SourcesPanel.h"
#include "ui/viewer/ViewerPane.h"
#include "ui/welcome/WelcomePage.h"
#include "ui/widgets/BannerStack.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Toast.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace quire {

namespace {
constexpr int sidebarWidth = 252, rightWidth = 320;
} // namespace

MainWindow::MainWindow(const WindowTools& tools, QWidget* parent)
    : QMainWindow(parent), m_tools(tools), m_desk(tools.library, tools.engine, tools.settings),
      m_splitter(new QSplitter), m_sessions(new SessionsPanel(tools.library, tools.theme)),
      m_title(new ElidedLabel), m_mode(new ModeSwitch(m_desk, tools.settings, tools.modelPlaces)),
      m_meter(new ContextMeter(m_desk, tools.theme)), m_banners(new BannerStack(tools.theme)),
      m_middle(new QStackedWidget), m_welcome(new WelcomePage(m_desk, tools.theme, !tools.samples.isEmpty())),
      m_conversation(new ConversationView(m_desk, tools.theme)),
      m_find(new FindBar(*m_conversation, tools.theme)), m_editing(new QLabel),
      m_composer(new Composer(tools.theme)), m_right(new QSplitter(Qt::Vertical)),
      m_side(new SidePanel(m_desk, tools.theme, m_tools.files)), m_viewer(new ViewerPane(tools.theme))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setMinimumHeight(560); // the width is what the texts take
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_sessions);
    m_splitter->addWidget(buildMiddle());
    m_splitter->addWidget(buildRight());
    m_splitter->setStretchFactor(1, 1);
    setCentralWidget(m_splitter);
    m_toast = new Toast(this, m_composer);
    m_removal = new SessionRemoval(m_tools.library, m_tools.readings, m_tools.settings, *m_toast, this);
    buildActions();
    connectDesk();
    connectLibrary();
    connectPanels();
    connectConversation();
    connectDocuments();
    auto* banners = new SessionBanners(m_desk, m_tools.library, *m_banners, m_tools.files, this);
    connect(banners, &SessionBanners::crashReportAsked, this, [this] { showLog(true); });
    m_sessionBanners = banners;
    restorePlaces();
    refreshSession();
    m_composer->focusText();
}

QWidget* MainWindow::buildMiddle()
{
    auto* middle = new QWidget;
    middle->setProperty("panel", "window");
    middle->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    auto* line = new QFrame;
    line->setProperty("line", true);
    line->setFixedHeight(1);
    column->addWidget(line);
    column->addWidget(m_banners);
    column->addWidget(m_find);
    m_middle->addWidget(m_welcome);
    m_middle->addWidget(m_conversation);
    column->addWidget(m_middle, 1);
    column->addWidget(buildComposer());
    return middle;
}

QWidget* MainWindow::buildHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(space::xl, space::m, space::xl, space::s);
    row->setSpacing(space::l);
    m_title->setObjectName(QStringLiteral("sessionTitle"));
    m_title->setProperty("role", "title");
    row->addWidget(m_title, 3);
    row->addWidget(m_meter, 2);
    return header;
}

QWidget* MainWindow::buildComposer()
{
    m_composer->row()->insertWidget(0, m_mode);

    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(space::xl, space::s, space::xl, space::l);
    auto* column = new QVBoxLayout;
    column->setSpacing(space::s);
    m_editing->setProperty("role", "banner");
    m_editing->setText(tr("Asking something else in the place of an earlier question; that one is kept. "
                          "<a href=\"cancel\">Cancel</a>"));
    m_editing->setWordWrap(true);
    m_editing->hide();
    column->addWidget(m_editing);
    column->addWidget(m_composer);
    auto* box = new QWidget;
    box->setMaximumWidth(readingWidth);
    column->setContentsMargins(0, 0, 0, 0);
    box->setLayout(column);
    // A layout gives a widget with a maximum all it wants before the stretches get any.
    row->addStretch(1);
    row->addWidget(box, 1000);
    row->addStretch(1);
    return foot;
}

QWidget* MainWindow::buildRight()
{
    m_right->setObjectName(QStringLiteral("right"));
    m_right->setHandleWidth(1);
    m_right->setChildrenCollapsible(false);
    m_right->addWidget(m_side);
    m_right->addWidget(m_viewer);
    m_right->setStretchFactor(1, 1);
    m_viewer->hide();
    m_viewer->setMinimumHeight(240);
    return m_right;
}

void MainWindow::connectDesk()
{
    connect(&m_desk, &Desk::sessionChanged, this, &MainWindow::refreshSession);
    connect(&m_desk, &Desk::turnsReset, this, [this] {
        m_steps.clear();
        endEdit();
        refreshMiddle();
    });
    connect(&m_desk, &Desk::turnAdded, this, &MainWindow::refreshMiddle);
    connect(&m_desk.sources(), &Sources::changed, this, &MainWindow::refreshMiddle);
    connect(&m_desk.sources(), &Sources::recognised, this, [this](qint64 id, int pages) {
        if (const SourceEntry* entry = m_desk.sources().find(id))
            say(tr("The text of %n pages of %1 was recognised.", nullptr, pages).arg(entry->record.name));
    });
    connect(&m_desk, &Desk::reorderingCosts, this, &MainWindow::sayReorderingCosts);
    connect(&m_desk, &Desk::notice, this, &MainWindow::say);
    connect(&m_desk.sources(), &Sources::leftOut, this, [this](const QList<LeftOut>& files) {
        QStringList names;
        for (const LeftOut& file : files.mid(0, 3))
            names.append(file.path + QStringLiteral(" – ") + file.reason);
        if (files.size() > 3)
            names.append(tr("… and %n more", nullptr, int(files.size()) - 3));
        say(tr("Left out of the folder:") + QStringLiteral("\n") + names.join(u'\n'));
    });
}

void MainWindow::connectLibrary()
{
    connect(&m_tools.library, &Library::failed, this, &MainWindow::say);
}

void MainWindow::connectPanels()
{
    connect(m_sessions, &SessionsPanel::newSession, &m_desk, &Desk::newSession);
    connect(m_sessions, &SessionsPanel::open, this, &MainWindow::openSession);
    connect(m_sessions, &SessionsPanel::removed, this, &MainWindow::removeSession);
    connect(m_sessions, &SessionsPanel::undoAsked, m_removal, &SessionRemoval::undo);
    connect(m_sessions, &SessionsPanel::exportAsked, this, &MainWindow::exportSession);
    connect(m_sessions, &SessionsPanel::renameAsked, this, [this](qint64 id, const QString& title) {
        if (id == m_desk.session().id)
            return m_desk.rename(title);
        m_tools.library.withSession(id, this, [this, title](const SessionContent& content) {
            SessionRecord session = content.session;
            session.title = title;
            session.titleIsOwn = true;
            m_tools.library.save(session);
        });
    });
    SourcesPanel* sources = m_side->sources();
    connect(m_welcome, &WelcomePage::addFiles, sources, &SourcesPanel::addFiles);
    connect(m_welcome, &WelcomePage::addFolder, sources, &SourcesPanel::addFolder);
    connect(m_welcome, &WelcomePage::askSample, this, &MainWindow::askSample);
    for (const ReadingCard* card : {m_welcome->readingCard(), sources->readingCard()}) {
        connect(card, &ReadingCard::laterAsked, this, &MainWindow::queueReading);
        connect(card, &ReadingCard::modelsAsked, this, [this] { showSettings(SettingsDialog::Models); });
    }
    connect(sources, &SourcesPanel::openDocument, this, &MainWindow::openDocument);
    connect(m_side->citations(), &CitationsPanel::citationChosen, this, &MainWindow::showCitation);
    connect(m_side->citations(), &CitationsPanel::turnChosen, m_conversation,
            &ConversationView::scrollToTurn);
    connect(m_side->notes(), &NotesPanel::passageChosen, this, &MainWindow::showNote);
}

void MainWindow::connectConversation()
{
    connect(m_composer, &Composer::asked, this, [this](const QString& question) {
        const int index = m_editIndex;
        endEdit();
        if (index >= 0)
            m_desk.editQuestion(index, question);
        else
            m_desk.ask(question);
    });
    connect(m_composer, &Composer::stopAsked, &m_desk, &Desk::stopAnswer);
    connect(m_editing, &QLabel::linkActivated, this, [this] {
        endEdit();
        m_composer->setText({});
    });
    connect(m_conversation, &ConversationView::citationClicked, this, &MainWindow::showCitation);
    connect(m_conversation, &ConversationView::modelsAsked, this,
            [this] { showSettings(SettingsDialog::Models); });
    connect(m_conversation, &ConversationView::editAsked, this, &MainWindow::beginEdit);
    connect(m_conversation, &ConversationView::copyAsked, this, &MainWindow::copyAnswer);
}

void MainWindow::connectDocuments()
{
    connect(m_viewer, &ViewerPane::closed, this, [this] { setViewerOpen(false); });
    connect(m_viewer, &ViewerPane::stepAsked, this, &MainWindow::stepCitation);
    connect(m_viewer, &ViewerPane::askAbout, this, [this](const QString& words) {
        if (words.isEmpty())
            return say(tr("Select a passage first, then ask about it."));
        m_composer->setText(tr("About “%1”: ").arg(words.left(300)));
        m_composer->focusText();
    });
    connect(m_viewer, &ViewerPane::noteAbout, this, [this](NoteRecord passage) {
        for (const SourceEntry& entry : m_desk.sources().entries())
            if (entry.document.document() == m_viewer->document().document())
                passage.label = entry.record.label;
        if (passage.words.isEmpty())
            return say(tr("Select a passage first, then write about it."));
        m_side->showPage(SidePanel::NotesPage);
        m_side->notes()->begin(passage);
    });
    connect(m_viewer, &ViewerPane::sideToggled, this, [this](bool shown) {
        m_tools.settings.setWindowPart(QStringLiteral("viewerSide"), shown ? "1" : "");
    });
    m_viewer->setSideShown(!m_tools.settings.windowPart(QStringLiteral("viewerSide")).isEmpty());
}

void MainWindow::refreshSession()
{
    const SessionRecord& session = m_desk.session();
    const QString title = session.title.isEmpty() ? tr("New session") : session.title;
    m_title->setFullText(title);
    setWindowTitle(title + QStringLiteral(" – Quire"));
    m_sessions->setCurrent(session.id);
    m_composer->setAnswering(m_desk.isAnswering());
    QStringList asked;
    for (const TurnRecord& turn : m_desk.turns())
        asked.append(turn.question);
    m_composer->setHistory(asked);
    refreshMiddle();
}

void MainWindow::refreshMiddle()
{
    const bool sources = !m_desk.sources().isEmpty();
    m_welcome->setHasSources(sources);
    // What reading takes stands in the middle until the first question, then beside the sources.
    m_side->sources()->setReadingShown(!m_desk.turns().isEmpty());
    m_middle->setCurrentWidget(m_desk.turns().isEmpty() ? static_cast<QWidget*>(m_welcome) : m_conversation);
    m_composer->setPlaceholder(sources ? tr("Ask about the sources") : tr("Add a source, then ask about it"));
    if (!m_viewer->document().isNull()) {
        const SourceEntry* shown = nullptr;
        for (const SourceEntry& entry : m_desk.sources().entries())
            if (entry.record.id == m_shown && !entry.document.isNull())
                shown = &entry;
        if (!shown)
            setViewerOpen(false);
        else if (shown->document.document() != m_viewer->document().document())
            m_viewer->replace(shown->document);
    }
}

void MainWindow::openSession(qint64 session)
{
    if (m_tools.showElsewhere && session != m_desk.session().id && m_tools.showElsewhere(session))
        return;
    m_desk.open(session);
}

void MainWindow::say(const QString& text)
{
    m_toast->show(text);
}

void MainWindow::addPaths(const QStringList& paths)
{
    QStringList documents;
    for (const QString& path : paths) {
        // A reading from another machine goes to the shelf; everything else is there to be read.
        if (path.endsWith(QLatin1String(".quire"), Qt::CaseInsensitive) && QFileInfo(path).isFile()) {
            m_tools.shelf.importFrom(path);
            QMetaObject::invokeMethod(this, &MainWindow::showShelf, Qt::QueuedConnection);
        } else {
            documents.append(path);
        }
    }
    if (!documents.isEmpty())
        m_desk.sources().addPaths(documents);
}

void MainWindow::restorePlaces()
{
    resize(1320, 840);
    restoreGeometry(m_tools.settings.windowPart(QStringLiteral("geometry")));
    if (!m_splitter->restoreState(m_tools.settings.windowPart(QStringLiteral("splitter"))))
        m_splitter->setSizes({sidebarWidth, width() - sidebarWidth - rightWidth, rightWidth});
    m_sessions->setMinimumWidth(200);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    setViewerOpen(false);
    m_tools.settings.setWindowPart(QStringLiteral("geometry"), saveGeometry());
    m_tools.settings.setWindowPart(QStringLiteral("splitter"), m_splitter->saveState());
    m_desk.newSession(); // keeps what runs as far as it came
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

bool MainWindow::focusNextPrevChild(bool next)
{
    const QList<QWidget*> stops = tabStops(*this);
    if (stops.isEmpty())
        return false;
    // Parts of a field may have the focus for it.
    qsizetype at = -1;
    for (QWidget* widget = focusWidget(); widget && at < 0; widget = widget->parentWidget())
        at = stops.indexOf(widget);
    const qsizetype to =
        at < 0 ? (next ? 0 : stops.size() - 1) : (at + (next ? 1 : -1) + stops.size()) % stops.size();
    stops[to]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    m_conversation->scrollTo(*stops[to]);
    return true;
}

void MainWindow::changeEvent(QEvent* event)
{
    // Whoever comes back to the window may have changed files or closed programs meanwhile.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_desk.lookAgain();
    QMainWindow::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    if (!paths.isEmpty())
        addPaths(paths);
    else if (event->mimeData()->hasText())
        m_desk.sources().addText(tr("Dropped text.txt"), event->mimeData()->text());
    event->acceptProposedAction();
}

} // namespace quire
