#include "ui/jobs/JobsDialog.h"

#include "ui/widgets/Format.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace quire {

namespace {

QString stateText(const JobRecord& job)
{
    switch (job.state) {
    case JobState::Waiting:
        return job.overnight ? JobsDialog::tr("waits for the night") : JobsDialog::tr("waits");
    case JobState::Running:
        return job.total > 0 ? JobsDialog::tr("reading, %1 %").arg(100 * job.done / job.total)
                             : JobsDialog::tr("reading");
    case JobState::Held:
        return JobsDialog::tr("paused");
    case JobState::Done:
        return JobsDialog::tr("read");
    case JobState::Failed:
        return JobsDialog::tr("failed");
    }
    return {};
}

} // namespace

JobsDialog::JobsDialog(JobQueue& jobs, const Theme& theme, QWidget* parent)
    : QDialog(parent), m_jobs(jobs), m_theme(theme), m_list(new QTreeWidget), m_empty(new QLabel)
{
    setObjectName(QStringLiteral("jobs"));
    setWindowTitle(tr("Reading queue"));
    resize(560, 360);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    auto* note =
        new QLabel(tr("Sessions are read one after the other while nobody asks. Questions go first. The "
                      "queue goes on when Quire is started again."));
    note->setProperty("role", "muted");
    note->setWordWrap(true);
    column->addWidget(note);
    m_list->setObjectName(QStringLiteral("jobList"));
    m_list->setAccessibleName(tr("Reading queue"));
    m_list->setHeaderLabels({tr("Session"), tr("Model"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    column->addWidget(m_list, 1);
    m_empty->setText(tr("Nothing is queued. “Later” on the reading card puts a session here."));
    m_empty->setProperty("role", "muted");
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);

    auto* row = new QHBoxLayout;
    m_hold = button(QStringLiteral("pause"), tr("Pause"), QStringLiteral("holdJob"));
    m_now = button(QStringLiteral("play"), tr("Read now"), QStringLiteral("jobNow"));
    m_remove = button(QStringLiteral("trash"), tr("Remove"), QStringLiteral("removeJob"));
    for (QPushButton* each : {m_hold, m_now, m_remove})
        row->addWidget(each);
    row->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    row->addWidget(buttons);
    column->addLayout(row);

    connect(m_hold, &QPushButton::clicked, this, [this] {
        for (const JobRecord& job : m_jobs.jobs())
            if (job.id == chosen())
                return job.state == JobState::Held ? m_jobs.resume(job.id) : m_jobs.hold(job.id);
    });
    connect(m_now, &QPushButton::clicked, this, [this] { m_jobs.beginNow(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_jobs.remove(chosen()); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &JobsDialog::refresh, Qt::QueuedConnection);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        Q_EMIT sessionChosen(item->data(0, Qt::UserRole + 1).toLongLong());
        accept();
    });
    connect(&jobs, &JobQueue::changed, this, &JobsDialog::refresh);
    m_list->ensurePolished(); // the rows are as high as the style says from the first on
    refresh();
}

QPushButton* JobsDialog::button(const QString& icon, const QString& text, const QString& name)
{
    auto* button = new QPushButton(m_theme.icon(icon), text);
    button->setObjectName(name);
    return button;
}

qint64 JobsDialog::chosen() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    return item ? item->data(0, Qt::UserRole).toLongLong() : 0;
}

void JobsDialog::refresh()
{
    const QSignalBlocker quiet(m_list);
    qint64 current = chosen();
    if (!current && !m_jobs.jobs().isEmpty())
        current = m_jobs.jobs().first().id;
    m_list->clear();
    const JobRecord* job = nullptr;
    for (const JobRecord& each : m_jobs.jobs()) {
        auto* item =
            new QTreeWidgetItem(m_list, {each.title,
                                         (each.mode.model == QLatin1String("pro") ? tr("Pro") : tr("Flash")) +
                                             QStringLiteral(" · ") + format::effort(each.mode.effort),
                                         stateText(each)});
        item->setData(0, Qt::UserRole, each.id);
        item->setData(0, Qt::UserRole + 1, each.session);
        item->setToolTip(2, each.message);
        if (each.id == current) {
            m_list->setCurrentItem(item);
            job = &each;
        }
    }
    for (int section = 1; section < 3; ++section)
        m_list->resizeColumnToContents(section);
    m_empty->setVisible(m_jobs.jobs().isEmpty());
    m_list->setVisible(!m_jobs.jobs().isEmpty());
    const bool going = job && (job->state == JobState::Waiting || job->state == JobState::Running);
    m_hold->setEnabled(going || (job && job->state == JobState::Held));
    m_hold->setText(job && job->state == JobState::Held ? tr("Go on") : tr("Pause"));
    m_now->setEnabled(job && job->state != JobState::Running && job->state != JobState::Done);
    m_remove->setEnabled(job);
}

} // namespace quire
