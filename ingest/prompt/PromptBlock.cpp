#include "ingest/prompt/PromptBlock.h"

#include "ingest/IngestError.h"
#include "ingest/prompt/PassageWriter.h"

#include <QCoreApplication>

#include <algorithm>

namespace quire {

namespace {

/// A name as an attribute: what could end the attribute, the tag or the line is written as an entity.
QByteArray attribute(const QString& name)
{
    QByteArray out;
    for (const char c : name.toUtf8()) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '\n':
            out += "&#10;";
            break;
        case '\r':
            out += "&#13;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

QByteArray openingTag(const QString& label, const QString& name)
{
    return "<document label=\"" + label.toLatin1() + "\" name=\"" + attribute(name) + "\">\n";
}

constexpr char closingTag[] = "</document>\n";

} // namespace

QString documentLabel(int index)
{
    QString label;
    for (int i = index + 1; i > 0; i = (i - 1) / 26)
        label.prepend(QChar(u'A' + (i - 1) % 26));
    return label;
}

std::optional<int> documentIndex(QStringView label)
{
    if (label.isEmpty() || label.size() > 5)
        return std::nullopt;
    int index = 0;
    for (const QChar c : label) {
        if (c < u'A' || c > u'Z')
            return std::nullopt;
        index = index * 26 + (c.unicode() - u'A' + 1);
    }
    return index - 1;
}

std::shared_ptr<const PromptBlock> PromptBlock::make(const QString& label, DocumentPtr document)
{
    if (!documentIndex(label))
        throw IngestError(IngestErrorCode::BadArgument,
                          QStringLiteral("\"%1\" is no document label.").arg(label),
                          QStringLiteral("Labels are A to Z, then AA, AB and so on."));
    auto block = std::make_shared<PromptBlock>();
    block->m_label = label;
    block->m_document = std::move(document);
    block->m_bytes = openingTag(label, block->m_document->name());
    PassageWriter(*block, block->m_document->kind() == DocumentKind::Code).write(block->m_document->text());
    block->m_bytes += closingTag;
    block->m_bytes.squeeze();
    block->m_passages.shrink_to_fit();
    block->m_runs.shrink_to_fit();
    return block;
}

std::shared_ptr<const PromptBlock> PromptBlock::excerpt(const PromptBlock& whole,
                                                        const std::vector<int>& numbers)
{
    auto block = std::make_shared<PromptBlock>();
    block->m_label = whole.m_label;
    block->m_document = whole.m_document;
    block->m_bytes = openingTag(whole.m_label, whole.m_document->name());
    for (const int number : numbers)
        block->copyPassage(whole, number);
    block->m_passagesEnd = quint32(block->m_bytes.size());
    block->m_bytes += closingTag;
    return block;
}

void PromptBlock::copyPassage(const PromptBlock& from, int number)
{
    const ByteRange text = from.passageText(number);
    const auto line = quint32(m_bytes.size());
    m_bytes += "[" + m_label.toLatin1() + QByteArray::number(passageCount() + 1) + "] ";
    const auto begin = quint32(m_bytes.size());
    m_passages.push_back({line, begin});
    m_bytes += from.m_bytes.mid(text.begin, text.end - text.begin) + '\n';
    auto run = std::partition_point(from.m_runs.begin(), from.m_runs.end(),
                                    [&](const Run& r) { return qint64(r.prompt) + r.length <= text.begin; });
    for (; run != from.m_runs.end() && qint64(run->prompt) < text.end; ++run) {
        const qint64 first = std::max<qint64>(run->prompt, text.begin);
        const qint64 end = std::min<qint64>(qint64(run->prompt) + run->length, text.end);
        m_runs.push_back({quint32(begin + first - text.begin), quint32(run->document + first - run->prompt),
                          quint32(end - first)});
    }
}

ByteRange PromptBlock::passageLine(int number) const
{
    if (number < 1 || number > passageCount())
        return {};
    return {m_passages[number - 1].line, number < passageCount() ? m_passages[number].line : m_passagesEnd};
}

ByteRange PromptBlock::passageText(int number) const
{
    if (number < 1 || number > passageCount())
        return {};
    return {m_passages[number - 1].text, passageLine(number).end - 1};
}

int PromptBlock::passageAt(qint64 promptOffset) const
{
    if (promptOffset >= m_passagesEnd)
        return 0;
    return int(std::upper_bound(m_passages.begin(), m_passages.end(), promptOffset,
                                [](qint64 o, const Passage& passage) { return o < qint64(passage.line); }) -
               m_passages.begin());
}

std::optional<ByteRange> PromptBlock::toDocument(ByteRange prompt) const
{
    // Runs are in order on both sides, so the first and the last one tell everything.
    const auto first = std::partition_point(m_runs.begin(), m_runs.end(), [&](const Run& run) {
        return qint64(run.prompt) + run.length <= prompt.begin;
    });
    const auto last = std::partition_point(first, m_runs.end(),
                                           [&](const Run& run) { return qint64(run.prompt) < prompt.end; });
    if (first == last)
        return std::nullopt;
    const Run& tail = *std::prev(last);
    const qint64 begin = first->document + std::max<qint64>(0, prompt.begin - first->prompt);
    const qint64 end = tail.document + std::min<qint64>(tail.length, prompt.end - tail.prompt);
    return ByteRange{begin, end};
}

std::vector<PromptBlock::Piece> PromptBlock::pieces(ByteRange document) const
{
    std::vector<Piece> pieces;
    auto run = std::partition_point(m_runs.begin(), m_runs.end(), [&](const Run& r) {
        return qint64(r.document) + r.length <= document.begin;
    });
    for (; run != m_runs.end() && qint64(run->document) < document.end; ++run) {
        const qint64 begin = std::max<qint64>(document.begin, run->document);
        const qint64 end = std::min<qint64>(document.end, qint64(run->document) + run->length);
        const qint64 shift = qint64(run->prompt) - run->document;
        pieces.push_back({{begin + shift, end + shift}, {begin, end}});
    }
    return pieces;
}

std::optional<ByteRange> PromptBlock::toPrompt(ByteRange document) const
{
    const auto first = std::partition_point(m_runs.begin(), m_runs.end(), [&](const Run& run) {
        return qint64(run.document) + run.length <= document.begin;
    });
    const auto last = std::partition_point(
        first, m_runs.end(), [&](const Run& run) { return qint64(run.document) < document.end; });
    if (first == last)
        return std::nullopt;
    const Run& tail = *std::prev(last);
    const qint64 begin = first->prompt + std::max<qint64>(0, document.begin - first->document);
    const qint64 end = tail.prompt + std::min<qint64>(tail.length, document.end - tail.document);
    return ByteRange{begin, end};
}

} // namespace quire
