#pragma once

#include "ui/theme/Theme.h"

#include <QStyledItemDelegate>

namespace quire {

/// Paints a source: its include box, its colour in the context meter, its name and its tokens.
class SourcesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit SourcesDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    QRect boxRect(const QStyleOptionViewItem& option) const;
    static QRect placed(const QStyleOptionViewItem& option, const QRect& rect);
    void paintBox(QPainter* painter, const QRect& box, Qt::CheckState state) const;
    int paintRight(QPainter* painter, const QStyleOptionViewItem& option, const QRect& inner,
                   const QFont& font, const QModelIndex& index) const;

    const Theme& m_theme;
};

} // namespace quire
