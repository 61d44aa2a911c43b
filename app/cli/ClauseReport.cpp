#include "app/cli/ClauseReport.h"

#include "ingest/contracts/Contract.h"

#include <QJsonArray>

#include <algorithm>

namespace quire {

namespace {

using Outcome = CrossReference::Outcome;

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Resolved:
        return QStringLiteral("resolved");
    case Outcome::Enclosing:
        return QStringLiteral("only the clause around it");
    case Outcome::Elsewhere:
        return QStringLiteral("another document's");
    case Outcome::NotInside:
        return QStringLiteral("not part of this file");
    case Outcome::Missing:
        return QStringLiteral("no such clause");
    }
    return {};
}

/// The page or line alone: the clause is said beside it.
QString placeOf(const Document& document, ByteRange text)
{
    if (document.pageCount() > 0)
        return QStringLiteral("page ") + document.pageLabel(document.pageAt(text.begin));
    return QStringLiteral("line ") + QString::number(document.lineAt(text.begin));
}

QString nameOf(const Contract& contract, int clause)
{
    return clause < 0 ? QString() : contract.clauses().clauses()[size_t(clause)].name;
}

void printTree(const Document& document, const Contract& contract, Terminal& terminal)
{
    const auto& clauses = contract.clauses().clauses();
    std::vector<QStringList> rows;
    for (size_t i = 0; i < clauses.size(); ++i)
        rows.push_back({QString(2 * (clauses[i].level - 1), u' ') + contract.heading(int(i), document.text()),
                        placeOf(document, clauses[i].text)});
    terminal.write(formatTable({"clause", "place"}, rows, {}));
}

void printTerms(const Document& document, const Contract& contract, Terminal& terminal)
{
    std::vector<QStringList> rows;
    for (const DefinedTerm& term : contract.terms())
        rows.push_back({term.term, nameOf(contract, term.clause), placeOf(document, term.place)});
    if (!rows.empty())
        terminal.write(u'\n' + formatTable({"defined term", "clause", "place"}, rows, {}));
}

void printReferences(const Document& document, const Contract& contract, Terminal& terminal)
{
    std::vector<QStringList> rows;
    for (const CrossReference& reference : contract.references()) {
        QString leads = outcomeName(reference.outcome);
        if (reference.target >= 0)
            leads =
                nameOf(contract, reference.target) +
                (reference.outcome == Outcome::Enclosing ? QStringLiteral(" (") + leads + u')' : QString());
        else if (!reference.elsewhere.isEmpty())
            leads += QStringLiteral(": ") + reference.elsewhere;
        rows.push_back(
            {reference.written, nameOf(contract, reference.from), placeOf(document, reference.text), leads});
    }
    if (!rows.empty())
        terminal.write(u'\n' + formatTable({"reference", "in", "place", "leads to"}, rows, {}));
}

qsizetype count(const Contract& contract, Outcome outcome)
{
    const auto& references = contract.references();
    return std::count_if(references.begin(), references.end(),
                         [outcome](const CrossReference& r) { return r.outcome == outcome; });
}

} // namespace

void printClauses(const Document& document, Terminal& terminal)
{
    const Contract* contract = document.contract();
    if (!contract) {
        terminal.writeLine(
            QStringLiteral("%1 is not put together as contracts are: no clauses.").arg(document.name()));
        return;
    }
    terminal.writeLine(terminal.bold(document.name()));
    printTree(document, *contract, terminal);
    printTerms(document, *contract, terminal);
    printReferences(document, *contract, terminal);
    terminal.writeLine(
        QStringLiteral(
            "\n%1 clauses, %2 defined terms, %3 references: %4 resolved, %5 to the clause around, "
            "%6 to other documents, %7 to attachments that are not part of the file, %8 unresolved.")
            .arg(contract->clauses().clauses().size())
            .arg(contract->terms().size())
            .arg(contract->references().size())
            .arg(count(*contract, Outcome::Resolved))
            .arg(count(*contract, Outcome::Enclosing))
            .arg(count(*contract, Outcome::Elsewhere))
            .arg(count(*contract, Outcome::NotInside))
            .arg(count(*contract, Outcome::Missing)));
}

QJsonObject clausesToJson(const Document& document)
{
    const Contract* contract = document.contract();
    if (!contract)
        return {{"document", document.name()}, {"contract", false}};
    QJsonArray clauses, terms, references;
    for (const Clause& clause : contract->clauses().clauses())
        clauses.append(QJsonObject{{"name", clause.name},
                                   {"title", clause.title},
                                   {"level", clause.level},
                                   {"parent", clause.parent},
                                   {"begin", clause.text.begin},
                                   {"end", clause.text.end},
                                   {"place", placeOf(document, clause.text)}});
    for (const DefinedTerm& term : contract->terms())
        terms.append(QJsonObject{{"term", term.term},
                                 {"clause", nameOf(*contract, term.clause)},
                                 {"begin", term.place.begin},
                                 {"end", term.place.end},
                                 {"definition_begin", term.definition.begin},
                                 {"definition_end", term.definition.end},
                                 {"place", placeOf(document, term.place)}});
    for (const CrossReference& reference : contract->references())
        references.append(QJsonObject{{"written", reference.written},
                                      {"in", nameOf(*contract, reference.from)},
                                      {"begin", reference.text.begin},
                                      {"end", reference.text.end},
                                      {"outcome", outcomeName(reference.outcome)},
                                      {"target", nameOf(*contract, reference.target)},
                                      {"elsewhere", reference.elsewhere},
                                      {"place", placeOf(document, reference.text)}});
    return {{"document", document.name()},
            {"contract", true},
            {"clauses", clauses},
            {"terms", terms},
            {"references", references}};
}

} // namespace quire
