#pragma once

#include "app/desk/Desk.h"
#include "ui/theme/Theme.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QTimer>

namespace quire {

class TurnView;

/// The turns of the session, one under the other. Only those near the visible part exist as widgets; of the
/// others the height is remembered, so that a conversation of thousands scrolls like one of ten.
class ConversationView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    ConversationView(Desk& desk, const Theme& theme, QWidget* parent = nullptr);

    void scrollToTurn(qint64 turn);
    /// Brings a part of a turn into view, if it is one.
    void scrollTo(const QWidget& part);
    void scrollToEnd();
    /// Marks every place of `words` and goes `by` places on (0: stays, or to the first). Returns the number
    /// of the place and how many there are; nothing is marked when `words` is empty.
    std::pair<int, int> find(const QString& words, int by);
    /// The widget of a turn that is near the visible part; nullptr otherwise.
    TurnView* view(int index) const { return m_views.value(index); }

signals:
    void modelsAsked();
    void citationClicked(const quire::CitationRecord& citation);
    void editAsked(int index);
    void copyAsked(int index, bool plain);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void reset();
    void refresh(int index);
    void arrange();
    void measure(int index);
    void dropFar(int first, int last);
    TurnView* make(int index);
    TurnView* build();
    void discard(TurnView* view);
    void show(TurnView* view, int index);
    void showPlace(int index, int place);
    int columnWidth() const;
    int indexOf(qint64 turn) const;
    bool isAtEnd() const;

    Desk& m_desk;
    const Theme& m_theme;
    QHash<int, TurnView*> m_views;
    QList<TurnView*> m_spare; ///< went out of sight; shown again with another turn
    QList<int> m_heights;     ///< measured, or guessed (negative)
    bool m_arranging = false;
    bool m_follow = true; ///< stay at the end while an answer grows
    QTimer m_refreshSoon; ///< at most 20 times a second
    int m_dirty = -1;
    QString m_found; ///< words that are marked
    int m_foundAt = 0;
};

} // namespace quire
