#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace quire {

class ConversationView;

/// Looks for words in the questions and answers of the open session.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    FindBar(ConversationView& conversation, const Theme& theme, QWidget* parent = nullptr);

    void open();
    void close();
    QLineEdit* field() const { return m_field; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void step(int by);

    ConversationView& m_conversation;
    QLineEdit* m_field;
    QLabel* m_note;
};

} // namespace quire
