#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>

class QPlainTextEdit;
class QToolButton;
class QHBoxLayout;

namespace quire {

/// Where questions are written. Enter asks, Shift+Enter begins a new line, Up in an empty field brings back
/// earlier questions.
class Composer : public QFrame
{
    Q_OBJECT
public:
    explicit Composer(const Theme& theme, QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    void setHistory(const QStringList& questions) { m_history = questions; }
    /// While an answer comes the button stops it.
    void setAnswering(bool answering);
    void setPlaceholder(const QString& text);
    void focusText();
    /// Asks what is written, if something is.
    void submit();
    /// The row under the text, for what belongs to a question: mode, effort, sources.
    QHBoxLayout* row() const { return m_row; }
    QPlainTextEdit* editor() const { return m_edit; }

signals:
    void asked(const QString& question);
    void stopAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takeKey(QKeyEvent* event);
    void fitHeight();
    void updateButton();

    const Theme& m_theme;
    QPlainTextEdit* m_edit;
    QToolButton* m_button;
    QHBoxLayout* m_row;
    QStringList m_history;
    int m_historyAt = -1;
    bool m_answering = false;
};

} // namespace quire
