#pragma once

#include <QFont>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QString>

namespace quire::test {

/// A name for each number, without a digit: readers take lines that differ only in their digits for running
/// headers. Room 1900 is "Benozaza".
inline QString roomName(int number)
{
    static const char* const syllables[] = {"za", "be", "du", "fi", "go", "lu", "mi", "pa", "ru", "no"};
    QString name;
    for (const QChar digit : QString::number(number))
        name += QLatin1String(syllables[digit.digitValue()]);
    name[0] = name[0].toUpper();
    return name;
}

/// Sentences about a room that no other room has.
inline QString roomText(int page)
{
    static const char* const things[] = {"lamp",   "bed",   "stove", "chest",
                                         "mirror", "chair", "basin", "clock"};
    static const char* const places[] = {"under the stairs", "beside the window", "behind the door",
                                         "in the attic",     "at the landing",    "near the hearth",
                                         "in the cellar",    "by the gate"};
    static const char* const habits[] = {"is polished on", "is wound on",  "was mended by",  "is aired after",
                                         "was given by",   "is locked at", "squeaks during", "belongs to"};
    static const char* const whens[] = {"Sundays", "market days", "the blacksmith", "breakfast",
                                        "an aunt", "dusk",        "thunderstorms",  "the innkeeper"};
    const QString name = roomName(page);
    QString text =
        QStringLiteral("The key of room %1 hangs %2. ").arg(name, QLatin1String(places[page * 5 % 8]));
    for (int i = 0; i < 6; ++i)
        text += QStringLiteral("Its %1 %2 %3 and stands %4, says %5. ")
                    .arg(QLatin1String(things[(page + i * 3) % 8]), QLatin1String(habits[(page / 8 + i) % 8]),
                         QLatin1String(whens[(page / 3 + i * 5) % 8]), QLatin1String(places[(page + i) % 8]),
                         roomName(page * 13 + i * 7));
    return text;
}

/// Writes a PDF of `pages` pages, each about a room: "The key of room Pa hangs behind the door."
inline void writeSamplePdf(const QString& path, int pages)
{
    QPdfWriter writer(path);
    writer.setTitle(QStringLiteral("The house book"));
    writer.setPageSize(QPageSize(QPageSize::A5));
    writer.setResolution(150);
    QPainter painter(&writer);
    const QRect body(0, 140, writer.width(), writer.height() - 200);
    for (int page = 1; page <= pages; ++page) {
        if (page > 1)
            writer.newPage();
        painter.setFont(QFont(QStringLiteral("DejaVu Serif"), 18, QFont::Bold));
        painter.drawText(0, 60, roomName(page));
        painter.setFont(QFont(QStringLiteral("DejaVu Serif"), 10));
        const QString text = roomText(page);
        painter.drawText(body, Qt::TextWordWrap, text);
        painter.drawText(writer.width() / 2, writer.height() - 10, QString::number(page));
    }
}

} // namespace quire::test
