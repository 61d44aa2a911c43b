#include "app/download/DownloadList.h"

#include "app/AppError.h"

#include <QCoreApplication>
#include <QSet>

namespace quire {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("quire::DownloadList", text);
}

[[noreturn]] void refuse(int line, const QString& why)
{
    throw AppError(AppErrorCode::BadUsage,
                   say(QT_TRANSLATE_NOOP("quire::DownloadList", "Line %1: %2")).arg(line).arg(why));
}

DownloadItem parseLine(int number, const QString& line)
{
    const QStringList words = line.split(u' ');
    DownloadItem item;
    item.url = QUrl(words[0], QUrl::StrictMode);
    const QString scheme = item.url.scheme();
    if (!item.url.isValid() || item.url.host().isEmpty() ||
        (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
        refuse(number, say(QT_TRANSLATE_NOOP("quire::DownloadList", "this is no web address.")));
    item.sha256 = QByteArray::fromHex(words.value(1).toLatin1());
    if (words.value(1).size() != 64 || item.sha256.size() != 32)
        refuse(number, say(QT_TRANSLATE_NOOP("quire::DownloadList",
                                             "a SHA-256 of 64 digits must follow the address.")));
    item.name = words.size() > 2 ? words[2] : item.url.fileName();
    if (item.name.isEmpty() || item.name.contains(u'/') || item.name.startsWith(u'.') || words.size() > 3)
        refuse(number, say(QT_TRANSLATE_NOOP("quire::DownloadList", "the name of the file cannot be used.")));
    return item;
}

} // namespace

QList<DownloadItem> parseDownloadList(const QString& text)
{
    QList<DownloadItem> items;
    QSet<QString> names;
    int number = 0;
    for (const QString& raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.simplified();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const DownloadItem item = parseLine(number, line);
        if (names.contains(item.name))
            refuse(number, say(QT_TRANSLATE_NOOP("quire::DownloadList", "this file name comes twice.")));
        names.insert(item.name);
        items.append(item);
    }
    if (items.isEmpty())
        refuse(1, say(QT_TRANSLATE_NOOP("quire::DownloadList", "there is no address.")));
    return items;
}

} // namespace quire
