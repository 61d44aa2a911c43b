"""Wordings of questions, all our own.  {x} is what is asked about.

A question about a clause is a frame around one of its topics, or a whole sentence; the many ways to say the same thing
are what the model learns from, so that a wording nobody wrote down is understood too.
"""
import re

SYSTEM = ("Answer from the documents only. Quote the evidence on lines of its own, each as: > [mark] its exact words. "
          "If the documents do not answer, say: The documents do not say.")
DECLINE = "The documents do not say."

KEYWORD = {
    "en": ["Where is {x} mentioned?", "What does it say about {x}?", "What do the documents say about {x}?",
           "Find the passage about {x}.", "Which passage mentions {x}?", "Quote the passage on {x}.", "{x}",
           "What about {x}?", "Is there anything about {x}?", "Show me {x}.", "Tell me about {x}.",
           "Which part deals with {x}?", "Where do I read about {x}?", "Please find {x}.", "What is said of {x}?",
           "What happens with {x}?", "Who or what is {x}?", "How does the text describe {x}?", "{x}?",
           "In which passage does {x} come up?", "Quote what is written about {x}.", "Look up {x} for me.",
           "Which lines are about {x}?", "Where does the author speak of {x}?", "I need the place that has {x}."],
    "de": ["Wo wird {x} erwähnt?", "Was steht dort über {x}?", "Welche Stelle handelt von {x}?", "Finde die Stelle zu {x}.",
           "Was wird über {x} gesagt?", "Wo lese ich von {x}?", "Zeige mir {x}."],
    "fr": ["Où est-il question de {x} ?", "Que dit le texte de {x} ?", "Trouve le passage sur {x}.", "Quel passage mentionne {x} ?",
           "Où lit-on quelque chose sur {x} ?"],
    "es": ["¿Dónde se menciona {x}?", "¿Qué dice el texto de {x}?", "Busca el pasaje sobre {x}.", "¿Qué pasaje habla de {x}?"],
    "zh": ["哪里提到{x}？", "关于{x}说了什么？", "找出有关{x}的段落。", "{x}在哪一段？"],
}
JOIN = {"en": [" and ", ", ", " ", " with ", " or ", " and the ", ", the "], "de": [" und ", ", ", " "], "fr": [" et ", ", ", " "],
        "es": [" y ", ", ", " "], "zh": ["、", "和"]}
PHRASE = {
    "en": ['Where does it say "{x}"?', 'Find "{x}".', 'Which passage has the words "{x}"?', '"{x}" - where is that?',
           'Who says "{x}"?', "Where do I find {x}?", "Quote the sentence with {x}.", "Complete the sentence: {x}",
           "How does the sentence go on: {x}"],
    "de": ['Wo steht „{x}“?', "Finde die Worte {x}."], "fr": ["Où lit-on « {x} » ?"], "es": ['¿Dónde dice "{x}"?'], "zh": ["“{x}”在哪里？"],
}
CLOZE = ["Fill the gap: {x}", "Which word is missing: {x}", "What stands in place of ____: {x}", "{x} What is ____?"]
WHO = ["Who {x}?", "Which person {x}?", "Who is it that {x}?"]
WHEN = ["When: {x}?", "In which year or on which day: {x}?", "What is the date or number for {x}?", "How many or how much: {x}?"]
# A sentence with its answer taken out, after one of these, stands in for a question somebody would ask.
ASK = {
    "en": ["Who", "What", "When", "Where", "Which", "How", "Why", "How much", "How many", "How long", "Whom", "Whose", "In which year",
           "What kind of", "How old", "How far", "Why did", "What did", "Where did", "When did", "What was", "Who was", "Where was",
           "What is", "Who is", "With whom", "To whom", "From where", "What does", "Which of them"],
    "de": ["Wer", "Was", "Wann", "Wo", "Wohin", "Welche", "Welcher", "Wie", "Warum", "Wie viel", "Wie lange", "Wen", "Wem", "Womit"],
    "fr": ["Qui", "Que", "Quand", "Où", "Quel", "Quelle", "Comment", "Pourquoi", "Combien", "Qu'est-ce que", "À qui", "De quoi"],
    "es": ["Quién", "Qué", "Cuándo", "Dónde", "Cuál", "Cómo", "Por qué", "Cuánto"],
}
DEFINED = ["Where is {x} defined?", "Show the definition of {x}.", "Find the definition of {x}.", "Which lines define {x}?",
           "Where does {x} come from?", "How is {x} implemented?", "Where is `{x}` declared?", "What does {x} do?", "signature of {x}",
           "Where do I find the declaration of {x}?", "Which file declares {x}?", "Open {x}.", "Where is {x} implemented?",
           "What are the parameters of {x}?", "Show me how {x} is declared."]
USED = ["Where is {x} used?", "Where is {x} called?", "Find a use of {x}.", "Which line uses `{x}`?", "Who calls {x}?", "What makes use of {x}?",
        "Where do we call {x}?", "Which function calls {x}?", "Show a caller of {x}.", "Where does the code invoke {x}?"]
CONCEPT = ["Where {x}?", "Which function {x}?", "Which code {x}?", "What {x}?", "Which class {x}?", "Find the code: {x}", "Where is the code that {x}?",
           "Where do we {x}?", "How does it {x}?", "{x}", "Which method {x}?", "Where is this done: {x}?", "What part {x}?"]

ABOUT = ["What does the contract say about {x}?", "Is there a clause on {x}?", "Find the clause about {x}.", "{x}", "Quote the provision on {x}.",
         "Does the agreement address {x}?", "Show me {x}.", "What are the rules on {x}?", "Which section covers {x}?", "Where is {x} dealt with?",
         "Is anything agreed about {x}?", "What has been agreed on {x}?", "Tell me about {x}.", "How is {x} handled?"]
NAMED = ["In \"{d}\": {q}", "In {d}: {q}", "{q} (in {d})", "According to {d}: {q}", "{d}: {q}", "Look into {d}. {q}"]

# Words that stand for one another when people ask about contracts, in American and British spelling.
SYNONYMS = [line.split(", ") for line in """contract, agreement, document, deal, arrangement
party, side, company, firm
parties, sides, companies, firms
partner, counterparty, other party, other side
partner's, counterparty's, other party's, other side's
license, licence
customer, client, buyer, purchaser
customers, clients, buyers, purchasers
supplier, vendor, seller
third party, outsider, somebody else
third parties, outsiders, others
forbidden, prohibited, banned, ruled out, excluded, not permitted
permitted, allowed, admissible, possible
may, can, is it allowed to
must, has to, is required to, shall
terminate, end, cancel, get out of
terminated, ended, cancelled, stopped
termination, cancellation, ending
ended, over, terminated, expired
renewal, extension, prolongation, another term
renew, continue, be extended, be prolonged
extended, prolonged, renewed, continued
expire, end, run out, lapse
expiration, expiry, end
last, run, continue, stay valid
valid, in effect, binding
in force, effective, binding, valid
begin, start, commence
signed, concluded, executed, entered into
signs, concludes, executes, enters into
date, day
title, name, heading
titled, headed, named
law, legislation, legal system
jurisdiction, state, country
governed, ruled, controlled
staff, employees, personnel, workers
poaching, hiring away, recruiting, soliciting
recruit, hire, employ, solicit
soliciting, approaching, contacting, enticing away
competing, rival, competitive
exclusive, sole
exclusivity, sole rights
transfer, assign, pass on, hand over
transferred, assigned, passed on, handed over
assignment, transfer, handover
consent, approval, permission
purchase, buy, order, take
purchased, bought, ordered, taken
minimum, smallest, lowest
maximum, largest, highest
at the least, as a minimum
at most, as a maximum
amount, sum, quantity
price, fee, charge
prices, fees, charges, rates
paid, owed, remitted
penalty, fine, fixed damages
revenue, income, turnover, proceeds
profits, earnings, gains
percentage, share, portion, cut
commission, percentage, fee
royalty, licence fee, percentage
invention, development, creation
inventions, developments, works, results
owns, has title to, holds
own, have title to, hold
belong, fall, go
ownership, title, property
intellectual property, IP, patents and copyrights
marks, trademarks, brands
reputation, image, good name
disparaging, defaming, speaking ill of
negative, derogatory, bad
merges, is taken over, changes hands, is acquired
takeover, acquisition, merger, sale
ownership changes, it is taken over, control passes
insurance, insurance cover, coverage
carried, maintained, taken out, held
books, records, accounts
records, books, documents, files
examined, inspected, audited, reviewed
inspected, examined, audited, checked
look into, inspect, audit, examine
verify, check, control
warranty, guarantee
warranted, guaranteed, covered
defects, faults, flaws
liable, responsible, answerable
liability, responsibility
limit, cap, ceiling
limited, capped, restricted
unlimited, uncapped, without limit
damages, compensation, losses
claims, suits, demands
contest, challenge, attack, dispute
sue, take to court, bring a claim against
affiliates, group companies, affiliated companies, subsidiaries
perpetual, everlasting, permanent
irrevocable, not revocable
revoked, withdrawn, taken back
duties, obligations
obligations, duties, commitments
notice, warning, announcement
territory, region, area
favorable, favourable, good
better, more favorable, cheaper
enforce, invoke, rely on
copied, used, distributed
months, years, days
what, which
which, what""".split("\n")]


ALIKE = {}                                                        # word: the lines that it stands in
for _line in SYNONYMS:
    for _word in _line:
        ALIKE.setdefault(_word, []).append(_line)
REPLACEABLE = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, ALIKE), key=len, reverse=True)) + r")\b", re.I)


def reword(text, rng, share=0.35):
    """The same question in other words: about `share` of those that have synonyms are replaced"""
    def other(found):
        word = found.group()
        if rng.random() >= share:
            return word
        new = rng.choice(rng.choice(ALIKE[word.lower()]))
        return new[0].upper() + new[1:] if word[0].isupper() else new

    return REPLACEABLE.sub(other, text)


# category: (topics, whole questions)
CLAUSES = {
    "Document Name": (
        ["the title of the document", "the name of the contract", "the heading of this paper", "the agreement's name", "the caption on the first page"],
        ["How is this document titled?", "What sort of contract is this?", "What do the parties call this paper?", "Give the contract's title.",
         "Which kind of agreement am I reading?", "Under which name is the contract known?", "What stands at the top as title?",
         "Is it a lease, a licence or a supply contract?", "By what title is the arrangement designated?", "What type of document was filed?"]),
    "Parties": (
        ["the contracting parties", "the companies that sign", "the two sides of the deal", "the signatories", "the persons or entities bound"],
        ["Who are the contracting companies?", "Between whom was this concluded?", "Who signs?", "Name the two sides.", "Which firms enter into it?",
         "Who is bound by the contract?", "By and between which companies is it?", "Which two companies made the deal?", "Who agreed to this?",
         "Which entities are involved?", "What are the names of the signatories?", "Who are buyer and seller, licensor and licensee?",
         "With whom was it made?"]),
    "Agreement Date": (
        ["the date of signing", "the day it was made", "the contract's date", "the date on the cover", "the execution date"],
        ["When was it signed?", "Which day does the contract bear?", "As of which day was it made and entered into?", "What date is given at the top?",
         "On what day did they sign?", "What is the date of the contract?", "When did the parties enter into it?", "Dated as of when?",
         "In which month and year was it concluded?"]),
    "Effective Date": (
        ["the effective date", "entry into force", "the start of the contract", "the commencement date", "when it takes effect"],
        ["From which day is it in force?", "When does it become effective?", "As of when does it apply?", "On which date do its effects begin?",
         "When does the term commence?", "When does it start?", "From when on is the contract binding?", "On what date does it come into force?",
         "When do the rights and duties begin?", "Which day counts as the effective date?", "As of what date is it operative?"]),
    "Expiration Date": (
        ["the end of the term", "the expiration", "the length of the initial term", "how long it runs", "the duration of the contract",
         "the term of the agreement", "its lifetime"],
        ["How long does the contract last?", "When does the initial term end?", "For how many years is it concluded?", "Until when is it valid?",
         "When will it expire?", "How long does it remain in effect?", "On what date does it run out?", "How many years does the term cover?",
         "When is the contract over if nobody renews it?", "What is the initial period?", "For what period was it made?", "When does it lapse?"]),
    "Renewal Term": (
        ["automatic renewal", "extension of the term", "successive renewal periods", "renewal options", "rollover for another year"],
        ["Is the term extended by itself?", "For how long is it prolonged after the first term?", "Does it renew for additional periods?",
         "Can it be extended, and by how many years?", "What happens once the initial term is over?", "Does it roll over automatically?",
         "Is there an option to renew?", "How long is each renewal period?", "Will it continue for further years unless someone objects?",
         "By how much is the term lengthened each time?"]),
    "Notice Period To Terminate Renewal": (
        ["the notice needed against renewal", "notice of non-renewal", "the deadline for refusing an extension", "notice of intent not to renew",
         "how early one must object to another term"],
        ["How many days before the end must one say no to a renewal?", "By when must a party announce that it will not renew?",
         "How long in advance must non-renewal be notified?", "What written notice prevents the extension?", "How much notice stops it from renewing?",
         "How many days or months before expiry must notice be given not to renew?", "What must be done to keep it from rolling over?",
         "When at the latest can a party decline to extend?"]),
    "Governing Law": (
        ["the governing law", "applicable law", "choice of law", "the law by which it is construed", "the law of the contract", "which state's law controls"],
        ["Under the laws of which state is it interpreted?", "What jurisdiction's law applies?", "Which country's law is decisive?",
         "By whose law is the contract governed and construed?", "What is the applicable law?", "Which law controls disputes over its meaning?",
         "Is it New York, California or English law?", "According to which legal order is it read?", "The courts of which place apply which law?",
         "What law was chosen?"]),
    "Most Favored Nation": (
        ["most favored customer treatment", "terms no worse than those of third parties", "matching better prices given to others",
         "a most favored nation clause", "price parity with other buyers"],
        ["Must better conditions offered to others be passed on?", "Will the customer receive terms at least as favorable as anyone else?",
         "Is lowest-price treatment promised?", "Must the same low price be given that other customers get?",
         "If someone else is offered better terms, does this party get them too?", "Does one side enjoy the best conditions of all?",
         "May anyone else receive a lower price?"]),
    "Competitive Restriction Exception": (
        ["exceptions to the non-compete", "carve-outs from exclusivity", "what stays allowed despite the exclusivity",
         "permitted exceptions to restrictions on competition", "what the exclusive right does not cover"],
        ["What may be done notwithstanding the ban on competition?", "Which activities are excluded from the restriction?",
         "Which customers or products are exempt from exclusivity?", "What remains permitted although competition is banned?",
         "Where does the exclusivity not apply?", "Are some products or customers left out of the restriction?",
         "Except for what is a party barred from competing?"]),
    "Non-Compete": (
        ["non-competition", "the ban on competing", "competing products and businesses", "a restrictive covenant", "a promise not to compete",
         "working for rivals", "competition with the other party"],
        ["Must a party keep out of competing business?", "Is competing prohibited during the term?", "May they sell competing products?",
         "Which rival activities are not permitted?", "Has anyone promised not to engage in a similar business?",
         "May one side go into the same line of business?", "Is a party barred from running a competing business?", "Can they work with competitors?",
         "Must anyone stay out of the other's market?", "Is there any limit on offering similar goods or services?", "For how long may a party not compete?"]),
    "Exclusivity": (
        ["exclusivity", "exclusive rights", "the exclusive territory", "sole supplier or distributor status", "exclusive dealing", "a sole source obligation",
         "who has the exclusive right"],
        ["Does anyone get exclusive rights?", "Are others shut out of the territory?", "Must everything be purchased from one supplier only?",
         "Is one party the sole distributor?", "May the same be granted to third parties as well?", "Is the right exclusive?",
         "Is a party bound to buy only from the other?", "May they work with anyone else for this?", "Can another distributor be appointed?",
         "Is dealing with other suppliers forbidden?", "Are the products reserved for one customer?"]),
    "No-Solicit Of Customers": (
        ["soliciting customers", "luring away clients", "taking away customers", "approaching the other's clients"],
        ["Is it forbidden to solicit customers of the partner?", "May a party contact or divert the partner's clients?",
         "Who must leave whose customers alone?", "May they try to win over the other's customers?", "Must a party keep away from the other's customers?",
         "Is it forbidden to do business with clients of the counterparty?", "Can customers be called on after the end?"]),
    "No-Solicit Of Employees": (
        ["soliciting employees", "poaching of staff", "recruiting the other side's personnel", "hiring the other's employees", "a ban on recruiting staff"],
        ["Is poaching staff forbidden?", "May one recruit people who work for the counterparty?", "Are they allowed to employ each other's personnel?",
         "Is there a promise not to solicit employees?", "May a party hire the other's workers?", "Can employees be lured away?",
         "Is offering a job to the other's staff prohibited?", "Are the parties bound not to engage each other's employees?"]),
    "Non-Disparagement": (
        ["disparagement", "harm to reputation and goodwill", "derogatory statements", "bad-mouthing the other", "criticism in public",
         "protecting the other's good name"],
        ["Are negative statements about the partner forbidden?", "Must they refrain from disparaging each other?",
         "Is damaging the other's image prohibited?", "May one side criticize the other in public?", "Must they avoid saying bad things about one another?",
         "Is anything that brings the partner into disrepute forbidden?", "Can a party make defamatory remarks?"]),
    "Termination For Convenience": (
        ["termination for convenience", "termination without cause", "ending it at any time on notice", "ending the contract without reason",
         "a right to terminate at will"],
        ["Can it be cancelled at will?", "May they terminate at any time upon written notice?", "Is it possible to get out with no breach at all?",
         "Who may terminate for any or no reason?", "How many days' notice end it without cause?", "May either side walk away whenever it wants?",
         "Can it be ended without a breach?", "Is a cause needed to terminate?", "With how much notice can one stop the contract at any time?",
         "Is either party free to cancel by giving notice?"]),
    "Rofr/Rofo/Rofn": (
        ["the right of first refusal", "the right of first offer", "the right of first negotiation", "pre-emption rights", "first refusal on a sale",
         "an option before third parties", "a right to match"],
        ["Who must be offered it first?", "Has a party a first option before others?", "Must a third party's offer be matched?",
         "Is anyone entitled to negotiate first?", "Does a party come first if something is to be sold?",
         "Must one side be given the chance to buy before others?", "Does somebody have priority over third parties?",
         "Who gets the first chance to negotiate?"]),
    "Change Of Control": (
        ["change of control", "a merger or sale of a party", "acquisition of a party by a competitor", "a takeover of one party", "new owners",
         "transfer of a majority of shares"],
        ["What if a party merges or is sold?", "Does a takeover permit termination?", "What are the effects of an acquisition of one side?",
         "Is consent necessary when ownership changes?", "What follows from a sale of all or substantially all assets?",
         "What happens if one of them is bought?", "Can it be terminated if a party gets a new owner?",
         "May the contract end when control over a party changes?", "What if more than half of the shares are sold?", "Does a merger count as an assignment?"]),
    "Anti-Assignment": (
        ["assignment", "transfer of the contract", "consent to assign", "delegating rights and duties", "passing the contract on to another company",
         "the ban on assignment", "successors and assigns"],
        ["May rights be assigned without consent?", "Is prior written consent required for a transfer?",
         "Can a party hand its rights and obligations to a third party?", "Is assigning prohibited?", "Who may assign this, and to whom?",
         "Can it be handed over to a third party?", "Is the contract assignable?", "Does an assignment need approval?", "May a party transfer its rights?",
         "Can duties be delegated to somebody else?", "Is an attempted transfer void?"]),
    "Revenue/Profit Sharing": (
        ["revenue sharing", "royalties", "commissions", "the share of net revenue or profit", "splitting of revenue", "a share in the income",
         "royalty payments", "percentage fees"],
        ["Which percentage of revenue goes to the partner?", "What royalty is payable?", "What commission is paid on sales?", "How are profits split?",
         "What part of net sales must be paid over?", "How much of the proceeds goes to each?", "Do the parties divide the income?",
         "Which royalty rate applies?", "Is a commission owed on revenue?", "What percentage of net sales is due?",
         "Who gets which share of the money earned?"]),
    "Price Restrictions": (
        ["price changes", "limits on prices", "price increases", "how much prices may rise", "price control", "a cap on increases"],
        ["By how much may prices go up?", "Is the seller free to change prices?", "Are prices fixed or capped?", "Can the supplier raise its prices?",
         "Is there a ceiling on price increases?", "How often may the price be adjusted?", "Must prices stay the same for a time?"]),
    "Minimum Commitment": (
        ["the minimum purchase", "minimum quantities", "minimum payments or sales", "guaranteed amounts", "a minimum order", "the least that must be bought",
         "minimum royalties", "quotas"],
        ["What quantity must be ordered at the least?", "Is a minimum volume or fee guaranteed?", "Which amount has to be purchased every year?",
         "How many units must be taken?", "What annual minimum applies?", "How much must be bought each year?",
         "Is there an obligation to purchase some least amount?", "What is the minimum order size?", "Must a minimum be paid or sold?",
         "Which sales targets have to be reached?", "What least sum is guaranteed?"]),
    "Volume Restriction": (
        ["the volume limit", "a maximum quantity", "usage above the limit", "usage limits", "fees above a certain volume", "the largest permitted amount"],
        ["How much may be consumed at most?", "What if the agreed volume is exceeded?", "Is the number of users, copies or units capped?",
         "What is charged for excess usage?", "What happens beyond the agreed amount?", "How many users or copies are allowed?", "Does extra usage cost more?"]),
    "Ip Ownership Assignment": (
        ["ownership of intellectual property", "assignment of inventions", "title to developments and work product", "who owns the results",
         "rights in newly created works", "transfer of patents and copyrights"],
        ["To whom do inventions belong?", "Is work product assigned to the customer?", "Who holds title to what is developed?",
         "Whose property are improvements and new works?", "Are copyrights and patents transferred?", "Who will own what is created?",
         "Does the developer hand over its rights in the work?", "Are the results works made for hire?", "Whom do new inventions belong to?",
         "Does intellectual property pass from one party to the other?", "Who gets the rights in software that is written?"]),
    "Joint Ip Ownership": (
        ["jointly owned intellectual property", "joint inventions", "co-ownership of developments", "joint ownership of intellectual property",
         "patents that belong to both"],
        ["Do both sides own inventions together?", "Which developments are owned jointly?", "Who owns what they create together?",
         "Is anything owned by both together?", "Do they share title to inventions?", "Will the parties be co-owners of the results?",
         "Which patents are jointly held?"]),
    "License Grant": (
        ["the license grant", "the right to use", "licensed trademarks, patents or software", "the licence that is given", "permission to use trademarks",
         "rights granted to the licensee"],
        ["What use does the licensor permit?", "What rights are licensed?", "Does a party get permission to use marks or technology?",
         "What may be used, reproduced or distributed under license?", "Which rights does the licensee receive?", "Is a licence granted?",
         "What is the licensee allowed to do?", "To what does the licensor give a right?", "May the other party use the name, logo or software?",
         "Which use of the technology is licensed?", "What scope has the licence?"]),
    "Non-Transferable License": (
        ["a non-transferable license", "transfer or sublicensing of the license", "whether the licence can be transferred", "sublicensing"],
        ["May the licensee pass its license on?", "Is the license non-transferable or non-assignable?", "Is sublicensing permitted?",
         "May the licensed rights go to third parties?", "Can the licence be given to someone else?", "May sublicences be granted?",
         "Is the licence personal to the licensee?", "Can the licensee assign or sublicense its rights?"]),
    "Affiliate License-Licensor": (
        ["licensed property of the licensor's affiliates", "intellectual property held by affiliates of the licensor",
         "rights owned by companies of the licensor's group", "a licence from the licensor and its affiliates"],
        ["Are rights of the licensor's affiliates licensed too?", "Do affiliates of the licensor also grant the license?",
         "Does the licensor license on behalf of its affiliates?", "Is property of the licensor's subsidiaries part of the licence?",
         "Are patents of the licensor's group included?"]),
    "Affiliate License-Licensee": (
        ["use of the license by affiliates of the licensee", "sublicenses to affiliates", "affiliates of the licensee as users",
         "whether group companies may use the licence"],
        ["Do the licensee's affiliates enjoy the license?", "Is the license extended to affiliates and subsidiaries?",
         "May affiliates also make use of the rights?", "Can companies of the licensee's group use it?",
         "Does the licence also benefit the licensee's affiliates?", "May subsidiaries use what is licensed?", "Can the licence be sublicensed to affiliates?"]),
    "Unlimited/All-You-Can-Eat-License": (
        ["an unlimited license", "an enterprise-wide license without usage limits", "unlimited use", "a licence for any number of users",
         "an all-inclusive licence"],
        ["Can the licensee use it as much as it likes?", "Is usage unrestricted in number?", "Is there no limit on use?", "May any number of copies be made?",
         "Can the whole enterprise use it without further fees?", "Is the licence unlimited in users, sites or volume?"]),
    "Irrevocable Or Perpetual License": (
        ["a perpetual license", "an irrevocable license", "a licence without end", "a licence that cannot be taken back"],
        ["Does the license last forever?", "Can the license be revoked?", "Is the license irrevocable?", "Does a license survive for all time?",
         "Is the licence perpetual?", "Can the licensor take the licence back?", "Does the licence continue indefinitely?", "Is the right granted for good?",
         "Will the licence outlive the contract?"]),
    "Source Code Escrow": (
        ["source code escrow", "deposit of source code", "an escrow of the source code", "access to source code if the vendor fails"],
        ["Is the source code deposited with an escrow agent?", "When is the source code released?", "Must source code be put in escrow?",
         "Under which conditions does the customer get the source code?", "Who keeps a copy of the source code?", "What if the software vendor goes bankrupt?"]),
    "Post-Termination Services": (
        ["duties after termination", "effects of termination", "obligations that survive", "the wind-down period", "what is to be done after the end",
         "transition assistance", "a sell-off period", "survival of provisions"],
        ["What must be returned or paid once it has ended?", "Which obligations continue after expiration?", "What has to be done when the contract is over?",
         "May stock be sold off after the end?", "What help is owed during the transition?", "What do the parties still owe each other after termination?",
         "Must support go on for a while after the end?", "What happens to inventory on termination?", "Do some duties outlast the contract?",
         "Must materials be returned or destroyed at the end?", "Which provisions survive?"]),
    "Audit Rights": (
        ["audit rights", "inspection of books and records", "access to records", "auditing of the accounts", "checking of books", "keeping of records"],
        ["Who may look into the books?", "May records be examined by an accountant?", "Can premises or accounts be inspected?",
         "Must records be kept and shown?", "Is there a right to verify the payments?", "Can one party audit the other?", "May the books be looked at?",
         "Who may check the accounts?", "How often may an audit take place?", "Who pays for an audit that finds a mistake?", "How long must records be kept?"]),
    "Uncapped Liability": (
        ["unlimited liability", "exceptions to the limitation of liability", "breaches to which the cap does not apply", "liability without a ceiling",
         "what the limitation does not cover", "carve-outs from the liability cap"],
        ["For which claims is there no limit of liability?", "What is excluded from the liability cap?",
         "Does the cap not apply to indemnities or confidentiality?", "When is a party liable without limit?", "For what is liability not limited?",
         "Which damages are exempt from the limit?", "Is there full liability in some cases, such as fraud or gross negligence?",
         "To which breaches does the limitation not apply?"]),
    "Cap On Liability": (
        ["the limitation of liability", "the liability cap", "consequential and indirect damages", "the maximum liability", "limits of liability",
         "a ceiling on damages", "the exclusion of indirect damages", "lost profits"],
        ["Up to which amount is a party liable?", "How much can be claimed at most?", "Are indirect or consequential damages ruled out?",
         "Is liability restricted to the fees paid?", "In no event shall a party be liable for what?", "Is liability limited?",
         "What is the most a party can be made to pay?", "Is there a maximum for damages?", "Are lost profits excluded?",
         "Does a time limit apply to claims?", "Is there an upper limit on what can be claimed?"]),
    "Liquidated Damages": (
        ["liquidated damages", "a contractual penalty", "a termination fee", "a lump sum for breach", "fixed compensation", "a break-up fee"],
        ["What penalty is due for a breach or delay?", "Which fixed sum compensates for early termination?", "Is there an agreed amount of damages?",
         "Which sum has to be paid if the contract is broken?", "What does it cost to end it early?", "Is a penalty agreed?",
         "How much is owed for late delivery?"]),
    "Warranty Duration": (
        ["the warranty period", "the duration of the warranty", "defects covered by warranty", "the guarantee period", "how long defects are covered"],
        ["For how many months are defects covered?", "How long is the guarantee?", "Until when are the goods warranted against defects?",
         "For how long is the product guaranteed?", "During which time must defects be repaired?", "When does the warranty run out?",
         "How many months or years does the guarantee cover?"]),
    "Insurance": (
        ["insurance", "insurance coverage and policies", "liability insurance", "the duty to insure", "required insurance policies"],
        ["What insurance must be carried?", "Which policies and amounts of cover have to be maintained?", "Does a party need liability insurance?",
         "Who must be named as additional insured?", "Must a party be insured?", "How much insurance cover is required?",
         "Which kinds of insurance must be kept?", "Who has to take out a policy?", "Must certificates of insurance be shown?"]),
    "Covenant Not To Sue": (
        ["a covenant not to sue", "challenges to ownership or validity", "a release of claims", "a promise not to challenge", "giving up claims",
         "a no-challenge clause"],
        ["Has a party promised not to contest validity or ownership?", "May the licensee attack the marks or patents?", "Is suing the other side excluded?",
         "Is a party forbidden to dispute the other's rights?", "Have they agreed not to sue each other?",
         "May the validity of a patent or mark be questioned?", "Does anyone waive or release claims against the other?",
         "Can ownership of the intellectual property be contested?"]),
    "Third Party Beneficiary": (
        ["third party beneficiaries", "rights of third parties", "persons who are not parties but have rights", "benefits for third parties"],
        ["Can outsiders enforce the contract?", "Does anyone who is not a party benefit from it?", "Who besides the parties may rely on it?",
         "Does a third party have rights under it?", "Can someone who did not sign enforce it?", "Is anybody else entitled to rely on its terms?",
         "Are there third-party beneficiaries?"]),
}
