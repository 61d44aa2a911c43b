#include "ui/widgets/Format.h"

#include <QCoreApplication>
#include <QLocale>

namespace quire::format {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("quire::format", text);
}

} // namespace

QString tokens(qint64 number)
{
    return say(QT_TRANSLATE_NOOP("quire::format", "%1 tokens")).arg(count(number));
}

QString count(qint64 number)
{
    const QLocale locale;
    QString text = locale.toString(number);
    // Where four digits stand together (Spanish, Polish), Qt 6.4 leaves the first four of a million so, too.
    const QString separator = locale.groupSeparator();
    if (const qsizetype first = text.indexOf(separator); first > 3 && !separator.isEmpty())
        for (qsizetype at = first - 3; at > 0; at -= 3)
            text.insert(at, separator);
    return text;
}

QString shortCount(qint64 number)
{
    const QLocale locale;
    if (number < 1000)
        return locale.toString(number);
    if (number < 1000000)
        return locale.toString(double(number) / 1000, 'f', number < 100000 ? 1 : 0) + u'K';
    return locale.toString(double(number) / 1e6, 'f', 2) + u'M';
}

QString bytes(double bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), bytes < 1024 * 1024 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString duration(double seconds)
{
    const qint64 whole = qint64(seconds + 0.5);
    if (whole < 1)
        return say(QT_TRANSLATE_NOOP("quire::format", "less than 1 s"));
    if (whole < 100)
        return say(QT_TRANSLATE_NOOP("quire::format", "%1 s")).arg(whole);
    const qint64 minutes = (whole + 30) / 60;
    if (minutes < 100)
        return say(QT_TRANSLATE_NOOP("quire::format", "%1 min")).arg(minutes);
    return say(QT_TRANSLATE_NOOP("quire::format", "%1 h %2 min"))
        .arg(minutes / 60)
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString rate(double tokensPerSecond)
{
    return say(QT_TRANSLATE_NOOP("quire::format", "%1 tokens/s")).arg(count(qint64(tokensPerSecond + 0.5)));
}

QString effort(const QString& key)
{
    if (key == QLatin1String("think"))
        return say(QT_TRANSLATE_NOOP("quire::format", "Think"));
    if (key == QLatin1String("max"))
        return say(QT_TRANSLATE_NOOP("quire::format", "Max"));
    return say(QT_TRANSLATE_NOOP("quire::format", "Fast"));
}

QString when(const QDateTime& time)
{
    const QLocale locale;
    const qint64 days = time.date().daysTo(QDate::currentDate());
    if (days == 0)
        return locale.toString(time.time(),
                               locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss")));
    if (days < 7)
        return locale.dayName(time.date().dayOfWeek());
    return locale.toString(time.date(), QLocale::ShortFormat);
}

QString dateGroup(const QDateTime& time)
{
    const qint64 days = time.date().daysTo(QDate::currentDate());
    if (days <= 0)
        return say(QT_TRANSLATE_NOOP("quire::format", "Today"));
    if (days == 1)
        return say(QT_TRANSLATE_NOOP("quire::format", "Yesterday"));
    if (days < 7)
        return say(QT_TRANSLATE_NOOP("quire::format", "Last 7 days"));
    const QLocale locale;
    return locale.standaloneMonthName(time.date().month()) + u' ' + QString::number(time.date().year());
}

} // namespace quire::format
