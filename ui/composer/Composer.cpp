#include "ui/composer/Composer.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QStyle>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

namespace quire {

namespace {
constexpr int mostLines = 8;
} // namespace

Composer::Composer(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_edit(new QPlainTextEdit), m_button(new QToolButton),
      m_row(new QHBoxLayout)
{
    setObjectName(QStringLiteral("composer"));
    setProperty("composer", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::s, space::s, space::s);
    column->setSpacing(space::xs);
    m_edit->setObjectName(QStringLiteral("question"));
    m_edit->setAccessibleName(tr("Question"));
    m_edit->setTabChangesFocus(true);
    m_edit->setAcceptDrops(false); // files that are dropped here are sources, as everywhere in the window
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->document()->setDocumentMargin(2);
    m_edit->installEventFilter(this);
    column->addWidget(m_edit);

    m_row->setSpacing(space::s);
    m_button->setObjectName(QStringLiteral("ask"));
    m_button->setProperty("round", true);
    m_button->setIconSize({18, 18});
    m_row->addStretch(1);
    m_row->addWidget(m_button);
    column->addLayout(m_row);

    connect(m_button, &QToolButton::clicked, this, [this] {
        if (m_answering)
            Q_EMIT stopAsked();
        else
            submit();
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        updateButton();
    });
    connect(&theme, &Theme::changed, this, &Composer::fitHeight);
    fitHeight();
    updateButton();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString& text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::setAnswering(bool answering)
{
    m_answering = answering;
    updateButton();
}

void Composer::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::updateButton()
{
    const bool something = !text().trimmed().isEmpty();
    const QString name = m_answering ? QStringLiteral("stop") : QStringLiteral("send");
    m_button->setIcon(m_theme.icon(name, Theme::Tint::OnAccent));
    m_button->setEnabled(m_answering || something);
    m_button->setToolTip(m_answering ? tr("Stop (Esc)") : tr("Ask (Enter)"));
    m_button->setAccessibleName(m_answering ? tr("Stop the answer") : tr("Ask"));
}

void Composer::fitHeight()
{
    int lines = 0;
    for (QTextBlock block = m_edit->document()->begin(); block.isValid() && lines < mostLines;
         block = block.next())
        lines += qMax(1, block.layout()->lineCount());
    const int height = m_edit->fontMetrics().lineSpacing() * qBound(1, lines, mostLines) + 10;
    m_edit->setFixedHeight(height);
}

void Composer::submit()
{
    const QString question = text().trimmed();
    if (question.isEmpty() || m_answering)
        return;
    m_historyAt = -1;
    m_edit->clear();
    Q_EMIT asked(question);
}

bool Composer::takeKey(QKeyEvent* event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!plain)
            return false;
        submit();
        return true;
    case Qt::Key_Escape:
        if (!m_answering)
            return false;
        Q_EMIT stopAsked();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const bool walking = m_historyAt >= 0 && text() == m_history.value(m_historyAt);
        if (!plain || m_history.isEmpty() || (!text().isEmpty() && !walking))
            return false;
        const int from = m_historyAt < 0 ? int(m_history.size()) : m_historyAt;
        m_historyAt = qBound(0, from + (event->key() == Qt::Key_Up ? -1 : 1), int(m_history.size()) - 1);
        setText(m_history.at(m_historyAt));
        return true;
    }
    default:
        return false;
    }
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return takeKey(static_cast<QKeyEvent*>(event));
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        setProperty("active", event->type() == QEvent::FocusIn);
        style()->unpolish(this);
        style()->polish(this);
    }
    if (event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &Composer::fitHeight, Qt::QueuedConnection);
    return false;
}

} // namespace quire
