#pragma once

#include "app/Settings.h"
#include "ui/theme/Theme.h"

#include <QWidget>

namespace quire {

/// Colours and the size of text; both change at once.
class AppearancePage : public QWidget
{
    Q_OBJECT
public:
    AppearancePage(Settings& settings, Theme& theme, QWidget* parent = nullptr);
};

} // namespace quire
