#include "app/FolderOrders.h"
#include "ingest/ReaderRegistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace quire;

class TestFolderOrders : public QObject
{
    Q_OBJECT

private:
    using Documents = std::vector<DocumentPtr>;

    static DocumentPtr document(const QString& name, const QByteArray& text)
    {
        return ReaderRegistry::standard().read(Source::memory(name, text));
    }
    static QStringList names(const Documents& documents)
    {
        QStringList list;
        for (const DocumentPtr& each : documents)
            list << each->name().first(1);
        return list;
    }
    static QStringList arranged(const FolderOrders& orders, const QString& folder, Documents documents)
    {
        orders.arrange(folder, documents);
        orders.keep(folder, documents);
        return names(documents);
    }

    const DocumentPtr m_a = document("a.txt", "a"), m_b = document("b.txt", "b"),
                      m_c = document("c.txt", "c"), m_d = document("d.txt", "d");

private slots:
    void whatChangedGoesLastAndStaysThere()
    {
        QTemporaryDir cache, folder;
        const FolderOrders orders(cache.path());
        const auto order = [&](const Documents& documents) {
            return arranged(orders, folder.path(), documents);
        };
        QCOMPARE(order({m_a, m_b, m_c, m_d}), QStringList({"a", "b", "c", "d"}));
        const DocumentPtr b = document("b.txt", "b changed"), again = document("b.txt", "b changed again");
        QCOMPARE(order({m_a, b, m_c, m_d}), QStringList({"a", "c", "d", "b"}));
        QCOMPARE(order({m_a, b, m_c, m_d}), QStringList({"a", "c", "d", "b"}));
        QCOMPARE(order({m_a, again, m_c, m_d}), QStringList({"a", "c", "d", "b"}));
        QCOMPARE(order({m_a, again, m_c}), QStringList({"a", "c", "b"}));
    }

    void anotherFolderHasItsOwnOrder()
    {
        QTemporaryDir cache, one, two;
        const FolderOrders orders(cache.path());
        arranged(orders, one.path(), {m_b, m_a});
        QCOMPARE(arranged(orders, one.path(), {m_a, m_b}), QStringList({"b", "a"}));
        QCOMPARE(arranged(orders, two.path(), {m_a, m_b}), QStringList({"a", "b"}));
    }

    void withoutAPlaceToKeepItTheOrderIsThatOfPaths()
    {
        QTemporaryDir folder;
        const FolderOrders none;
        arranged(none, folder.path(), {m_b, m_a});
        QCOMPARE(arranged(none, folder.path(), {m_a, m_b}), QStringList({"a", "b"}));
    }

    void aDamagedOrderIsNotBelieved()
    {
        QTemporaryDir cache, folder;
        const FolderOrders orders(cache.path());
        arranged(orders, folder.path(), {m_b, m_a});
        const QDir kept(cache.filePath("orders"));
        QFile file(kept.filePath(kept.entryList(QDir::Files).value(0)));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() - 1));
        file.write("!");
        file.close();
        QCOMPARE(arranged(orders, folder.path(), {m_a, m_b}), QStringList({"a", "b"}));
    }
};

QTEST_GUILESS_MAIN(TestFolderOrders)
#include "tst_FolderOrders.moc"
