#include "tests/ingest/support/Handbook.h"

#include "tests/ingest/support/PdfFile.h"

#include <algorithm>
#include <random>

QByteArray handbook(int pages, unsigned seed)
{
    std::mt19937 random(seed);
    const QByteArray syllables[] = {"har", "lan",  "tern", "of",  "keep", "er",  "slate", "and",
                                    "mea", "sure", "tide", "led", "ger",  "sig", "nal",   "ev"};
    QByteArrayList words;
    for (int i = 0; i < 3000; ++i) {
        QByteArray word;
        for (int left = 1 + int(random() % 3); left > 0; --left)
            word += syllables[random() % std::size(syllables)];
        words << word;
    }
    const auto draw = [&] { // few words are most of a text
        const double x = double(random() % 10000) / 10000;
        return words[qsizetype(x * x * x * double(words.size()))];
    };
    const auto prose = [&](int count) {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += draw() + (i % 13 == 12 ? ". " : " ");
        return text;
    };
    PdfFile file;
    for (int page = 0; page < pages; ++page) {
        file.page();
        file.text(72, 40, 9, "The keeper's handbook");
        file.text(72, 80, 16, "Chapter " + QByteArray::number(page + 1));
        const int columns = 1 + page % 3;
        const double width = (595.0 - 120 - 18 * (columns - 1)) / columns;
        for (int c = 0; c < columns; ++c) {
            const double left = 60 + c * (width + 18);
            double down = 110;
            while (down < 760) {
                QByteArrayList lines = PdfFile::wrap(prose(60), int(width / 5.4));
                lines.resize(std::min<qsizetype>(lines.size(), qsizetype((795 - down) / 11)));
                down = 8 + file.lines(left, down, 9, 11, lines);
            }
        }
        file.text(290, 810, 9, QByteArray::number(page + 1));
    }
    file.setCompressed(true);
    return file.bytes();
}
