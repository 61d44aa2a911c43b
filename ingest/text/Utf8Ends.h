#pragma once

#include <QByteArrayView>

#include <unicode/utf8.h>

namespace quire {

/// The first character of UTF-8 text; 0 when it is empty, negative when it is not UTF-8.
inline UChar32 firstOf(QByteArrayView text)
{
    UChar32 c = 0;
    int32_t at = 0;
    if (!text.isEmpty())
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, int32_t(text.size()), c);
    return c;
}

/// The last one, likewise.
inline UChar32 lastOf(QByteArrayView text)
{
    UChar32 c = 0;
    auto at = int32_t(text.size());
    if (!text.isEmpty())
        U8_PREV(reinterpret_cast<const uint8_t*>(text.data()), 0, at, c);
    return c;
}

} // namespace quire
