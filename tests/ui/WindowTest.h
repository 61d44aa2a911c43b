#pragma once

#include "tests/ui/WindowFixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace quire::test {

/// Milliseconds that something may take on a machine with much else to do.
constexpr int patience = 240'000;

/// What tests of the window have in common: every function begins with an empty folder of its own.
class WindowTest : public QObject
{
    Q_OBJECT

protected:
    QString folder() const { return m_folder->path(); }
    /// Of a sample, in the folder.
    QString copyOf(const QString& name) const
    {
        const QString path = folder() + u'/' + name;
        QFile::copy(sample(name), path);
        return path;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace quire::test
