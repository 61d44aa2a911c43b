#pragma once

#include "app/Settings.h"
#include "ui/widgets/FileDialog.h"

#include <QWidget>

class QHBoxLayout;

namespace quire {

/// How much room what was read may take, and where: a line of the settings and of the shelf.
class ReadingPlace : public QWidget
{
    Q_OBJECT
public:
    ReadingPlace(Settings& settings, const FileDialog& files, QWidget* parent = nullptr);

    /// For what else stands in the line, at its end.
    QHBoxLayout* row() const { return m_row; }

signals:
    void quotaChosen(qint64 bytes); ///< 0: no limit
    void folderChosen();            ///< it is kept there from the next start on

private:
    QHBoxLayout* m_row;
};

} // namespace quire
