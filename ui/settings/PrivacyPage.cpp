#include "ui/settings/PrivacyPage.h"

#include "app/desktop/NetworkUse.h"
#include "ui/settings/PageParts.h"
#include "ui/theme/Tokens.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace quire {

namespace {
constexpr int lookEveryMs = 1000;
} // namespace

PrivacyPage::PrivacyPage(QWidget* parent) : QWidget(parent)
{
    QVBoxLayout* column = pageColumn(this);
    column->addWidget(pageHeading(tr("Nothing leaves this computer")));
    column->addWidget(
        pageNote(tr("Quire reads, computes and answers here. The network is used only while you download a "
                    "model, from addresses that you give.")));
    QLabel* proof = pageNote({});
    proof->setObjectName(QStringLiteral("networkProof"));
    column->addWidget(proof);
    auto* again = new QTimer(this);
    const auto look = [proof] {
        const NetworkUse use = NetworkUse::now();
        proof->setText(use.known ? tr("Looked just now: %n network connections are open in this program.",
                                      nullptr, use.network)
                                 : tr("This system does not say which connections a program has open."));
    };
    connect(again, &QTimer::timeout, proof, look);
    again->start(lookEveryMs);
    look();
    column->addSpacing(space::m);
    column->addWidget(pageHeading(tr("Log and crash reports")));
    column->addWidget(pageNote(tr("Both stay on this computer and hold no text of your documents.")));
    auto* log = new QPushButton(tr("Show the log…"));
    log->setObjectName(QStringLiteral("settingsLog"));
    connect(log, &QPushButton::clicked, this, &PrivacyPage::logAsked);
    column->addWidget(log, 0, Qt::AlignLeft);
    column->addStretch(1);
}

} // namespace quire
