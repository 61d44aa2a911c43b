#pragma once

#include <QString>
#include <QStringList>

#include <cstdio>
#include <vector>

namespace quire {

/// The two output streams of a command. Results go to out, everything said on the way to err; colours and the
/// progress line appear only where a person looks on. Text is UTF-8. A closed pipe is not an error here: the
/// process gets SIGPIPE as usual.
class Terminal
{
public:
    Terminal(std::FILE* out, std::FILE* err);

    bool outIsTerminal() const { return m_outIsTerminal; }
    bool errIsTerminal() const { return m_errIsTerminal; }

    /// To out, at once.
    void write(const QString& text);
    void writeLine(const QString& text) { write(text + u'\n'); }
    /// To out, in fainter type on a terminal.
    void writeDim(const QString& text);
    QString bold(const QString& text) const { return styled("1", text); }
    QString dim(const QString& text) const { return styled("2", text); }
    QString green(const QString& text) const { return styled("32", text); }
    QString yellow(const QString& text) const { return styled("33", text); }
    QString red(const QString& text) const { return styled("31", text); }

    /// One line to err, in place of a progress line.
    void note(const QString& text);
    /// "quire: …" to err.
    void error(const QString& text);
    /// Asks for a secret on the terminal that the process was started from, without showing what is typed.
    /// Empty where there is no terminal, or nothing was given.
    QString askSecret(const QString& question);
    /// Shows a line on err that the next one replaces; nothing when err is no terminal. Too long lines are
    /// cut.
    void progress(const QString& text);
    void clearProgress();

private:
    QString styled(const char* code, const QString& text) const;

    std::FILE* m_out;
    std::FILE* m_err;
    bool m_outIsTerminal;
    bool m_errIsTerminal;
    bool m_hasProgress = false;
};

/// Columns with a heading; numbers (columns in `right`) to the right. Two blanks between columns.
QString formatTable(const QStringList& heading, const std::vector<QStringList>& rows,
                    const std::vector<int>& right);

/// "3.4 GiB", "512 bytes".
QString formatBytes(double bytes);
/// "1,048,576".
QString formatCount(qint64 count);
/// "12 s", "3 min 20 s", "2 h 05 min".
QString formatDuration(double seconds);
/// Three significant digits: "12,300", "45.6", "0.789".
QString formatRate(double perSecond);

} // namespace quire
