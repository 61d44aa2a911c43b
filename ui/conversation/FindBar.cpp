#include "ui/conversation/FindBar.h"

#include "ui/conversation/ConversationView.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace quire {

FindBar::FindBar(ConversationView& conversation, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_conversation(conversation), m_field(new QLineEdit), m_note(new QLabel)
{
    setObjectName(QStringLiteral("findBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::xl, space::s, space::xl, 0);
    row->setSpacing(space::xs);
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setPlaceholderText(tr("Search in this session"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setClearButtonEnabled(true);
    theme.dressClearButton(*m_field);
    m_note->setProperty("role", "muted");
    m_note->setObjectName(QStringLiteral("findNote"));
    row->addWidget(m_field, 1);
    row->addWidget(m_note);
    const auto button = [&](const QString& icon, const QString& name, auto&& go) {
        auto* tool = new QToolButton;
        tool->setIcon(theme.icon(icon, Theme::Tint::Muted));
        tool->setToolTip(name);
        tool->setAccessibleName(name);
        connect(tool, &QToolButton::clicked, this, go);
        row->addWidget(tool);
    };
    button(QStringLiteral("up"), tr("Previous place"), [this] { step(-1); });
    button(QStringLiteral("down"), tr("Next place"), [this] { step(1); });
    button(QStringLiteral("close"), tr("Close the search"), [this] { close(); });
    connect(m_field, &QLineEdit::textChanged, this, [this] { step(0); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] { step(1); });
    hide();
}

void FindBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    step(0);
}

void FindBar::close()
{
    hide();
    m_conversation.find({}, 0);
    m_conversation.setFocus();
}

void FindBar::step(int by)
{
    const auto [number, all] = m_conversation.find(m_field->text(), by);
    m_note->setText(m_field->text().isEmpty() ? QString()
                    : all == 0                ? tr("Not found")
                                              : tr("%1 of %2").arg(number).arg(all));
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    QWidget::keyPressEvent(event);
}

} // namespace quire
