#include "ui/settings/StoragePage.h"

#include "ui/settings/PageParts.h"
#include "ui/shelf/ReadingPlace.h"
#include "ui/theme/Tokens.h"

#include <QCheckBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace quire {

StoragePage::StoragePage(Settings& settings, const FileDialog& files, const QString& dataFolder,
                         QWidget* parent)
    : QWidget(parent)
{
    QVBoxLayout* column = pageColumn(this);
    column->addWidget(pageHeading(tr("What has been read")));
    auto* keep = new QCheckBox(tr("Keep it on disk, so that nothing is read twice"));
    keep->setObjectName(QStringLiteral("keepReading"));
    keep->setChecked(settings.keepsReading());
    connect(keep, &QCheckBox::toggled, this, [&settings](bool on) { settings.setKeepsReading(on); });
    column->addWidget(keep);
    auto* place = new ReadingPlace(settings, files);
    auto* shelf = new QPushButton(tr("Show it…"));
    shelf->setObjectName(QStringLiteral("settingsShelf"));
    connect(shelf, &QPushButton::clicked, this, &StoragePage::shelfAsked);
    place->row()->addWidget(shelf);
    column->addWidget(place);
    QLabel* folder = pageNote({});
    const auto say = [folder, &settings] {
        folder->setText(
            tr("Kept in %1. Another place, or keeping nothing, takes effect when Quire is started "
               "again.")
                .arg(QDir::toNativeSeparators(settings.cacheFolder())));
    };
    connect(place, &ReadingPlace::folderChosen, folder, say);
    say();
    column->addWidget(folder);
    auto* along = new QCheckBox(tr("Delete what was read for a session together with the session"));
    along->setObjectName(QStringLiteral("deleteReading"));
    along->setChecked(settings.deletesReading());
    connect(along, &QCheckBox::toggled, this, [&settings](bool on) { settings.setDeletesReading(on); });
    column->addWidget(along);

    column->addSpacing(space::m);
    column->addWidget(pageHeading(tr("Sessions")));
    column->addWidget(
        pageNote(tr("Sessions, questions, answers and pasted text: %1. Files are read where they lie and "
                    "not copied. Only your account may open this folder.")
                     .arg(QDir::toNativeSeparators(dataFolder))));
    column->addWidget(pageNote(tr("Settings: %1").arg(QDir::toNativeSeparators(settings.file()))));
    column->addStretch(1);
}

} // namespace quire
