#pragma once

#include "app/desk/Recognition.h"
#include "app/desk/SourceReader.h"
#include "app/library/Records.h"

#include <QObject>

namespace quire {

class Settings;

/// A source of the open session, with what is known of it now.
struct SourceEntry
{
    enum class State
    {
        Waiting, ///< being read from its file
        Ready,
        Failed,
    };

    DocumentRecord record;
    State state = State::Waiting;
    SourceDocument document; ///< of a ready one
    QString failure;         ///< of a failed one
    int percent = 0;         ///< of a waiting one
    bool changed = false;    ///< it says something else than when earlier answers quoted it
    bool stale = false;      ///< the file on disk is newer than what was read
    bool missing = false;    ///< there is no file any more where it was
    bool locked = false;     ///< failed, because it needs a password
};

/// The sources of the open session, in the order of the prompt. A document keeps its label for good, so that
/// taking another one out changes nothing of its text.
class Sources : public QObject
{
    Q_OBJECT
public:
    /// `settings`: whether and how text in pictures is recognised, and where that is kept.
    explicit Sources(const Settings& settings, QObject* parent = nullptr);

    const QList<SourceEntry>& entries() const { return m_entries; }
    const SourceEntry* find(qint64 id) const;
    const SourceEntry* byLabel(const QString& label) const;
    bool isEmpty() const { return m_entries.isEmpty(); }
    /// Files are still being read.
    bool isBusy() const;
    /// The ready and included ones.
    QList<SourceEntry> included() const;

    void open(qint64 session, const QList<DocumentRecord>& records);
    void addPaths(const QStringList& paths);
    void addText(const QString& name, const QString& text);
    void remove(qint64 id);
    void setIncluded(qint64 id, bool included);
    void move(const QList<qint64>& ids, int position); ///< together, to where the one at `position` stands
    void setOrder(const QList<qint64>& ids);           ///< of all of them
    QList<qint64> order() const;
    void readAgain(qint64 id);
    void setTokens(qint64 id, qint64 tokens);
    /// Looks whether files have changed, or gone, since they were read.
    void lookAtDisk();
    /// A file is somewhere else now.
    void relocate(qint64 id, const QString& path);
    /// Reads a locked file with a password; it is kept in memory until the program ends.
    void unlock(qint64 id, const QString& password);
    /// Looks through a folder again: files that changed are read again, new ones are added.
    void lookThrough(const QString& folder);
    /// Recognises the text in pictures of sources, whatever the settings say.
    void recognise(const QList<qint64>& ids);
    /// What is recognised now is given up; recognise() begins it again.
    void stopRecognising() { m_recognition.stop(); }
    /// Takes recognised text in the place of what was read without.
    void useRecognised(const QList<qint64>& ids);
    const Recognition& recognition() const { return m_recognition; }
    /// Those whose recognised text waits to be used, with how they would look.
    QList<SourceEntry> offered() const;
    const SourceReader& reader() const { return m_reader; }

signals:
    void changed();                                          ///< any of it
    void entryChanged(int index);                            ///< its tokens or progress
    void recordChanged(const quire::DocumentRecord& record); ///< to be kept
    void reordered(const QList<qint64>& before);             ///< by move()
    void removed(qint64 id);                                 ///< to be forgotten
    void ready(const quire::SourceEntry& entry);             ///< its tokens can be counted
    void leftOut(const QList<quire::LeftOut>& files);        ///< of a folder
    void failed(const QString& message);                     ///< a folder that cannot be read
    void recognised(qint64 id, int pages);                   ///< their text can be used, see useRecognised()
    void recognitionChanged();                               ///< how far it is, or what is offered

private:
    SourceEntry& add(const QString& name, const QString& path, const QByteArray& pasted);
    void start(SourceEntry& entry);
    void settle(SourceEntry& entry, const SourceDocument& document);
    void settleTree(const SourceTree& tree);
    void putLast(const QSet<qint64>& ids);
    SourceItem itemOf(const SourceEntry& entry) const;
    bool beginRecognising(const SourceEntry& entry);
    void recognitionDone(qint64 id);
    void connectRecognition();
    void fail(qint64 id, const QString& message, bool locked);
    SourceEntry* byPath(const QString& path);
    void connectReader();
    int indexOf(qint64 id) const;
    QString freeLabel() const;
    void renumber();

    const Settings& m_settings;
    qint64 m_session = 0;
    QList<SourceEntry> m_entries;
    SourceReader m_reader;
    Recognition m_recognition;
    QSet<qint64> m_folders;              ///< being read
    QHash<QString, QString> m_passwords; ///< by path
};

} // namespace quire
