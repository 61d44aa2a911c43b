#include "ui/shelf/ReadingPlace.h"

#include "ui/theme/Tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace quire {

namespace {
constexpr qint64 gigabyte = 1'000'000'000; // as sizes are shown everywhere in the window
} // namespace

ReadingPlace::ReadingPlace(Settings& settings, const FileDialog& files, QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::s);
    auto* label = new QLabel(tr("Most room"));
    auto* quota = new QSpinBox;
    quota->setObjectName(QStringLiteral("quota"));
    quota->setAccessibleName(tr("Most room on disk, in gigabytes"));
    quota->setRange(0, 100'000);
    quota->setSuffix(u' ' + tr("GB"));
    quota->setSpecialValueText(tr("no limit"));
    quota->setValue(int((settings.cacheQuota() + gigabyte / 2) / gigabyte));
    // Half a number typed is no choice: what is over it might go.
    quota->setKeyboardTracking(false);
    label->setBuddy(quota);
    connect(quota, &QSpinBox::valueChanged, this, [this, &settings](int gigabytes) {
        settings.setCacheQuota(qint64(gigabytes) * gigabyte);
        Q_EMIT quotaChosen(settings.cacheQuota());
    });
    auto* folder = new QPushButton(tr("Another place…"));
    folder->setObjectName(QStringLiteral("readingPlace"));
    connect(folder, &QPushButton::clicked, this, [this, &settings, &files] {
        if (const QString chosen = files.openFolder(this); !chosen.isEmpty()) {
            settings.setCacheFolder(chosen + QStringLiteral("/quire-reading"));
            Q_EMIT folderChosen();
        }
    });
    m_row->addWidget(label);
    m_row->addWidget(quota);
    m_row->addWidget(folder);
    m_row->addStretch(1);
}

} // namespace quire
