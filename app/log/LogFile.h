#pragma once

#include <QMutex>
#include <QString>

#include <cstdio>

namespace quire {

/// What the program says about itself, kept in a file on this computer: Qt's messages and ours, one line each
/// with time and severity. At a megabyte the file becomes "….1" and a new one begins.
class LogFile
{
public:
    /// Takes over Qt's messages until it is destroyed; one at a time.
    explicit LogFile(const QString& path);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    const QString& path() const { return m_path; }
    void write(QtMsgType type, const QString& text);
    /// The last part of a log, at most `bytes` long, from the beginning of a line.
    static QString tail(const QString& path, qint64 bytes = 256 * 1024);

private:
    void open();
    void rotate();

    QString m_path;
    QMutex m_mutex;
    std::FILE* m_file = nullptr;
    qint64 m_size = 0;
    QtMessageHandler m_before = nullptr;
};

} // namespace quire
