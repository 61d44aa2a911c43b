// The half of Document that knows what contracts are made of.
#include "ingest/DocumentContract.h"

#include "ingest/Document.h"

namespace quire {

namespace {

constexpr qsizetype sample = qsizetype(200) << 10; // tells a contract from a book, which is longer
constexpr qsizetype longest = qsizetype(64) << 20;

bool mayBeContract(const Document& document)
{
    switch (document.kind()) {
    case DocumentKind::Text:
    case DocumentKind::Markdown:
    case DocumentKind::Pdf:
    case DocumentKind::Html:
    case DocumentKind::Word:
    case DocumentKind::OpenDocument:
    case DocumentKind::Rtf:
        break;
    default:
        return false;
    }
    const QByteArray& text = document.text();
    return text.size() <= longest && (text.size() <= sample || Contract(text.first(sample)).isContract());
}

} // namespace

const Contract* Document::LazyContract::of(const Document& document)
{
    std::call_once(m_once, [&] {
        if (mayBeContract(document))
            m_contract = Contract(document.text());
    });
    return m_contract.isContract() ? &m_contract : nullptr;
}

const Contract* Document::contract() const
{
    return m_contract ? m_contract->of(*this) : nullptr;
}

} // namespace quire
