#pragma once

#include <QFont>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QString>

namespace quire::test {

/// Writes a PDF of `pages` pages of running text, each with a heading and a sentence that names its number:
/// "The key of room 7 hangs behind the door."
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
        painter.drawText(0, 60, QStringLiteral("Room %1").arg(page));
        painter.setFont(QFont(QStringLiteral("DejaVu Serif"), 10));
        // No two pages have a line in common: what stands on every page is taken for a running header.
        QString text = QStringLiteral("The key of room %1 hangs behind the door. ").arg(page);
        text += QStringLiteral("Guest %1 airs bed %1 at %2 and leaves window %1 on its latch. ")
                    .arg(page)
                    .arg(6 + page % 5);
        text += QStringLiteral("Stove %1 takes %2 logs, lit after %3 o'clock. ")
                    .arg(page)
                    .arg(3 + page % 7)
                    .arg(1 + page % 6);
        text += QStringLiteral("Room %1 was painted in the year %2 by painter %3.")
                    .arg(page)
                    .arg(1900 + page % 90)
                    .arg(page * 7);
        painter.drawText(body, Qt::TextWordWrap, text);
        painter.drawText(writer.width() / 2, writer.height() - 10, QString::number(page));
    }
}

} // namespace quire::test
