#include "app/cli/CommandParser.h"

#include "app/AppError.h"
#include "app/ExitCode.h"

#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace quire {

CommandParser::CommandParser(const QString& usage, const QString& description, const QStringList& examples)
    : m_parser(std::make_unique<QCommandLineParser>()), m_usage(usage), m_description(description),
      m_examples(examples)
{
    m_parser->setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    m_parser->addOption({{"h", "help"}, "Show this help."});
}

void CommandParser::addModel()
{
    add({"model", "A checkpoint folder or the name of an installed model (see 'quire models').", "DIR|NAME"});
    add({"mode", "Without --model: the installed Flash (quick, the default) or Pro (thorough) model.",
         "flash|pro"});
}

void CommandParser::addCompute()
{
    add({"device", "What computes: cpu, or cuda:0, cuda:1, ... for an NVIDIA GPU; by default auto, the CPU.",
         "DEVICE"});
    add({"threads", "Threads to compute with; by default every core this process may use.", "N"});
    add({"ranks", "Split the model into N shares that work side by side (1, 2, 4); by default 1.", "N"});
    addExpertMemory();
}

void CommandParser::addExpertMemory()
{
    add({"expert-memory",
         "Most memory for the model's experts, such as 8G or 512M; the others are read from disk when they "
         "are needed. Answers do not depend on it. By default all that fit ('quire inspect' says how many).",
         "SIZE"});
}

bool CommandParser::parse(const QStringList& arguments)
{
    const QString name = QStringLiteral("quire ") + m_usage.section(u' ', 0, 0);
    if (!m_parser->parse(QStringList{name} + arguments))
        refuse(m_parser->errorText().endsWith(u'.') ? m_parser->errorText() : m_parser->errorText() + u'.');
    return !m_parser->isSet("help");
}

QString CommandParser::help() const
{
    // Qt's own text begins with a usage line made from the process's arguments: ours says the command.
    const QString options = m_parser->helpText().section(u'\n', 1).trimmed();
    QString text =
        QStringLiteral("Usage: quire %1\n\n%2\n\n%3\n\nExamples:\n").arg(m_usage, m_description, options);
    for (const QString& example : m_examples)
        text += QStringLiteral("  ") + example + u'\n';
    return text + u'\n' + exitCodeHelp();
}

qint64 CommandParser::number(const QString& option, qint64 least, qint64 most, qint64 otherwise) const
{
    if (!has(option))
        return otherwise;
    const std::vector<qint64> all = numbers(option, least, most);
    if (all.size() != 1)
        refuse(QStringLiteral("--%1 takes one number, not '%2'.").arg(option, value(option)));
    return all.front();
}

std::vector<qint64> CommandParser::numbers(const QString& option, qint64 least, qint64 most) const
{
    std::vector<qint64> all;
    for (const QString& part : value(option).split(u',')) {
        QString digits = part.trimmed();
        qint64 unit = 1;
        if (digits.endsWith(u'K', Qt::CaseInsensitive))
            unit = 1024;
        else if (digits.endsWith(u'M', Qt::CaseInsensitive))
            unit = 1024 * 1024;
        if (unit > 1)
            digits.chop(1);
        bool ok = false;
        const qint64 number = digits.toLongLong(&ok);
        if (!ok || number < (least + unit - 1) / unit || number > most / unit)
            refuse(QStringLiteral("--%1 takes whole numbers from %2 to %3, not '%4'.")
                       .arg(option)
                       .arg(least)
                       .arg(most)
                       .arg(part));
        all.push_back(number * unit);
    }
    return all;
}

quint64 CommandParser::size(const QString& option, bool plain) const
{
    if (!has(option))
        return 0;
    static const QRegularExpression withUnit(
        QStringLiteral("^\\s*([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s*([KMGT])(?:i?B)?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    bool isBytes = false;
    if (const quint64 bytes = value(option).toULongLong(&isBytes); isBytes && plain)
        return bytes;
    const QRegularExpressionMatch match = withUnit.match(value(option));
    const qsizetype unit = 1 + QStringLiteral("KMGT").indexOf(match.captured(2), 0, Qt::CaseInsensitive);
    const double bytes = match.captured(1).toDouble() * std::pow(1024.0, double(unit));
    if (!match.hasMatch() || bytes < (plain ? 0 : 1) ||
        bytes > double(std::numeric_limits<qint64>::max()) / 2)
        refuse((plain ? QStringLiteral("--%1 takes a size such as 20G, 512M or a number of bytes, not '%2'.")
                      : QStringLiteral("--%1 takes a size such as 8G or 512M, not '%2'."))
                   .arg(option, value(option)));
    return quint64(bytes);
}

QString CommandParser::onlyArgument(const QString& what) const
{
    if (positional().isEmpty())
        refuse(QStringLiteral("The %1 is missing.").arg(what));
    if (positional().size() > 1)
        refuse(QStringLiteral("There is more than one %1: '%2' and '%3'.")
                   .arg(what, positional().at(0), positional().at(1)));
    return positional().front();
}

void CommandParser::noArguments() const
{
    if (!positional().isEmpty())
        refuse(QStringLiteral("'%1' is not expected here.").arg(positional().front()));
}

void CommandParser::refuse(const QString& happened) const
{
    throw AppError(AppErrorCode::BadUsage, happened,
                   QStringLiteral("See 'quire %1 --help'.").arg(m_usage.section(u' ', 0, 0)));
}

} // namespace quire
