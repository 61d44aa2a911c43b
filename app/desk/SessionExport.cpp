#include "app/desk/SessionExport.h"

#include "app/AnswerParser.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace quire {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("quire::SessionExport", text);
}

QString quoteMarkdown(const CitationRecord& citation)
{
    const QString words = (citation.source.isEmpty() ? citation.words : citation.source).simplified();
    const QString place = citation.place.isEmpty()
                              ? say(QT_TRANSLATE_NOOP("quire::SessionExport", "not found in the documents"))
                              : citation.place + QStringLiteral(", ") + verdictName(citation.verdict);
    return QStringLiteral("\n> %1\n>\n> — %2\n\n").arg(words, place);
}

std::vector<AnswerPiece> piecesOf(const QString& answer)
{
    AnswerParser parser;
    std::vector<AnswerPiece> pieces = parser.feed(answer);
    for (AnswerPiece& piece : parser.finish())
        pieces.push_back(std::move(piece));
    return pieces;
}

QString noteMarkdown(const NoteRecord& note)
{
    QString text = QStringLiteral("- ") + note.text.simplified();
    if (!note.words.isEmpty())
        text += QStringLiteral(" (“%1”, %2)").arg(note.words.simplified(), note.place);
    return text + u'\n';
}

QJsonObject toJson(const CitationRecord& c)
{
    return {{QStringLiteral("document"), c.label},
            {QStringLiteral("mark"), c.mark},
            {QStringLiteral("words"), c.words},
            {QStringLiteral("source"), c.source},
            {QStringLiteral("place"), c.place},
            {QStringLiteral("verdict"), verdictName(c.verdict)},
            {QStringLiteral("reference"), c.reference},
            {QStringLiteral("begin"), c.begin},
            {QStringLiteral("end"), c.end}};
}

} // namespace

QString answerText(const TurnRecord& turn)
{
    QString text;
    int ordinal = 0;
    for (const AnswerPiece& piece : piecesOf(turn.answer)) {
        if (piece.kind == AnswerPiece::Kind::Prose) {
            text += piece.text;
            continue;
        }
        const CitationRecord citation = turn.citations.value(ordinal++);
        if (piece.kind == AnswerPiece::Kind::Quote)
            text += QStringLiteral("“%1”\n").arg(
                (citation.source.isEmpty() ? piece.quote.words : citation.source).simplified());
    }
    return text.trimmed() + u'\n';
}

QString answerMarkdown(const TurnRecord& turn)
{
    QString text;
    int ordinal = 0;
    for (const AnswerPiece& piece : piecesOf(turn.answer)) {
        const CitationRecord citation =
            piece.kind == AnswerPiece::Kind::Prose ? CitationRecord() : turn.citations.value(ordinal++);
        if (piece.kind == AnswerPiece::Kind::Quote)
            text += quoteMarkdown(citation);
        else
            text += piece.text;
    }
    return text.trimmed() + u'\n';
}

QString exportMarkdown(const SessionContent& content)
{
    QString text = QStringLiteral("# %1\n\n").arg(content.session.title);
    if (!content.documents.isEmpty())
        text += QStringLiteral("## %1\n\n").arg(say(QT_TRANSLATE_NOOP("quire::SessionExport", "Sources")));
    for (const DocumentRecord& document : content.documents)
        text += QStringLiteral("- %1: %2\n").arg(document.label, document.name);
    for (const TurnRecord& turn : content.turns)
        text += QStringLiteral("\n## %1\n\n%2").arg(turn.question.simplified(), answerMarkdown(turn));
    if (!content.notes.isEmpty())
        text += QStringLiteral("\n## %1\n\n").arg(say(QT_TRANSLATE_NOOP("quire::SessionExport", "Notes")));
    for (const NoteRecord& note : content.notes)
        text += noteMarkdown(note);
    return text;
}

QByteArray exportJson(const SessionContent& content)
{
    QJsonArray documents, turns;
    for (const DocumentRecord& d : content.documents)
        documents.append(QJsonObject{{QStringLiteral("label"), d.label},
                                     {QStringLiteral("name"), d.name},
                                     {QStringLiteral("path"), d.path},
                                     {QStringLiteral("tokens"), d.tokens}});
    for (const TurnRecord& t : content.turns) {
        QJsonArray citations;
        for (const CitationRecord& citation : t.citations)
            citations.append(toJson(citation));
        turns.append(QJsonObject{{QStringLiteral("question"), t.question},
                                 {QStringLiteral("thinking"), t.thinking},
                                 {QStringLiteral("answer"), t.answer},
                                 {QStringLiteral("model"), t.modelName},
                                 {QStringLiteral("effort"), t.mode.effort},
                                 {QStringLiteral("asked"), t.asked.toString(Qt::ISODate)},
                                 {QStringLiteral("citations"), citations}});
    }
    QJsonArray notes;
    for (const NoteRecord& n : content.notes)
        notes.append(QJsonObject{{QStringLiteral("text"), n.text},
                                 {QStringLiteral("document"), n.label},
                                 {QStringLiteral("words"), n.words},
                                 {QStringLiteral("place"), n.place}});
    const QJsonObject root{{QStringLiteral("title"), content.session.title},
                           {QStringLiteral("created"), content.session.created.toString(Qt::ISODate)},
                           {QStringLiteral("documents"), documents},
                           {QStringLiteral("turns"), turns},
                           {QStringLiteral("notes"), notes}};
    return QJsonDocument(root).toJson();
}

QString exportFileName(const QString& title)
{
    static const QRegularExpression unfit(QStringLiteral("[/\\\\:*?\"<>|\\x00-\\x1f]"));
    QString name = QString(title).replace(unfit, QStringLiteral(" ")).simplified().left(80);
    while (name.endsWith(u'.') || name.endsWith(u'…'))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("session") : name;
}

} // namespace quire
