#pragma once

#include "app/library/Library.h"

#include <QFile>
#include <QFileInfo>

namespace quire::test {

/// Where a text's word `n` begins, from 0.
inline qsizetype startOfWord(const QByteArray& text, int n)
{
    qsizetype at = 0;
    for (; n > 0 && at >= 0; --n)
        at = text.indexOf(' ', at) + 1;
    return at;
}

/// A library with one session that was talked about already: no engine is needed to look at it.
inline SessionContent keepTalk(Library& library, const QString& path, int turns)
{
    SessionContent content;
    content.session.id = newId();
    content.session.title = QStringLiteral("The ferry");
    content.session.created = content.session.used = QDateTime::currentDateTime();
    library.save(content.session);
    DocumentRecord document;
    document.id = newId() + 1;
    document.session = content.session.id;
    document.label = QStringLiteral("A");
    document.name = QFileInfo(path).fileName();
    document.path = path;
    document.tokens = 200;
    document.modified = QFileInfo(path).lastModified();
    library.save(document);
    QFile file(path);
    const QByteArray text = file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    qint64 parent = 0;
    for (int i = 0; i < turns; ++i) {
        TurnRecord turn;
        turn.id = newId() + 100 + i;
        turn.session = content.session.id;
        turn.parent = parent;
        turn.asked = QDateTime::currentDateTime();
        turn.question = QStringLiteral("Where are bicycles carried, question %1?").arg(i + 1);
        turn.answer = QStringLiteral("Here it is:\n\n> [A1] The ferry\n\nNumber %1 of them.").arg(i + 1);
        turn.state = TurnState::Done;
        CitationRecord citation;
        citation.label = QStringLiteral("A");
        citation.mark = QStringLiteral("A1");
        citation.place = document.name + QStringLiteral(", line 1");
        citation.verdict = i % 2 ? Verdict::NotFound : Verdict::Verified;
        citation.begin = startOfWord(text, i);
        citation.end = citation.begin + 9;
        citation.words = citation.source = QString::fromUtf8(text.mid(citation.begin, 9));
        turn.citations = {citation};
        library.save(turn);
        parent = turn.id;
    }
    content.session.leaf = parent;
    library.save(content.session);
    library.flush();
    return content;
}

} // namespace quire::test
