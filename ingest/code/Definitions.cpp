#include "ingest/code/Definitions.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>
#include <optional>

namespace quire {

namespace {

/// A set of words that says no to almost every other word after a look at its first letter and length.
class Words
{
public:
    Words(std::initializer_list<const char*> words)
    {
        for (const QByteArray& word : QByteArrayList(words.begin(), words.end())) {
            m_words.insert(word);
            m_lengths[slot(word)] |= bit(word);
        }
    }
    bool contains(QByteArrayView word) const
    {
        return !word.isEmpty() && (m_lengths[slot(word)] & bit(word)) &&
               m_words.contains(QByteArray::fromRawData(word.data(), word.size()));
    }

private:
    static size_t slot(QByteArrayView word) { return size_t(word[0]) & 31; }
    static quint32 bit(QByteArrayView word) { return quint32(1) << std::min<qsizetype>(word.size(), 31); }

    QSet<QByteArray> m_words;
    std::array<quint32, 32> m_lengths{}; ///< by first letter: the lengths of words that begin so
};

/// What begins a definition in a language, and how its functions look where no word begins them.
struct Grammar
{
    Words keywords;
    bool functionsByShape = false;  ///< type name(…) { as in C
    bool shapeWhenIndented = false; ///< … also inside classes, as in Java
};

const Words& modifiers()
{
    static const Words words = {"pub",      "export",    "default",  "async",     "static",   "public",
                                "private",  "protected", "abstract", "final",     "unsafe",   "extern",
                                "inline",   "virtual",   "internal", "open",      "data",     "sealed",
                                "override", "partial",   "local",    "constexpr", "readonly", "suspend",
                                "declare",  "typedef",   "mutating", "case"};
    return words;
}

const Grammar* grammarOf(const QString& language)
{
    static const QHash<QString, Grammar> grammars = {
        {"C", {{"struct", "enum", "union"}, true}},
        {"C/C++ header", {{"class", "struct", "enum", "union", "namespace", "concept"}, true}},
        {"C++", {{"class", "struct", "enum", "union", "namespace", "concept"}, true}},
        {"CUDA", {{"class", "struct", "enum", "union", "namespace"}, true}},
        {"C#", {{"class", "struct", "enum", "interface", "record", "namespace"}, true, true}},
        {"Java", {{"class", "enum", "interface", "record"}, true, true}},
        {"D", {{"class", "struct", "enum", "interface"}, true}},
        {"Dart", {{"class", "enum", "mixin", "extension"}, true, true}},
        {"Python", {{"def", "class"}}},
        {"JavaScript", {{"function", "class"}}},
        {"TypeScript", {{"function", "class", "interface", "enum", "type", "namespace"}}},
        {"Vue", {{"function", "class", "interface", "enum"}}},
        {"Rust", {{"fn", "struct", "enum", "trait", "mod", "union", "macro_rules"}}},
        {"Go", {{"func", "type"}}},
        {"Ruby", {{"def", "class", "module"}}},
        {"PHP", {{"function", "class", "interface", "trait", "enum"}}},
        {"Swift", {{"func", "class", "struct", "enum", "protocol", "extension", "actor"}}},
        {"Kotlin", {{"fun", "class", "interface", "object"}}},
        {"Scala", {{"def", "class", "trait", "object", "enum"}}},
        {"Lua", {{"function"}}},
        {"Julia", {{"function", "struct", "macro", "module"}}},
        {"Elixir", {{"def", "defp", "defmodule", "defmacro"}}},
        {"Perl", {{"sub", "package"}}},
        {"Shell", {{"function"}}},
        {"Zig", {{"fn"}}},
        {"Solidity", {{"contract", "function", "struct", "enum", "interface", "library"}}},
        {"Protocol Buffers", {{"message", "service", "enum", "rpc"}}},
        {"GraphQL", {{"type", "interface", "enum", "input"}}},
    };
    const auto it = grammars.constFind(language);
    return it == grammars.constEnd() ? nullptr : &*it;
}

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80);
}

/// Reads one line word by word.
class LineReader
{
public:
    explicit LineReader(QByteArrayView line) : m_line(line) {}

    void skipBlanks()
    {
        while (m_at < m_line.size() && (m_line[m_at] == ' ' || m_line[m_at] == '\t'))
            ++m_at;
    }

    QByteArrayView word()
    {
        skipBlanks();
        const qsizetype begin = m_at;
        while (m_at < m_line.size() && isWordByte(m_line[m_at]))
            ++m_at;
        return m_line.sliced(begin, m_at - begin);
    }

    /// A name that may be qualified: "ns::Type::name", "self.name", "is_empty?"
    QByteArrayView name()
    {
        skipBlanks();
        const qsizetype begin = m_at;
        while (m_at < m_line.size() &&
               (isWordByte(m_line[m_at]) || m_line[m_at] == ':' || m_line[m_at] == '.' ||
                m_line[m_at] == '?' || m_line[m_at] == '~' || m_line[m_at] == '$'))
            ++m_at;
        QByteArrayView found = m_line.sliced(begin, m_at - begin);
        while (!found.isEmpty() && (found.endsWith(':') || found.endsWith('.')))
            found.chop(1);
        return found;
    }

    /// Skips "(…)" that stands here: a Go receiver, C++ attributes in parentheses.
    void skipParentheses()
    {
        skipBlanks();
        if (m_at >= m_line.size() || m_line[m_at] != '(')
            return;
        const qsizetype close = m_line.indexOf(')', m_at);
        m_at = close < 0 ? m_line.size() : close + 1;
    }

    qsizetype at() const { return m_at; }

private:
    QByteArrayView m_line;
    qsizetype m_at = 0;
};

std::optional<QByteArrayView> nameByKeyword(QByteArrayView line, const Grammar& grammar)
{
    LineReader reader(line);
    QByteArrayView word = reader.word();
    for (int i = 0; i < 5 && modifiers().contains(word); ++i)
        word = reader.word();
    if (!grammar.keywords.contains(word))
        return std::nullopt;
    const QByteArrayView keyword = word;
    if (keyword == QByteArrayView("func"))
        reader.skipParentheses();
    QByteArrayView name = reader.name();
    if (name == QByteArrayView("class") || name == QByteArrayView("struct")) // enum class
        name = reader.name();
    // "struct x y = …" and "struct x* f()" declare things of a type that is defined elsewhere.
    if (grammar.functionsByShape && line.endsWith(';') && !line.contains('{'))
        return std::nullopt;
    if (grammar.functionsByShape &&
        (keyword == QByteArrayView("struct") || keyword == QByteArrayView("enum") ||
         keyword == QByteArrayView("union"))) {
        reader.skipBlanks();
        const QByteArrayView rest = line.sliced(reader.at());
        if (!rest.isEmpty() && rest[0] != '{' && rest[0] != ':' && !rest.startsWith("final"))
            return std::nullopt;
    }
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

std::optional<QByteArrayView> nameByShape(QByteArrayView line, qsizetype indent, const Grammar& grammar)
{
    if (indent > 0 && !grammar.shapeWhenIndented)
        return std::nullopt;
    const qsizetype open = line.indexOf('(');
    if (open <= 0 || line.endsWith(';') || line.endsWith(',') || line[0] == '#' || line[0] == '/' ||
        line[0] == '*' || line[0] == '}' || line[0] == '@')
        return std::nullopt;
    if (indent > 0 && !line.endsWith('{'))
        return std::nullopt;
    const QByteArrayView before = line.first(open);
    if (before.contains('=') || before.contains('"') || before.contains('.'))
        return std::nullopt;
    qsizetype begin = open;
    while (begin > 0 &&
           (isWordByte(before[begin - 1]) || before[begin - 1] == ':' || before[begin - 1] == '~'))
        --begin;
    const QByteArrayView name = before.sliced(begin);
    static const Words statements = {"if",    "for", "while", "switch", "return", "else",    "catch",
                                     "do",    "new", "throw", "using",  "sizeof", "defined", "static_assert",
                                     "await", "case"};
    LineReader reader(line);
    const QByteArrayView first = reader.word();
    if (name.isEmpty() || statements.contains(name) || statements.contains(first))
        return std::nullopt;
    // A type before the name, or a qualified name without one (a constructor): else it is a macro or a call.
    const bool typed = begin > 0 && !before.first(begin).trimmed().isEmpty();
    return typed || name.contains("::") ? std::optional(name) : std::nullopt;
}

/// name() { of the shell
std::optional<QByteArrayView> shellFunction(QByteArrayView line)
{
    LineReader reader(line);
    const QByteArrayView name = reader.name();
    return !name.isEmpty() && line.sliced(reader.at()).startsWith("()") ? std::optional(name) : std::nullopt;
}

/// export const name = (…) => … and name = function
std::optional<QByteArrayView> arrowFunction(QByteArrayView line)
{
    if (!line.endsWith("=> {") && !line.contains("= function"))
        return std::nullopt;
    LineReader reader(line);
    QByteArrayView word = reader.word();
    while (word == QByteArrayView("export") || word == QByteArrayView("default"))
        word = reader.word();
    if (word != QByteArrayView("const") && word != QByteArrayView("let") && word != QByteArrayView("var"))
        return std::nullopt;
    const QByteArrayView name = reader.word();
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

} // namespace

std::vector<OutlineItem> definitions(QByteArrayView text, const QString& language)
{
    std::vector<OutlineItem> found;
    const Grammar* grammar = grammarOf(language);
    if (!grammar)
        return found;
    const bool script = language == u"JavaScript" || language == u"TypeScript" || language == u"Vue";
    const bool shell = language == u"Shell";
    for (qsizetype begin = 0; begin < text.size();) {
        const void* newline = std::memchr(text.data() + begin, '\n', size_t(text.size() - begin));
        const qsizetype end = newline ? static_cast<const char*>(newline) - text.data() : text.size();
        qsizetype indent = 0;
        while (begin + indent < end && (text[begin + indent] == ' ' || text[begin + indent] == '\t'))
            ++indent;
        const QByteArrayView line = text.sliced(begin + indent, end - begin - indent).trimmed();
        if (line.size() > 3 && line.size() < 1000) {
            auto name = nameByKeyword(line, *grammar);
            if (!name && grammar->functionsByShape)
                name = nameByShape(line, indent, *grammar);
            if (!name && script)
                name = arrowFunction(line);
            if (!name && shell)
                name = shellFunction(line);
            if (name) {
                const bool tabs = indent > 0 && text[begin] == '\t';
                const int level = int(std::min<qsizetype>(6, 1 + (tabs ? indent : (indent + 2) / 4)));
                found.push_back(
                    {level, QString::fromUtf8(*name), {begin + indent, begin + indent + line.size()}});
            }
        }
        begin = end + 1;
    }
    return found;
}

} // namespace quire
