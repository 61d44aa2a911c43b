#pragma once

#include "app/desk/Desk.h"
#include "app/jobs/JobQueue.h"
#include "app/shelf/SessionReadings.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QMainWindow>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace quire {

class BannerStack;
class Composer;
class ContextMeter;
class ConversationView;
class ElidedLabel;
class FindBar;
class ModeSwitch;
class SessionBanners;
class SessionRemoval;
class SessionsPanel;
class SidePanel;
class Toast;
class ViewerPane;
class WelcomePage;

/// What a window is given to work with; all of it outlives the window.
struct WindowTools
{
    Library& library;
    EngineThread& engine;
    JobQueue& jobs;
    CacheShelf& shelf;
    SessionReadings& readings;
    Settings& settings;
    Theme& theme;
    FileDialog files;
    QString samples;         ///< folder of the samples; empty when there is none
    QStringList modelPlaces; ///< of the bundled models
    QString dataFolder;      ///< where the library lies
    QString logFolder;       ///< of the log and crash reports
    std::function<void()> newWindow;
    std::function<bool(qint64 session)> showElsewhere; ///< true when another window has the session open
};

/// Sessions at the left, the conversation in the middle; sources, citations, notes and the open document at
/// the right.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const WindowTools& tools, QWidget* parent = nullptr);

    Desk& desk() { return m_desk; }
    void addPaths(const QStringList& paths);
    /// Nothing has been done here yet.
    bool isFresh() const { return m_desk.sources().isEmpty() && m_desk.turns().isEmpty(); }
    void openSession(qint64 session);
    void say(const QString& text);
    /// A report of a crash that nobody has looked at.
    void offerCrashReport();

    ViewerPane* viewer() const { return m_viewer; }
    ConversationView* conversation() const { return m_conversation; }
    Composer* composer() const { return m_composer; }
    SidePanel* side() const { return m_side; }
    BannerStack* banners() const { return m_banners; }
    FindBar* findBar() const { return m_find; }

signals:
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildMiddle();
    QWidget* buildHeader();
    QWidget* buildComposer();
    QWidget* buildRight();
    void buildActions();
    void buildSessionMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildAskMenu();
    void buildMoreMenu();
    void connectDesk();
    void connectLibrary();
    void connectPanels();
    void connectConversation();
    void connectDocuments();
    void restorePlaces();

    void refreshSession();
    void refreshMiddle();
    void sayReorderingCosts(qint64 tokens, double seconds, const QList<qint64>& before);
    void showCitation(const CitationRecord& citation);
    void showNote(const NoteRecord& note);
    void stepCitation(int by);
    QList<CitationRecord> citationsToStep() const;
    void openDocument(qint64 id);
    void showPassage(const SourceEntry& entry, qint64 begin, qint64 end);
    void setViewerOpen(bool open);
    void removeSession(qint64 session, const QString& title);
    void exportSession(qint64 session);
    void printSession();
    void beginEdit(int index);
    void endEdit();
    void askSample();
    void copyAnswer(int index, bool plain);
    void queueReading(bool overnight);
    void find();
    void showSettings(int page);
    void showJobs();
    void showShelf();
    void showLog(bool newestCrash);
    void showAbout();
    void askWhenCounted(const QString& question);

    WindowTools m_tools;
    Desk m_desk;
    QSplitter* m_splitter;
    SessionsPanel* m_sessions;
    ElidedLabel* m_title;
    ModeSwitch* m_mode;
    ContextMeter* m_meter;
    BannerStack* m_banners;
    SessionBanners* m_sessionBanners = nullptr;
    QStackedWidget* m_middle;
    WelcomePage* m_welcome;
    ConversationView* m_conversation;
    FindBar* m_find;
    QLabel* m_editing;
    Composer* m_composer;
    QSplitter* m_right;
    SidePanel* m_side;
    ViewerPane* m_viewer;
    Toast* m_toast;
    SessionRemoval* m_removal;
    qint64 m_shown = 0; ///< the source in the viewer
    int m_editIndex = -1;
    QList<CitationRecord> m_steps; ///< citations of the session, for next and previous
    int m_step = -1;
};

} // namespace quire
