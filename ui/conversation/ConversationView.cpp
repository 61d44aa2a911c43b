#include "ui/conversation/ConversationView.h"

#include "ui/conversation/AnswerText.h"
#include "ui/conversation/TurnView.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace quire {

namespace {

constexpr int guessedHeight = 220;
constexpr int sparesKept = 12; // views of turns, which are dear to build
constexpr int refreshMs = 50;
constexpr int margin = 400; // pixels beyond the visible part in which turns are kept ready

} // namespace

ConversationView::ConversationView(Desk& desk, const Theme& theme, QWidget* parent)
    : QAbstractScrollArea(parent), m_desk(desk), m_theme(theme)
{
    setObjectName(QStringLiteral("conversation"));
    setAccessibleName(tr("Conversation"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    verticalScrollBar()->setSingleStep(24);
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(refreshMs);
    connect(&m_refreshSoon, &QTimer::timeout, this, [this] { refresh(m_dirty); });
    connect(&desk, &Desk::turnsReset, this, &ConversationView::reset);
    connect(&desk, &Desk::turnAdded, this, [this] {
        m_heights.append(-guessedHeight);
        m_follow = true;
        arrange();
        scrollToEnd();
    });
    connect(&desk, &Desk::turnChanged, this, [this](int index) {
        if (m_refreshSoon.isActive() && m_dirty != index)
            refresh(m_dirty);
        m_dirty = index;
        if (!m_refreshSoon.isActive())
            m_refreshSoon.start();
    });
    connect(&theme, &Theme::changed, this, &ConversationView::reset);
    reset();
}

void ConversationView::reset()
{
    m_refreshSoon.stop();
    for (TurnView* view : std::exchange(m_views, {}))
        discard(view);
    for (TurnView* view : std::exchange(m_spare, {}))
        discard(view);
    m_heights = QList<int>(m_desk.turns().size(), -guessedHeight);
    m_follow = true;
    arrange();
    scrollToEnd();
}

int ConversationView::columnWidth() const
{
    return qMin(readingWidth, viewport()->width() - 2 * space::xl);
}

int ConversationView::indexOf(qint64 turn) const
{
    for (int i = 0; i < m_desk.turns().size(); ++i)
        if (m_desk.turns()[i].id == turn)
            return i;
    return -1;
}

bool ConversationView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 30;
}

TurnView* ConversationView::make(int index)
{
    TurnView* view = m_spare.isEmpty() ? build() : m_spare.takeLast();
    m_views.insert(index, view);
    show(view, index);
    view->setVisible(true);
    return view;
}

TurnView* ConversationView::build()
{
    auto* view = new TurnView(m_theme, viewport());
    connect(view, &TurnView::citationClicked, this, &ConversationView::citationClicked);
    connect(view, &TurnView::editAsked, this, [this](qint64 turn) { Q_EMIT editAsked(indexOf(turn)); });
    connect(view, &TurnView::copyAsked, this,
            [this](qint64 turn) { Q_EMIT copyAsked(indexOf(turn), false); });
    connect(view, &TurnView::copyTextAsked, this,
            [this](qint64 turn) { Q_EMIT copyAsked(indexOf(turn), true); });
    connect(view, &TurnView::regenerateAsked, this, [this](qint64 turn) {
        if (const int at = indexOf(turn); at >= 0 && !m_desk.isAnswering())
            m_desk.regenerate(at);
    });
    connect(view, &TurnView::versionAsked, this, [this](qint64 turn, int version) {
        if (const int at = indexOf(turn); at >= 0)
            m_desk.showVersion(at, version);
    });
    connect(view, &TurnView::modelsAsked, this, &ConversationView::modelsAsked);
    connect(view, &TurnView::resized, this, [this, view] {
        measure(m_views.key(view, -1));
        arrange();
    });
    return view;
}

/// What takes turns away may be one of their own buttons, which is still being clicked.
void ConversationView::discard(TurnView* view)
{
    view->hide();
    view->disconnect(this);
    view->deleteLater();
}

void ConversationView::show(TurnView* view, int index)
{
    const bool running = m_desk.isAnswering() && index == m_desk.turns().size() - 1;
    view->show(m_desk.turns().at(index), running, running ? m_desk.turnReading() : nullptr);
    view->markWords(m_found);
}

std::pair<int, int> ConversationView::find(const QString& words, int by)
{
    QList<std::pair<int, int>> places; // turn, place in it
    for (int i = 0; !words.isEmpty() && i < m_desk.turns().size(); ++i) {
        const TurnRecord& turn = m_desk.turns()[i];
        const int here = int(turn.question.count(words, Qt::CaseInsensitive) +
                             AnswerText::count(words, turn.answer, turn.citations));
        for (int place = 0; place < here; ++place)
            places.append({i, place});
    }
    const int all = int(places.size());
    if (words != m_found)
        m_foundAt = 0;
    else if (all > 0)
        m_foundAt = (m_foundAt + by + all) % all;
    m_found = words;
    for (TurnView* view : std::as_const(m_views))
        view->markWords(words);
    if (all == 0)
        return {0, 0};
    m_foundAt = qMin(m_foundAt, all - 1);
    showPlace(places[m_foundAt].first, places[m_foundAt].second);
    return {m_foundAt + 1, all};
}

void ConversationView::showPlace(int index, int place)
{
    scrollToTurn(m_desk.turns().at(index).id);
    const TurnView* turn = view(index);
    if (!turn)
        return;
    const int top = turn->placeOfMark(place);
    QScrollBar* bar = verticalScrollBar();
    const int y = turn->y() + top;
    if (y > viewport()->height() * 2 / 3)
        bar->setValue(bar->value() + y - viewport()->height() / 3);
}

void ConversationView::measure(int index)
{
    if (TurnView* view = m_views.value(index))
        m_heights[index] = view->heightFor(columnWidth());
}

void ConversationView::refresh(int index)
{
    if (index < 0 || index >= m_heights.size())
        return;
    const bool end = m_follow && isAtEnd();
    if (TurnView* view = m_views.value(index)) {
        show(view, index);
        measure(index);
    }
    arrange();
    if (end)
        scrollToEnd();
}

/// Places the widgets of what is visible. Heights become known on the way; when one above the visible part
/// was guessed wrongly, the scroll bar moves along so that nothing jumps.
void ConversationView::arrange()
{
    if (m_arranging)
        return;
    m_arranging = true;
    QScrollBar* bar = verticalScrollBar();
    const int width = columnWidth();
    const int left = (viewport()->width() - width) / 2;
    int y = space::l;
    int scroll = bar->value();
    int first = int(m_heights.size()), last = -1;
    for (int i = 0; i < m_heights.size(); ++i) {
        const int guess = qAbs(m_heights[i]);
        const bool near = y + guess > scroll - margin && y < scroll + viewport()->height() + margin;
        if (near) {
            TurnView* view = m_views.value(i);
            if (!view)
                view = make(i);
            if (m_heights[i] < 0 || view->width() != width)
                measure(i);
            const auto revealed = view->reveal(scroll - y, scroll - y + viewport()->height());
            if (revealed.changed)
                measure(i);
            if (y + guess <= scroll)
                scroll += m_heights[i] - guess;
            else if (y < scroll)
                scroll += revealed.grown;
            first = qMin(first, i);
            last = i;
        }
        y += qAbs(m_heights[i]);
    }
    bar->setPageStep(viewport()->height());
    bar->setRange(0, qMax(0, y + space::l - viewport()->height()));
    if (scroll != bar->value())
        bar->setValue(scroll);
    dropFar(first, last);
    y = space::l - bar->value();
    for (int i = 0; i < m_heights.size(); ++i) {
        if (TurnView* view = m_views.value(i))
            view->setGeometry(left, y, width, qAbs(m_heights[i]));
        y += qAbs(m_heights[i]);
    }
    m_arranging = false;
}

void ConversationView::dropFar(int first, int last)
{
    for (auto it = m_views.begin(); it != m_views.end();) {
        if (it.key() >= first - 3 && it.key() <= last + 3) {
            ++it;
            continue;
        }
        it.value()->hide();
        if (m_spare.size() < sparesKept)
            m_spare.append(it.value());
        else
            discard(it.value());
        it = m_views.erase(it);
    }
}

void ConversationView::scrollToEnd()
{
    // Heights near the end become known only when they come into view.
    for (int pass = 0; pass < 3; ++pass) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        arrange();
    }
}

void ConversationView::scrollToTurn(qint64 turn)
{
    const int index = indexOf(turn);
    if (index < 0)
        return;
    m_follow = false;
    for (int pass = 0; pass < 2; ++pass) {
        int y = space::l;
        for (int i = 0; i < index; ++i)
            y += qAbs(m_heights[i]);
        verticalScrollBar()->setValue(y - space::l);
        arrange();
    }
}

void ConversationView::scrollTo(const QWidget& part)
{
    if (!viewport()->isAncestorOf(&part))
        return;
    const int top = part.mapTo(viewport(), QPoint()).y() - space::m;
    const int bottom = top + part.height() + 2 * space::m;
    QScrollBar* bar = verticalScrollBar();
    if (top < 0 || bottom - top > viewport()->height())
        bar->setValue(bar->value() + top);
    else if (bottom > viewport()->height())
        bar->setValue(bar->value() + bottom - viewport()->height());
}

void ConversationView::resizeEvent(QResizeEvent*)
{
    const bool end = isAtEnd();
    for (int& height : m_heights)
        height = -qAbs(height);
    arrange();
    if (end && m_follow)
        scrollToEnd();
}

void ConversationView::scrollContentsBy(int, int)
{
    m_follow = isAtEnd();
    arrange();
}

void ConversationView::keyPressEvent(QKeyEvent* event)
{
    QScrollBar* bar = verticalScrollBar();
    if (event->key() == Qt::Key_Home)
        bar->setValue(0);
    else if (event->key() == Qt::Key_End)
        scrollToEnd();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void ConversationView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ConversationView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

/// Turns paint themselves; here it is only shown that keys scroll.
void ConversationView::paintEvent(QPaintEvent*)
{
    if (!hasFocus())
        return;
    QPainter painter(viewport());
    painter.setPen(m_theme.colours().accent);
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
}

bool ConversationView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace quire
