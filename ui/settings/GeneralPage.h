#pragma once

#include "app/Settings.h"

#include <QWidget>

namespace quire {

/// Language, how new sessions begin, text in pictures, what is told on the desktop.
class GeneralPage : public QWidget
{
    Q_OBJECT
public:
    explicit GeneralPage(Settings& settings, QWidget* parent = nullptr);

private:
    QWidget* languageChoice();
    QWidget* modeChoice();
    QWidget* recognitionChoice();
    QWidget* ocrLanguageChoice();

    Settings& m_settings;
};

} // namespace quire
