#include "ui/composer/ModeSwitch.h"

#include "app/ModelRegistry.h"
#include "ui/theme/Tokens.h"
#include "ui/widgets/Format.h"
#include "ui/widgets/SegmentedControl.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace quire {

ModeSwitch::ModeSwitch(Desk& desk, const Settings& settings, const QStringList& places, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_settings(settings), m_places(places),
      m_model(new SegmentedControl(tr("Model"))), m_effort(new SegmentedControl(tr("Effort")))
{
    setObjectName(QStringLiteral("modeSwitch"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_model->setObjectName(QStringLiteral("modelSwitch"));
    m_model->addChoice(QStringLiteral("flash"), tr("Flash"), {});
    m_model->addChoice(QStringLiteral("pro"), tr("Pro"), {});
    m_effort->setObjectName(QStringLiteral("effortSwitch"));
    for (const QString& effort : {QStringLiteral("fast"), QStringLiteral("think"), QStringLiteral("max")})
        m_effort->addChoice(effort, format::effort(effort), {});
    row->addWidget(m_model);
    row->addWidget(m_effort);
    connect(m_model, &SegmentedControl::chosen, this, [this](const QString& key) { choose(key, {}); });
    connect(m_effort, &SegmentedControl::chosen, this, [this](const QString& key) { choose({}, key); });
    connect(&desk, &Desk::sessionChanged, this, &ModeSwitch::refresh);
    connect(&desk, &Desk::costsChanged, this, &ModeSwitch::refreshCosts);
    refreshModels();
    refresh();
}

void ModeSwitch::choose(const QString& model, const QString& effort)
{
    AskMode mode = m_desk.session().mode;
    if (!model.isEmpty())
        mode.model = model;
    if (!effort.isEmpty())
        mode.effort = effort;
    m_desk.setMode(mode);
}

void ModeSwitch::refresh()
{
    m_model->setCurrent(m_desk.session().mode.model);
    m_effort->setCurrent(m_desk.session().mode.effort);
    refreshCosts();
}

void ModeSwitch::refreshModels()
{
    const ModelRegistry registry(m_settings.modelFolders() + m_places);
    m_names.clear();
    for (const ModelInfo& model : registry.models())
        if (model.usable() && !m_names.contains(slotName(model.slot)))
            m_names.insert(slotName(model.slot), model.name);
    refreshCosts();
}

/// What a mode would take now, in a line of its own; nothing where that is not known.
QString ModeSwitch::costText(const AskMode& mode) const
{
    const ModeCost* cost = m_desk.costOf(mode);
    if (!cost || m_desk.sources().isEmpty())
        return {};
    if (cost->toRead <= 0)
        return u'\n' + tr("Everything is read: it answers at once.");
    if (cost->seconds < 0)
        return u'\n' + tr("%1 to read first.").arg(format::tokens(cost->toRead));
    return u'\n' + tr("%1 to read first: about %2.")
                       .arg(format::tokens(cost->toRead), format::duration(cost->seconds));
}

void ModeSwitch::refreshCosts()
{
    const AskMode now = m_desk.session().mode;
    const auto describe = [](SegmentedControl* control, const char* key, const QString& text) {
        control->setToolTip(QLatin1String(key), text);
        control->button(QLatin1String(key))->setAccessibleDescription(text);
    };
    for (const auto& [key, what] :
         {std::pair{"flash", tr("The quicker model")}, std::pair{"pro", tr("The model for depth")}}) {
        const QString name = m_names.value(QLatin1String(key));
        m_model->button(QLatin1String(key))->setEnabled(!name.isEmpty());
        describe(m_model, key,
                 name.isEmpty()
                     ? tr("Not installed. Add its folder in the settings, under Models.")
                     : what + QStringLiteral(": ") + name + costText({QLatin1String(key), now.effort}));
    }
    for (const auto& [key, what] :
         {std::pair{"fast", tr("Answers at once")}, std::pair{"think", tr("Thinks before it answers")},
          std::pair{"max", tr("Thinks as long as it can. Its prompt begins differently: documents are read "
                              "again.")}})
        describe(m_effort, key, what + costText({now.model, QLatin1String(key)}));
}

} // namespace quire
