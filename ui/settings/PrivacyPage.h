#pragma once

#include <QWidget>

namespace quire {

/// Says that nothing leaves the machine, and proves it: the program's open connections, counted every second.
class PrivacyPage : public QWidget
{
    Q_OBJECT
public:
    explicit PrivacyPage(QWidget* parent = nullptr);

signals:
    void logAsked();
};

} // namespace quire
