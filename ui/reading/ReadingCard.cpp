#include "ui/reading/ReadingCard.h"

#include "app/desk/LeaveOut.h"
#include "ui/widgets/Format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

#include <utility>

namespace quire {

ReadingCard::ReadingCard(Desk& desk, const Theme& theme, QWidget* parent)
    : QFrame(parent), m_desk(desk), m_title(new QLabel), m_detail(new QLabel), m_bar(new QProgressBar),
      m_button(new QPushButton), m_later(new QPushButton(tr("Later"))),
      m_models(new QPushButton(tr("Models…")))
{
    setObjectName(QStringLiteral("readingCard"));
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    m_title->setProperty("role", "heading");
    m_title->setWordWrap(true);
    m_title->setObjectName(QStringLiteral("readingTitle"));
    m_detail->setProperty("role", "muted");
    m_detail->setWordWrap(true);
    m_detail->setObjectName(QStringLiteral("readingDetail"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Reading progress"));
    column->addWidget(m_title);
    column->addWidget(m_detail);
    column->addWidget(m_bar);
    buildButtons(theme);
    connect(&desk, &Desk::readingChanged, this, &ReadingCard::refresh);
    refresh();
}

void ReadingCard::buildButtons(const Theme& theme)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_button->setObjectName(QStringLiteral("readButton"));
    m_later->setObjectName(QStringLiteral("readLater"));
    m_later->setToolTip(tr("Read it when nobody asks, or in the night"));
    auto* menu = new QMenu(m_later);
    menu->addAction(theme.icon(QStringLiteral("clock")), tr("When the engine is free"), this,
                    [this] { Q_EMIT laterAsked(false); });
    menu->addAction(tr("In the night, from 22 to 6 o'clock"), this, [this] { Q_EMIT laterAsked(true); });
    m_later->setMenu(menu);
    m_models->setObjectName(QStringLiteral("readingModels"));
    row->addWidget(m_button, 1);
    row->addWidget(m_models);
    row->addWidget(m_later);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_button, &QPushButton::clicked, this, &ReadingCard::press);
    connect(m_models, &QPushButton::clicked, this, &ReadingCard::modelsAsked);
}

void ReadingCard::setAllowed(bool allowed)
{
    m_allowed = allowed;
    refresh();
}

void ReadingCard::setPrimary(bool primary)
{
    if (m_button->property("primary").toBool() == primary)
        return;
    m_button->setProperty("primary", primary);
    style()->unpolish(m_button);
    style()->polish(m_button);
}

void ReadingCard::refresh()
{
    using State = ReadingStatus::State;
    const ReadingStatus& status = m_desk.reading();
    setVisible(m_allowed && status.state != State::Nothing);
    m_bar->setVisible(status.state == State::Reading || status.state == State::Paused);
    m_button->setVisible(status.state != State::Counting && status.state != State::Read);
    m_later->setVisible(status.state == State::Quoted || status.state == State::Paused);
    m_models->setVisible(status.state == State::Failed);
    m_button->setEnabled(true);
    m_leftOut.clear();
    setToolTip({});
    switch (status.state) {
    case State::Nothing:
        break;
    case State::Counting:
        m_title->setText(tr("Looking through the sources…"));
        m_detail->setText(tr("Counting tokens."));
        break;
    case State::Quoted:
        showQuote(status.plan);
        break;
    case State::Reading:
        showProgress(status.progress, false);
        break;
    case State::Paused:
        showProgress(status.progress, true);
        break;
    case State::Read:
        m_title->setText(tr("Read"));
        m_detail->setText(sizes(status.plan));
        setToolTip(tr("Answers begin at once; nothing is read again."));
        break;
    case State::Failed:
        showFailure(status.failure);
        break;
    }
    setPrimary(status.state != State::Reading);
}

void ReadingCard::showFailure(const QString& failure)
{
    m_title->setText(tr("Reading did not work"));
    m_detail->setText(failure);
    m_button->setText(tr("Try again"));
}

QString ReadingCard::sizes(const ReadingPlan& plan) const
{
    return tr("%1 · %2 of cache").arg(format::tokens(plan.tokens), format::bytes(double(plan.bytes)));
}

void ReadingCard::showQuote(const ReadingPlan& plan)
{
    if (plan.tooMany() > 0) {
        showTooMuch(plan);
        return;
    }
    m_title->setText(plan.seconds() < 0 ? tr("Ready to read")
                     : plan.seconds() < 1
                         ? tr("Reading takes less than a second")
                         : tr("Reading takes about %1").arg(format::duration(plan.seconds())));
    QString detail = sizes(plan);
    if (plan.cachedTokens > 0)
        detail += QStringLiteral("\n") + tr("%1 already read").arg(format::tokens(plan.cachedTokens));
    if (!plan.changed.isEmpty())
        detail += u'\n' + tr("From “%1” on it is not as it was read before.").arg(plan.changed);
    m_detail->setText(detail);
    m_button->setText(tr("Read with %1").arg(plan.modelName));
}

/// More than the model takes, or than the memory holds: what would have to go, and what else could be done.
void ReadingCard::showTooMuch(const ReadingPlan& plan)
{
    const QString over = format::tokens(plan.tooMany());
    m_later->hide();
    m_leftOut = whatToLeaveOut(m_desk.sources().entries(), plan.tooMany());
    if (plan.isTooLong()) {
        m_title->setText(tr("Too long by %1").arg(over));
        m_detail->setText(tr("The model takes %1.").arg(format::tokens(plan.contextTokens)) + u' ' +
                          wayToFit());
        m_button->setText(m_leftOut.isEmpty() ? tr("Read") : tr("Leave out"));
        m_button->setEnabled(!m_leftOut.isEmpty());
        return;
    }
    m_title->setText(tr("Too much for the memory by %1").arg(over));
    m_detail->setText(tr("%1 of memory is free, enough for %2.")
                          .arg(format::bytes(double(plan.freeBytes)), format::tokens(plan.memoryTokens)) +
                      u' ' + wayToFit() + u' ' +
                      tr("Closing other programs or choosing a smaller model may help, too."));
    m_button->setText(m_leftOut.isEmpty() ? tr("Look again") : tr("Leave out"));
    m_models->show();
}

QString ReadingCard::wayToFit() const
{
    QStringList names;
    for (const qint64 id : m_leftOut)
        names.append(m_desk.sources().find(id)->record.name);
    if (names.isEmpty())
        return tr("Untick sources until they fit.");
    if (names.size() == 1)
        return tr("Without “%1” the rest fits.").arg(names.first());
    const QString way =
        tr("Without these the rest fits: %1.").arg(names.mid(0, 4).join(QStringLiteral(", ")));
    return names.size() > 4 ? way + u' ' + tr("… and %n more", nullptr, int(names.size()) - 4) : way;
}

void ReadingCard::press()
{
    if (!m_leftOut.isEmpty()) {
        for (const qint64 id : std::exchange(m_leftOut, {}))
            m_desk.sources().setIncluded(id, false);
    } else if (m_desk.reading().state == ReadingStatus::State::Reading) {
        m_desk.pauseReading();
    } else if (m_desk.reading().state == ReadingStatus::State::Quoted && m_desk.reading().plan.isTooLarge()) {
        m_desk.lookAgain();
    } else {
        m_desk.startReading();
    }
}

void ReadingCard::showProgress(const ReadingProgress& progress, bool paused)
{
    const double share = progress.total > 0 ? double(progress.done) / double(progress.total) : 0;
    m_bar->setValue(int(share * 1000));
    m_title->setText(paused ? tr("Paused at %1 %").arg(int(share * 100))
                            : tr("Reading… %1 %").arg(int(share * 100)));
    if (paused)
        m_detail->setText(tr("What was read is kept."));
    else if (progress.tokensPerSecond > 0)
        m_detail->setText(tr("%1 left").arg(format::duration(progress.secondsLeft)) + QStringLiteral("\n") +
                          tr("%1 of %2 · %3")
                              .arg(format::count(progress.done), format::tokens(progress.total),
                                   format::rate(progress.tokensPerSecond)));
    else
        m_detail->setText(tr("%1 to read").arg(format::tokens(progress.total - progress.done)));
    m_button->setText(paused ? tr("Go on reading") : tr("Pause"));
}

} // namespace quire
