#pragma once

#include "tests/support/CheckpointWriter.h"

#include <QFile>
#include <QString>

namespace quire::test {

/// Writes a random checkpoint with the bundled tokenizer: it says nothing sensible, but says it exactly as
/// every other model does, and goes on until its tokens are used up: what ends its answers is a token it does
/// not happen to say.
inline void writeTalkingModel(const QString& directory, std::int64_t positions)
{
    CheckpointSpec spec = specNamed("flash-like");
    spec.config.vocabSize = 10240;
    spec.config.maxPositions = positions;
    spec.config.eosTokens = {2};
    writeCheckpoint(directory.toStdString(), spec);
    QFile::copy(QStringLiteral(QUIRE_RESOURCES "/models/v4-nano-flash/tokenizer.json"),
                directory + QStringLiteral("/tokenizer.json"));
}

} // namespace quire::test
