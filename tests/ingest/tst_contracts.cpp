#include "ingest/ReaderRegistry.h"
#include "ingest/contracts/Contract.h"
#include "ingest/contracts/Numerals.h"
#include "ingest/prompt/SourceMap.h"
#include "tests/ingest/support/PdfFile.h"
#include "tests/ingest/support/ZipFile.h"

#include <QTest>

#include <algorithm>

using namespace quire;

namespace {

/// A lease with everything that looks like a clause and is none: a table of contents, page numbers, dates,
/// sums, lists of goods.
const char* const lease = R"(LEASE AGREEMENT

TABLE OF CONTENTS

1. Definitions ........ 1
2. Term ............... 2
3. Rent ............... 2
4. Repairs ............ 3

This Lease (this "Lease") is made on 3. May 2021 between Sarn Ness Trust (the "Landlord") and Ida Holm
(the "Tenant"; each a "Party" and together the "Parties").

A. The Landlord owns the boathouse.

B. The Tenant wishes to take it.

1. Definitions

1.1 "Affiliate" means a company under the same control.

1.2 "Rent" of any year shall mean the sum due under Section 3.1.

1

2. Term

2.1 The Term begins on
1. June 2021 and ends as said in Section 2.2(b)(ii).

2.2 Termination. Either Party may end this Lease:

(a) by agreement; or

(b) by notice, which is given

(i) in writing; and

(ii) three months before the end of a year.

3. Rent

3.1 The Rent is £1,250.00 a month, 2.5 percent more each year.

3.2 It covers (i) the boathouse, (ii) the slip and (iii) two moorings, subject to clauses (ii) and (iii) of
Section 7 of the Harbours Act 1964.

2

4. Repairs

The Tenant keeps in repair:

1) the roof,
2) the doors.

See Section 9.4, Exhibit A and Exhibit B. Under Section 3 of the Mooring Agreement nothing else is owed.

EXHIBIT A
Inventory

1. Boats

1.1 Two rowing boats, as in Section 1 of this Exhibit.

2. Oars

2.1 Four oars.
)";

const char* const vertrag = R"(Mietvertrag

zwischen Sarn Ness GmbH (nachfolgend „Vermieterin“) und Ida Holm (im Folgenden „Mieterin“)

§ 1 Mietsache

(1) Vermietet wird das Bootshaus. „Bootshaus“ bezeichnet das Gebäude am Hafen.

(2) Die Mietdauer folgt aus § 2 Abs. 2 Satz 1.

§ 2 Mietzeit

(1) Der Vertrag beginnt am
1. Juni 2021.

(2) Er kann gekündigt werden

a) schriftlich, oder

b) nach § 543 BGB.

§ 3 Miete

(1) Die Miete beträgt 1.250,00 Euro, siehe § 2 Abs. 2 lit. a und Ziffer 4 sowie Anlage 1.

§ 4 Schluss

(1) Es gilt § 2.
)";

const Clause* clauseNamed(const Contract& contract, const QString& name)
{
    for (const Clause& clause : contract.clauses().clauses())
        if (clause.name == name)
            return &clause;
    return nullptr;
}

QStringList names(const Contract& contract)
{
    QStringList found;
    for (const Clause& clause : contract.clauses().clauses())
        found.push_back(clause.name);
    return found;
}

QString textOf(const QByteArray& text, ByteRange range)
{
    return QString::fromUtf8(text.mid(range.begin, range.size()));
}

/// What a reference leads to: the clause's name, or its outcome in a word.
QString leadsTo(const Contract& contract, const QString& written)
{
    for (const CrossReference& reference : contract.references()) {
        if (reference.written != written)
            continue;
        switch (reference.outcome) {
        case CrossReference::Outcome::Resolved:
            return contract.clauses().clauses()[size_t(reference.target)].name;
        case CrossReference::Outcome::Enclosing:
            return "near " + contract.clauses().clauses()[size_t(reference.target)].name;
        case CrossReference::Outcome::Elsewhere:
            return "elsewhere: " + reference.elsewhere;
        case CrossReference::Outcome::NotInside:
            return "not inside";
        case CrossReference::Outcome::Missing:
            return "missing";
        }
    }
    return "no such reference";
}

} // namespace

class TestContracts : public QObject
{
    Q_OBJECT

private slots:
    void numeralsAreReadInEveryWay();
    void clausesHaveTheNamesPeopleCite();
    void whatOnlyLooksLikeAClauseIsNone();
    void rangesHoldTheClauseAndNoMore();
    void definedTermsAreFoundWhereTheyAreDefined();
    void referencesLeadToTheirClauses();
    void listsOfNumbersEndWhereTheyEnd();
    void paragraphsThatWereRunTogetherKeepTheirClauses();
    void otherDocumentsAreTold();
    void germanContractsAreCitedInTheGermanWay();
    void articlesThatCountAnewAreNamed();
    void listsWithinSentencesAreClauses();
    void amountsAndDatesWithinSentencesAreNoClauses();
    void anyTextEndsWell();
    void aBookIsNoContract();
    void aPdfContractIsCitedByPageAndClause();
    void aWordContractIsCitedByClause();
};

void TestContracts::numeralsAreReadInEveryWay()
{
    QCOMPARE(romanValue("xlix"), 49);
    QCOMPARE(romanValue("IV"), 4);
    QCOMPARE(romanValue("iiii"), 0);
    QCOMPARE(romanValue("Iv"), 0);
    const std::vector<Numeral> i = {{NumeralStyle::LowerLetter, 9}, {NumeralStyle::LowerRoman, 1}};
    QCOMPARE(numeralsOf("i"), i);
    QCOMPARE(numeralsOf("bb").front(), (Numeral{NumeralStyle::LowerLetter, 28}));
    QVERIFY(numeralsOf("the").empty());
    QVERIFY(numeralsOf("007").empty());
}

void TestContracts::clausesHaveTheNamesPeopleCite()
{
    const Contract contract{QByteArray(lease)};
    QVERIFY(contract.isContract());
    const QStringList expected = {"Recital A",
                                  "Recital B",
                                  "§1",
                                  "§1.1",
                                  "§1.2",
                                  "§2",
                                  "§2.1",
                                  "§2.2",
                                  "§2.2(a)",
                                  "§2.2(b)",
                                  "§2.2(b)(i)",
                                  "§2.2(b)(ii)",
                                  "§3",
                                  "§3.1",
                                  "§3.2",
                                  "§3.2(i)",
                                  "§3.2(ii)",
                                  "§3.2(iii)",
                                  "§4",
                                  "§4(1)",
                                  "§4(2)",
                                  "Exhibit A",
                                  "Exhibit A, §1",
                                  "Exhibit A, §1.1",
                                  "Exhibit A, §2",
                                  "Exhibit A, §2.1"};
    QCOMPARE(names(contract), expected);
    QCOMPARE(clauseNamed(contract, "§2")->title, "Term");
    QCOMPARE(clauseNamed(contract, "§2.2")->title, "Termination.");
    QCOMPARE(clauseNamed(contract, "§2.2(b)(ii)")->level, 4);
}

void TestContracts::whatOnlyLooksLikeAClauseIsNone()
{
    const QByteArray text(lease);
    const Contract contract{text};
    // Each found in the body, not in the table of contents; no page number, date or sum among them.
    QVERIFY(clauseNamed(contract, "§1")->text.begin > text.indexOf("Tenant wishes"));
    for (const char* no : {"1. June", "3. May", "1,250", "2.5 percent"})
        for (const Clause& clause : contract.clauses().clauses())
            QVERIFY2(clause.label.begin != text.indexOf(no), no);
}

void TestContracts::rangesHoldTheClauseAndNoMore()
{
    const QByteArray text(lease);
    const Contract contract{text};
    const auto& clauses = contract.clauses().clauses();
    for (size_t i = 0; i < clauses.size(); ++i) {
        const Clause& clause = clauses[i];
        QVERIFY(clause.label.begin == clause.text.begin && clause.label.end <= clause.text.end);
        if (clause.parent >= 0) {
            const Clause& parent = clauses[size_t(clause.parent)];
            QVERIFY(parent.text.begin < clause.text.begin && parent.text.end >= clause.text.end);
        }
        QCOMPARE(contract.clauses().at(clause.label.begin), int(i));
    }
    QCOMPARE(textOf(text, clauseNamed(contract, "§2.2(b)(i)")->text).simplified(), "(i) in writing; and");
    const ByteRange months{text.indexOf("three months"), text.indexOf("three months") + 12};
    QCOMPARE(contract.describe(months), "§2.2(b)(ii)");
    QCOMPARE(contract.describe({text.indexOf("by agreement"), months.end}),
             QStringLiteral("§2.2(a)–§2.2(b)(ii)"));
    QCOMPARE(contract.describe({0, 5}), QString());
    QCOMPARE(contract.clauses().at(-1), -1);
    QCOMPARE(contract.clauses().at(text.size()), -1);
}

void TestContracts::definedTermsAreFoundWhereTheyAreDefined()
{
    const QByteArray text(lease);
    const Contract contract{text};
    QStringList terms;
    for (const DefinedTerm& term : contract.terms()) {
        terms.push_back(term.term);
        QCOMPARE(textOf(text, term.place), term.term);
        QVERIFY(term.definition.begin <= term.place.begin && term.definition.end >= term.place.end);
    }
    QCOMPARE(terms, (QStringList{"Lease", "Landlord", "Tenant", "Party", "Parties", "Affiliate", "Rent"}));
    const DefinedTerm& rent = contract.terms().back();
    QCOMPARE(contract.clauses().clauses()[size_t(rent.clause)].name, "§1.2");
    QCOMPARE(textOf(text, rent.definition), "\"Rent\" of any year shall mean the sum due under Section 3.1.");
    // A quotation is no definition.
    QVERIFY(Contract(QByteArray("The sign says \"Keep out\" in red. He called it \"home\" (his word)."))
                .terms()
                .empty());
}

void TestContracts::referencesLeadToTheirClauses()
{
    const Contract contract{QByteArray(lease)};
    QCOMPARE(leadsTo(contract, "Section 3.1"), "§3.1");
    QCOMPARE(leadsTo(contract, "Section 2.2(b)(ii)"), "§2.2(b)(ii)");
    QCOMPARE(leadsTo(contract, "Exhibit A"), "Exhibit A");
    QCOMPARE(leadsTo(contract, "Exhibit B"), "not inside");
    QCOMPARE(leadsTo(contract, "Section 9.4"), "missing");
    QCOMPARE(leadsTo(contract, "Section 1"), "Exhibit A, §1"); // seen from within the exhibit

    const Contract lists{
        QByteArray("1. One\n\n1.1 Text of it.\n\n1.2 The terms:\n\n(a) first;\n\n(b) second.\n\n"
                   "2. Two\n\nSections 1.1 and 1.2(a) and (b), and clause 1.2(c), apply to "
                   "paragraph 2.\n\n3. Three\n\nText.\n\n4. Four\n\n(a) One.\n\n(b) See paragraph "
                   "(a) above.\n")};
    QCOMPARE(leadsTo(lists, "Sections 1.1"), "§1.1");
    QCOMPARE(leadsTo(lists, "Section 1.2(a)"), "§1.2(a)");
    QCOMPARE(leadsTo(lists, "Section 1.2(b)"), "§1.2(b)");
    QCOMPARE(leadsTo(lists, "clause 1.2(c)"), "near §1.2");
    QCOMPARE(leadsTo(lists, "paragraph 2"), "§2");
    QCOMPARE(leadsTo(lists, "paragraph (a)"), "§4(a)");
}

void TestContracts::listsOfNumbersEndWhereTheyEnd()
{
    const Contract contract{
        QByteArray("1. A\n\n1.1 Under Section 2.1, (a) the fee is due, and (b) it is paid.\n\n1.2 Under "
                   "Section 2.1; (c) is no part of it. Section 2 and 30 days.\n\n2. B\n\n2.1 Text.\n\n"
                   "3. C\n\nText.\n")};
    QStringList written;
    for (const CrossReference& reference : contract.references())
        written.push_back(reference.written);
    QCOMPARE(written, (QStringList{"Section 2.1", "Section 2.1", "Section 2"}));
    QVERIFY(names(contract).contains(QString::fromUtf8("\u00A71.1(b)")));
}

void TestContracts::paragraphsThatWereRunTogetherKeepTheirClauses()
{
    const Contract contract{QByteArray("CONTENTS Section 1.1 Scope 2 Section 1.2 Price 3 Section 2.1 Term "
                                       "4\n\nARTICLE I WORKS Section 1.1 Scope. The works "
                                       "are described in Section 1.2, with all that belongs to them, and are "
                                       "done in time. Section 1.2 Price. The price is "
                                       "5.5 Million, paid when all is done. ARTICLE II TERM Section 2.1 "
                                       "Term. It begins in May and ends as Section 1.1 says "
                                       "it does, whatever else is said.\n")};
    QCOMPARE(names(contract),
             (QStringList{"Article I", QString::fromUtf8("\u00A71.1"), QString::fromUtf8("\u00A71.2"),
                          "Article II", QString::fromUtf8("\u00A72.1")}));
    QVERIFY(contract.clauses().clauses()[1].text.begin > 80);
}

void TestContracts::otherDocumentsAreTold()
{
    const Contract contract{QByteArray(lease)};
    QCOMPARE(leadsTo(contract, "Section 7"), "elsewhere: Harbours Act");
    QCOMPARE(leadsTo(contract, "Section 3"), "elsewhere: Mooring Agreement");
    const Contract more{
        QByteArray("1. A\n\nSection 365(n) of the Bankruptcy Code, Treasury Regulations Section 1.482, 17 "
                   "C.F.R. § 240 and Section 2 of this Agreement.\n\n2. B\n\nText.\n\n3. C\n\nText.\n")};
    QCOMPARE(leadsTo(more, "Section 365(n)"), "elsewhere: Bankruptcy Code");
    QCOMPARE(leadsTo(more, "Section 1.482"), "elsewhere: regulations");
    QCOMPARE(leadsTo(more, "§ 240"), "elsewhere: C.F.R.");
    QCOMPARE(leadsTo(more, "Section 2"), "§2");
}

void TestContracts::germanContractsAreCitedInTheGermanWay()
{
    const Contract contract{QByteArray(vertrag)};
    QVERIFY(contract.isContract());
    const QStringList expected = {"§1",        "§1 Abs. 1",        "§1 Abs. 2",        "§2", "§2 Abs. 1",
                                  "§2 Abs. 2", "§2 Abs. 2 lit. a", "§2 Abs. 2 lit. b", "§3", "§3 Abs. 1",
                                  "§4",        "§4 Abs. 1"};
    QCOMPARE(names(contract), expected);
    QCOMPARE(leadsTo(contract, "§ 2 Abs. 2 Satz 1"), "§2 Abs. 2");
    QCOMPARE(leadsTo(contract, "§ 2 Abs. 2 lit. a"), "§2 Abs. 2 lit. a");
    QCOMPARE(leadsTo(contract, "§ 543"), "elsewhere: BGB");
    QCOMPARE(leadsTo(contract, "Ziffer 4"), "§4");
    QCOMPARE(leadsTo(contract, "Anlage 1"), "not inside");
    QStringList terms;
    for (const DefinedTerm& term : contract.terms())
        terms.push_back(term.term);
    QCOMPARE(terms, (QStringList{"Vermieterin", "Mieterin", "Bootshaus"}));
}

void TestContracts::articlesThatCountAnewAreNamed()
{
    const auto article = [](const QByteArray& number) {
        return "ARTICLE " + number +
               "\nWorks\n\nSection 1. Scope. The works are done.\n\nSection 2. Price. The price is "
               "paid as Section 1 says.\n\n";
    };
    const Contract contract{article("I") + article("II") + article("III")};
    QCOMPARE(names(contract),
             (QStringList{"Article I", "Article I, §1", "Article I, §2", "Article II", "Article II, §1",
                          "Article II, §2", "Article III", "Article III, §1", "Article III, §2"}));
    // Each article's own section is meant.
    for (const CrossReference& reference : contract.references()) {
        const auto& clauses = contract.clauses().clauses();
        QCOMPARE(clauses[size_t(clauses[size_t(reference.target)].parent)].name,
                 clauses[size_t(clauses[size_t(reference.from)].parent)].name);
    }
    // Sections that carry their article's number are cited without it.
    const Contract through{
        QByteArray("ARTICLE I\n\nSection 1.01 Scope. Text.\n\nSection 1.02 Price. Text.\n\nARTICLE "
                   "II\n\nSection 2.01 Term. See Article I.\n\nSection 2.02 End. Text.\n")};
    QCOMPARE(names(through), (QStringList{"Article I", "§1.01", "§1.02", "Article II", "§2.01", "§2.02"}));
    QCOMPARE(leadsTo(through, "Article I"), "Article I");
}

void TestContracts::listsWithinSentencesAreClauses()
{
    const Contract contract{
        QByteArray("1. Fees. (a) The fee is due (i) when asked for, (ii) when (A) earned or (B) "
                   "advanced, and (iii) at the end. (b) It is paid in cash.\n\n2. Other. Text.\n\n"
                   "3. Letters. (h) Eight is no beginning.\n")};
    QCOMPARE(names(contract), (QStringList{"§1", "§1(a)", "§1(a)(i)", "§1(a)(ii)", "§1(a)(ii)(A)",
                                           "§1(a)(ii)(B)", "§1(a)(iii)", "§1(b)", "§2", "§3"}));
    // (i) after (h) is a letter.
    QByteArray letters = "1. List\n\n";
    for (char c = 'a'; c <= 'k'; ++c)
        letters += QByteArray("(") + c + ") Item.\n\n";
    const Contract counted{letters + "2. End\n\nText.\n"};
    QVERIFY(clauseNamed(counted, "§1(i)"));
    QCOMPARE(clauseNamed(counted, "§1(k)")->level, 2);
}

void TestContracts::amountsAndDatesWithinSentencesAreNoClauses()
{
    const Contract contract{
        QByteArray("1. Notice. Within thirty (30) days and one (1) month or two (2) years the sum of "
                   "5.5 Million is due in (see item (1) and (2)) 3.2 Percent.\n\n2. Other. Text.\n")};
    QCOMPARE(names(contract), (QStringList{"§1", "§2"}));
}

void TestContracts::anyTextEndsWell()
{
    const Contract none{QByteArray()};
    QVERIFY(none.clauses().isEmpty() && none.terms().empty() && none.references().empty());
    // Cut anywhere, and doubled, every range stays within the text.
    const QByteArray all = QByteArray(lease) + vertrag;
    for (qsizetype end = 0; end < all.size(); end += 7) {
        const QByteArray text = all.mid(end / 2, end - end / 2);
        const Contract contract{text};
        for (const Clause& clause : contract.clauses().clauses())
            QVERIFY(clause.text.begin >= 0 && clause.text.end <= text.size() &&
                    clause.text.begin < clause.text.end);
        for (const DefinedTerm& term : contract.terms())
            QVERIFY(term.definition.begin >= 0 && term.definition.end <= text.size());
        for (const CrossReference& reference : contract.references())
            QVERIFY(reference.text.end <= text.size() &&
                    reference.target < int(contract.clauses().clauses().size()));
    }
    const Contract deep{QByteArray("1. ") + QByteArray("1.1.1.1.1.1.1.1 (a)(i)(A)(1) ").repeated(20000)};
    QVERIFY(deep.clauses().clauses().size() < 400000);
}

void TestContracts::aBookIsNoContract()
{
    const auto book = ReaderRegistry::standard().read(
        Source::file(QStringLiteral(QUIRE_RESOURCES "/samples/the-keepers-of-sarn-ness.md")));
    QCOMPARE(book->contract(), nullptr);
    const auto text = ReaderRegistry::standard().read(Source::memory("lease.txt", lease));
    QVERIFY(text->contract());
    QCOMPARE(text->contract(), text->contract()); // made once
    const ByteRange roof{text->text().indexOf("the roof"), text->text().indexOf("the roof") + 8};
    QCOMPARE(SourceMap::describe({text, roof}),
             "lease.txt, line " + QString::number(text->lineAt(roof.begin)) + QStringLiteral(", §4(1)"));
}

void TestContracts::aPdfContractIsCitedByPageAndClause()
{
    PdfFile pdf;
    double down = 0;
    const auto paragraph = [&](const QByteArray& text, double size = 10) {
        down = pdf.lines(60, down, size, 1.2 * size, PdfFile::wrap(text, 78)) + 10;
    };
    const auto newPage = [&](int number) {
        pdf.page();
        pdf.text(290, 810, 10, QByteArray::number(number));
        pdf.text(60, 30, 8, "Supply Agreement - Execution Copy");
        down = 70;
    };
    const QByteArray filler =
        "The supplier delivers what was ordered in time and in good order, and the buyer takes it.";
    newPage(1);
    paragraph("SUPPLY AGREEMENT", 16);
    paragraph("between Holm & Sons (the \"Supplier\") and Ness Stores (the \"Buyer\").");
    paragraph("1. Delivery");
    paragraph("1.1 " + filler + " Delays are governed by Section 2.2(b).");
    paragraph("1.2 " + filler);
    newPage(2);
    paragraph("2. Price");
    paragraph("2.1 " + filler);
    paragraph("2.2 The Buyer may keep back a part of the price:");
    paragraph("(a) when goods are missing; and");
    paragraph("(b) when they came late, five percent a week.");
    newPage(3);
    paragraph("3. Term");
    paragraph("3.1 " + filler);
    const DocumentPtr document = ReaderRegistry::standard().read(Source::memory("supply.pdf", pdf.bytes()));
    const Contract* contract = document->contract();
    QVERIFY(contract);
    QCOMPARE(names(*contract),
             (QStringList{"§1", "§1.1", "§1.2", "§2", "§2.1", "§2.2", "§2.2(a)", "§2.2(b)", "§3", "§3.1"}));
    QCOMPARE(leadsTo(*contract, "Section 2.2(b)"), "§2.2(b)");
    const qint64 at = document->text().indexOf("five percent");
    QCOMPARE(SourceMap::describe({document, {at, at + 12}}), QStringLiteral("supply.pdf, page 2, §2.2(b)"));
}

void TestContracts::aWordContractIsCitedByClause()
{
    const QByteArray ns = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    const auto clause = [](const QByteArray& text, int level) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + QByteArray::number(level) +
               "\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    };
    const auto level = [](int i, const QByteArray& format, const QByteArray& text) {
        return "<w:lvl w:ilvl=\"" + QByteArray::number(i) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" +
               format + "\"/><w:lvlText w:val=\"" + text + "\"/></w:lvl>";
    };
    ZipFile zip;
    zip.add(
        "word/document.xml",
        "<w:document" + ns +
            "><w:body><w:p><w:r><w:t>Between A (the \"Buyer\") and B (the \"Seller\").</w:t></w:r></w:p>" +
            clause("Definitions", 0) + clause("\"Goods\" means what is sold.", 1) + clause("Delivery", 0) +
            clause("The goods are brought.", 1) + clause("They come late:", 1) +
            clause("for a reason; or", 2) + clause("as Section 2.2(a) says, by", 2) +
            clause("weather, or", 3) + clause("war.", 3) + clause("Price", 0) +
            clause("See Sections 1.1 and 2.2(b)(ii).", 1) + "</w:body></w:document>");
    zip.add("word/numbering.xml",
            "<w:numbering" + ns + "><w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)") +
                level(3, "lowerRoman", "(%4)") +
                "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>");
    const DocumentPtr document = ReaderRegistry::standard().read(Source::memory("supply.docx", zip.bytes()));
    const Contract* contract = document->contract();
    QVERIFY(contract);
    QCOMPARE(leadsTo(*contract, "Section 2.2(a)"), "§2.2(a)");
    QCOMPARE(leadsTo(*contract, "Section 2.2(b)(ii)"), "§2.2(b)(ii)");
    QCOMPARE(leadsTo(*contract, "Sections 1.1"), "§1.1");
    const qint64 war = document->text().indexOf("war.");
    QCOMPARE(SourceMap::describe({document, {war, war + 4}}), QStringLiteral("supply.docx, §2.2(b)(ii)"));
}

QTEST_MAIN(TestContracts)
#include "tst_contracts.moc"
