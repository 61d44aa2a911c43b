#pragma once

#include "ingest/Document.h"
#include "ingest/contracts/Contract.h"

#include <mutex>

namespace quire {

/// A document's contract, found once, by whoever asks first.
class Document::LazyContract
{
public:
    const Contract* of(const Document& document);

private:
    std::once_flag m_once;
    Contract m_contract;
};

} // namespace quire
