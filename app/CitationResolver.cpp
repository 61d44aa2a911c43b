#include "app/CitationResolver.h"

#include <algorithm>

namespace quire {

namespace {

constexpr double closeEnough = 0.7;       // share of agreeing words from which a passage is "close"
constexpr std::size_t mostWords = 2000;   // longer quotes are not aligned
constexpr qsizetype distinctBytes = 16;   // a shorter text says nothing about where it comes from
constexpr int seeds = 8, hitsPerSeed = 4; // places looked at when a quote is nowhere verbatim

/// Quotation marks that a model put around the words.
QString withoutOuterQuotes(const QString& words)
{
    static const QString openers = QStringLiteral("\"'“„«‘‚「『");
    static const QString closers = QStringLiteral("\"'”“»’‘」』");
    if (words.size() >= 2 && openers.contains(words.front()) && closers.contains(words.back()))
        return words.mid(1, words.size() - 2);
    return words;
}

/// Takes out the backslashes that the prompt put in.
QString withoutEscapes(QString words)
{
    return words.replace(QStringLiteral("\\["), QStringLiteral("["))
        .replace(QStringLiteral("<\\document"), QStringLiteral("<document"))
        .replace(QStringLiteral("<\\/document"), QStringLiteral("</document"));
}

} // namespace

/// The words of a quote, folded, in the forms that may stand in the source.
struct CitationResolver::Needle
{
    std::vector<QByteArray> forms;
    bool openEnd;

    explicit Needle(const Quote& quote) : openEnd(quote.toSentenceEnd)
    {
        for (const QString& words :
             {quote.words, withoutOuterQuotes(quote.words), withoutEscapes(quote.words)}) {
            const QByteArray form = FoldedText(words.toUtf8()).text();
            if (!form.isEmpty() && std::find(forms.begin(), forms.end(), form) == forms.end())
                forms.push_back(form);
        }
    }

    bool isDistinct() const { return !forms.empty() && forms.front().size() >= distinctBytes; }
};

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return QStringLiteral("verified");
    case Verdict::Close:
        return QStringLiteral("close");
    case Verdict::NotFound:
        break;
    }
    return QStringLiteral("not found");
}

QString Citation::text() const
{
    if (!source.document)
        return {};
    return QString::fromUtf8(
        QByteArrayView(source.document->text()).sliced(source.text.begin, source.text.size()));
}

QString Citation::place() const
{
    return source.document ? SourceMap::describe(source) : QString();
}

Citation CitationResolver::resolveReference(const QString& mark) const
{
    Citation citation;
    citation.quote.mark = mark;
    citation.reference = true;
    if (const std::optional<PassageRef> passage = m_map.passage(mark)) {
        citation.verdict = Verdict::Verified;
        citation.source = citation.named = passage->source;
        citation.mark = passage->mark();
        citation.likeness = 1;
    }
    return citation;
}

Citation CitationResolver::resolve(const Quote& quote)
{
    const std::optional<PassageRef> named = quote.mark.isEmpty() ? std::nullopt : m_map.passage(quote.mark);
    const Needle needle(quote);
    if (needle.forms.empty()) {
        Citation citation = resolveReference(quote.mark);
        citation.quote = quote;
        citation.reference = !named; // a mark that exists quotes its passage whole
        return citation;
    }
    if (named)
        if (std::optional<DocumentSpan> span = findInPassage(needle, *named))
            return found(quote, *span, Verdict::Verified, named);
    if (needle.isDistinct())
        if (std::optional<DocumentSpan> span = findAnywhere(needle, named))
            return found(quote, *span, Verdict::Verified, named);
    return findClose(quote, named);
}

/// A quote may run on into the next passages, but must begin in the one it names.
std::optional<DocumentSpan> CitationResolver::findInPassage(const Needle& needle,
                                                            const PassageRef& passage) const
{
    const DocumentSpan& source = passage.source;
    const QByteArrayView text = source.document->text();
    qint64 longest = 0;
    for (const QByteArray& form : needle.forms)
        longest = std::max<qint64>(longest, form.size());
    const qint64 end = std::min<qint64>(text.size(), source.text.end + 2 * longest + 256);
    const FoldedText region(text.sliced(source.text.begin, end - source.text.begin));
    for (const QByteArray& form : needle.forms) {
        const qsizetype at = region.find(form, 0, needle.openEnd);
        if (at < 0 || region.original(at) >= source.text.size())
            continue;
        const auto [first, last] = region.originalRange(at, at + form.size());
        return DocumentSpan{source.document, {source.text.begin + first, source.text.begin + last}};
    }
    return std::nullopt;
}

/// The occurrence nearest to byte `near` of the document.
std::optional<DocumentSpan> CitationResolver::findInDocument(const Needle& needle, int index, qint64 near)
{
    const FoldedText& text = folded(index);
    for (const QByteArray& form : needle.forms) {
        qsizetype best = -1;
        for (qsizetype at = text.find(form, 0, needle.openEnd); at >= 0;
             at = text.find(form, at + 1, needle.openEnd)) {
            if (best < 0 || std::abs(text.original(at) - near) < std::abs(text.original(best) - near))
                best = at;
            else
                break; // occurrences only get farther from here on
        }
        if (best < 0)
            continue;
        const auto [first, last] = text.originalRange(best, best + form.size());
        return DocumentSpan{m_map.block(index).document(), {first, last}};
    }
    return std::nullopt;
}

std::optional<DocumentSpan> CitationResolver::findAnywhere(const Needle& needle,
                                                           const std::optional<PassageRef>& named)
{
    const int first = named ? m_map.indexOf(named->label) : -1;
    if (first >= 0)
        if (auto span = findInDocument(needle, first, named->source.text.begin))
            return span;
    for (int i = 0; i < m_map.documentCount(); ++i)
        if (i != first)
            if (auto span = findInDocument(needle, i, 0))
                return span;
    return std::nullopt;
}

Citation CitationResolver::findClose(const Quote& quote, const std::optional<PassageRef>& named)
{
    Citation none;
    none.quote = quote;
    if (named)
        none.named = named->source;
    const Needle needle(quote);
    const std::vector<AlignedWord> words = alignedWords(needle.forms.back());
    if (words.size() < 3 || words.size() > mostWords)
        return none;

    Alignment best;
    DocumentPtr document;
    if (named) {
        const DocumentSpan& source = named->source;
        best =
            align(words,
                  alignedWords(
                      QByteArrayView(source.document->text()).sliced(source.text.begin, source.text.size())));
        best.begin += source.text.begin;
        best.end += source.text.begin;
        document = source.document;
    }
    for (int i = 0; best.likeness < closeEnough && needle.isDistinct() && i < m_map.documentCount(); ++i) {
        const Alignment candidate = closestInDocument(words, needle, i);
        if (candidate.likeness > best.likeness) {
            best = candidate;
            document = m_map.block(i).document();
        }
    }
    if (best.likeness < closeEnough)
        return none;
    Citation citation = found(quote, {document, {best.begin, best.end}}, Verdict::Close, named);
    citation.likeness = best.likeness;
    return citation;
}

/// Aligns around the places where three words in a row of the quote stand.
Alignment CitationResolver::closestInDocument(const std::vector<AlignedWord>& words, const Needle& needle,
                                              int index)
{
    const FoldedText& text = folded(index);
    const QByteArrayView source = m_map.block(index).document()->text();
    const QByteArray& form = needle.forms.back();
    const qint64 reach = 2 * form.size() + 64;
    const std::size_t step = std::max<std::size_t>(1, (words.size() - 2) / seeds);
    Alignment best;
    for (std::size_t i = 0; i + 2 < words.size(); i += step) {
        const QByteArrayView seed =
            QByteArrayView(form).sliced(words[i].begin, words[i + 2].end - words[i].begin);
        qsizetype at = text.find(seed, 0, false);
        for (int hit = 0; at >= 0 && hit < hitsPerSeed; ++hit, at = text.find(seed, at + 1, false)) {
            qint64 from = std::max<qint64>(0, text.original(at) - reach);
            const qint64 to = std::min<qint64>(source.size(), text.original(at) + reach);
            while (from > 0 && (static_cast<unsigned char>(source[from]) & 0xc0) == 0x80)
                --from;
            Alignment candidate = align(words, alignedWords(source.sliced(from, to - from)));
            candidate.begin += from;
            candidate.end += from;
            if (candidate.likeness > best.likeness)
                best = candidate;
        }
    }
    return best;
}

Citation CitationResolver::found(const Quote& quote, DocumentSpan span, Verdict verdict,
                                 const std::optional<PassageRef>& named)
{
    Citation citation;
    citation.quote = quote;
    citation.verdict = verdict;
    citation.likeness = 1;
    if (named)
        citation.named = named->source;
    const std::vector<PassageRef> passages = m_map.passages(span);
    if (!passages.empty()) {
        if (quote.toSentenceEnd)
            span.text.end = std::max(span.text.end, m_map.sentenceEnd(passages.back(), span.text.end - 1));
        citation.mark = passages.front().mark();
        citation.moved = named && citation.mark != named->mark();
    }
    citation.source = span;
    return citation;
}

const FoldedText& CitationResolver::folded(int index)
{
    std::shared_ptr<const FoldedText>& text = m_folded[index];
    if (!text)
        text = std::make_shared<const FoldedText>(m_map.block(index).document()->text());
    return *text;
}

} // namespace quire
