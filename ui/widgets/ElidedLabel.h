#pragma once

#include <QLabel>

namespace quire {

/// One line of text that ends in "…" where there is no room; the whole text is its tool tip then.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setFullText(const QString& text);
    const QString& fullText() const { return m_text; }
    void setElideMode(Qt::TextElideMode mode) { m_mode = mode; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

    /// One line of `text` where lines begin as `direction` says. It is written in a direction of its own: an
    /// English title in an Arabic window has its dots at its end.
    static void paintLine(QPainter& painter, const QRect& rect, const QString& text,
                          Qt::LayoutDirection direction);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace quire
