#pragma once

#include "app/desk/Desk.h"
#include "ui/theme/Theme.h"

#include <QWidget>

namespace quire {

/// One bar for the model's whole context: a colour a document, what is already read hatched over it, the
/// conversation after them, and the reserve for the answer at the end.
class ContextMeter : public QWidget
{
    Q_OBJECT
public:
    ContextMeter(const Desk& desk, const Theme& theme, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    static QColor colourOf(const Theme& theme, int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Part
    {
        QString name;
        qint64 tokens = 0;
        QColor colour;
    };

    struct Segment
    {
        Part part;
        qreal left = 0, width = 0; ///< from where the bar begins, in the direction of reading
    };

    QList<Part> parts() const;
    QList<Segment> segments() const;
    static qreal edgeOf(const QList<Segment>& segments, qint64 tokens);
    qint64 total() const;
    QString summary() const;
    QString explain(qreal x) const;

    const Desk& m_desk;
    const Theme& m_theme;
};

} // namespace quire
