#pragma once

#include "app/desk/Desk.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace quire {

/// How far the text in pictures of pages is recognised; and, where it would change a prompt that is read
/// already, the offer to use it. Out of sight when there is nothing to say.
class RecognitionCard : public QFrame
{
    Q_OBJECT
public:
    explicit RecognitionCard(Desk& desk, QWidget* parent = nullptr);

private:
    void refresh();
    void showProgress();
    void showOffer(int pages);

    Desk& m_desk;
    QLabel* m_title;
    QLabel* m_detail;
    QProgressBar* m_bar;
    QPushButton* m_stop;
    QPushButton* m_use;
};

} // namespace quire
