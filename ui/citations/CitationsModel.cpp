#include "ui/citations/CitationsModel.h"

#include "ui/conversation/CitationText.h"

namespace quire {

CitationsModel::CitationsModel(const Desk& desk, QObject* parent) : QAbstractListModel(parent), m_desk(desk)
{
    connect(&desk, &Desk::turnsReset, this, &CitationsModel::rebuild);
    connect(&desk, &Desk::answerFinished, this, &CitationsModel::rebuild);
    rebuild();
}

void CitationsModel::rebuild()
{
    beginResetModel();
    m_all.clear();
    for (const TurnRecord& turn : m_desk.turns())
        for (const CitationRecord& citation : turn.citations)
            m_all.append({citation, turn.question, turn.id});
    m_rows.clear();
    for (const Row& row : std::as_const(m_all))
        if (!m_only || row.citation.verdict == *m_only)
            m_rows.append(row);
    endResetModel();
}

void CitationsModel::showOnly(std::optional<Verdict> verdict)
{
    m_only = verdict;
    rebuild();
}

int CitationsModel::count(Verdict verdict) const
{
    return int(std::count_if(m_all.begin(), m_all.end(),
                             [&](const Row& row) { return row.citation.verdict == verdict; }));
}

int CitationsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant CitationsModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: {
        const QString words =
            (row.citation.source.isEmpty() ? row.citation.words : row.citation.source).simplified();
        return words.isEmpty() ? row.citation.mark : words;
    }
    case Qt::ToolTipRole:
        return citationToolTip(row.citation);
    case Qt::AccessibleTextRole:
        return verdictText(row.citation.verdict) + QStringLiteral(". ") +
               data(index, Qt::DisplayRole).toString() + QStringLiteral(". ") + row.citation.place;
    case VerdictRole:
        return int(row.citation.verdict);
    case PlaceRole:
        return row.citation.place.isEmpty() ? verdictText(row.citation.verdict) : row.citation.place;
    case QuestionRole:
        return row.question;
    case TurnRole:
        return row.turn;
    default:
        return {};
    }
}

} // namespace quire
