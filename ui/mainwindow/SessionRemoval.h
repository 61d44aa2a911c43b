#pragma once

#include "app/Settings.h"
#include "app/shelf/SessionReadings.h"

namespace quire {

class Toast;

/// Deletes sessions, as a window says and undoes it: the session goes at once and comes back as long as the
/// message is there. What was read for it stays on disk unless the person says otherwise, there or in the
/// settings; it is gone when the message is.
class SessionRemoval : public QObject
{
    Q_OBJECT
public:
    SessionRemoval(Library& library, SessionReadings& readings, const Settings& settings, Toast& toast,
                   QObject* parent);

    void remove(qint64 session, const QString& title);
    /// Brings back the session that the message is about, if it is there.
    void undo();

private:
    void show();
    void takeReadingsAlong();
    void end();

    Library& m_library;
    SessionReadings& m_readings;
    const Settings& m_settings;
    Toast& m_toast;
    qint64 m_session = 0; ///< that the message is about; 0: none
    QString m_title;
    qint64 m_bytes = 0; ///< of what was read for it alone
    bool m_withReadings = false;
    bool m_showing = false; ///< the message takes its own place
};

} // namespace quire
