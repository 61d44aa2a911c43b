#include "ingest/pdf/ContentLexer.h"

#include <array>
#include <cstring>

namespace quire {

namespace {

constexpr size_t mostOperands = 1 << 16;
constexpr quint8 white = 1, delimiter = 2;

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    for (const int c : {0, 9, 10, 12, 13, 32})
        classes[size_t(c)] = white;
    for (const char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'})
        classes[size_t(c)] = delimiter;
    return classes;
}

constexpr std::array<quint8, 256> classes = makeClasses();

quint8 classOf(char c)
{
    return classes[static_cast<unsigned char>(c)];
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

void ContentLexer::push(Operand::Kind kind, qsizetype begin)
{
    if (m_operands.size() < mostOperands)
        m_operands.push_back({kind, quint32(begin), quint32(m_strings.size() - begin), 0});
}

bool ContentLexer::next()
{
    m_operands.clear();
    m_strings.resize(0);
    while (true) {
        skipSpace();
        if (m_at == m_end)
            return false;
        const char c = *m_at;
        if ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+') {
            readNumber();
        } else if (c == '/') {
            readName();
        } else if (c == '(') {
            readString();
        } else if (c == '<' && m_end - m_at > 1 && m_at[1] != '<') {
            readHexString();
        } else if (c == '[' || c == ']') {
            ++m_at;
            push(c == '[' ? Operand::Kind::ArrayBegin : Operand::Kind::ArrayEnd, m_strings.size());
        } else if (classOf(c) == delimiter) {
            m_at += m_end - m_at > 1 && (c == '<' || c == '>') && m_at[1] == c ? 2 : 1;
            push(Operand::Kind::Other, m_strings.size());
        } else if (readWord()) {
            return true;
        }
    }
}

void ContentLexer::skipSpace()
{
    while (m_at != m_end) {
        if (classOf(*m_at) == white) {
            ++m_at;
        } else if (*m_at == '%') {
            while (m_at != m_end && *m_at != '\n' && *m_at != '\r')
                ++m_at;
        } else {
            return;
        }
    }
}

void ContentLexer::readNumber()
{
    double value = 0, scale = 1;
    bool negative = false, fraction = false;
    for (; m_at != m_end; ++m_at) {
        const char c = *m_at;
        if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            if (fraction)
                scale *= 10;
        } else if (c == '.') {
            fraction = true;
        } else if (c == '-') {
            negative = true; // wherever it stands, as other readers do
        } else if (c != '+') {
            break;
        }
    }
    push(Operand::Kind::Number, m_strings.size());
    const double magnitude = scale > 1 ? value / scale : value;
    m_operands.back().number = negative ? -magnitude : magnitude;
}

void ContentLexer::readName()
{
    const qsizetype begin = m_strings.size();
    for (++m_at; m_at != m_end && classOf(*m_at) == 0; ++m_at) {
        if (*m_at == '#' && m_end - m_at > 2 && hexValue(m_at[1]) >= 0 && hexValue(m_at[2]) >= 0) {
            m_strings += char(hexValue(m_at[1]) * 16 + hexValue(m_at[2]));
            m_at += 2;
        } else {
            m_strings += *m_at;
        }
    }
    push(Operand::Kind::Name, begin);
}

void ContentLexer::readString()
{
    const qsizetype begin = m_strings.size();
    int depth = 1;
    for (++m_at; m_at != m_end;) {
        const char* run = m_at;
        while (run != m_end && *run != '\\' && *run != '(' && *run != ')')
            ++run;
        m_strings.append(m_at, run - m_at);
        m_at = run;
        if (m_at == m_end)
            break;
        const char c = *m_at++;
        if (c == '\\') {
            readEscape();
            continue;
        }
        depth += c == '(' ? 1 : -1;
        if (depth == 0)
            break;
        m_strings += c;
    }
    push(Operand::Kind::String, begin);
}

/// What follows a backslash in a string.
void ContentLexer::readEscape()
{
    if (m_at == m_end)
        return;
    const char c = *m_at++;
    if (c >= '0' && c <= '7') {
        int value = c - '0';
        for (int i = 0; i < 2 && m_at != m_end && *m_at >= '0' && *m_at <= '7'; ++i)
            value = value * 8 + (*m_at++ - '0');
        m_strings += char(value);
        return;
    }
    if (c == '\r' || c == '\n') { // a line goes on
        if (c == '\r' && m_at != m_end && *m_at == '\n')
            ++m_at;
        return;
    }
    constexpr char letters[] = "nrtbf", controls[] = "\n\r\t\b\f";
    const char* letter = std::strchr(letters, c);
    m_strings += c != '\0' && letter ? controls[letter - letters] : c;
}

void ContentLexer::readHexString()
{
    const qsizetype begin = m_strings.size();
    int high = -1;
    for (++m_at; m_at != m_end && *m_at != '>'; ++m_at) {
        const int value = hexValue(*m_at);
        if (value < 0)
            continue;
        if (high < 0) {
            high = value;
        } else {
            m_strings += char(high * 16 + value);
            high = -1;
        }
    }
    if (m_at != m_end)
        ++m_at;
    if (high >= 0)
        m_strings += char(high * 16);
    push(Operand::Kind::String, begin);
}

/// An operator, or true, false, null: those are operands.
bool ContentLexer::readWord()
{
    const char* begin = m_at;
    m_name = 0;
    for (; m_at != m_end && classOf(*m_at) == 0; ++m_at)
        if (m_at - begin < 4)
            m_name |= quint32(static_cast<unsigned char>(*m_at)) << (8 * (m_at - begin));
    const QByteArrayView word(begin, m_at - begin);
    if (word == QByteArrayView("true") || word == QByteArrayView("false") || word == QByteArrayView("null")) {
        push(Operand::Kind::Other, m_strings.size());
        return false;
    }
    if (word == QByteArrayView("ID"))
        skipInlineImage();
    return true;
}

/// The data of an image within the content ends at an "EI" with white space around it that text follows.
void ContentLexer::skipInlineImage()
{
    for (; m_end - m_at > 3; ++m_at) {
        if (m_at[1] != 'E' || m_at[2] != 'I' || classOf(m_at[0]) != white || classOf(m_at[3]) != white)
            continue;
        bool text = true;
        for (const char* c = m_at + 4; c != m_end && c < m_at + 16; ++c)
            text = text && (static_cast<unsigned char>(*c) < 0x7F) &&
                   (static_cast<unsigned char>(*c) >= 0x20 || classOf(*c) == white);
        if (text)
            return;
    }
    m_at = m_end;
}

} // namespace quire
