#pragma once

#include <QByteArray>

#include <vector>

namespace quire {

/// An operator's name as a number, "Tj" and the like: up to four bytes, the first one lowest.
constexpr quint32 contentOperator(const char* name)
{
    quint32 packed = 0;
    for (int i = 0; i < 4 && name[i]; ++i)
        packed |= quint32(static_cast<unsigned char>(name[i])) << (8 * i);
    return packed;
}

/// Cuts the content of a page into operators with their operands. Trusts nothing: what is no token is
/// skipped, and operands beyond a limit are dropped.
class ContentLexer
{
public:
    struct Operand
    {
        enum class Kind : quint8
        {
            Number,
            Name,
            String,
            ArrayBegin,
            ArrayEnd,
            Other ///< true, false, null, and what opens and closes a dictionary
        };
        Kind kind;
        quint32 begin = 0; ///< of a name or string, see text()
        quint32 length = 0;
        double number = 0;
    };

    /// The bytes must outlive the lexer.
    explicit ContentLexer(QByteArrayView content) : m_at(content.begin()), m_end(content.end()) {}

    /// Goes to the next operator; false when there is none.
    bool next();

    quint32 name() const { return m_name; }
    const std::vector<Operand>& operands() const { return m_operands; }
    /// Bytes of a name (without its slash) or string. Good until next().
    QByteArrayView text(const Operand& operand) const
    {
        return QByteArrayView(m_strings).sliced(operand.begin, operand.length);
    }
    /// The number `fromEnd` places before the last operand; 0 when there is none.
    double number(size_t fromEnd) const
    {
        return fromEnd < m_operands.size() ? m_operands[m_operands.size() - 1 - fromEnd].number : 0;
    }

private:
    void skipSpace();
    void readNumber();
    void readName();
    void readString();
    void readHexString();
    void readEscape();
    bool readWord();
    void skipInlineImage();
    void push(Operand::Kind kind, qsizetype begin = 0);

    const char* m_at;
    const char* const m_end;
    quint32 m_name = 0;
    std::vector<Operand> m_operands;
    QByteArray m_strings; ///< names and strings of the current operator, unescaped
};

} // namespace quire
