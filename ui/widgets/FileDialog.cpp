#include "ui/widgets/FileDialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QInputDialog>

namespace quire {

FileDialog FileDialog::native()
{
    const auto say = [](const char* text) { return QCoreApplication::translate("quire::FileDialog", text); };
    FileDialog dialog;
    dialog.openFiles = [say](QWidget* parent) {
        return QFileDialog::getOpenFileNames(
            parent, say(QT_TRANSLATE_NOOP("quire::FileDialog", "Add files to read")));
    };
    dialog.openFolder = [say](QWidget* parent) {
        return QFileDialog::getExistingDirectory(
            parent, say(QT_TRANSLATE_NOOP("quire::FileDialog", "Add a folder to read")));
    };
    dialog.findFile = [say](QWidget* parent, const QString& name) {
        return QFileDialog::getOpenFileName(
            parent, say(QT_TRANSLATE_NOOP("quire::FileDialog", "Where is %1 now?")).arg(name), {},
            name + QStringLiteral(";;*"));
    };
    dialog.saveFile = [say](QWidget* parent, const QString& suggested, const QString& filter) {
        return QFileDialog::getSaveFileName(
            parent, say(QT_TRANSLATE_NOOP("quire::FileDialog", "Export the session")), suggested, filter);
    };
    dialog.askPassword = [say](QWidget* parent, const QString& name, const QString& problem) {
        return QInputDialog::getText(
            parent, name,
            problem + u'\n' +
                say(QT_TRANSLATE_NOOP("quire::FileDialog",
                                      "The password is used on this computer only and is not kept.")),
            QLineEdit::Password);
    };
    return dialog;
}

} // namespace quire
