#pragma once

#include "ingest/Anchor.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace quire {

/// What the words around a clause's number say about whose clause it is.
struct OtherSource
{
    QString name;          ///< "Natural Gas Act", "BGB": not of this document; else empty
    QByteArray attachment; ///< key of an attachment of this document ("exhibit A"); else empty
};

/// `mention`: "Section 4" and its list, of which `keyword` says what it is ("section").
OtherSource otherSource(QByteArrayView text, ByteRange mention, QByteArrayView keyword);

} // namespace quire
