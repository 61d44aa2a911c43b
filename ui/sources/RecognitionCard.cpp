#include "ui/sources/RecognitionCard.h"

#include "ui/theme/Tokens.h"
#include "ui/widgets/Format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace quire {

RecognitionCard::RecognitionCard(Desk& desk, QWidget* parent)
    : QFrame(parent), m_desk(desk), m_title(new QLabel), m_detail(new QLabel), m_bar(new QProgressBar),
      m_stop(new QPushButton(tr("Stop"))), m_use(new QPushButton(tr("Use it")))
{
    setObjectName(QStringLiteral("recognitionCard"));
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    m_title->setObjectName(QStringLiteral("recognitionTitle"));
    m_title->setWordWrap(true);
    m_detail->setObjectName(QStringLiteral("recognitionDetail"));
    m_detail->setProperty("role", "muted");
    m_detail->setWordWrap(true);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Recognising text"));
    m_stop->setObjectName(QStringLiteral("stopRecognising"));
    m_use->setObjectName(QStringLiteral("useRecognised"));
    m_use->setProperty("primary", true);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_use, 1);
    row->addWidget(m_stop, 1);
    for (QWidget* each :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_bar)})
        column->addWidget(each);
    column->addLayout(row);
    connect(m_stop, &QPushButton::clicked, &desk.sources(), &Sources::stopRecognising);
    connect(m_use, &QPushButton::clicked, &desk, &Desk::useRecognised);
    connect(&desk.sources(), &Sources::recognitionChanged, this, &RecognitionCard::refresh);
    connect(&desk.sources(), &Sources::changed, this, &RecognitionCard::refresh);
    connect(&desk, &Desk::recognisedWeighed, this, &RecognitionCard::refresh);
    refresh();
}

void RecognitionCard::refresh()
{
    int offered = 0;
    for (const SourceEntry& entry : m_desk.sources().offered())
        offered += entry.document.recognisedPages();
    const bool isBusy = m_desk.sources().recognition().isBusy();
    setVisible(isBusy || offered > 0);
    m_bar->setVisible(isBusy);
    m_stop->setVisible(isBusy);
    m_use->setVisible(offered > 0);
    m_detail->setVisible(offered > 0);
    if (offered > 0)
        showOffer(offered);
    if (isBusy)
        showProgress();
}

void RecognitionCard::showProgress()
{
    int done = 0, pages = 0;
    for (const Recognition::Task& task : m_desk.sources().recognition().tasks())
        if (task.state == Recognition::State::Waiting || task.state == Recognition::State::Running) {
            done += task.done;
            pages += task.pages;
        }
    m_bar->setRange(0, pages);
    m_bar->setValue(done);
    const QString text = tr("Recognising text: page %1 of %2").arg(std::min(done + 1, pages)).arg(pages);
    m_title->setText(m_use->isVisibleTo(this) ? text + u'\n' + m_title->text() : text);
}

void RecognitionCard::showOffer(int pages)
{
    const qint64 from = m_desk.recognisedReadsFrom();
    m_title->setText(tr("The text of %n pages was recognised.", nullptr, pages));
    m_detail->setText(
        from < 0 ? tr("With it, what follows these pages is read again.")
                 : tr("With it, everything is read again from token %1 on.").arg(format::count(from)));
}

} // namespace quire
