#include "ui/log/LogDialog.h"

#include "app/log/CrashReport.h"
#include "app/log/LogFile.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QVBoxLayout>

namespace quire {

LogDialog::LogDialog(const QString& folder, const Theme& theme, const FileDialog& files, bool newestCrash,
                     QWidget* parent)
    : QDialog(parent), m_folder(folder), m_files(files), m_which(new QComboBox), m_text(new QPlainTextEdit),
      m_note(new QLabel)
{
    setObjectName(QStringLiteral("log"));
    setWindowTitle(tr("Log"));
    resize(760, 480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    m_note->setText(tr("Kept on this computer, in %1. Nothing of it is sent anywhere.").arg(folder));
    m_note->setProperty("role", "muted");
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    m_which->setAccessibleName(tr("Which file"));
    m_which->addItem(tr("Log"), folder + QStringLiteral("/quire.log"));
    for (const crash::Report& report : crash::reports(folder))
        m_which->addItem(tr("Crash report of %1").arg(QLocale().toString(report.when, QLocale::ShortFormat)),
                         report.path);
    if (newestCrash && m_which->count() > 1)
        m_which->setCurrentIndex(1);
    column->addWidget(m_which);
    m_text->setObjectName(QStringLiteral("logText"));
    m_text->setAccessibleName(tr("Log"));
    m_text->setProperty("field", true);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(Theme::codeFont());
    column->addWidget(m_text, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto* saveAs = buttons->addButton(tr("Save as…"), QDialogButtonBox::ActionRole);
    copy->setIcon(theme.icon(QStringLiteral("copy")));
    saveAs->setIcon(theme.icon(QStringLiteral("export")));
    column->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(saveAs, &QPushButton::clicked, this, &LogDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_which, &QComboBox::activated, this, &LogDialog::load);
    load();
}

void LogDialog::load()
{
    const QString text = LogFile::tail(m_which->currentData().toString());
    m_text->setPlainText(text.isEmpty() ? tr("Nothing has been written yet.") : text);
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

void LogDialog::save()
{
    const QString path = m_files.saveFile(this, QStringLiteral("quire-log.txt"), tr("Text (*.txt)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_text->toPlainText().toUtf8()) < 0 || !file.commit())
        m_note->setText(tr("%1 could not be written. Choose another place.").arg(path));
}

} // namespace quire
