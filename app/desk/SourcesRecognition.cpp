// What Sources does about text in pictures.
#include "app/Settings.h"
#include "app/desk/OcrChoice.h"
#include "app/desk/Sources.h"

namespace quire {

void Sources::connectRecognition()
{
    connect(&m_recognition, &Recognition::done, this, &Sources::recognitionDone);
    connect(&m_recognition, &Recognition::changed, this, [this](qint64 id) {
        const int index = indexOf(id);
        const Recognition::Task* task = m_recognition.of(id);
        if (index >= 0)
            Q_EMIT entryChanged(index);
        if (index >= 0 && task && task->state == Recognition::State::Failed)
            Q_EMIT failed(tr("The text of %1 could not be recognised: %2")
                              .arg(m_entries[index].record.name, task->failure));
        Q_EMIT recognitionChanged();
    });
}

/// Text that was recognised earlier is taken at once where it is in the session already, or where nothing of
/// the source is in it yet.
SourceItem Sources::itemOf(const SourceEntry& entry) const
{
    const DocumentRecord& record = entry.record;
    const OcrChoice choice = OcrChoice::chosenIn(m_settings);
    const bool isNew = record.tokens == 0;
    return {record.id,
            record.path,
            record.name,
            record.pasted,
            m_passwords.value(record.path),
            record.recognised.isEmpty() && choice.automatic && isNew ? choice.languages : record.recognised,
            choice.automatic};
}

/// False when there is nothing in it to recognise, or nothing to do it with.
bool Sources::beginRecognising(const SourceEntry& entry)
{
    const bool wanted = entry.state == SourceEntry::State::Ready && !entry.record.path.isEmpty() &&
                        entry.document.picturePages() > 0;
    if (!wanted || !OcrChoice::isPossible())
        return false;
    SourceItem item = itemOf(entry);
    if (item.recognised.isEmpty())
        item.recognised = OcrChoice::chosenIn(m_settings).languages;
    m_recognition.begin(item, entry.document);
    return true;
}

void Sources::recognise(const QList<qint64>& ids)
{
    bool none = true;
    for (const qint64 id : ids)
        if (const SourceEntry* entry = find(id))
            none = !beginRecognising(*entry) && none;
    if (none)
        Q_EMIT failed(
            tr("Text in pictures is recognised by Tesseract: install the packages tesseract-ocr and "
               "one for each language, such as tesseract-ocr-deu."));
}

void Sources::recognitionDone(qint64 id)
{
    const int index = indexOf(id);
    const Recognition::Task* task = m_recognition.of(id);
    if (index < 0 || !task)
        return;
    SourceEntry& entry = m_entries[index];
    if (task->document.text() == entry.document.text()) {
        // No words in any of it: only what is said of the pages is new.
        entry.document = task->document;
        m_recognition.forget(id);
        Q_EMIT changed();
    } else if (!entry.record.recognised.isEmpty()) {
        useRecognised({id}); // as it was in this session before
    } else {
        Q_EMIT recognised(id, task->document.recognisedPages());
    }
}

QList<SourceEntry> Sources::offered() const
{
    QList<SourceEntry> list;
    for (const SourceEntry& entry : m_entries)
        if (const Recognition::Task* task = m_recognition.of(entry.record.id);
            task && task->state == Recognition::State::Done) {
            list.append(entry);
            list.last().document = task->document;
        }
    return list;
}

void Sources::useRecognised(const QList<qint64>& ids)
{
    for (const qint64 id : ids) {
        const int index = indexOf(id);
        const Recognition::Task* task = m_recognition.of(id);
        if (index < 0 || !task || task->state != Recognition::State::Done)
            continue;
        SourceEntry& entry = m_entries[index];
        entry.document = task->document;
        entry.record.recognised = task->item.recognised;
        entry.record.bytes = entry.document.text().size();
        entry.record.tokens = 0;
        m_recognition.forget(id);
        Q_EMIT recordChanged(m_entries[index].record);
        Q_EMIT ready(m_entries[index]);
    }
    Q_EMIT changed();
}

} // namespace quire
