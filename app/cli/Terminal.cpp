#include "app/cli/Terminal.h"

#include <QLocale>

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace quire {

namespace {

void put(std::FILE* stream, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream);
    std::fflush(stream);
}

int columns(std::FILE* stream)
{
    winsize size{};
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

Terminal::Terminal(std::FILE* out, std::FILE* err)
    : m_out(out), m_err(err), m_outIsTerminal(isatty(fileno(out)) == 1),
      m_errIsTerminal(isatty(fileno(err)) == 1)
{
}

void Terminal::write(const QString& text)
{
    clearProgress();
    put(m_out, text);
}

void Terminal::writeDim(const QString& text)
{
    write(dim(text));
}

QString Terminal::styled(const char* code, const QString& text) const
{
    if (!m_outIsTerminal || text.isEmpty())
        return text;
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1String(code), text);
}

void Terminal::note(const QString& text)
{
    clearProgress();
    put(m_err, text + u'\n');
}

void Terminal::error(const QString& text)
{
    note(QStringLiteral("quire: ") + text);
}

void Terminal::progress(const QString& text)
{
    if (!m_errIsTerminal)
        return;
    put(m_err, QStringLiteral("\r\x1b[K") + text.left(columns(m_err) - 1));
    m_hasProgress = true;
}

void Terminal::clearProgress()
{
    if (m_hasProgress)
        put(m_err, QStringLiteral("\r\x1b[K"));
    m_hasProgress = false;
}

QString Terminal::askSecret(const QString& question)
{
    clearProgress();
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> terminal(std::fopen("/dev/tty", "r+"), std::fclose);
    termios before{};
    if (!terminal || tcgetattr(fileno(terminal.get()), &before) != 0)
        return {};
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    tcsetattr(fileno(terminal.get()), TCSAFLUSH, &silent);
    put(terminal.get(), question + QStringLiteral(": ")); // only now: what is typed at once must not be shown
    char line[1024] = {};
    const bool given = std::fgets(line, sizeof line, terminal.get()) != nullptr;
    tcsetattr(fileno(terminal.get()), TCSAFLUSH, &before);
    std::fseek(terminal.get(), 0, SEEK_CUR); // between reading and writing
    put(terminal.get(), QStringLiteral("\n"));
    QString secret = given ? QString::fromUtf8(line) : QString();
    while (secret.endsWith(u'\n') || secret.endsWith(u'\r'))
        secret.chop(1);
    return secret;
}

QString formatTable(const QStringList& heading, const std::vector<QStringList>& rows,
                    const std::vector<int>& right)
{
    std::vector<QStringList> lines = rows;
    lines.insert(lines.begin(), heading);
    QString table;
    for (const QStringList& line : lines) {
        QString text;
        for (int column = 0; column < line.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList& other : lines)
                width = std::max(width, other.value(column).size());
            const bool toRight = std::find(right.begin(), right.end(), column) != right.end();
            text += toRight ? line[column].rightJustified(width) : line[column].leftJustified(width);
            text += QStringLiteral("  ");
        }
        while (text.endsWith(u' '))
            text.chop(1);
        table += text + u'\n';
    }
    return table;
}

QString formatBytes(double bytes)
{
    if (bytes < 1024)
        return QStringLiteral("%1 bytes").arg(qint64(bytes));
    const char* const units[] = {"KiB", "MiB", "GiB", "TiB"};
    int unit = -1;
    for (; bytes >= 1024 && unit < 3; ++unit)
        bytes /= 1024;
    return QStringLiteral("%1 %2").arg(bytes, 0, 'f', bytes < 10 ? 2 : bytes < 100 ? 1 : 0).arg(units[unit]);
}

QString formatCount(qint64 count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(count);
}

QString formatDuration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("?");
    const qint64 whole = qRound64(seconds);
    if (whole < 60)
        return QStringLiteral("%1 s").arg(whole);
    if (whole < 3600)
        return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString formatRate(double perSecond)
{
    if (!std::isfinite(perSecond) || perSecond <= 0)
        return QStringLiteral("0");
    const int digits = std::clamp(2 - int(std::floor(std::log10(perSecond))), 0, 6);
    if (digits > 0)
        return QString::number(perSecond, 'f', digits);
    const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(perSecond)) - 2));
    return formatCount(qRound64(perSecond / unit) * qint64(unit));
}

} // namespace quire
