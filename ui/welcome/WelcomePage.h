#pragma once

#include "app/desk/Desk.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace quire {

class ReadingCard;

/// What an empty session shows: how to begin, and a sample that is asked and answered in a minute.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(Desk& desk, const Theme& theme, bool hasSamples, QWidget* parent = nullptr);

    /// With sources there, the page invites to ask instead of to add.
    void setHasSources(bool has);
    ReadingCard* readingCard() const { return m_reading; }

signals:
    void addFiles();
    void addFolder();
    void askSample();

private:
    QWidget* card(const QString& icon, const QString& title, const QString& text, const QString& name,
                  void (WelcomePage::*signal)());

    const Theme& m_theme;
    QLabel* m_title;
    QLabel* m_text;
    QWidget* m_cards;
    ReadingCard* m_reading;
};

} // namespace quire
