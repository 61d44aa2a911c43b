#include "app/log/LogFile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>

namespace quire {

namespace {

constexpr qint64 mostBytes = 1024 * 1024;

/// Qt hands messages to a plain function, which has to find its log somewhere.
std::atomic<LogFile*> current = nullptr;

void takeMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const bool ours = !context.category || qstrcmp(context.category, "default") == 0;
    if (LogFile* log = current.load())
        log->write(type, ours ? text : QString::fromLatin1(context.category) + QStringLiteral(": ") + text);
}

const char* nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

} // namespace

LogFile::LogFile(const QString& path) : m_path(path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    open();
    current = this;
    m_before = qInstallMessageHandler(&takeMessage);
}

LogFile::~LogFile()
{
    qInstallMessageHandler(m_before);
    current = nullptr;
    if (m_file)
        std::fclose(m_file);
}

void LogFile::open()
{
    m_file = std::fopen(QFile::encodeName(m_path).constData(), "ae");
    if (m_file)
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    m_size = QFileInfo(m_path).size();
}

void LogFile::write(QtMsgType type, const QString& text)
{
    const QByteArray line = QDateTime::currentDateTime().toString(u"yyyy-MM-dd hh:mm:ss.zzz").toLatin1() +
                            ' ' + nameOf(type) + "  " + QString(text).replace(u'\n', u' ').toUtf8() + '\n';
    const QMutexLocker lock(&m_mutex);
    if (type != QtDebugMsg && type != QtInfoMsg)
        std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    if (!m_file)
        return;
    m_size += qint64(std::fwrite(line.constData(), 1, std::size_t(line.size()), m_file));
    std::fflush(m_file);
    if (m_size > mostBytes)
        rotate();
}

void LogFile::rotate()
{
    std::fclose(m_file);
    const QString old = m_path + QStringLiteral(".1");
    QFile::remove(old);
    QFile::rename(m_path, old);
    open();
}

QString LogFile::tail(const QString& path, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const qint64 from = qMax<qint64>(0, file.size() - bytes);
    file.seek(from);
    if (from > 0)
        file.readLine();
    return QString::fromUtf8(file.readAll());
}

} // namespace quire
