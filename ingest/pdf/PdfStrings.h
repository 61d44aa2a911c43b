#pragma once

#include <QByteArrayView>
#include <QString>

namespace quire {

/// A text string of a PDF: UTF-16 or UTF-8 by its byte order mark, else the encoding of PDF itself.
QString textString(QByteArrayView bytes);

} // namespace quire
