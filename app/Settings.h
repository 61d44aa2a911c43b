#pragma once

#include "app/library/Records.h"

#include <QSettings>
#include <QStringList>

namespace quire {

/// What a person can choose, typed, kept in an INI file. Window places are kept here too.
class Settings
{
public:
    explicit Settings(const QString& file) : m_store(file, QSettings::IniFormat) {}
    /// The person's own.
    static QString standardFile();

    QString appearance() const; ///< "system", "light" or "dark"
    void setAppearance(const QString& appearance)
    {
        m_store.setValue(QStringLiteral("appearance/mode"), appearance);
    }
    int textScale() const; ///< percent, 80 … 200
    void setTextScale(int percent) { m_store.setValue(QStringLiteral("appearance/textScale"), percent); }
    QString language() const; ///< "en", "de", …; empty: the system's
    void setLanguage(const QString& language)
    {
        m_store.setValue(QStringLiteral("appearance/language"), language);
    }

    bool tellsOnDesktop() const; ///< when reading or a long answer has ended
    void setTellsOnDesktop(bool tells) { m_store.setValue(QStringLiteral("general/notices"), tells); }
    bool keepsAwake() const; ///< the computer does not sleep while documents are read
    void setKeepsAwake(bool keeps) { m_store.setValue(QStringLiteral("general/awake"), keeps); }

    bool recognisesText() const; ///< in pictures of pages, whenever it is needed
    void setRecognisesText(bool recognises)
    {
        m_store.setValue(QStringLiteral("sources/recognise"), recognises);
    }
    QStringList ocrLanguages() const; ///< of that text, as Tesseract calls them; empty: it is left to Quire
    void setOcrLanguages(const QStringList& languages)
    {
        m_store.setValue(QStringLiteral("sources/ocrLanguages"), languages);
    }

    AskMode mode() const; ///< of new sessions
    void setMode(const AskMode& mode);
    int threads() const; ///< of the engine; 0: as many as there are cores
    void setThreads(int threads) { m_store.setValue(QStringLiteral("engine/threads"), threads); }
    QStringList modelFolders() const; ///< added by the person
    void setModelFolders(const QStringList& folders)
    {
        m_store.setValue(QStringLiteral("models/folders"), folders);
    }

    bool keepsReading() const; ///< what was read is kept on disk
    void setKeepsReading(bool keeps) { m_store.setValue(QStringLiteral("storage/keep"), keeps); }
    QString cacheFolder() const; ///< of what was read
    void setCacheFolder(const QString& folder) { m_store.setValue(QStringLiteral("storage/folder"), folder); }
    qint64 cacheQuota() const; ///< most bytes it may take; 0: no limit
    void setCacheQuota(qint64 bytes) { m_store.setValue(QStringLiteral("storage/quota"), bytes); }
    bool deletesReading() const; ///< of a session, together with it
    void setDeletesReading(bool deletes)
    {
        m_store.setValue(QStringLiteral("storage/deleteWithSession"), deletes);
    }
    QString crashSeen() const; ///< the crash report that was last offered
    void setCrashSeen(const QString& path) { m_store.setValue(QStringLiteral("log/crashSeen"), path); }

    QByteArray windowPart(const QString& name) const;
    void setWindowPart(const QString& name, const QByteArray& state)
    {
        m_store.setValue(QStringLiteral("window/") + name, state);
    }
    QString file() const { return m_store.fileName(); }

private:
    QSettings m_store;
};

} // namespace quire
