#pragma once

#include "app/jobs/JobQueue.h"
#include "ui/theme/Theme.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace quire {

/// The sessions that are queued for reading.
class JobsDialog : public QDialog
{
    Q_OBJECT
public:
    JobsDialog(JobQueue& jobs, const Theme& theme, QWidget* parent);

signals:
    void sessionChosen(qint64 session);

private:
    void refresh();
    qint64 chosen() const;
    QPushButton* button(const QString& icon, const QString& text, const QString& name);

    JobQueue& m_jobs;
    const Theme& m_theme;
    QTreeWidget* m_list;
    QLabel* m_empty;
    QPushButton* m_hold;
    QPushButton* m_now;
    QPushButton* m_remove;
};

} // namespace quire
