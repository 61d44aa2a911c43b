#include "app/desk/LeaveOut.h"

#include <QTest>

using namespace quire;

class TestLeaveOut : public QObject
{
    Q_OBJECT

private:
    static QList<SourceEntry> sources(const QList<qint64>& tokens)
    {
        QList<SourceEntry> list;
        for (const qint64 count : tokens) {
            SourceEntry entry;
            entry.record.id = list.size() + 1;
            entry.record.tokens = count;
            entry.state = SourceEntry::State::Ready;
            list.append(entry);
        }
        return list;
    }

private slots:
    void theSmallestThatIsEnoughGoes()
    {
        QCOMPARE(whatToLeaveOut(sources({900, 120, 400, 90}), 100), QList<qint64>{2});
        QCOMPARE(whatToLeaveOut(sources({900, 120, 400, 90}), 120), QList<qint64>{2});
        QCOMPARE(whatToLeaveOut(sources({900, 120, 400, 90}), 121), QList<qint64>{3});
    }

    void whereNoneIsEnoughTheLargestGoFirst()
    {
        QCOMPARE(whatToLeaveOut(sources({300, 500, 400}), 800), (QList<qint64>{2, 3}));
    }

    void whatIsNotIncludedOrNotReadDoesNotCount()
    {
        QList<SourceEntry> list = sources({100, 200, 300});
        list[1].record.included = false;
        list[0].state = SourceEntry::State::Failed;
        QCOMPARE(whatToLeaveOut(list, 50), QList<qint64>{3});
        QCOMPARE(whatToLeaveOut(list, 301), QList<qint64>());
    }
};

QTEST_GUILESS_MAIN(TestLeaveOut)
#include "tst_LeaveOut.moc"
