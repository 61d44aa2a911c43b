#include "ui/mainwindow/SessionRemoval.h"

#include "ui/widgets/Format.h"
#include "ui/widgets/Toast.h"

#include <utility>

namespace quire {

SessionRemoval::SessionRemoval(Library& library, SessionReadings& readings, const Settings& settings,
                               Toast& toast, QObject* parent)
    : QObject(parent), m_library(library), m_readings(readings), m_settings(settings), m_toast(toast)
{
}

void SessionRemoval::remove(qint64 session, const QString& title)
{
    end();
    m_session = session;
    m_title = title;
    m_bytes = 0;
    m_withReadings = m_settings.deletesReading();
    m_library.remove(session, m_withReadings);
    show();
    m_readings.weigh(session, this, [this, session](qint64 bytes) {
        if (session != m_session || bytes <= 0)
            return;
        m_bytes = bytes;
        show();
    });
}

void SessionRemoval::show()
{
    QString text = m_withReadings ? tr("“%1” was deleted, and what was read for it.").arg(m_title)
                                  : tr("“%1” was deleted.").arg(m_title);
    QList<Way> ways;
    if (m_bytes > 0 && m_withReadings)
        text += u' ' + tr("That frees %1.").arg(format::bytes(double(m_bytes)));
    if (m_bytes > 0 && !m_withReadings) {
        text += u' ' + tr("What was read for it is kept.");
        ways.append({tr("Free %1").arg(format::bytes(double(m_bytes))), [this] { takeReadingsAlong(); }});
    }
    ways.append({tr("Undo"), [this] { undo(); }});
    m_showing = true;
    m_toast.show(text, ways, [this] {
        if (!m_showing)
            end();
    });
    m_showing = false;
}

void SessionRemoval::takeReadingsAlong()
{
    m_withReadings = true;
    m_library.remove(m_session, true);
    show();
}

void SessionRemoval::undo()
{
    if (const qint64 session = std::exchange(m_session, 0)) {
        m_library.restore(session);
        m_toast.hide();
    }
}

/// It can no longer be undone.
void SessionRemoval::end()
{
    const qint64 session = std::exchange(m_session, 0);
    if (session && m_withReadings)
        m_readings.bury(session);
}

} // namespace quire
