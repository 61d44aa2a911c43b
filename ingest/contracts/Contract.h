#pragma once

#include "ingest/contracts/ClauseTree.h"
#include "ingest/contracts/DefinedTerms.h"

#include <QString>

#include <memory>
#include <vector>

namespace quire {

/// A place where a contract names one of its clauses, led to the clause.
struct CrossReference
{
    enum class Outcome : quint8
    {
        Resolved,  ///< it is there
        Enclosing, ///< only a clause around it is: 7.2 for 7.2(b)
        Elsewhere, ///< a law's, or another agreement's
        NotInside, ///< an attachment that is not in this document
        Missing,   ///< there is no such clause
    };

    ByteRange text;  ///< where it stands: "Section 7.2(b)", in lists the number alone
    QString written; ///< as it would be written alone: "Section 2.3" in "Sections 2.1 and 2.3"
    Outcome outcome = Outcome::Missing;
    int from = -1;     ///< the clause in which it stands; -1 outside of all
    int target = -1;   ///< the clause it leads to, of Resolved and Enclosing
    QString elsewhere; ///< "Natural Gas Act"
};

/// What a contract is made of: its clauses as people cite them, the terms it defines, its references. Byte
/// ranges are those of the text. Any text may be given: a novel simply has hardly any of it.
class Contract
{
public:
    Contract() = default;
    /// Linear in the text's length.
    explicit Contract(const QByteArray& text);

    const ClauseTree& clauses() const { return m_clauses; }
    const std::vector<DefinedTerm>& terms() const { return m_terms; }              ///< in order of position
    const std::vector<CrossReference>& references() const { return m_references; } ///< in order of position

    /// True when the text is put together as contracts are: numbered clauses, and terms or references that
    /// only contracts and their kin have.
    bool isContract() const { return m_isContract; }
    /// "§7.2 Term", or "§7.2 The tenant shall not …" where the clause has no heading. `text`: the one given.
    QString heading(int clause, const QByteArray& text) const;
    /// "§7.2(b)" for a range of bytes, "§7.2–§7.4" where it covers several; empty outside of all clauses.
    QString describe(ByteRange text) const;

private:
    void resolve(const QByteArray& text, const std::vector<Mention>& mentions);
    bool looksLikeContract(qsizetype bytes) const;

    ClauseTree m_clauses;
    std::vector<DefinedTerm> m_terms;
    std::vector<CrossReference> m_references;
    bool m_isContract = false;
};

using ContractPtr = std::shared_ptr<const Contract>;

} // namespace quire
