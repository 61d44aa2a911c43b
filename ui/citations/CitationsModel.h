#pragma once

#include "app/desk/Desk.h"

#include <QAbstractListModel>

namespace quire {

/// Every citation of the conversation, in its order, or those of one verdict.
class CitationsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role
    {
        VerdictRole = Qt::UserRole,
        PlaceRole,
        QuestionRole,
        TurnRole,
    };

    explicit CitationsModel(const Desk& desk, QObject* parent = nullptr);

    void showOnly(std::optional<Verdict> verdict);
    int count(Verdict verdict) const;
    int total() const { return int(m_all.size()); }
    const CitationRecord& citation(const QModelIndex& index) const { return m_rows.at(index.row()).citation; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row
    {
        CitationRecord citation;
        QString question;
        qint64 turn = 0;
    };

    void rebuild();

    const Desk& m_desk;
    std::optional<Verdict> m_only;
    QList<Row> m_all;
    QList<Row> m_rows;
};

} // namespace quire
