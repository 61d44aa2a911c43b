#pragma once

#include "ui/widgets/Way.h"

#include <QFrame>
#include <QTimer>

class QHBoxLayout;
class QLabel;

namespace quire {

/// A short message in a window, above one of its parts, with what can be done about it; goes by itself.
class Toast : public QFrame
{
    Q_OBJECT
public:
    Toast(QWidget* window, const QWidget* above);

    /// `gone` is called when the message leaves without any of its ways having been taken: its time is over,
    /// or another one takes its place.
    void show(const QString& text, const QList<Way>& ways = {}, const std::function<void()>& gone = {});

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void leave();
    void place();

    const QWidget* m_above;
    QLabel* m_text;
    QHBoxLayout* m_row;
    QTimer m_timer;
    std::function<void()> m_gone;
};

} // namespace quire
