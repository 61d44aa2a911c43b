#include "ui/widgets/Format.h"

#include <QLocale>
#include <QTest>

using namespace quire;

class TestFormat : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void numbersAreGroupedAsTheLanguageDoes_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("text");
        QTest::newRow("en") << "en" << qint64(1048576) << "1,048,576";
        QTest::newRow("en, four digits") << "en" << qint64(2031) << "2,031";
        QTest::newRow("de") << "de" << qint64(1048576) << "1.048.576";
        QTest::newRow("es") << "es" << qint64(1048576) << "1.048.576";
        QTest::newRow("es, billions") << "es" << qint64(1234567890) << "1.234.567.890";
        QTest::newRow("es, five digits") << "es" << qint64(13496) << "13.496";
        QTest::newRow("es, four digits stand together") << "es" << qint64(2031) << "2031";
        QTest::newRow("small") << "es" << qint64(7) << "7";
    }

    void numbersAreGroupedAsTheLanguageDoes()
    {
        QFETCH(QString, language);
        QFETCH(qint64, number);
        QLocale::setDefault(QLocale(language));
        QTEST(format::count(number), "text");
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_Format.moc"
