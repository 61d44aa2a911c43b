#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace quire {

/// Asks for files, and for what opens them. Windows get it handed in, so that a test can answer in a person's
/// place.
struct FileDialog
{
    std::function<QStringList(QWidget* parent)> openFiles;
    std::function<QString(QWidget* parent)> openFolder;
    /// A file that was called `name` and has moved.
    std::function<QString(QWidget* parent, const QString& name)> findFile;
    std::function<QString(QWidget* parent, const QString& suggested, const QString& filter)> saveFile;
    /// The password of a locked file; `problem` says why it is asked for. Empty: the person gives none.
    std::function<QString(QWidget* parent, const QString& name, const QString& problem)> askPassword;

    /// The desktop's own dialogs.
    static FileDialog native();
};

} // namespace quire
