#include "app/evaluation/EvaluationSet.h"

#include "app/AppError.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace quire {

namespace {

[[noreturn]] void unusable(const QString& what)
{
    throw AppError(AppErrorCode::InputUnusable, what);
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        unusable(QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    return file.readAll();
}

qint64 charactersBefore(const QByteArray& utf8, qint64 offset)
{
    return std::count_if(utf8.begin(), utf8.begin() + std::min<qint64>(offset, utf8.size()),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

/// Where line `line` (from 1) begins, counted from the line that begins at `from`; -1 beyond the text.
qint64 lineBegin(const std::u32string& text, qint64 from, qint64 line)
{
    std::size_t at = std::size_t(from);
    for (; line > 1; --line) {
        at = text.find(U'\n', at);
        if (at == std::u32string::npos)
            return -1;
        ++at;
    }
    return qint64(at);
}

} // namespace

struct EvaluationSet::Files
{
    std::map<QString, std::map<QString, qint64>> begins;
};

EvaluationSet::EvaluationSet(const QString& file, QStringList folders)
    : m_name(QFileInfo(file).completeBaseName().section(u'_', 0, 0)), m_file(file)
{
    const QByteArray rows = bytesOf(file);
    if (folders.isEmpty())
        folders.push_back(QFileInfo(file).dir().filePath(m_name));
    Files files;
    for (qsizetype i = 0; i < folders.size(); ++i)
        readFolder(folders[i], i == 0 ? m_documents : m_others, files);
    for (const auto& [name, text] : m_documents)
        m_others.erase(name);
    for (const QByteArray& line : rows.split('\n'))
        if (!line.trimmed().isEmpty())
            m_questions.push_back(readQuestion(line, files));
}

const std::u32string& EvaluationSet::text(const QString& document) const
{
    const auto own = m_documents.find(document);
    return own != m_documents.end() ? own->second : m_others.at(document);
}

void EvaluationSet::readFolder(const QString& folder, std::map<QString, std::u32string>& into,
                               Files& files) const
{
    const QDir dir(folder);
    if (!dir.exists())
        unusable(QStringLiteral("There is no folder %1; --documents names the one with the documents of %2.")
                     .arg(folder, m_file));
    for (const QString& name : dir.entryList({"*.txt"}, QDir::Files, QDir::Name))
        if (name != QStringLiteral("README.txt"))
            into[name] = QString::fromUtf8(bytesOf(dir.filePath(name))).toStdU32String();
    for (const QString& name : dir.entryList({"*.jsonl"}, QDir::Files, QDir::Name))
        for (const QByteArray& line : bytesOf(dir.filePath(name)).split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            if (!row.contains("repo"))
                continue;
            const QString path = row["path"].toString();
            std::u32string& text = into[row["repo"].toString()];
            text += QStringLiteral("=== %1 ===\n").arg(path).toStdU32String();
            files.begins[row["repo"].toString()][path] = qint64(text.size());
            std::u32string body = row["text"].toString().toStdU32String();
            while (!body.empty() && body.back() == U'\n')
                body.pop_back();
            text += body + U"\n\n";
        }
}

EvaluationQuestion EvaluationSet::readQuestion(const QByteArray& line, const Files& files) const
{
    const QJsonObject row = QJsonDocument::fromJson(line).object();
    EvaluationQuestion q;
    q.document = row["doc"].toString();
    q.question = row["question"].toString();
    q.haystackQuestion = row["haystack_question"].toString(q.question);
    q.kind = row["kind"].toString();
    if (row["answer"].isString())
        q.answer = row["answer"].toString();
    const auto found = m_documents.find(q.document);
    if (found == m_documents.end() || q.question.isEmpty())
        unusable(
            QStringLiteral("%1 asks about '%2', which is not among the documents.").arg(m_file, q.document));
    const std::u32string& text = found->second;
    std::optional<QByteArray> utf8;
    for (const QJsonValue& value : row["gold"].toArray()) {
        const QJsonObject gold = value.toObject();
        CharSpan span;
        if (gold.contains("path")) {
            const auto& begins = files.begins.at(q.document);
            const auto begin = begins.find(gold["path"].toString());
            const QJsonArray lines = gold["signature"].toArray();
            if (begin == begins.end())
                unusable(QStringLiteral("%1 has no file %2.").arg(q.document, gold["path"].toString()));
            span.begin = lineBegin(text, begin->second, lines.at(0).toInteger());
            span.end = lineBegin(text, begin->second, lines.at(1).toInteger() + 1) - 1;
            while (span.begin >= 0 && span.begin < span.end &&
                   (text[std::size_t(span.begin)] == U' ' || text[std::size_t(span.begin)] == U'\t'))
                ++span.begin;
        } else {
            if (!utf8)
                utf8 = QString::fromStdU32String(text).toUtf8();
            span.begin = charactersBefore(*utf8, gold["start"].toInteger());
            span.end = charactersBefore(*utf8, gold["end"].toInteger());
        }
        if (span.begin < 0 || span.end <= span.begin || span.end > qint64(text.size()))
            unusable(QStringLiteral("A gold span of '%1' lies outside %2.").arg(q.question, q.document));
        q.golds.push_back(span);
    }
    return q;
}

} // namespace quire
