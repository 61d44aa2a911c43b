#include "app/desk/SessionExport.h"
#include "ui/export/SessionPaper.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/mainwindow/SidePanel.h"
#include "ui/viewer/ViewerPane.h"
#include "ui/widgets/Toast.h"

#include <QFileInfo>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>
#include <QSplitter>

namespace quire {

void MainWindow::setViewerOpen(bool open)
{
    if (open == m_viewer->isVisibleTo(m_right))
        return;
    m_viewer->setVisible(open);
    // A page needs more room than a list: the right side takes it from the conversation, and gives it back.
    QList<int> sizes = m_splitter->sizes();
    const int all = sizes[1] + sizes[2];
    sizes[2] = open ? qMax(sizes[2], all * 48 / 100) : qMin(sizes[2], 320);
    sizes[1] = all - sizes[2];
    m_splitter->setSizes(sizes);
    if (open)
        m_right->setSizes({m_right->height() * 30 / 100, m_right->height() * 70 / 100});
    else
        m_viewer->close();
}

void MainWindow::openDocument(qint64 id)
{
    const SourceEntry* entry = m_desk.sources().find(id);
    if (!entry || entry->document.isNull())
        return;
    showPassage(*entry, 0, 0);
    m_viewer->setCitationPlace(0, 0);
}

void MainWindow::showPassage(const SourceEntry& entry, qint64 begin, qint64 end)
{
    m_shown = entry.record.id;
    setViewerOpen(true);
    m_viewer->open(entry.document, begin, end);
}

void MainWindow::showCitation(const CitationRecord& citation)
{
    if (citation.verdict == Verdict::NotFound) {
        m_toast->show(tr("These words are not in the documents. Do not rely on them."));
        return;
    }
    const SourceEntry* entry = m_desk.sources().byLabel(citation.label);
    if (!entry || entry->document.isNull()) {
        m_toast->show(tr("The document of this citation is no longer in the session. It said: “%1”")
                          .arg(citation.source.simplified().left(200)));
        return;
    }
    m_steps = citationsToStep();
    m_step = -1;
    for (int i = 0; i < m_steps.size(); ++i)
        if (m_steps[i].label == citation.label && m_steps[i].begin == citation.begin &&
            m_steps[i].end == citation.end)
            m_step = i;
    const auto [begin, end] = entry->document.placeOf(citation.source, citation.begin, citation.end);
    showPassage(*entry, begin, end);
    m_viewer->setCitationPlace(m_step + 1, int(m_steps.size()));
}

void MainWindow::showNote(const NoteRecord& note)
{
    const SourceEntry* entry = m_desk.sources().byLabel(note.label);
    if (!entry || entry->document.isNull())
        return say(tr("The document of this note is no longer in the session."));
    const auto [begin, end] = entry->document.placeOf(note.words, note.begin, note.end);
    showPassage(*entry, begin, end);
    m_viewer->setCitationPlace(0, 0);
}

QList<CitationRecord> MainWindow::citationsToStep() const
{
    QList<CitationRecord> steps;
    for (const TurnRecord& turn : m_desk.turns())
        for (const CitationRecord& each : turn.citations)
            if (each.verdict != Verdict::NotFound)
                steps.append(each);
    return steps;
}

void MainWindow::stepCitation(int by)
{
    if (m_steps.isEmpty()) { // none was opened yet: next is the first, previous the last
        m_steps = citationsToStep();
        m_step = by > 0 ? -1 : int(m_steps.size());
    }
    const int to = m_step + by;
    if (to >= 0 && to < m_steps.size())
        showCitation(CitationRecord(m_steps[to]));
}

void MainWindow::exportSession(qint64 session)
{
    m_tools.library.withSession(session, this, [this](const SessionContent& content) {
        const QString suggested = exportFileName(content.session.title) + QStringLiteral(".md");
        const QString path =
            m_tools.files.saveFile(this, suggested, tr("Markdown (*.md);;JSON (*.json);;PDF (*.pdf)"));
        if (path.isEmpty())
            return;
        const QString suffix = QFileInfo(path).suffix().toLower();
        bool written = false;
        if (suffix == QLatin1String("pdf")) {
            QPdfWriter writer(path);
            writer.setTitle(content.session.title);
            writer.setCreator(QStringLiteral("Quire"));
            quire::printSession(content, writer);
            written = QFileInfo(path).size() > 0;
        } else {
            QSaveFile file(path);
            const QByteArray bytes =
                suffix == QLatin1String("json") ? exportJson(content) : exportMarkdown(content).toUtf8();
            written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        }
        m_toast->show(written ? tr("Exported to %1.").arg(path)
                              : tr("%1 could not be written. Choose another place.").arg(path));
    });
}

void MainWindow::printSession()
{
    m_tools.library.withSession(m_desk.session().id, this, [this](const SessionContent& content) {
        QPrinter printer(QPrinter::HighResolution);
        printer.setDocName(content.session.title);
        QPrintDialog dialog(&printer, this);
        dialog.setWindowTitle(tr("Print the session"));
        if (dialog.exec() == QDialog::Accepted)
            quire::printSession(content, printer);
    });
}

} // namespace quire
