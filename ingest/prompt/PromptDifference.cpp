#include "ingest/prompt/PromptDifference.h"

#include <algorithm>

namespace quire {

PromptDifference differenceOf(const QByteArray& before, const Prompt& after, const TokenCounter& counter)
{
    const QByteArray& now = after.documents();
    const SourceMap& map = after.map();
    PromptDifference difference;
    difference.isSame = before == now;
    difference.bytes =
        std::mismatch(now.begin(), now.end(), before.begin(), before.end()).first - now.begin();
    difference.total = counter(now);
    if (difference.isSame) {
        difference.tokens = difference.total;
        return difference;
    }
    qint64 cut =
        difference.bytes > 0 ? now.lastIndexOf('\n', difference.bytes - 1) + 1 : 0; // a tag's beginning
    for (int i = 0; i < map.documentCount(); ++i) {
        const ByteRange block = map.blockRange(i);
        if (!block.contains(difference.bytes))
            continue;
        difference.document = map.block(i).document();
        const int number = map.block(i).passageAt(difference.bytes - block.begin);
        if (number > 0) {
            difference.passage = map.passage(i, number);
            cut = block.begin + map.block(i).passageLine(number).begin;
        }
    }
    difference.tokens = counter(QByteArrayView(now).first(cut));
    return difference;
}

} // namespace quire
