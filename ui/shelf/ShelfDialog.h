#pragma once

#include "app/Settings.h"
#include "app/shelf/CacheShelf.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace quire {

/// The shelf of what has been read and is kept on disk.
class ShelfDialog : public QDialog
{
    Q_OBJECT
public:
    ShelfDialog(CacheShelf& shelf, Settings& settings, const Theme& theme, const FileDialog& files,
                QWidget* parent);

private:
    void buildList();
    void buildButtons(const Theme& theme);
    QWidget* buildPlace(const FileDialog& files);
    void askToDrop();
    void showShelf(const Shelf& shelf);
    void refreshButtons();
    const ShelfEntry* chosen() const;

    CacheShelf& m_shelf;
    Settings& m_settings;
    const FileDialog& m_files;
    Shelf m_shown;
    QLabel* m_total;
    QProgressBar* m_bar;
    QTreeWidget* m_list;
    QLabel* m_empty;
    QLabel* m_note;
    QPushButton* m_pin;
    QPushButton* m_drop;
    QPushButton* m_export;
    QPushButton* m_mend;
};

} // namespace quire
