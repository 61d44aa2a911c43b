#include "ui/welcome/WelcomePage.h"

#include "ui/reading/ReadingCard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace quire {

namespace {
constexpr int readingCardWidth = 420;
} // namespace

WelcomePage::WelcomePage(Desk& desk, const Theme& theme, bool hasSamples, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_title(new QLabel), m_text(new QLabel), m_cards(new QWidget),
      m_reading(new ReadingCard(desk, theme))
{
    setObjectName(QStringLiteral("welcome"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    column->setSpacing(space::m);
    column->addStretch(3);
    auto* mark = new QLabel;
    mark->setPixmap(QIcon(QStringLiteral(":/quire/icons/quire.svg")).pixmap(64, 64));
    mark->setAlignment(Qt::AlignCenter);
    column->addWidget(mark);
    m_title->setProperty("role", "title");
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_text->setProperty("role", "muted");
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    column->addWidget(m_text);
    column->addSpacing(space::m);

    auto* row = new QHBoxLayout(m_cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addStretch(1);
    row->addWidget(card(QStringLiteral("file"), tr("Add files"), tr("Books, contracts, notes"),
                        QStringLiteral("welcomeFiles"), &WelcomePage::addFiles));
    row->addWidget(card(QStringLiteral("folder"), tr("Add a folder"), tr("Code, or everything in it"),
                        QStringLiteral("welcomeFolder"), &WelcomePage::addFolder));
    if (hasSamples)
        row->addWidget(card(QStringLiteral("quote"), tr("Try the sample"),
                            tr("A short history, and a question"), QStringLiteral("welcomeSample"),
                            &WelcomePage::askSample));
    row->addStretch(1);
    int tallest = 0;
    for (const QPushButton* each : m_cards->findChildren<QPushButton*>())
        tallest = qMax(tallest, each->height());
    for (QPushButton* each : m_cards->findChildren<QPushButton*>())
        each->setFixedHeight(tallest);
    column->addWidget(m_cards);
    m_reading->setFixedWidth(readingCardWidth);
    // In a row of its own the column asks for its height at its own width, not at the width of the window.
    auto* reading = new QHBoxLayout;
    reading->addStretch(1);
    reading->addWidget(m_reading);
    reading->addStretch(1);
    column->addLayout(reading);
    column->addStretch(4);
    auto* promise = new QLabel(tr("Everything stays on this computer: documents, questions and answers."));
    promise->setProperty("role", "muted");
    promise->setAlignment(Qt::AlignCenter);
    promise->setWordWrap(true);
    column->addWidget(promise);
    setHasSources(false);
}

QWidget* WelcomePage::card(const QString& icon, const QString& title, const QString& text,
                           const QString& name, void (WelcomePage::*signal)())
{
    auto* button = new QPushButton;
    button->setObjectName(name);
    button->setAccessibleName(title);
    button->setAccessibleDescription(text);
    button->setFixedWidth(176);
    auto* column = new QVBoxLayout(button);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::xs);
    auto* picture = new QLabel;
    picture->setPixmap(m_theme.icon(icon, Theme::Tint::Accent).pixmap(26, 26));
    connect(&m_theme, &Theme::changed, picture, [this, picture, icon] {
        picture->setPixmap(m_theme.icon(icon, Theme::Tint::Accent).pixmap(26, 26));
    });
    auto* head = new QLabel(title);
    head->setProperty("role", "heading");
    head->setWordWrap(true);
    auto* detail = new QLabel(text);
    detail->setProperty("role", "muted");
    detail->setWordWrap(true);
    for (QLabel* label : {picture, head, detail}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        column->addWidget(label);
    }
    column->addStretch(1);
    button->setFixedHeight(column->heightForWidth(176) + space::s);
    connect(button, &QPushButton::clicked, this, signal);
    return button;
}

void WelcomePage::setHasSources(bool has)
{
    m_title->setText(has ? tr("Ask about your sources") : tr("What would you like to be sure about?"));
    m_text->setText(
        has ? tr("Answers quote the passages they rest on. Every quote is looked up in the source.")
            : tr("Drop files or a folder here. Quire reads all of it, then answers with quotes that are "
                 "checked against the source."));
    m_cards->setVisible(!has);
    m_reading->setAllowed(has);
}

} // namespace quire
