#pragma once

#include "app/Settings.h"
#include "app/desk/EngineThread.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QWidget>

class QTreeWidget;

namespace quire {

/// The models there are, where they lie, and how many threads they get.
class ModelsPage : public QWidget
{
    Q_OBJECT
public:
    /// `bundledPlaces`: of models, besides the person's own.
    ModelsPage(Settings& settings, EngineThread& engine, const Theme& theme, const FileDialog& files,
               const QStringList& bundledPlaces, QWidget* parent = nullptr);

private:
    void buildButtons();
    void fill();
    void add();
    void remove();
    void download();
    void use(const QStringList& folders);

    Settings& m_settings;
    EngineThread& m_engine;
    const Theme& m_theme;
    const FileDialog& m_files;
    QStringList m_bundledPlaces;
    QTreeWidget* m_list;
};

} // namespace quire
