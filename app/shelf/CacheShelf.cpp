#include "app/shelf/CacheShelf.h"

#include "app/ModelRegistry.h"
#include "engine/Error.h"
#include "engine/model/Checkpoint.h"
#include "engine/store/Bundle.h"
#include "engine/store/CacheStore.h"

#include <QFile>
#include <QPointer>

#include <algorithm>
#include <set>
#include <utility>

namespace quire {

CacheShelf::CacheShelf(const ReadingCache& place, const QStringList& modelPlaces, QObject* parent)
    : QObject(parent), m_worker(new QObject), m_place(place), m_modelPlaces(modelPlaces)
{
    qRegisterMetaType<Shelf>();
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("shelf"));
    m_thread.start();
}

CacheShelf::~CacheShelf()
{
    m_stop = true;
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

/// Carries `work` out and lists what there is then. Without a folder there is nothing to work at.
void CacheShelf::post(std::function<void(CacheStore&)> work)
{
    QMetaObject::invokeMethod(m_worker, [this, work = std::move(work)] {
        Shelf shelf;
        try {
            if (!m_store)
                m_store = m_place.open();
            if (m_store) {
                work(*m_store);
                shelf = look(*m_store);
            }
        } catch (const EngineError& error) {
            shelf.problem = QString::fromUtf8(error.what());
            Q_EMIT said(shelf.problem, true);
            if (m_store)
                shelf = look(*m_store);
        }
        Q_EMIT listed(shelf);
    });
}

void CacheShelf::setModelPlaces(const QStringList& places)
{
    QMetaObject::invokeMethod(m_worker, [this, places] {
        m_modelPlaces = places;
        m_modelsKnown = false;
    });
}

/// What is kept names the weights that read it; which installed model these are is looked up once.
QString CacheShelf::modelOf(const QString& identity)
{
    if (!std::exchange(m_modelsKnown, true)) {
        m_models.clear();
        for (const ModelInfo& model : ModelRegistry(m_modelPlaces).models()) {
            if (!model.usable())
                continue;
            try {
                const auto checkpoint = Checkpoint::open(model.directory.toStdString());
                const QString weights = QString::fromStdString(checkpoint->identity());
                if (!m_models.contains(weights))
                    m_models.insert(weights, model.name);
            } catch (const EngineError&) {
                // A model that cannot be opened says so where models are listed; here it only has no name.
            }
        }
    }
    return m_models.value(identity.section(u'/', 0, 0));
}

Shelf CacheShelf::look(CacheStore& store)
{
    const StoreUsage usage = store.usage();
    Shelf shelf;
    shelf.folder = QString::fromStdString(store.root().string());
    shelf.bytes = qint64(usage.bytes);
    shelf.quota = qint64(usage.quotaBytes);
    shelf.problem = QString::fromStdString(store.readOnlyReason());
    for (const SessionUsage& each : usage.sessions) {
        ShelfEntry entry;
        entry.id = QString::fromStdString(each.session.id);
        entry.title = QString::fromStdString(each.session.title);
        entry.model = modelOf(QString::fromStdString(each.identity));
        entry.tokens = each.session.position;
        entry.bytes = qint64(each.bytes);
        entry.ownBytes = qint64(each.ownBytes);
        entry.seconds = each.seconds;
        entry.used = QDateTime::fromSecsSinceEpoch(each.session.used);
        entry.pinned = each.session.pinned;
        entry.whole = each.whole;
        shelf.entries.append(entry);
    }
    std::sort(shelf.entries.begin(), shelf.entries.end(), [](const ShelfEntry& a, const ShelfEntry& b) {
        return a.pinned != b.pinned ? a.pinned : a.used > b.used;
    });
    return shelf;
}

void CacheShelf::list()
{
    post([](CacheStore&) {});
}

void CacheShelf::pin(const QString& id, bool pinned)
{
    post([=](CacheStore& store) { store.pin(id.toStdString(), pinned); });
}

void CacheShelf::drop(const QString& id)
{
    post([=](CacheStore& store) { store.drop(id.toStdString(), true); });
}

namespace {

/// Of these ids, those that are there and not pinned.
std::set<std::string> unpinned(CacheStore& store, const QStringList& ids)
{
    std::set<std::string> found;
    for (const QString& id : ids)
        if (const std::optional<SessionRow> row = store.session(id.toStdString()); row && !row->pinned)
            found.insert(row->id);
    return found;
}

} // namespace

void CacheShelf::weigh(const QStringList& ids, QObject* context, std::function<void(qint64)> then)
{
    post([=, this, context = QPointer(context)](CacheStore& store) {
        const auto bytes = qint64(store.freedBy(unpinned(store, ids)));
        QMetaObject::invokeMethod(this, [=] {
            if (context)
                then(bytes);
        });
    });
}

void CacheShelf::dropAll(const QStringList& ids, QObject* context, std::function<void()> then)
{
    post([=, this, context = QPointer(context)](CacheStore& store) {
        for (const std::string& id : unpinned(store, ids))
            store.drop(id, true);
        QMetaObject::invokeMethod(this, [=] {
            if (context)
                then();
        });
    });
}

void CacheShelf::setQuota(qint64 bytes)
{
    QMetaObject::invokeMethod(m_worker, [this, bytes] { m_place.quotaBytes = bytes; });
    post([this, bytes](CacheStore& store) {
        store.setQuota(quint64(bytes));
        sayWhatWouldGo(store);
    });
}

void CacheShelf::sayWhatWouldGo(CacheStore& store)
{
    const StoreUsage usage = store.usage();
    if (usage.quotaBytes == 0 || usage.bytes <= usage.quotaBytes) {
        Q_EMIT said({}, false);
        return;
    }
    QStringList titles;
    for (const EvictionStep& step : store.planEviction(usage.quotaBytes).steps)
        if (!step.session.empty())
            titles.append(QStringLiteral("“%1”").arg(QString::fromStdString(step.title)));
    if (titles.isEmpty())
        Q_EMIT said(tr("It takes more than that now. What nobody needs goes with the next reading."), false);
    else
        Q_EMIT said(tr("It takes more than that now. With the next reading go, wholly or in part: %1.")
                        .arg(titles.join(QStringLiteral(", "))),
                    false);
}

void CacheShelf::verify()
{
    m_stop = false;
    post([this](CacheStore& store) {
        int told = -1;
        const VerifyReport report = store.verify([&](std::uint64_t done, std::uint64_t total) {
            const int percent = total > 0 ? int(100 * done / total) : 100;
            if (percent != std::exchange(told, percent))
                Q_EMIT verifying(percent);
            return !m_stop;
        });
        if (m_stop)
            return;
        if (report.problems.empty()) {
            Q_EMIT said(tr("Everything is as it was written: %n pieces were compared.", nullptr,
                           int(report.blocks + report.snapshots)),
                        false);
            return;
        }
        QStringList problems;
        for (std::size_t i = 0; i < report.problems.size() && i < 5; ++i)
            problems.append(QString::fromStdString(report.problems[i]));
        Q_EMIT said(tr("%n damaged pieces were found. Mending removes them; they are read again when they "
                       "are needed.",
                       nullptr, int(report.problems.size())) +
                        u'\n' + problems.join(u'\n'),
                    true);
    });
}

void CacheShelf::repair()
{
    post([this](CacheStore& store) {
        const RepairReport report = store.repair();
        Q_EMIT said(tr("%n damaged pieces were removed.", nullptr, int(report.removed.size())), false);
    });
}

void CacheShelf::exportTo(const QString& id, const QString& file)
{
    post([=, this](CacheStore& store) {
        exportBundle(store, id.toStdString(), QFile::encodeName(file).toStdString());
        Q_EMIT said(tr("Written to %1.").arg(file), false);
    });
}

void CacheShelf::importFrom(const QString& file)
{
    post([=, this](CacheStore& store) {
        const BundleContents contents = importBundle(store, QFile::encodeName(file).toStdString());
        Q_EMIT said(tr("“%1” has been taken in.").arg(QString::fromStdString(contents.title)), false);
    });
}

} // namespace quire
