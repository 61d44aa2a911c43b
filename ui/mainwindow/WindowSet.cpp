#include "ui/mainwindow/WindowSet.h"

#include <QApplication>

namespace quire {

namespace {
constexpr int cascade = 32; // a new window stands this far beside the last
} // namespace

WindowSet::WindowSet(const WindowTools& tools, const Buses& buses, QObject* parent)
    : QObject(parent), m_tools(tools), m_notices(buses.session), m_guard(buses.system)
{
    m_tools.newWindow = [this] { openWindow(); };
    m_tools.showElsewhere = [this](qint64 session) { return show(session); };
    connect(&m_tools.jobs, &JobQueue::changed, this, &WindowSet::refreshGuard);
    connect(&m_tools.jobs, &JobQueue::finished, this, [this](const JobRecord& job) {
        const bool well = job.state == JobState::Done;
        if (!m_tools.settings.tellsOnDesktop())
            return;
        m_notices.show(well ? tr("Read: %1").arg(job.title) : tr("Reading did not work: %1").arg(job.title),
                       well ? tr("Questions are answered at once now.") : job.message);
    });
    connect(&m_notices, &DesktopNotices::clicked, this, [this] { open({}); });
}

WindowSet::~WindowSet()
{
    const QList<MainWindow*> windows = std::exchange(m_windows, {});
    for (MainWindow* window : windows) {
        window->disconnect(this);
        delete window;
    }
}

MainWindow* WindowSet::openWindow()
{
    auto* window = new MainWindow(m_tools);
    if (const MainWindow* last = foremost())
        window->move(last->pos() + QPoint(cascade, cascade));
    m_windows.append(window);
    watch(window);
    window->show();
    return window;
}

void WindowSet::watch(MainWindow* window)
{
    connect(window, &MainWindow::closed, this, [this, window] {
        m_windows.removeOne(window);
        refreshGuard();
        window->deleteLater();
    });
    connect(&window->desk(), &Desk::readingChanged, this, &WindowSet::refreshGuard);
    connect(&window->desk(), &Desk::readingFinished, this, [this, window](bool well) {
        notify(window, well ? tr("Everything is read") : tr("Reading did not work"),
               window->desk().session().title);
    });
    connect(&window->desk(), &Desk::answerFinished, this, [this, window](int index) {
        constexpr int worthTelling = 20 * 1000;
        const TurnRecord& turn = window->desk().turns().at(index);
        if (turn.answerMs > worthTelling)
            notify(window, tr("The answer is there"), turn.question.simplified().left(120));
    });
}

/// Only what happens behind a person's back is told.
void WindowSet::notify(MainWindow* window, const QString& title, const QString& text)
{
    if (!window->isActiveWindow() && m_tools.settings.tellsOnDesktop())
        m_notices.show(title, text);
}

void WindowSet::refreshGuard()
{
    bool reading = m_tools.jobs.isReading();
    for (MainWindow* window : std::as_const(m_windows))
        reading = reading || window->desk().reading().state == ReadingStatus::State::Reading;
    m_guard.setAwake(reading && m_tools.settings.keepsAwake(), tr("Reading documents"));
}

MainWindow* WindowSet::foremost() const
{
    for (MainWindow* window : m_windows)
        if (window->isActiveWindow())
            return window;
    return m_windows.isEmpty() ? nullptr : m_windows.last();
}

void WindowSet::open(const QStringList& paths)
{
    MainWindow* window = foremost();
    if (!window || (!paths.isEmpty() && !window->isFresh()))
        window = openWindow();
    if (!paths.isEmpty())
        window->addPaths(paths);
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->raise();
    window->activateWindow();
}

bool WindowSet::show(qint64 session)
{
    for (MainWindow* window : std::as_const(m_windows)) {
        if (window->desk().session().id != session)
            continue;
        window->raise();
        window->activateWindow();
        return true;
    }
    return false;
}

} // namespace quire
