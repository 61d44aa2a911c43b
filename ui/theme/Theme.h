#pragma once

#include "ui/theme/Tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QApplication;
class QLineEdit;

namespace quire {

enum class Appearance
{
    System,
    Light,
    Dark,
};

/// What things look like: colours, icons and the style sheet made of them. One per application, given to
/// every widget that paints.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QApplication& application, Appearance appearance = Appearance::System);

    const Colours& colours() const { return m_colours; }
    bool isDark() const { return m_dark; }

    Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);
    /// Text size in percent of the system's; 80 … 200.
    void setTextScale(int percent);

    enum class Tint
    {
        Text,
        Muted,
        Accent,
        OnAccent,
        Close,
        Missing,
    };
    /// An icon of resources/icons in a colour of the theme; follows the theme when that changes.
    QIcon icon(const QString& name, Tint tint = Tint::Text) const;
    QColor tint(Tint tint) const;
    /// Gives a field's own clear button the icon of this theme.
    void dressClearButton(QLineEdit& field) const;

    /// The system's fixed-width font in the size of the text.
    static QFont codeFont();

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    QString styleSheet() const;

    QApplication& m_application;
    QPalette m_systemPalette;
    QFont m_systemFont;
    Appearance m_appearance;
    int m_textScale = 100;
    bool m_dark = false;
    bool m_applying = false;
    Colours m_colours;
};

} // namespace quire
