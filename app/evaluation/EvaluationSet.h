#pragma once

#include "app/evaluation/Metrics.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace quire {

/// A question and the places that answer it. Without gold there is no answer, and declining is right.
struct EvaluationQuestion
{
    QString document;
    QString question;
    QString haystackQuestion;    ///< also names the document; the question itself where the set has none
    std::vector<CharSpan> golds; ///< alternatives, in characters of the document
    QString kind;                ///< of the question; empty where the set has no kinds
    std::optional<QString> answer;
};

/// A file of questions (JSON Lines) and the documents they are about.
///
/// Rows: {doc, question, haystack_question?, gold: [...], kind?, answer?}. Gold of text documents is
/// {start, end, text} in bytes of the UTF-8 file; of code it is {path, lines, signature: [first, last]},
/// lines from 1, within the file `path` of a repository. A repository is one document: its files, each under
/// a line
/// "=== path ===".
class EvaluationSet
{
public:
    /// `folders`: the first holds the documents of the questions (NAME.txt files, or .jsonl files with rows
    /// {repo, path, text}), all others text to fill haystacks. None: the folder beside the set that is named
    /// as the set up to its first "_". Throws AppError(InputUnusable).
    EvaluationSet(const QString& file, QStringList folders);

    const QString& name() const { return m_name; } ///< "books" of ".../books_dev.jsonl"
    const std::vector<EvaluationQuestion>& questions() const { return m_questions; }
    /// Documents of the questions, by name.
    const std::map<QString, std::u32string>& documents() const { return m_documents; }
    /// Further texts, by name: only to fill haystacks.
    const std::map<QString, std::u32string>& others() const { return m_others; }
    const std::u32string& text(const QString& document) const;

private:
    struct Files; ///< character offset of each file's first line, by path, of each repository
    void readFolder(const QString& folder, std::map<QString, std::u32string>& into, Files& files) const;
    EvaluationQuestion readQuestion(const QByteArray& line, const Files& files) const;

    QString m_name;
    QString m_file;
    std::vector<EvaluationQuestion> m_questions;
    std::map<QString, std::u32string> m_documents, m_others;
};

} // namespace quire
