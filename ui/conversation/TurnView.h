#pragma once

#include "app/desk/EngineOrders.h"
#include "ui/conversation/AnswerText.h"
#include "ui/conversation/SegmentColumn.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace quire {

class ProseView;

/// One question and its answer.
class TurnView : public QWidget
{
    Q_OBJECT
public:
    explicit TurnView(const Theme& theme, QWidget* parent = nullptr);

    /// Shows the turn as it is now. `reading`: progress of what it waits for, nullptr otherwise.
    void show(const TurnRecord& turn, bool running, const ReadingProgress* reading);
    int heightFor(int width);
    /// Makes what stands between these lines of the turn.
    SegmentColumn::Revealed reveal(int top, int bottom);
    /// Marks every place of these words; none when empty.
    void markWords(const QString& words);
    /// How far below the top a marked place stands.
    int placeOfMark(int number) const;
    qint64 turnId() const { return m_turn.id; }

signals:
    void citationClicked(const quire::CitationRecord& citation);
    void editAsked(qint64 turn);
    void regenerateAsked(qint64 turn);
    void versionAsked(qint64 turn, int version);
    void copyAsked(qint64 turn);
    void copyTextAsked(qint64 turn); ///< without citations
    void modelsAsked();              ///< another model might do
    void resized();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void buildQuestion();
    void buildThinking();
    void buildFooter();
    void showQuestion();
    void showThinking(bool running);
    void showAnswer(bool running);
    void showStatus(bool running, const ReadingProgress* reading);
    void showFooter(bool running);
    QWidget* makeSegment(int index);
    void updateSegment(QWidget* widget, int index);
    void showDetails();
    QToolButton* quietButton(const QString& icon, const QString& name);

    const Theme& m_theme;
    TurnRecord m_turn;
    AnswerText m_text;
    QVBoxLayout* m_column;
    QFrame* m_bubble;
    ProseView* m_question;
    QToolButton* m_edit;
    QWidget* m_versions;
    QToolButton* m_previous;
    QToolButton* m_next;
    QLabel* m_version;
    QToolButton* m_fold;
    ProseView* m_thinking;
    SegmentColumn* m_answer;
    QString m_marked;
    QWidget* m_status;
    QLabel* m_statusText;
    QPushButton* m_again;
    QPushButton* m_models;
    QProgressBar* m_progress;
    QWidget* m_footer;
    QLabel* m_facts;
};

} // namespace quire
