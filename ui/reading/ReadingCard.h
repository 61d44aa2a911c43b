#pragma once

#include "app/desk/Desk.h"
#include "ui/theme/Theme.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace quire {

/// What reading the documents takes, before it begins; how far it is, while it goes on; that it is done.
class ReadingCard : public QFrame
{
    Q_OBJECT
public:
    ReadingCard(Desk& desk, const Theme& theme, QWidget* parent = nullptr);

    /// Whether it may be seen at all; by itself it shows only when there is something to say.
    void setAllowed(bool allowed);

signals:
    void laterAsked(bool overnight); ///< to be queued
    void modelsAsked();              ///< the model is what is wrong

private:
    void buildButtons(const Theme& theme);
    void showFailure(const QString& failure);
    void setPrimary(bool primary);
    void refresh();
    void press();
    void showTooMuch(const ReadingPlan& plan);
    QString wayToFit() const;
    void showQuote(const ReadingPlan& plan);
    void showProgress(const ReadingProgress& progress, bool paused);
    QString sizes(const ReadingPlan& plan) const;

    Desk& m_desk;
    QLabel* m_title;
    QLabel* m_detail;
    QProgressBar* m_bar;
    QPushButton* m_button;
    QPushButton* m_later;
    QPushButton* m_models;
    QList<qint64> m_leftOut; ///< what the button leaves out; empty: it reads or pauses
    bool m_allowed = true;
};

} // namespace quire
