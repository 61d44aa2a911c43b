#pragma once

#include "app/download/ModelDownload.h"
#include "ui/theme/Theme.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace quire {

/// Fetches a model from a list of addresses that the person gives.
class DownloadDialog : public QDialog
{
    Q_OBJECT
public:
    /// Models go into folders of `place`.
    DownloadDialog(const QString& place, const Theme& theme, QWidget* parent);

signals:
    void modelReady(const QString& folder);

private:
    void toggle();
    void begin();
    void showIdle(const QString& note, bool error);

    QString m_place;
    QLineEdit* m_name;
    QPlainTextEdit* m_list;
    QProgressBar* m_bar;
    QLabel* m_note;
    QPushButton* m_go;
    std::unique_ptr<ModelDownload> m_download;
};

} // namespace quire
