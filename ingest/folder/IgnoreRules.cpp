#include "ingest/folder/IgnoreRules.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cctype>

namespace quire {

namespace {

constexpr size_t rulesBetweenChecks = 256;

/// A set "[…]" at pattern[at]: sets `at` behind it and tells whether `c` is in it. False for an unclosed set.
class Set
{
public:
    Set(QByteArrayView pattern, qsizetype at) : m_pattern(pattern), m_at(at + 1) {}

    bool contains(char c)
    {
        const bool negated = more() && (peek() == '!' || peek() == '^');
        if (negated)
            ++m_at;
        bool found = false;
        for (bool first = true; more() && (first || peek() != ']'); first = false)
            found |= item(c);
        m_closed = more();
        ++m_at;
        return m_closed && c != '/' && found != negated;
    }

    qsizetype end() const { return m_at; }

private:
    bool more() const { return m_at < m_pattern.size(); }
    char peek() const { return m_pattern[m_at]; }

    bool item(char c)
    {
        if (peek() == '[' && m_at + 1 < m_pattern.size() && m_pattern[m_at + 1] == ':') {
            const qsizetype close = m_pattern.indexOf(QByteArrayView(":]"), m_at + 2);
            if (close >= 0) {
                const QByteArrayView name = m_pattern.sliced(m_at + 2, close - m_at - 2);
                m_at = close + 2;
                return inClass(name, static_cast<unsigned char>(c));
            }
        }
        const unsigned char low = character();
        if (m_at + 1 < m_pattern.size() && peek() == '-' && m_pattern[m_at + 1] != ']') {
            ++m_at;
            const unsigned char high = character();
            return static_cast<unsigned char>(c) >= low && static_cast<unsigned char>(c) <= high;
        }
        return static_cast<unsigned char>(c) == low;
    }

    unsigned char character()
    {
        if (peek() == '\\' && m_at + 1 < m_pattern.size())
            ++m_at;
        return static_cast<unsigned char>(m_pattern[m_at++]);
    }

    static bool inClass(QByteArrayView name, int c)
    {
        using Test = int (*)(int);
        constexpr std::pair<const char*, Test> classes[] = {
            {"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank},
            {"cntrl", std::iscntrl}, {"digit", std::isdigit}, {"graph", std::isgraph},
            {"lower", std::islower}, {"print", std::isprint}, {"punct", std::ispunct},
            {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit}};
        for (const auto& [known, test] : classes)
            if (name == QByteArrayView(known))
                return test(c) != 0;
        return false;
    }

    QByteArrayView m_pattern;
    qsizetype m_at;
    bool m_closed = false;
};

/// One comparison: the places of the text that can be reached with what of the pattern was taken so far. Its
/// time grows with pattern times text, however many stars there are; an archive may bring hostile patterns.
class Glob
{
public:
    Glob(QByteArrayView pattern, QByteArrayView text) : m_pattern(pattern), m_text(text)
    {
        m_reached.resize(text.size() + 1);
        std::fill(m_reached.begin(), m_reached.end(), false);
        m_reached[0] = true;
    }

    bool matches()
    {
        for (qsizetype i = 0; i < m_pattern.size();) {
            if (m_first > m_text.size() || (m_steps -= m_text.size() - m_first + 1) < 0)
                return false;
            i = m_pattern[i] == '*' ? stars(i) : one(i);
        }
        return m_first <= m_text.size() && m_reached[m_text.size()];
    }

private:
    /// Takes what stands for one character; returns where the pattern goes on.
    qsizetype one(qsizetype i)
    {
        const bool escaped = m_pattern[i] == '\\' && i + 1 < m_pattern.size();
        const char wanted = m_pattern[i + escaped];
        qsizetype next = i + escaped + 1;
        const auto fits = [&](char c) {
            if (escaped || (wanted != '?' && wanted != '['))
                return c == wanted;
            if (wanted == '?')
                return c != '/';
            Set set(m_pattern, i);
            const bool found = set.contains(c);
            next = set.end();
            return found;
        };
        qsizetype first = m_text.size() + 1;
        for (qsizetype j = m_text.size(); j-- > m_first;) {
            m_reached[j + 1] = m_reached[j] && fits(m_text[j]);
            if (m_reached[j + 1])
                first = j + 1;
        }
        m_reached[m_first] = false;
        m_first = first;
        return next;
    }

    /// A run of stars. Two alone between slashes span folders, any other run stays within one.
    qsizetype stars(qsizetype i)
    {
        qsizetype after = i;
        while (after < m_pattern.size() && m_pattern[after] == '*')
            ++after;
        const bool wholeBefore = i == 0 || m_pattern[i - 1] == '/';
        const bool wholeAfter = after == m_pattern.size() || m_pattern[after] == '/';
        if (after - i < 2 || !wholeBefore || !wholeAfter) {
            for (qsizetype j = m_first; j < m_text.size(); ++j)
                if (m_reached[j] && m_text[j] != '/')
                    m_reached[j + 1] = true;
            return after;
        }
        if (after == m_pattern.size()) {
            m_reached[m_text.size()] = true;
            return after;
        }
        // "**/" stands for no folder, or for all up to any slash.
        for (qsizetype j = m_first; j < m_text.size(); ++j)
            if (m_text[j] == '/')
                m_reached[j + 1] = true;
        return after + 1;
    }

    const QByteArrayView m_pattern;
    const QByteArrayView m_text;
    QVarLengthArray<bool, 256> m_reached; ///< places of m_text, from before its first byte to behind its last
    qsizetype m_first = 0;                ///< no place before it is reached
    qint64 m_steps = qint64(1) << 20;     ///< a comparison that takes more is no match
};

/// A line without its line end and without trailing spaces that are not escaped.
QByteArrayView trimmedLine(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    while (line.endsWith(' ') && !(line.size() >= 2 && line[line.size() - 2] == '\\'))
        line.chop(1);
    return line;
}

} // namespace

bool matchesGlob(QByteArrayView pattern, QByteArrayView text)
{
    return Glob(pattern, text).matches();
}

void IgnoreRules::add(QByteArrayView content, const QByteArray& folder)
{
    if (content.startsWith(QByteArrayView("\xEF\xBB\xBF")))
        content = content.sliced(3);
    const QByteArray base = folder.isEmpty() ? QByteArray() : folder + '/';
    for (qsizetype at = 0; at < content.size();) {
        qsizetype end = content.indexOf('\n', at);
        if (end < 0)
            end = content.size();
        QByteArrayView line = trimmedLine(content.sliced(at, end - at));
        at = end + 1;
        if (line.isEmpty() || line[0] == '#')
            continue;
        Rule rule{{}, base, false, false, false, false};
        if (line[0] == '!') {
            rule.negated = true;
            line = line.sliced(1);
        }
        if (line.endsWith('/')) {
            rule.foldersOnly = true;
            line.chop(1);
        }
        rule.anchored = line.contains('/');
        if (line.startsWith('/'))
            line = line.sliced(1);
        if (line.isEmpty())
            continue;
        rule.pattern = line.toByteArray();
        rule.literal = !rule.pattern.contains('*') && !rule.pattern.contains('?') &&
                       !rule.pattern.contains('[') && !rule.pattern.contains('\\');
        m_rules.push_back(std::move(rule));
    }
}

bool IgnoreRules::matches(const Rule& rule, QByteArrayView path, QByteArrayView name, bool isFolder)
{
    if (rule.foldersOnly && !isFolder)
        return false;
    if (!path.startsWith(rule.folder))
        return false;
    const QByteArrayView subject = rule.anchored ? path.sliced(rule.folder.size()) : name;
    return rule.literal ? subject == QByteArrayView(rule.pattern) : matchesGlob(rule.pattern, subject);
}

bool IgnoreRules::ignores(const QByteArray& path, bool isFolder) const
{
    const QByteArrayView name = QByteArrayView(path).sliced(path.lastIndexOf('/') + 1);
    // Deeper files and later lines were added later: the last rule that matches decides.
    size_t compared = 0;
    for (auto rule = m_rules.rbegin(); rule != m_rules.rend(); ++rule) {
        if (m_check && ++compared % rulesBetweenChecks == 0)
            m_check();
        if (matches(*rule, path, name, isFolder))
            return !rule->negated;
    }
    return false;
}

} // namespace quire
