#pragma once

#include "app/desk/Desk.h"
#include "ui/sources/SourcesModel.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QWidget>

class QLabel;
class QMenu;
class QStackedLayout;
class QTreeView;

namespace quire {

class ReadingCard;
class RecognitionCard;

/// The documents of the session: a tree with tokens and warnings, ways to add more, and the reading card.
class SourcesPanel : public QWidget
{
    Q_OBJECT
public:
    SourcesPanel(Desk& desk, const Theme& theme, const FileDialog& files, QWidget* parent = nullptr);

    ReadingCard* readingCard() const { return m_reading; }
    void setReadingShown(bool shown);
    QTreeView* tree() const { return m_tree; }
    /// The ways to add sources, for the menu bar too.
    void fillAddMenu(QMenu* menu);
    void addFiles();
    void addFolder();
    void pasteText();

signals:
    void openDocument(qint64 id);

private:
    void showMenu(const QPoint& at);
    void fillDocumentMenu(QMenu* menu, const SourceEntry& entry);
    QString folderOf(const QModelIndex& index) const;
    void refresh();

    Desk& m_desk;
    const Theme& m_theme;
    const FileDialog& m_files;
    SourcesModel m_model;
    QTreeView* m_tree;
    qint64 m_current = 0; ///< the source that keys mean; 0: none
    QLabel* m_total;
    QLabel* m_empty;
    RecognitionCard* m_recognition;
    ReadingCard* m_reading;
};

} // namespace quire
