#include "ui/mainwindow/TabStops.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QButtonGroup>

#include <algorithm>

namespace quire {

namespace {

bool isStop(const QWidget& widget)
{
    // Of a row of choices the chosen one; the arrow keys lead to the others.
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        if (const QButtonGroup* group = button->group();
            group && group->exclusive() && group->checkedButton())
            return button->isEnabled() && button->isChecked();
    if (const auto* list = qobject_cast<const QAbstractItemView*>(&widget);
        list && list->model() && list->model()->rowCount() == 0)
        return false; // there is nothing to see or to do
    return widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
           !widget.focusProxy();
}

/// Row by row, and in a row from where lines begin.
QList<QWidget*> asOneReads(QList<QWidget*> widgets, bool rightToLeft)
{
    std::stable_sort(widgets.begin(), widgets.end(),
                     [](const QWidget* a, const QWidget* b) { return a->y() < b->y(); });
    const auto before = [rightToLeft](const QWidget* a, const QWidget* b) {
        return rightToLeft ? a->geometry().right() > b->geometry().right() : a->x() < b->x();
    };
    for (auto row = widgets.begin(); row != widgets.end();) {
        const int middle = (*row)->geometry().center().y();
        const auto end =
            std::find_if(row, widgets.end(), [&](const QWidget* each) { return each->y() > middle; });
        std::stable_sort(row, end, before);
        row = end;
    }
    return widgets;
}

void gather(const QWidget& parent, QList<QWidget*>& stops)
{
    QList<QWidget*> children;
    for (QWidget* child : parent.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (child->isVisible() && !child->isWindow())
            children.append(child);
    for (QWidget* child : asOneReads(children, parent.isRightToLeft())) {
        if (isStop(*child))
            stops.append(child);
        gather(*child, stops);
    }
}

} // namespace

QList<QWidget*> tabStops(const QWidget& window)
{
    QList<QWidget*> stops;
    gather(window, stops);
    return stops;
}

} // namespace quire
