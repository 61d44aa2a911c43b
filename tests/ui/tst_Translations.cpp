#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

class TestTranslations : public QObject
{
    Q_OBJECT

private:
    static QStringList placesIn(const QString& text)
    {
        static const QRegularExpression place(QStringLiteral("%(\\d|n)"));
        QStringList places;
        for (auto it = place.globalMatch(text); it.hasNext();)
            places.append(it.next().captured());
        places.sort();
        places.removeDuplicates();
        return places;
    }

private slots:
    void everyTextIsTranslatedWithAllItsPlaces_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(QUIRE_RESOURCES "/translations"));
        for (const QString& name : folder.entryList({QStringLiteral("*.ts")}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
        QVERIFY(folder.entryList({QStringLiteral("*.ts")}).size() >= 5);
    }

    void everyTextIsTranslatedWithAllItsPlaces()
    {
        QFETCH(QString, file);
        QFile xml(file);
        QVERIFY(xml.open(QIODevice::ReadOnly));
        QXmlStreamReader reader(&xml);
        QString source;
        QStringList wrong;
        int texts = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement())
                continue;
            if (reader.name() == u"source")
                source = reader.readElementText();
            else if (reader.name() == u"translation" &&
                     reader.attributes().value(QStringLiteral("type")) == u"unfinished")
                wrong.append(source);
            else if (reader.name() == u"numerusform" || reader.name() == u"translation") {
                const bool plural = reader.name() == u"numerusform";
                const QString text = reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
                ++texts;
                // A form for one may leave the number out.
                if (text.isEmpty() ||
                    (!plural && !source.contains(QStringLiteral("%n")) && placesIn(text) != placesIn(source)))
                    wrong.append(source + QStringLiteral(" → ") + text);
            }
        }
        QVERIFY(!reader.hasError());
        QVERIFY(texts > 0);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_Translations.moc"
