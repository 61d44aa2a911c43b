#pragma once

#include <QDateTime>
#include <QString>

namespace quire {

/// Numbers and times as a person reads them, in the language of the window.
namespace format {

QString tokens(qint64 count);             ///< "5,214 tokens"
QString count(qint64 count);              ///< "5,214"
QString shortCount(qint64 count);         ///< "5.2K", "1.04M"
QString bytes(double bytes);              ///< "18.3 MB"
QString duration(double seconds);         ///< "12 s", "3 min", "2 h 05 min"
QString rate(double tokensPerSecond);     ///< "1,240 tokens/s"
QString effort(const QString& key);       ///< "Fast", "Think", "Max", of AskMode::effort
QString when(const QDateTime& time);      ///< "14:05", "Monday", "3 May 2026"
QString dateGroup(const QDateTime& time); ///< "Today", "Yesterday", "Last 7 days", "May 2026"

} // namespace format
} // namespace quire
