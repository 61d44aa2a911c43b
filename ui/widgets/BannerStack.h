#pragma once

#include "ui/theme/Theme.h"
#include "ui/widgets/Way.h"

#include <QWidget>

class QVBoxLayout;

namespace quire {

/// Messages that stay until their cause is gone, each with the ways on. One for each cause, named by a key.
class BannerStack : public QWidget
{
    Q_OBJECT
public:
    explicit BannerStack(const Theme& theme, QWidget* parent = nullptr);

    void set(const QString& key, const QString& text, const QList<Way>& ways);
    void clear(const QString& key);
    bool has(const QString& key) const { return banner(key) != nullptr; }
    QString text(const QString& key) const;

private:
    QWidget* banner(const QString& key) const;

    const Theme& m_theme;
    QVBoxLayout* m_column;
};

} // namespace quire
