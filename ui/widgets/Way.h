#pragma once

#include <QString>

#include <functional>

namespace quire {

/// Something a person can do about a message.
struct Way
{
    QString text;
    std::function<void()> go;
};

} // namespace quire
