#pragma once

#include "ingest/contracts/Mention.h"

#include <QByteArrayView>

#include <vector>

namespace quire {

/// All mentions of a text in order. Linear in its length; after 300,000 it stops.
std::vector<Mention> findMentions(QByteArrayView text);

} // namespace quire
