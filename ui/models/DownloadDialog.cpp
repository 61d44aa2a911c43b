#include "ui/models/DownloadDialog.h"

#include "app/AppError.h"
#include "ui/widgets/Format.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace quire {

DownloadDialog::DownloadDialog(const QString& place, const Theme& theme, QWidget* parent)
    : QDialog(parent), m_place(place), m_name(new QLineEdit), m_list(new QPlainTextEdit),
      m_bar(new QProgressBar), m_note(new QLabel), m_go(new QPushButton(tr("Download")))
{
    setObjectName(QStringLiteral("download"));
    setWindowTitle(tr("Download a model"));
    resize(620, 420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    const auto label = [&](const QString& text, const char* role, QWidget* buddy) {
        auto* made = new QLabel(text);
        made->setProperty("role", role);
        made->setWordWrap(true);
        made->setBuddy(buddy);
        column->addWidget(made);
    };
    label(tr("This is the only thing in Quire that uses the network, and only while it runs. Documents, "
             "questions and "
             "answers are never part of it."),
          "muted", nullptr);
    label(tr("Name of the model"), "heading", m_name);
    m_name->setObjectName(QStringLiteral("modelName"));
    m_name->setAccessibleName(tr("Name of the model"));
    m_name->setPlaceholderText(QStringLiteral("DeepSeek-V4-Flash"));
    column->addWidget(m_name);
    label(tr("Files, one a line: address, SHA-256, name"), "heading", m_list);
    m_list->setObjectName(QStringLiteral("downloadList"));
    m_list->setAccessibleName(tr("Files to fetch"));
    m_list->setProperty("field", true);
    m_list->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_list->setTabChangesFocus(true);
    m_list->setPlaceholderText(QStringLiteral("https://example.org/model.safetensors  9f86d081…0015ad0a  "
                                              "model.safetensors"));
    m_list->setFont(Theme::codeFont());
    column->addWidget(m_list, 1);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Download progress"));
    m_bar->hide();
    column->addWidget(m_bar);
    m_note->setObjectName(QStringLiteral("downloadNote"));
    m_note->setWordWrap(true);
    m_note->setProperty("role", "muted");
    m_note->setText(tr("It goes to %1. What has come is kept when it is paused.").arg(place));
    column->addWidget(m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_go->setObjectName(QStringLiteral("downloadGo"));
    m_go->setProperty("primary", true);
    m_go->setIcon(theme.icon(QStringLiteral("down"), Theme::Tint::OnAccent));
    buttons->addButton(m_go, QDialogButtonBox::ActionRole);
    column->addWidget(buttons);
    connect(m_go, &QPushButton::clicked, this, &DownloadDialog::toggle);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void DownloadDialog::showIdle(const QString& note, bool error)
{
    m_go->setText(m_download ? tr("Go on") : tr("Download"));
    m_note->setText(note);
    m_note->setProperty("role", error ? "error" : "muted");
    style()->unpolish(m_note);
    style()->polish(m_note);
    m_name->setEnabled(!m_download);
    m_list->setEnabled(!m_download);
}

void DownloadDialog::toggle()
{
    if (m_download && m_download->isRunning()) {
        m_download->pause();
        return showIdle(tr("Paused. What has come is kept."), false);
    }
    if (!m_download)
        begin();
    if (m_download) {
        showIdle({}, false);
        m_go->setText(tr("Pause"));
        m_bar->show();
        m_download->start();
    }
}

void DownloadDialog::begin()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || name.contains(u'/') || name.startsWith(u'.'))
        return showIdle(tr("Give the model a name without a slash."), true);
    try {
        m_download =
            std::make_unique<ModelDownload>(m_place + u'/' + name, parseDownloadList(m_list->toPlainText()));
    } catch (const AppError& error) {
        return showIdle(QString::fromUtf8(error.what()), true);
    }
    connect(m_download.get(), &ModelDownload::progressed, this,
            [this](const QString& file, int number, int files, qint64 done, qint64 total) {
                m_bar->setValue(total > 0 ? int(1000 * done / total) : 0);
                m_note->setText(tr("File %1 of %2: %3, %4")
                                    .arg(number)
                                    .arg(files)
                                    .arg(file)
                                    .arg(format::bytes(double(done))));
            });
    connect(m_download.get(), &ModelDownload::checking, this,
            [this](const QString& file) { m_note->setText(tr("Checking %1…").arg(file)); });
    connect(m_download.get(), &ModelDownload::failed, this,
            [this](const QString& message) { showIdle(message, true); });
    connect(m_download.get(), &ModelDownload::finished, this, [this] {
        const QString folder = m_download->folder();
        m_download.release()->deleteLater(); // it is telling us
        m_bar->setValue(1000);
        showIdle(tr("The model is here and checked: %1").arg(folder), false);
        Q_EMIT modelReady(folder);
    });
}

} // namespace quire
