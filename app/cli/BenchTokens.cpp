#include "app/cli/BenchTokens.h"

#include "app/AppError.h"
#include "engine/Engine.h"

#include <QFile>

#include <algorithm>

namespace quire {

namespace {

std::vector<std::int32_t> syntheticIds(qint64 count, int vocab)
{
    std::vector<std::int32_t> ids;
    ids.reserve(std::size_t(count));
    quint64 state = 0x9e3779b97f4a7c15u;
    for (qint64 i = 0; i < count; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        ids.push_back(std::int32_t((state >> 33) % quint64(vocab)));
    }
    return ids;
}

std::vector<std::int32_t> fileIds(const QString& path, qint64 count, const Engine& engine)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        throw AppError(AppErrorCode::InputUnusable,
                       QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    if (!engine.tokenizer())
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("This model has no tokenizer.json."),
                       QStringLiteral("Leave --file out to read synthetic token ids."));
    const QByteArray text = file.readAll();
    const std::vector<TokenId> once = engine.tokenizer()->encode(
        std::string_view(text.constData(), std::size_t(text.size())), SpecialTokens::Inert);
    if (once.empty())
        throw AppError(AppErrorCode::InputUnusable, QStringLiteral("%1 is empty.").arg(path));
    std::vector<std::int32_t> ids;
    while (qint64(ids.size()) < count)
        ids.insert(ids.end(), once.begin(),
                   once.begin() + std::min<qint64>(qint64(once.size()), count - qint64(ids.size())));
    return ids;
}

} // namespace

std::vector<std::int32_t> benchTokens(const CommandParser& parser, const Engine& engine, qint64 count)
{
    return parser.has("file") ? fileIds(parser.value("file"), count, engine)
                              : syntheticIds(count, engine.config().vocabSize);
}

} // namespace quire
