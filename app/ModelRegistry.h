#pragma once

#include "engine/model/ModelConfig.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace quire {

/// Which of the two kinds of model: Flash for speed, Pro for depth.
enum class ModelSlot
{
    Flash,
    Pro,
};

/// "flash" or "pro", in any case; nothing otherwise.
std::optional<ModelSlot> parseSlot(QStringView name);
QString slotName(ModelSlot slot);

/// A checkpoint folder.
struct ModelInfo
{
    QString name;      ///< of the folder
    QString directory; ///< absolute
    ModelSlot slot = ModelSlot::Flash;
    qint64 bytes = 0;                  ///< of its files
    std::optional<ModelConfig> config; ///< nothing when the folder cannot be used
    QString problem;                   ///< then: why, one sentence

    bool usable() const { return config.has_value(); }
};

/// Knows which models there are: every folder with a config.json directly inside one of its places. Reads
/// config.json only, so that looking is quick whatever the size of the weights.
class ModelRegistry
{
public:
    /// In order of preference.
    explicit ModelRegistry(QStringList places) : m_places(std::move(places)) {}

    /// Where models are looked for: the person's own folder (XDG data, "quire/models"), then the bundled
    /// ones: share/quire/models of the prefix that holds the executable, or resources/models of the source
    /// tree it was built in.
    static QStringList standardPlaces(const QString& executableDirectory);

    const QStringList& places() const { return m_places; }
    /// All models, those of the first place first, by name; a name that comes again is left out.
    std::vector<ModelInfo> models() const;

    /// A folder's path, or the name of a model. Throws AppError(InputUnusable) when there is none or it
    /// cannot be used; the text names what there is.
    ModelInfo find(const QString& directoryOrName) const;
    /// The first model of a slot that can be used, if there is one.
    std::optional<ModelInfo> firstUsable(ModelSlot slot) const;
    /// The same. Throws AppError(InputUnusable) when there is none.
    ModelInfo first(ModelSlot slot) const;

    /// Looks at one folder.
    static ModelInfo inspect(const QString& directory);

private:
    QStringList m_places;
};

} // namespace quire
