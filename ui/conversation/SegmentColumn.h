#pragma once

#include "ui/conversation/AnswerText.h"

#include <QHash>
#include <QWidget>

#include <functional>

namespace quire {

/// The segments of one answer, one under the other. Only those near the visible part exist as widgets; of the
/// others the height is remembered or guessed, so that an answer as long as a book scrolls like a short one.
class SegmentColumn : public QWidget
{
    Q_OBJECT
public:
    using Make = std::function<QWidget*(int index)>;
    using Refresh = std::function<void(QWidget* widget, int index)>;

    /// `make` builds the widget of a segment, `refresh` shows its new text; both read segments().
    SegmentColumn(Make make, Refresh refresh, QWidget* parent = nullptr);

    const QList<AnswerSegment>& segments() const { return m_segments; }
    void setSegments(const QList<AnswerSegment>& segments);
    /// All segments are shown anew.
    void clear();

    int heightFor(int width);
    struct Revealed
    {
        int grown = 0;        ///< by so much what lies above turned out higher than it was guessed
        bool changed = false; ///< the height of the whole is another
    };
    /// Makes what stands between these lines of the column and drops what is far away.
    Revealed reveal(int top, int bottom);

    int topOf(int index) const;
    QWidget* widget(int index) const { return m_widgets.value(index); }
    QList<QWidget*> widgets() const { return m_widgets.values(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int guess(const AnswerSegment& segment) const;
    void measure(int index);
    void place();
    void drop(int index);

    Make m_make;
    Refresh m_refresh;
    QList<AnswerSegment> m_segments;
    QList<int> m_heights; ///< measured, or guessed (negative)
    QHash<int, QWidget*> m_widgets;
    int m_width = 600;
};

} // namespace quire
