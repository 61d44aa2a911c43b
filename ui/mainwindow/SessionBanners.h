#pragma once

#include "app/desk/Desk.h"
#include "ui/widgets/FileDialog.h"

#include <QObject>

namespace quire {

class BannerStack;

/// What is wrong with the session's sources or with the library, and a way on: banners above the
/// conversation that go when it is mended.
class SessionBanners : public QObject
{
    Q_OBJECT
public:
    SessionBanners(Desk& desk, Library& library, BannerStack& banners, const FileDialog& files,
                   QWidget* window);

    /// A report of a crash that nobody has looked at.
    void offerCrashReport();

signals:
    void crashReportAsked();

private:
    void refresh();
    void refreshOne(const QString& key, bool there, const QString& text, const QString& way,
                    const std::function<void()>& go);
    void readStaleAgain();
    void findMissing();
    void unlock();
    void libraryDamaged(const QString& keptAs, int rescued);
    void libraryUnsaved(const QString& message);

    Desk& m_desk;
    Library& m_library;
    BannerStack& m_banners;
    const FileDialog& m_files;
    QWidget* m_window;
};

} // namespace quire
