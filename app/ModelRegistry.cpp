#include "app/ModelRegistry.h"

#include "app/AppError.h"
#include "engine/Error.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QStandardPaths>

namespace quire {

namespace {

QString listed(const std::vector<ModelInfo>& models)
{
    QStringList names;
    for (const ModelInfo& model : models)
        if (model.usable())
            names.push_back(model.name);
    return names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
}

} // namespace

std::optional<ModelSlot> parseSlot(QStringView name)
{
    if (name.compare(u"flash", Qt::CaseInsensitive) == 0)
        return ModelSlot::Flash;
    if (name.compare(u"pro", Qt::CaseInsensitive) == 0)
        return ModelSlot::Pro;
    return std::nullopt;
}

QString slotName(ModelSlot slot)
{
    return slot == ModelSlot::Pro ? QStringLiteral("pro") : QStringLiteral("flash");
}

QStringList ModelRegistry::standardPlaces(const QString& executableDirectory)
{
    QStringList places;
    const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    if (!own.isEmpty())
        places.push_back(own + QStringLiteral("/quire/models"));
    QDir above(executableDirectory);
    // An installed executable lies in PREFIX/bin, a built one three or four levels below the source tree.
    for (int level = 0; level < 6 && above.cdUp(); ++level) {
        for (const char* bundled : {"share/quire/models", "resources/models"}) {
            const QString place = above.filePath(QLatin1String(bundled));
            if (QFileInfo(place).isDir())
                places.push_back(place);
        }
    }
    return places;
}

ModelInfo ModelRegistry::inspect(const QString& directory)
{
    ModelInfo info;
    const QDir folder(directory);
    info.directory = folder.absolutePath();
    info.name = QFileInfo(info.directory).fileName();
    info.slot =
        info.name.contains(QStringLiteral("pro"), Qt::CaseInsensitive) ? ModelSlot::Pro : ModelSlot::Flash;
    bool weights = false;
    for (const QFileInfo& file : folder.entryInfoList(QDir::Files)) {
        info.bytes += file.size();
        weights = weights || file.fileName().endsWith(QStringLiteral(".safetensors"));
    }
    try {
        info.config = ModelConfig::load(info.directory.toStdString());
    } catch (const EngineError& error) {
        info.problem = QString::fromUtf8(error.what());
        return info;
    }
    if (!weights) {
        info.config.reset();
        info.problem = QStringLiteral("%1 has a config.json but no .safetensors files.").arg(info.directory);
    }
    return info;
}

std::vector<ModelInfo> ModelRegistry::models() const
{
    std::vector<ModelInfo> found;
    QSet<QString> names;
    for (const QString& place : m_places) {
        const QDir folder(place);
        for (const QString& name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            if (names.contains(name) || !folder.exists(name + QStringLiteral("/config.json")))
                continue;
            names.insert(name);
            found.push_back(inspect(folder.filePath(name)));
        }
    }
    return found;
}

ModelInfo ModelRegistry::find(const QString& directoryOrName) const
{
    const bool isPath = directoryOrName.contains(u'/') || directoryOrName == QStringLiteral(".") ||
                        directoryOrName == QStringLiteral("..");
    if (!isPath)
        for (const ModelInfo& model : models())
            if (model.name == directoryOrName) {
                if (!model.usable())
                    throw AppError(AppErrorCode::InputUnusable, model.problem);
                return model;
            }
    const QFileInfo folder(directoryOrName);
    if (!folder.exists())
        throw AppError(AppErrorCode::InputUnusable,
                       QStringLiteral("There is no model called or folder at '%1'.").arg(directoryOrName),
                       QStringLiteral("Give a checkpoint folder or one of: %1.").arg(listed(models())));
    if (!folder.isDir())
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("%1 is a file.").arg(directoryOrName),
                       QStringLiteral("Give the folder that holds config.json and the .safetensors files."));
    const ModelInfo model = inspect(directoryOrName);
    if (!model.usable())
        throw AppError(AppErrorCode::InputUnusable, model.problem);
    return model;
}

std::optional<ModelInfo> ModelRegistry::firstUsable(ModelSlot slot) const
{
    for (const ModelInfo& model : models())
        if (model.usable() && model.slot == slot)
            return model;
    return std::nullopt;
}

ModelInfo ModelRegistry::first(ModelSlot slot) const
{
    if (const std::optional<ModelInfo> model = firstUsable(slot))
        return *model;
    throw AppError(
        AppErrorCode::InputUnusable,
        QStringLiteral("No %1 model is installed.").arg(slot == ModelSlot::Pro ? "Pro" : "Flash"),
        QStringLiteral("Installed are: %1. Give a checkpoint folder with --model.").arg(listed(models())));
}

} // namespace quire
