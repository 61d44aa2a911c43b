#include "ui/settings/StoragePage.h"

#include "ui/settings/PageParts.h"
#include "ui/theme/Tokens.h"

#include <QCheckBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace quire {

namespace {
constexpr qint64 gigabyte = qint64(1) << 30;
} // namespace

StoragePage::StoragePage(Settings& settings, const FileDialog& files, const QString& dataFolder,
                         QWidget* parent)
    : QWidget(parent), m_settings(settings), m_files(files)
{
    QVBoxLayout* column = pageColumn(this);
    column->addWidget(pageHeading(tr("What has been read")));
    auto* keep = new QCheckBox(tr("Keep it on disk, so that nothing is read twice"));
    keep->setObjectName(QStringLiteral("keepReading"));
    keep->setChecked(settings.keepsReading());
    connect(keep, &QCheckBox::toggled, this, [this](bool on) { m_settings.setKeepsReading(on); });
    column->addWidget(keep);
    column->addWidget(readingChoice());
    auto* place = pageNote({});
    const auto say = [this, place] {
        place->setText(tr("Kept in %1. A change takes effect when Quire is started again.")
                           .arg(QDir::toNativeSeparators(m_settings.cacheFolder())));
    };
    connect(findChild<QPushButton*>(QStringLiteral("readingPlace")), &QPushButton::clicked, this, say);
    say();
    column->addWidget(place);

    column->addSpacing(space::m);
    column->addWidget(pageHeading(tr("Sessions")));
    column->addWidget(
        pageNote(tr("Sessions, questions, answers and pasted text: %1. Files are read where they lie and "
                    "not copied. Only your account may open this folder.")
                     .arg(QDir::toNativeSeparators(dataFolder))));
    column->addWidget(pageNote(tr("Settings: %1").arg(QDir::toNativeSeparators(settings.file()))));
    column->addStretch(1);
}

QWidget* StoragePage::readingChoice()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    auto* label = new QLabel(tr("Most room"));
    auto* quota = new QSpinBox;
    quota->setAccessibleName(tr("Most room on disk, in gigabytes"));
    quota->setRange(0, 100'000);
    quota->setSuffix(QStringLiteral(" GB"));
    quota->setSpecialValueText(tr("no limit"));
    quota->setValue(int(m_settings.cacheQuota() / gigabyte));
    label->setBuddy(quota);
    connect(quota, &QSpinBox::valueChanged, this,
            [this](int gigabytes) { m_settings.setCacheQuota(qint64(gigabytes) * gigabyte); });
    auto* folder = new QPushButton(tr("Another place…"));
    folder->setObjectName(QStringLiteral("readingPlace"));
    connect(folder, &QPushButton::clicked, this, [this] {
        if (const QString chosen = m_files.openFolder(this); !chosen.isEmpty())
            m_settings.setCacheFolder(chosen + QStringLiteral("/quire-reading"));
    });
    auto* shelf = new QPushButton(tr("Show it…"));
    shelf->setObjectName(QStringLiteral("settingsShelf"));
    connect(shelf, &QPushButton::clicked, this, &StoragePage::shelfAsked);
    for (QWidget* each : {static_cast<QWidget*>(label), static_cast<QWidget*>(quota),
                          static_cast<QWidget*>(folder), static_cast<QWidget*>(shelf)})
        row->addWidget(each);
    row->addStretch(1);
    return line;
}

} // namespace quire
