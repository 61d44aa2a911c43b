#pragma once

#include "app/library/Records.h"

#include <memory>

class QPagedPaintDevice;
class QTextDocument;

namespace quire {

/// A session as it is printed: title, sources, questions, answers with quotes in frames, each with its place
/// and verdict.
std::unique_ptr<QTextDocument> sessionPaper(const SessionContent& content);
/// Lays it out on the device's pages with a number at the foot of each.
void printSession(const SessionContent& content, QPagedPaintDevice& device);

} // namespace quire
