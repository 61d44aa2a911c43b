#pragma once

#include "app/Settings.h"
#include "ui/widgets/FileDialog.h"

#include <QWidget>

namespace quire {

/// What is kept on disk, where, and how much of it.
class StoragePage : public QWidget
{
    Q_OBJECT
public:
    StoragePage(Settings& settings, const FileDialog& files, const QString& dataFolder,
                QWidget* parent = nullptr);

signals:
    void shelfAsked();
};

} // namespace quire
