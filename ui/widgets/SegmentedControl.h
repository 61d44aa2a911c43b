#pragma once

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QToolButton;

namespace quire {

/// A row of choices of which one holds. Arrow keys move between them.
class SegmentedControl : public QFrame
{
    Q_OBJECT
public:
    explicit SegmentedControl(const QString& accessibleName, QWidget* parent = nullptr);

    void addChoice(const QString& key, const QString& text, const QString& toolTip);
    void setToolTip(const QString& key, const QString& toolTip);
    QString current() const;
    void setCurrent(const QString& key);
    QToolButton* button(const QString& key) const;
    /// Never narrower than its texts.
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// The person chose; setCurrent() does not tell it.
    void chosen(const QString& key);

private:
    QButtonGroup* m_group;
    QHBoxLayout* m_row;
};

} // namespace quire
