#include "app/desk/LeaveOut.h"

#include <algorithm>

namespace quire {

QList<qint64> whatToLeaveOut(const QList<SourceEntry>& sources, qint64 tokens)
{
    QList<const DocumentRecord*> bySize;
    for (const SourceEntry& source : sources)
        if (source.record.included && source.state == SourceEntry::State::Ready)
            bySize.append(&source.record);
    std::sort(bySize.begin(), bySize.end(), [](const DocumentRecord* a, const DocumentRecord* b) {
        return a->tokens != b->tokens ? a->tokens > b->tokens : a->id < b->id;
    });
    const auto enough = std::find_if(bySize.rbegin(), bySize.rend(), [&](const DocumentRecord* document) {
        return document->tokens >= tokens;
    });
    if (enough != bySize.rend())
        return {(*enough)->id};
    QList<qint64> left;
    for (const DocumentRecord* document : bySize) {
        left.append(document->id);
        tokens -= document->tokens;
        if (tokens <= 0)
            return left;
    }
    return {};
}

} // namespace quire
