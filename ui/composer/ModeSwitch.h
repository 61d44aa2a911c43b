#pragma once

#include "app/desk/Desk.h"

#include <QWidget>

namespace quire {

class SegmentedControl;

/// Flash or Pro, Fast, Think or Max: which of them holds, and what each would cost now.
class ModeSwitch : public QWidget
{
    Q_OBJECT
public:
    /// `places`: of models, besides the folders in the settings.
    ModeSwitch(Desk& desk, const Settings& settings, const QStringList& places, QWidget* parent = nullptr);

    /// Empty: stays as it is.
    void choose(const QString& model, const QString& effort);
    /// Models may have come or gone. A kind that is not installed cannot be chosen, and says where to get it.
    void refreshModels();

private:
    void refresh();
    void refreshCosts();
    QString costText(const AskMode& mode) const;

    Desk& m_desk;
    const Settings& m_settings;
    QStringList m_places;
    SegmentedControl* m_model;
    SegmentedControl* m_effort;
    QHash<QString, QString> m_names; ///< of the models, by kind
};

} // namespace quire
