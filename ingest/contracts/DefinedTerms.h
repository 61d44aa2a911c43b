#pragma once

#include "ingest/Anchor.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace quire {

/// A term that a contract defines: “Affiliate” means …; (the “Company”).
struct DefinedTerm
{
    QString term;
    ByteRange place;      ///< of the term itself, without its quotes
    ByteRange definition; ///< of the sentence that defines it
    int clause = -1;      ///< where it is defined; -1 outside of all clauses
};

/// The terms that a text defines, in order, without their clauses. Linear in its length.
std::vector<DefinedTerm> findDefinedTerms(QByteArrayView text);

} // namespace quire
