#include "app/AppError.h"
#include "app/desk/EngineOrders.h"
#include "app/desk/MemoryCheck.h"
#include "tests/support/CheckpointWriter.h"

#include <QTest>

using namespace quire;
using namespace quire::test;

class TestMemoryCheck : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 weights = 16 << 20;

    static ModelConfig config()
    {
        ModelConfig config = specNamed("flash-like").config;
        config.maxPositions = 1 << 20;
        return config;
    }
    static MemoryCheck with(std::uint64_t available)
    {
        return MemoryCheck([available] { return MachineMemory{1ULL << 40, available, false}; });
    }
    static std::uint64_t neededFor(qint64 tokens)
    {
        return MemoryPlan::make(config(), std::uint64_t(weights), {}).at(tokens).total;
    }

private slots:
    void thereIsRoomForWhatFitsBesideAnAnswer()
    {
        for (const qint64 tokens : {1000, 50000, 600000}) {
            const MemoryPlan plan = with(neededFor(tokens + answerReserve)).planFor(config(), weights);
            const qint64 room = MemoryCheck::roomFor(plan);
            QVERIFY(room >= tokens);
            QVERIFY(plan.at(room + answerReserve).verdict != MemoryVerdict::DoesNotFit);
            QVERIFY(plan.at(room + answerReserve + 1).verdict == MemoryVerdict::DoesNotFit);
        }
    }

    void plentyOfMemoryHoldsTheWholeContextAndNoneNothing()
    {
        QCOMPARE(MemoryCheck::roomFor(with(1ULL << 40).planFor(config(), weights)), 1 << 20);
        QCOMPARE(MemoryCheck::roomFor(with(neededFor(100)).planFor(config(), weights)), 0);
        QCOMPARE(MemoryCheck::roomFor(with(0).planFor(config(), weights)), 0);
    }

    void theMachineItselfIsAskedWhereNobodySaysOtherwise()
    {
        const MemoryPlan plan = MemoryCheck({}).planFor(config(), weights);
        QCOMPARE(plan.machine.total, MachineMemory::detect().total);
    }

    void whatIsTooMuchIsRefusedWithWhatThereIs()
    {
        const MemoryPlan plan = with(neededFor(2000 + answerReserve)).planFor(config(), weights);
        MemoryCheck::requireRoom(plan, 2000);
        try {
            MemoryCheck::requireRoom(plan, 9000);
            QFAIL("It was not refused.");
        } catch (const AppError& error) {
            QCOMPARE(error.code(), AppErrorCode::DoesNotFit);
            QVERIFY2(error.happened().contains(QLocale().toString(9000)), qPrintable(error.happened()));
            QVERIFY(!error.remedy().isEmpty());
        }
    }

    void aModelThatCannotBeginIsRefusedWithWhatItNeeds()
    {
        ModelInfo model;
        model.config = config();
        model.bytes = weights;
        with(1ULL << 40).requireModel(model);
        try {
            with(1 << 20).requireModel(model);
            QFAIL("It was not refused.");
        } catch (const AppError& error) {
            QCOMPARE(error.code(), AppErrorCode::DoesNotFit);
            // No more than what is needed for a short context with all its weights, which are few.
            const QString most =
                QLocale().formattedDataSize(qint64(neededFor(4096)), 1, QLocale::DataSizeSIFormat);
            QVERIFY2(error.happened().contains(most), qPrintable(error.happened()));
        }
    }
};

QTEST_GUILESS_MAIN(TestMemoryCheck)
#include "tst_MemoryCheck.moc"
