#include "ui/theme/Theme.h"

#include "ui/theme/IconEngine.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QLineEdit>
#include <QPalette>
#include <QStyleFactory>

#include <utility>

namespace quire {

namespace {

QPalette paletteOf(const Colours& c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.sidebar);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.missing);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Light, c.surface);
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Dark, c.borderStrong);
    p.setColor(QPalette::Shadow, c.borderStrong);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.borderStrong);
    return p;
}

/// The desktop's font. Where none was chosen and the last resort came, Inter if it is installed.
QFont systemFont(QFont font)
{
    const QString nicer = QStringLiteral("Inter");
    if (QFontInfo(font).family() == QLatin1String("DejaVu Sans") && QFontDatabase::hasFamily(nicer))
        font.setFamily(nicer);
    return font;
}

} // namespace

Theme::Theme(QApplication& application, Appearance appearance)
    : m_application(application), m_systemPalette(application.palette()),
      m_systemFont(systemFont(application.font())), m_appearance(appearance)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
    application.installEventFilter(this);
}

void Theme::setAppearance(Appearance appearance)
{
    if (appearance == m_appearance)
        return;
    m_appearance = appearance;
    apply();
}

void Theme::setTextScale(int percent)
{
    percent = qBound(80, percent, 200);
    if (percent == m_textScale)
        return;
    m_textScale = percent;
    apply();
}

void Theme::apply()
{
    m_applying = true;
    m_dark = m_appearance == Appearance::Dark || (m_appearance == Appearance::System &&
                                                  m_systemPalette.color(QPalette::Window).lightness() < 128);
    m_colours = m_dark ? Colours::dark() : Colours::light();
    QFont font = m_systemFont;
    font.setPointSizeF(m_systemFont.pointSizeF() * m_textScale / 100.0);
    QApplication::setFont(font);
    QApplication::setPalette(paletteOf(m_colours));
    m_application.setStyleSheet(styleSheet());
    m_applying = false;
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // The desktop changed between light and dark while we run; our own change of palette is not one.
    if (event->type() == QEvent::ThemeChange && !m_applying && m_appearance == Appearance::System) {
        m_systemPalette = QApplication::style()->standardPalette();
        apply();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::dressClearButton(QLineEdit& field) const
{
    // Qt has no other way to it than its name.
    if (auto* clear = field.findChild<QAction*>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setIcon(icon(QStringLiteral("close"), Tint::Muted));
}

QColor Theme::tint(Tint tint) const
{
    switch (tint) {
    case Tint::Text:
        return m_colours.text;
    case Tint::Muted:
        return m_colours.muted;
    case Tint::Accent:
        return m_colours.accent;
    case Tint::OnAccent:
        return m_colours.onAccent;
    case Tint::Close:
        return m_colours.close;
    case Tint::Missing:
        return m_colours.missing;
    }
    return m_colours.text;
}

QIcon Theme::icon(const QString& name, Tint tint) const
{
    return QIcon(new IconEngine(*this, name, tint));
}

QFont Theme::codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF() * 0.95);
    return font;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/quire/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> names[] = {
        {"@window", m_colours.window},     {"@sidebar", m_colours.sidebar},
        {"@surface", m_colours.surface},   {"@hover", m_colours.hover},
        {"@selected", m_colours.selected}, {"@borderStrong", m_colours.borderStrong},
        {"@border", m_colours.border},     {"@text", m_colours.text},
        {"@muted", m_colours.muted},       {"@accentSoft", m_colours.accentSoft},
        {"@accent", m_colours.accent},     {"@onAccent", m_colours.onAccent},
        {"@question", m_colours.question}, {"@missingSoft", m_colours.missingSoft},
        {"@missing", m_colours.missing},   {"@closeSoft", m_colours.closeSoft},
        {"@close", m_colours.close},       {"@verifiedSoft", m_colours.verifiedSoft},
        {"@verified", m_colours.verified}, {"@code", m_colours.code},
    };
    for (const auto& [name, colour] : names)
        sheet.replace(QLatin1String(name), colour.name());
    // In the dark what is chosen is lighter than what it lies on, not darker.
    sheet.replace(QLatin1String("@chosen"), (m_dark ? m_colours.selected : m_colours.surface).name());
    sheet.replace(QLatin1String("@tick"), m_dark ? QStringLiteral("url(:/quire/icons/tick-dark.svg)")
                                                 : QStringLiteral("url(:/quire/icons/tick-light.svg)"));
    // Sizes follow the text's, which the desktop and the person set.
    const double points = QApplication::font().pointSizeF();
    for (const auto& [name, share] : {std::pair{"@titleSize", 1.3}, std::pair{"@smallSize", 0.9}})
        sheet.replace(QLatin1String(name), QString::number(points * share, 'f', 1) + QStringLiteral("pt"));
    return sheet;
}

} // namespace quire
