#include "ingest/DocumentCodec.h"
#include "ingest/IngestError.h"
#include "ingest/ReaderRegistry.h"
#include "tests/ingest/support/PdfFile.h"

#include <QTest>

#include <poppler-qt6.h>

#include <algorithm>
#include <atomic>
#include <random>

using namespace quire;

/// Whole books: nothing missing, nothing out of order, no glyph lit that was not quoted.
class TestPdfBook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void clausesAreFoundWholeAndInOrder();
    void everyPageIsInTheLedger();
    void rectanglesOfAQuoteCoverItsWordsAndNoOthers();
    void fiveThousandPagesAreAllThere();
    void howManyThreadsReadMakesNoDifference();
    void manyThreadsEndWhenCancelled();

private:
    PdfFile m_book;
    std::vector<QByteArray> m_clauses; ///< in order of reading
    DocumentPtr m_document;
};

/// 120 pages in one, two and three columns, with titles over them, running heads, page numbers, sidebars and
/// footnotes.
void TestPdfBook::initTestCase()
{
    std::mt19937 random(11);
    const QByteArray words[] = {"tenant", "landlord", "premises", "shall",   "notice", "within",
                                "days",   "of",       "the",      "receipt", "unless", "agreed",
                                "in",     "writing",  "repair",   "and"};
    int number = 0;
    const auto clause = [&] {
        QByteArray text = "C" + QByteArray::number(++number);
        for (int i = 0, count = 12 + int(random() % 30); i < count; ++i)
            text += ' ' + words[random() % std::size(words)];
        return text + " E" + QByteArray::number(number) + '.';
    };
    for (int page = 0; page < 120; ++page) {
        m_book.page();
        m_book.text(72, 40, 9, page % 2 ? "Lease of the lower quay" : "Schedule of clauses");
        m_book.text(290, 815, 9, QByteArray::number(page + 1));
        const int columns = 1 + page % 3;
        const bool sidebar = columns == 1 && page % 2 == 0;
        const int width = sidebar ? 54 : (92 - 4 * (columns - 1)) / columns;
        double top = 90;
        if (page % 4 == 1) {
            m_clauses.push_back("Title T" + QByteArray::number(page) +
                                " over all of the page and its columns");
            m_book.text(90, 80, 15, m_clauses.back());
            top = 120;
        }
        std::vector<QByteArray> note;
        for (int column = 0; column < columns; ++column) {
            const double left = 50 + column * (width + 4) * 5.4;
            double down = top;
            while (down < 640) {
                m_clauses.push_back(clause());
                down = 9 + m_book.lines(left, down, 9, 11, PdfFile::wrap(m_clauses.back(), width));
            }
            if (page % 5 == 2 && column == 0) {
                note.push_back("1 N" + QByteArray::number(page) + " as " +
                               words[random() % std::size(words)] + ' ' + words[random() % std::size(words)] +
                               " had it");
                m_book.text(left, 760, 7, note.back());
            }
        }
        if (sidebar) {
            double down = 143;
            for (int i = 0; i < 3; ++i) {
                m_clauses.push_back(clause());
                down = 9 + m_book.lines(50 + 58 * 5.4, down, 8, 10, PdfFile::wrap(m_clauses.back(), 34));
            }
        }
        m_clauses.insert(m_clauses.end(), note.begin(), note.end());
    }
    m_document = ReaderRegistry::standard().read(Source::memory("book.pdf", m_book.bytes()));
}

void TestPdfBook::clausesAreFoundWholeAndInOrder()
{
    const QByteArray text = m_document->text().simplified();
    qsizetype found = 0, inOrder = 0, last = -1;
    for (const QByteArray& clause : m_clauses) {
        const qsizetype at = text.indexOf(clause);
        found += at >= 0;
        if (at > last) {
            ++inOrder;
            last = at;
        } else {
            qInfo("not found or not in order: %s", clause.constData());
        }
    }
    qInfo("%lld of %zu clauses found whole, %lld in order", qlonglong(found), m_clauses.size(),
          qlonglong(inOrder));
    QVERIFY(double(found) >= 0.992 * double(m_clauses.size()));
    QVERIFY(double(inOrder) >= 0.992 * double(m_clauses.size()));
    QVERIFY(!text.contains("Lease of the lower quay") && !text.contains("Schedule of clauses"));
}

void TestPdfBook::everyPageIsInTheLedger()
{
    QCOMPARE(m_document->ledger().lines().size(), size_t(120));
    QVERIFY(m_document->ledger().isComplete());
    QCOMPARE(m_document->pageCount(), 120);
}

void TestPdfBook::rectanglesOfAQuoteCoverItsWordsAndNoOthers()
{
    const auto pdf = Poppler::Document::loadFromData(m_book.bytes());
    std::mt19937 random(3);
    const QByteArray& text = m_document->text();
    for (int round = 0; round < 200; ++round) {
        // A quote of up to twelve words of one page.
        const int page = int(random() % 120);
        const ByteRange on = m_document->pageText(page);
        qint64 begin = on.begin + qint64(random() % quint64(on.size() / 2));
        begin = text.indexOf(' ', begin) + 1;
        qint64 end = begin;
        for (int words = 1 + int(random() % 12); words > 0; --words)
            end = std::min<qint64>(on.end, text.indexOf(' ', end + 1));
        const auto anchors = m_document->anchors({begin, end});
        QCOMPARE(anchors.size(), size_t(1));
        const auto& rectangles = std::get<PagePlace>(anchors[0].place).rectangles;
        QByteArrayList lit, quoted = text.mid(begin, end - begin).simplified().split(' ');
        for (const auto& box : pdf->page(page)->textList()) {
            const QRectF glyphs = box->boundingBox();
            const bool covered =
                std::any_of(rectangles.begin(), rectangles.end(), [&](const QRectF& rectangle) {
                    return rectangle.adjusted(-0.1, -0.1, 0.1, 0.1).contains(glyphs);
                });
            const bool touched =
                std::any_of(rectangles.begin(), rectangles.end(), [&](const QRectF& rectangle) {
                    return rectangle.adjusted(0.1, 0.1, -0.1, -0.1).intersects(glyphs);
                });
            QCOMPARE(touched, covered);
            if (covered)
                lit << box->text().toUtf8();
        }
        std::sort(lit.begin(), lit.end());
        std::sort(quoted.begin(), quoted.end());
        QCOMPARE(lit, quoted);
    }
}

void TestPdfBook::fiveThousandPagesAreAllThere()
{
    PdfFile book;
    for (int page = 0; page < 5000; ++page) {
        book.page();
        book.lines(72, 400, 10, 12, {"P" + QByteArray::number(page) + " begins", "and here it ends."});
    }
    const DocumentPtr document = ReaderRegistry::standard().read(Source::memory("long.pdf", book.bytes()));
    QCOMPARE(document->pageCount(), 5000);
    QCOMPARE(document->ledger().lines().size(), size_t(5000));
    qsizetype at = 0;
    for (int page = 0; page < 5000; ++page) {
        at = document->text().indexOf("P" + QByteArray::number(page) + " begins", at);
        QVERIFY2(at >= 0, qPrintable(QString::number(page)));
        QCOMPARE(document->pageAt(at), page);
    }
}

void TestPdfBook::howManyThreadsReadMakesNoDifference()
{
    const QByteArray one = DocumentCodec::encode(*m_document);
    for (const int threads : {2, 3, 16}) {
        ReadContext context;
        context.threads = threads;
        const DocumentPtr document =
            ReaderRegistry::standard().read(Source::memory("book.pdf", m_book.bytes()), context);
        QVERIFY(DocumentCodec::encode(*document) == one);
    }
}

void TestPdfBook::manyThreadsEndWhenCancelled()
{
    ReadContext context;
    context.threads = 3;
    std::atomic<qint64> most{0};
    context.progress = [&](qint64 done, qint64) { most = done; };
    context.cancelled = [&] { return most > 30; };
    try {
        ReaderRegistry::standard().read(Source::memory("book.pdf", m_book.bytes()), context);
        QFAIL("it was read to the end");
    } catch (const IngestError& error) {
        QCOMPARE(error.code(), IngestErrorCode::Cancelled);
    }
    QVERIFY(most < 120);
}

QTEST_GUILESS_MAIN(TestPdfBook)
#include "tst_pdfbook.moc"
