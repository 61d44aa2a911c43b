#pragma once

#include "ui/theme/Theme.h"
#include "ui/widgets/FileDialog.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace quire {

/// The log and the crash reports that are kept on this computer; what is shown can be copied or saved.
class LogDialog : public QDialog
{
    Q_OBJECT
public:
    /// `folder` holds quire.log and crash reports. With `newestCrash` that report is shown first.
    LogDialog(const QString& folder, const Theme& theme, const FileDialog& files, bool newestCrash,
              QWidget* parent);

private:
    void load();
    void save();

    QString m_folder;
    const FileDialog& m_files;
    QComboBox* m_which;
    QPlainTextEdit* m_text;
    QLabel* m_note;
};

} // namespace quire
