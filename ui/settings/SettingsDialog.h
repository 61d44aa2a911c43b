#pragma once

#include "app/Settings.h"
#include "app/desk/EngineThread.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QDialog>

class QTabWidget;

namespace quire {

/// What a person can choose. Everything takes effect at once, save where a line says otherwise. One page a
/// file.
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
        General,
        Appearances,
        Models,
        Storage,
        Privacy,
        Shortcuts,
    };
    void showPage(Page page);

signals:
    void shelfAsked();
    void logAsked();

private:
    QWidget* shortcutsPage(const QList<Shortcut>& shortcuts);

    QTabWidget* m_pages;
};

} // namespace quire
