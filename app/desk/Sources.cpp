#include "app/desk/Sources.h"

#include "app/Settings.h"
#include "app/desk/OcrChoice.h"
#include "ingest/prompt/PromptBlock.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace quire {

namespace {

/// It was read before, and says something else now.
bool isOther(const SourceDocument& before, const SourceDocument& now)
{
    return !before.isNull() && before.document()->contentHash() != now.document()->contentHash();
}

} // namespace

Sources::Sources(const Settings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_reader(ReadingCache::chosenIn(settings)),
      m_recognition(ReadingCache::chosenIn(settings))
{
    connectReader();
    connectRecognition();
}

void Sources::connectReader()
{
    connect(&m_reader, &SourceReader::progressed, this, [this](qint64 id, qint64 done, qint64 total) {
        const int index = indexOf(id);
        const int percent = total > 0 ? int(done * 100 / total) : 0;
        if (index < 0 || m_entries[index].percent == percent)
            return;
        m_entries[index].percent = percent;
        Q_EMIT entryChanged(index);
    });
    connect(&m_reader, &SourceReader::done, this, [this](qint64 id, const SourceDocument& document) {
        if (const int index = indexOf(id); index >= 0) {
            const bool differs = isOther(m_entries[index].document, document);
            settle(m_entries[index], document);
            if (differs && m_entries[index].record.name.contains(u'/')) // of a folder
                putLast({id});
            Q_EMIT changed();
        }
    });
    connect(&m_reader, &SourceReader::treeDone, this, [this](qint64 id, const SourceTree& tree) {
        // An archive stood in the list as one file until it was looked into.
        if (const int index = indexOf(id); index >= 0)
            remove(id);
        else if (!m_folders.remove(id))
            return;
        settleTree(tree);
        Q_EMIT changed();
    });
    connect(&m_reader, &SourceReader::locked, this,
            [this](qint64 id, const QString& message) { fail(id, message, true); });
    connect(&m_reader, &SourceReader::failed, this,
            [this](qint64 id, const QString& message) { fail(id, message, false); });
}

void Sources::settleTree(const SourceTree& tree)
{
    QSet<qint64> changed;
    for (const SourceDocument& document : tree.documents) {
        SourceEntry* known = byPath(document.path());
        if (!known) {
            SourceEntry& entry = add(document.name(), document.path(), {});
            changed.insert(entry.record.id);
            settle(entry, document);
        } else if (known->document.isNull() || isOther(known->document, document)) {
            changed.insert(known->record.id);
            settle(*known, document);
        }
    }
    putLast(changed);
    for (const QString& path : tree.locked)
        if (!byPath(path))
            start(add(QFileInfo(path).fileName(), path, {}));
    if (!tree.leftOut.isEmpty())
        Q_EMIT leftOut(tree.leftOut);
}

void Sources::fail(qint64 id, const QString& message, bool locked)
{
    if (m_folders.remove(id))
        Q_EMIT failed(message);
    if (const int index = indexOf(id); index >= 0) {
        SourceEntry& entry = m_entries[index];
        entry.state = SourceEntry::State::Failed;
        entry.failure = message;
        entry.locked = locked;
        entry.missing = !entry.record.path.isEmpty() && SourceWork::fileOf(entry.record.path).isEmpty();
    }
    Q_EMIT changed();
}

/// The document of an entry is there.
void Sources::settle(SourceEntry& entry, const SourceDocument& document)
{
    entry.document = document;
    entry.state = SourceEntry::State::Ready;
    entry.locked = entry.stale = entry.missing = false;
    entry.record.bytes = document.text().size();
    if (!entry.record.path.isEmpty()) {
        const QDateTime now = QFileInfo(SourceWork::fileOf(entry.record.path)).lastModified();
        entry.changed = entry.record.tokens > 0 && qAbs(entry.record.modified.msecsTo(now)) > 1000;
        entry.record.modified = now;
    }
    if (document.recognisedPages() > 0 && entry.record.recognised.isEmpty())
        entry.record.recognised = OcrChoice::chosenIn(m_settings).languages;
    Q_EMIT recordChanged(entry.record);
    Q_EMIT ready(entry);
    if (!entry.record.recognised.isEmpty() || OcrChoice::chosenIn(m_settings).automatic)
        beginRecognising(entry);
}

const SourceEntry* Sources::find(qint64 id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_entries[index];
}

const SourceEntry* Sources::byLabel(const QString& label) const
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const SourceEntry& e) { return e.record.label == label; });
    return at == m_entries.end() ? nullptr : &*at;
}

bool Sources::isBusy() const
{
    return !m_folders.isEmpty() || std::any_of(m_entries.begin(), m_entries.end(), [](const SourceEntry& e) {
        return e.state == SourceEntry::State::Waiting;
    });
}

QList<SourceEntry> Sources::included() const
{
    QList<SourceEntry> list;
    for (const SourceEntry& entry : m_entries)
        if (entry.state == SourceEntry::State::Ready && entry.record.included)
            list.append(entry);
    return list;
}

void Sources::open(qint64 session, const QList<DocumentRecord>& records)
{
    for (const SourceEntry& entry : m_entries)
        m_reader.cancel(entry.record.id);
    m_recognition.leave();
    m_session = session;
    m_folders.clear();
    m_entries.clear();
    for (const DocumentRecord& record : records) {
        SourceEntry entry;
        entry.record = record;
        m_entries.append(entry);
    }
    for (SourceEntry& entry : m_entries)
        start(entry);
    Q_EMIT changed();
}

void Sources::addPaths(const QStringList& paths)
{
    for (const QString& given : paths) {
        const QFileInfo info(given);
        const QString path = info.absoluteFilePath();
        if (info.isDir()) {
            lookThrough(path);
        } else if (!byPath(path)) {
            start(add(info.fileName(), path, {}));
        }
    }
    Q_EMIT changed();
}

void Sources::lookThrough(const QString& folder)
{
    const qint64 id = newId();
    m_folders.insert(id);
    const OcrChoice choice = OcrChoice::chosenIn(m_settings);
    SourceFolder order{folder, choice.automatic ? choice.languages : QString(), choice.automatic, {}};
    for (const SourceEntry& entry : m_entries)
        if (entry.record.path.startsWith(folder + u'/'))
            order.known.insert(entry.record.path, itemOf(entry).recognised);
    m_reader.readFolder(id, order);
    Q_EMIT changed();
}

void Sources::addText(const QString& name, const QString& text)
{
    start(add(name, {}, text.toUtf8()));
    Q_EMIT changed();
}

SourceEntry* Sources::byPath(const QString& path)
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [&](const SourceEntry& e) {
        return !path.isEmpty() && e.record.path == path;
    });
    return at == m_entries.end() ? nullptr : &*at;
}

SourceEntry& Sources::add(const QString& name, const QString& path, const QByteArray& pasted)
{
    SourceEntry entry;
    entry.record.id = newId();
    while (indexOf(entry.record.id) >= 0)
        ++entry.record.id; // many files in one millisecond
    entry.record.session = m_session;
    entry.record.label = freeLabel();
    entry.record.position = int(m_entries.size());
    entry.record.name = name;
    entry.record.path = path;
    entry.record.pasted = pasted;
    m_entries.append(entry);
    Q_EMIT recordChanged(entry.record);
    return m_entries.last();
}

void Sources::start(SourceEntry& entry)
{
    entry.state = SourceEntry::State::Waiting;
    entry.percent = 0;
    entry.locked = false;
    m_recognition.forget(entry.record.id);
    m_reader.read(itemOf(entry));
}

void Sources::remove(qint64 id)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    m_reader.cancel(id);
    m_recognition.forget(id);
    m_entries.removeAt(index);
    Q_EMIT removed(id);
    renumber();
    Q_EMIT changed();
}

void Sources::setIncluded(qint64 id, bool included)
{
    const int index = indexOf(id);
    if (index < 0 || m_entries[index].record.included == included)
        return;
    m_entries[index].record.included = included;
    Q_EMIT recordChanged(m_entries[index].record);
    Q_EMIT changed();
}

QList<qint64> Sources::order() const
{
    QList<qint64> ids;
    for (const SourceEntry& entry : m_entries)
        ids.append(entry.record.id);
    return ids;
}

void Sources::move(const QList<qint64>& ids, int position)
{
    const QList<qint64> before = order();
    QList<qint64> after;
    for (int i = 0; i <= before.size(); ++i) {
        if (i == qBound(0, position, int(before.size())))
            after += ids;
        if (i < before.size() && !ids.contains(before[i]))
            after.append(before[i]);
    }
    if (after == before || after.size() != before.size())
        return;
    setOrder(after);
    Q_EMIT reordered(before);
}

void Sources::setOrder(const QList<qint64>& ids)
{
    QHash<qint64, qsizetype> places;
    for (const qint64 id : ids)
        places.insert(id, places.size());
    std::stable_sort(m_entries.begin(), m_entries.end(), [&](const SourceEntry& a, const SourceEntry& b) {
        return places.value(a.record.id, ids.size()) < places.value(b.record.id, ids.size());
    });
    renumber();
    Q_EMIT changed();
}

/// Files of a folder that changed will change again: behind the others, they leave the prompt before them as
/// it is. This time it costs nothing, since what follows a change is read again anyway.
void Sources::putLast(const QSet<qint64>& ids)
{
    QList<qint64> order, last;
    for (const SourceEntry& entry : std::as_const(m_entries))
        (ids.contains(entry.record.id) ? last : order).append(entry.record.id);
    if (!last.isEmpty())
        setOrder(order + last);
}

void Sources::readAgain(qint64 id)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    m_entries[index].record.tokens = 0;
    m_entries[index].changed = m_entries[index].stale = m_entries[index].missing = false;
    start(m_entries[index]);
    Q_EMIT changed();
}

void Sources::lookAtDisk()
{
    bool news = false;
    for (SourceEntry& entry : m_entries) {
        if (entry.record.path.isEmpty() || entry.state == SourceEntry::State::Waiting)
            continue;
        const QFileInfo file(SourceWork::fileOf(entry.record.path));
        const bool missing = file.filePath().isEmpty();
        const bool stale = !missing && entry.state == SourceEntry::State::Ready &&
                           entry.record.modified.msecsTo(file.lastModified()) != 0;
        news = news || missing != entry.missing || stale != entry.stale;
        entry.missing = missing;
        entry.stale = stale;
    }
    if (news)
        Q_EMIT changed();
}

void Sources::relocate(qint64 id, const QString& path)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    m_entries[index].record.path = QFileInfo(path).absoluteFilePath();
    Q_EMIT recordChanged(m_entries[index].record);
    readAgain(id);
}

void Sources::unlock(qint64 id, const QString& password)
{
    const int index = indexOf(id);
    if (index < 0 || password.isEmpty())
        return;
    m_passwords.insert(m_entries[index].record.path, password);
    start(m_entries[index]);
    Q_EMIT changed();
}

void Sources::setTokens(qint64 id, qint64 tokens)
{
    const int index = indexOf(id);
    if (index < 0 || m_entries[index].record.tokens == tokens)
        return;
    m_entries[index].record.tokens = tokens;
    Q_EMIT recordChanged(m_entries[index].record);
    Q_EMIT entryChanged(index);
}

int Sources::indexOf(qint64 id) const
{
    for (int i = 0; i < m_entries.size(); ++i)
        if (m_entries[i].record.id == id)
            return i;
    return -1;
}

/// The first label that no source of the session has. A removed one's label may come again: answers that
/// cite it keep the words they quoted.
QString Sources::freeLabel() const
{
    for (int i = 0;; ++i) {
        const QString label = documentLabel(i);
        if (!byLabel(label))
            return label;
    }
}

void Sources::renumber()
{
    for (int i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].record.position == i)
            continue;
        m_entries[i].record.position = i;
        Q_EMIT recordChanged(m_entries[i].record);
    }
}

} // namespace quire
