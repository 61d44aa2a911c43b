#pragma once

#include "ui/citations/CitationsModel.h"
#include "ui/theme/Theme.h"

#include <QWidget>

class QLabel;
class QListView;

namespace quire {

class SegmentedControl;

/// The list of all citations of the session; pressing one opens its place.
class CitationsPanel : public QWidget
{
    Q_OBJECT
public:
    CitationsPanel(const Desk& desk, const Theme& theme, QWidget* parent = nullptr);

    QListView* list() const { return m_list; }
    CitationsModel& model() { return m_model; }

signals:
    void citationChosen(const quire::CitationRecord& citation);
    void turnChosen(qint64 turn);

private:
    void buildFilter();
    void refresh();

    CitationsModel m_model;
    SegmentedControl* m_filter;
    QListView* m_list;
    QLabel* m_empty;
};

} // namespace quire
