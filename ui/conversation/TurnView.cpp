#include "ui/conversation/TurnView.h"

#include "ui/conversation/AnswerFacts.h"
#include "ui/conversation/ProseView.h"
#include "ui/conversation/QuoteCard.h"
#include "ui/widgets/Format.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace quire {

namespace {

/// The bubble of a question takes at most this share of the line.
constexpr double bubbleShare = 0.82;

} // namespace

TurnView::TurnView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_column(new QVBoxLayout(this)),
      m_answer(new SegmentColumn([this](int index) { return makeSegment(index); },
                                 [this](QWidget* widget, int index) { updateSegment(widget, index); }))
{
    setObjectName(QStringLiteral("turn"));
    m_column->setContentsMargins(0, space::m, 0, space::m);
    m_column->setSpacing(space::s);
    buildQuestion();
    buildThinking();
    m_column->addWidget(m_answer);

    m_status = new QFrame;
    auto* statusColumn = new QVBoxLayout(m_status);
    statusColumn->setContentsMargins(0, 0, 0, 0);
    statusColumn->setSpacing(space::s);
    m_statusText = new QLabel;
    m_statusText->setWordWrap(true);
    m_statusText->setProperty("role", "muted");
    m_statusText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_again = new QPushButton(tr("Answer again"));
    m_again->setObjectName(QStringLiteral("answerAgain"));
    m_again->setIcon(theme.icon(QStringLiteral("again")));
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT regenerateAsked(m_turn.id); });
    statusColumn->addWidget(m_statusText);
    statusColumn->addWidget(m_progress);
    m_models = new QPushButton(tr("Models…"));
    m_models->setObjectName(QStringLiteral("answerModels"));
    connect(m_models, &QPushButton::clicked, this, &TurnView::modelsAsked);
    auto* ways = new QHBoxLayout;
    ways->setSpacing(space::s);
    ways->addWidget(m_again);
    ways->addWidget(m_models);
    ways->addStretch(1);
    statusColumn->addLayout(ways);
    m_column->addWidget(m_status);
    buildFooter();
}

QToolButton* TurnView::quietButton(const QString& icon, const QString& name)
{
    auto* button = new QToolButton;
    button->setProperty("quiet", true);
    button->setIcon(m_theme.icon(icon, Theme::Tint::Muted));
    button->setIconSize({16, 16});
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

void TurnView::buildQuestion()
{
    m_bubble = new QFrame;
    m_bubble->setObjectName(QStringLiteral("bubble"));
    auto* inside = new QVBoxLayout(m_bubble);
    inside->setContentsMargins(space::l, space::m, space::l, space::s - 2); // lines hang low in their height
    m_question = new ProseView(m_theme);
    m_question->setAccessibleName(tr("Question"));
    inside->addWidget(m_question);
    m_edit = quietButton(QStringLiteral("edit"), tr("Ask something else here"));
    m_edit->setObjectName(QStringLiteral("editQuestion"));
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_edit, 0, Qt::AlignTop);
    row->addWidget(m_bubble);
    m_column->addLayout(row);

    m_versions = new QWidget;
    auto* line = new QHBoxLayout(m_versions);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    m_previous = quietButton(QStringLiteral("left"), tr("Earlier version"));
    m_previous->setObjectName(QStringLiteral("previousVersion"));
    m_next = quietButton(QStringLiteral("right"), tr("Later version"));
    m_next->setObjectName(QStringLiteral("nextVersion"));
    m_version = new QLabel;
    m_version->setObjectName(QStringLiteral("version"));
    m_version->setProperty("role", "muted");
    line->addStretch(1);
    line->addWidget(m_previous);
    line->addWidget(m_version);
    line->addWidget(m_next);
    m_column->addWidget(m_versions);
    connect(m_edit, &QToolButton::clicked, this, [this] { Q_EMIT editAsked(m_turn.id); });
    connect(m_previous, &QToolButton::clicked, this,
            [this] { Q_EMIT versionAsked(m_turn.id, m_turn.version - 1); });
    connect(m_next, &QToolButton::clicked, this,
            [this] { Q_EMIT versionAsked(m_turn.id, m_turn.version + 1); });
}

void TurnView::buildThinking()
{
    m_fold = new QToolButton;
    m_fold->setObjectName(QStringLiteral("thinkingFold"));
    m_fold->setProperty("quiet", true);
    m_fold->setCheckable(true);
    m_fold->setIcon(m_theme.icon(QStringLiteral("brain"), Theme::Tint::Muted));
    m_fold->setIconSize({16, 16});
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_thinking = new ProseView(m_theme);
    m_thinking->setMuted(true);
    m_thinking->setAccessibleName(tr("Thinking"));
    m_thinking->setContentsMargins(space::l, 0, 0, 0);
    m_column->addWidget(m_fold, 0, Qt::AlignLeft);
    m_column->addWidget(m_thinking);
    m_thinking->hide();
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        if (open)
            m_thinking->setProse(m_turn.thinking, {});
        m_thinking->setVisible(open);
        Q_EMIT resized();
    });
}

void TurnView::buildFooter()
{
    m_footer = new QWidget;
    auto* row = new QHBoxLayout(m_footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    QToolButton* copy = quietButton(QStringLiteral("copy"), tr("Copy the answer with its citations"));
    copy->setObjectName(QStringLiteral("copyAnswer"));
    copy->setProperty("edge", true); // its icon stands in line with the text above
    QToolButton* again = quietButton(QStringLiteral("again"), tr("Answer again"));
    again->setObjectName(QStringLiteral("regenerate"));
    m_facts = new QLabel;
    m_facts->setObjectName(QStringLiteral("facts"));
    m_facts->setProperty("role", "muted");
    QToolButton* about = quietButton(QStringLiteral("info"), tr("About this answer"));
    about->setObjectName(QStringLiteral("aboutAnswer"));
    for (QToolButton* each : {copy, again, about})
        row->addWidget(each);
    row->addSpacing(space::s);
    row->addWidget(m_facts, 1);
    m_column->addWidget(m_footer);
    connect(copy, &QToolButton::clicked, this, [this] { Q_EMIT copyAsked(m_turn.id); });
    connect(again, &QToolButton::clicked, this, [this] { Q_EMIT regenerateAsked(m_turn.id); });
    connect(about, &QToolButton::clicked, this, &TurnView::showDetails);
}

void TurnView::show(const TurnRecord& turn, bool running, const ReadingProgress* reading)
{
    const bool sameQuestion = m_turn.question == turn.question && m_turn.versions == turn.versions &&
                              m_turn.version == turn.version && m_turn.id == turn.id;
    if (m_turn.id != turn.id) {
        m_text = AnswerText();
        m_answer->clear();
        m_fold->setChecked(false);
    }
    m_turn = turn;
    if (!sameQuestion)
        showQuestion();
    showThinking(running);
    showAnswer(running);
    showStatus(running, reading);
    showFooter(running);
}

void TurnView::showQuestion()
{
    m_question->setPlain(m_turn.question);
    m_versions->setVisible(m_turn.versions > 1);
    m_version->setText(QStringLiteral("%1/%2").arg(m_turn.version).arg(m_turn.versions));
    m_previous->setEnabled(m_turn.version > 1);
    m_next->setEnabled(m_turn.version < m_turn.versions);
    const Colours& c = m_theme.colours();
    m_bubble->setStyleSheet(QStringLiteral("QFrame#bubble { background: %1; border-radius: %2px; }")
                                .arg(c.question.name())
                                .arg(radius::l));
}

void TurnView::showThinking(bool running)
{
    m_fold->setVisible(!m_turn.thinking.isEmpty());
    if (m_turn.thinking.isEmpty())
        return;
    m_fold->setText(running && m_turn.answer.isEmpty()
                        ? tr("Thinking…")
                        : tr("Thought for %1").arg(format::duration(m_turn.thinkingMs / 1000.0)));
    if (m_fold->isChecked() && running)
        m_thinking->setProse(m_turn.thinking, {});
}

void TurnView::showAnswer(bool running)
{
    if (!m_text.update(m_turn.answer, !running))
        m_answer->clear();
    m_answer->setSegments(m_text.segments());
    m_answer->setVisible(!m_text.segments().isEmpty());
}

QWidget* TurnView::makeSegment(int index)
{
    const AnswerSegment& segment = m_answer->segments().at(index);
    if (segment.isQuote()) {
        // Whoever wrote the library knows every quote's citation; a quote without one is shown as not found.
        CitationRecord citation;
        if (segment.citation < m_turn.citations.size())
            citation = m_turn.citations[segment.citation];
        auto* card = new QuoteCard(citation, m_theme);
        card->markWords(m_marked);
        connect(card, &QuoteCard::clicked, this, [this, card] { Q_EMIT citationClicked(card->citation()); });
        return card;
    }
    auto* prose = new ProseView(m_theme);
    prose->setAccessibleName(tr("Answer"));
    prose->setProse(segment.markdown, m_turn.citations);
    prose->markWords(m_marked);
    connect(prose, &ProseView::citationClicked, this, [this](int ordinal) {
        if (ordinal < m_turn.citations.size())
            Q_EMIT citationClicked(m_turn.citations[ordinal]);
    });
    return prose;
}

void TurnView::updateSegment(QWidget* widget, int index)
{
    if (auto* prose = qobject_cast<ProseView*>(widget)) {
        prose->setProse(m_answer->segments().at(index).markdown, m_turn.citations);
        prose->markWords(m_marked);
    }
}

void TurnView::showStatus(bool running, const ReadingProgress* reading)
{
    const bool failed = !running && m_turn.state == TurnState::Failed;
    const bool stopped = !running && m_turn.state == TurnState::Stopped;
    const bool waiting = running && m_turn.answer.isEmpty() && m_turn.thinking.isEmpty();
    const bool quoting = running && m_text.insideQuote();
    m_status->setVisible(failed || stopped || waiting || quoting);
    m_again->setVisible(failed || stopped);
    m_models->setVisible(failed);
    m_progress->setVisible(waiting && reading && reading->total > 0);
    if (m_status->property("trouble").toBool() != failed) {
        m_status->setProperty("trouble", failed);
        m_statusText->setProperty("role", failed ? "" : "muted");
        const int inside = failed ? int(space::m) : 0;
        m_status->layout()->setContentsMargins(inside, inside, inside, inside);
        for (QWidget* each : {m_status, static_cast<QWidget*>(m_statusText)}) {
            style()->unpolish(each);
            style()->polish(each);
        }
    }
    if (failed) {
        m_statusText->setText(m_turn.answer.isEmpty()
                                  ? m_turn.failure
                                  : m_turn.failure + u'\n' + tr("What was answered until then is kept."));
    } else if (stopped) {
        m_statusText->setText(tr("Stopped here."));
    } else if (waiting && reading && reading->total > 0) {
        m_progress->setValue(int(1000.0 * double(reading->done) / double(reading->total)));
        m_statusText->setText(tr("Reading the documents first: %1 of %2, %3 left")
                                  .arg(format::count(reading->done), format::tokens(reading->total),
                                       format::duration(reading->secondsLeft)));
    } else if (quoting) {
        // A quote is shown when it is whole and looked up.
        m_statusText->setText(tr("A quote is coming…"));
    } else {
        m_statusText->setText(tr("Looking for the passage…"));
    }
}

void TurnView::showDetails()
{
    QMessageBox box(this);
    box.setObjectName(QStringLiteral("answerDetails"));
    box.setWindowTitle(tr("About this answer"));
    box.setText(AnswerFacts(m_turn).inFull());
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

void TurnView::showFooter(bool running)
{
    m_edit->setEnabled(!running);
    m_footer->setVisible(!running);
    if (running)
        return;
    const AnswerFacts facts(m_turn);
    m_facts->setText(facts.inALine());
    m_facts->setToolTip(facts.inFull());
}

void TurnView::markWords(const QString& words)
{
    m_marked = words;
    m_question->markWords(words);
    for (QWidget* segment : m_answer->widgets()) {
        if (auto* prose = qobject_cast<ProseView*>(segment))
            prose->markWords(words);
        else if (auto* card = qobject_cast<QuoteCard*>(segment))
            card->markWords(words);
    }
}

int TurnView::placeOfMark(int number) const
{
    const QList<int> inQuestion = m_question->markTops();
    if (number < inQuestion.size())
        return m_question->mapTo(this, QPoint(0, inQuestion[number])).y();
    number -= int(inQuestion.size());
    const QList<AnswerSegment>& segments = m_answer->segments();
    for (int i = 0; i < segments.size(); ++i) {
        const int here = segments[i].count(m_marked, m_turn.citations);
        if (number >= here) {
            number -= here;
            continue;
        }
        const auto* prose = qobject_cast<const ProseView*>(m_answer->widget(i));
        const int within = prose ? prose->markTops().value(number) : 0;
        return m_answer->y() + m_answer->topOf(i) + within;
    }
    return 0;
}

void TurnView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy with citations"), this,
                   [this] { Q_EMIT copyAsked(m_turn.id); });
    menu.addAction(tr("Copy as plain text"), this, [this] { Q_EMIT copyTextAsked(m_turn.id); });
    menu.addAction(tr("Copy the question"), this,
                   [this] { QApplication::clipboard()->setText(m_turn.question); });
    menu.addSeparator();
    menu.addAction(m_theme.icon(QStringLiteral("again")), tr("Answer again"), this,
                   [this] { Q_EMIT regenerateAsked(m_turn.id); });
    menu.addAction(m_theme.icon(QStringLiteral("edit")), tr("Ask something else here"), this,
                   [this] { Q_EMIT editAsked(m_turn.id); });
    menu.addSeparator();
    menu.addAction(m_theme.icon(QStringLiteral("info")), tr("About this answer"), this,
                   &TurnView::showDetails);
    menu.exec(event->globalPos());
}

/// Heights are set one by one: what wraps knows its height at a width, and a layout that has to guess first
/// leaves the wrong one behind.
int TurnView::heightFor(int width)
{
    const int inner = int(width * bubbleShare) - 2 * space::l;
    const int question = qBound(24, m_question->idealWidth() + 2, inner);
    m_question->setFixedSize(question, m_question->heightForWidth(question));
    if (m_fold->isChecked())
        m_thinking->setFixedHeight(m_thinking->heightForWidth(width));
    m_answer->setFixedHeight(m_answer->heightFor(width));
    m_column->invalidate();
    return m_column->hasHeightForWidth() ? m_column->heightForWidth(width) : m_column->sizeHint().height();
}

SegmentColumn::Revealed TurnView::reveal(int top, int bottom)
{
    // Before the first layout the answer begins below a question of unknown height.
    const int begin = m_answer->y() > 0 ? m_answer->y() : m_question->height();
    return m_answer->reveal(top - begin, bottom - begin);
}

} // namespace quire
