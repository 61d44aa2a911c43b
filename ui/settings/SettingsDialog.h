#pragma once

#include "app/Settings.h"
#include "app/desk/EngineThread.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QTabWidget;
class QTreeWidget;

namespace quire {

/// What a person can choose. Everything takes effect at once, save where a line says otherwise.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    struct Tools
    {
        Settings& settings;
        Theme& theme;
        EngineThread& engine;
        const FileDialog& files;
        QStringList bundledPlaces; ///< of models, besides the person's own
        QString dataFolder;
    };
    struct Shortcut
    {
        QString keys;
        QString what;
    };

    SettingsDialog(const Tools& tools, const QList<Shortcut>& shortcuts, QWidget* parent);

    enum Page
    {
        Appearances,
        Models,
        Privacy,
        Shortcuts,
    };
    void showPage(Page page);

private:
    QWidget* appearancePage();
    QWidget* modelsPage();
    QWidget* privacyPage();
    QWidget* shortcutsPage(const QList<Shortcut>& shortcuts);
    void fillModels();
    void addModels();
    void removeModels();
    void downloadModel();
    void useModelFolders(const QStringList& folders);

    Tools m_tools;
    QTabWidget* m_pages;
    QTreeWidget* m_models;
};

} // namespace quire
