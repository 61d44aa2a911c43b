#pragma once

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace quire {

/// What every command says about itself and how it reads its arguments. Wrong ones are AppError(BadUsage)
/// with one clear sentence.
class CommandParser
{
public:
    /// `usage` after "quire": "ask [options] QUESTION"; `examples` are whole lines.
    CommandParser(const QString& usage, const QString& description, const QStringList& examples);

    void add(const QCommandLineOption& option) { m_parser->addOption(option); }
    void addModel();   ///< --model, --mode
    void addCompute(); ///< --device, --threads, --ranks, --expert-memory
    void addExpertMemory();

    /// Reads the arguments after the command's name. False when help was asked for: print help() and end.
    bool parse(const QStringList& arguments);
    QString help() const;

    bool has(const QString& option) const { return m_parser->isSet(option); }
    QString value(const QString& option) const { return m_parser->value(option); }
    QStringList values(const QString& option) const { return m_parser->values(option); }
    QStringList positional() const { return m_parser->positionalArguments(); }
    /// A whole number within bounds, or `otherwise` when the option is not given.
    qint64 number(const QString& option, qint64 least, qint64 most, qint64 otherwise) const;
    /// Whole numbers separated by commas; K and M multiply by 1024 and 1048576.
    std::vector<qint64> numbers(const QString& option, qint64 least, qint64 most) const;
    /// Bytes from "8G", "1.5 GiB", "512M"; 0 when the option is not given. Units are powers of 1024. `plain`:
    /// a number without a unit is so many bytes.
    quint64 size(const QString& option, bool plain = false) const;
    /// Throws unless there is exactly one argument; `what` names it.
    QString onlyArgument(const QString& what) const;
    void noArguments() const;

private:
    [[noreturn]] void refuse(const QString& happened) const;

    std::unique_ptr<QCommandLineParser> m_parser; ///< Qt's cannot be moved
    QString m_usage;
    QString m_description;
    QStringList m_examples;
};

} // namespace quire
