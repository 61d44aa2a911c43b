#pragma once

#include "app/desk/Sources.h"

#include <QAbstractItemModel>

#include <memory>

namespace quire {

/// The sources of the session as a tree: files stand under the folders of their names.
class SourcesModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role
    {
        IdRole = Qt::UserRole, ///< 0 for a folder
        TokensRole,
        DetailRole,
        IconRole,
        ColourIndexRole, ///< -1 for a folder
        FailedRole,      ///< there is nothing of it to read
        WarningRole,     ///< there is, but not all, or not of today; or nothing
        WaitingRole,
    };

    explicit SourcesModel(Sources& sources, QObject* parent = nullptr);
    ~SourcesModel() override;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex&) const override { return 1; }
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// The documents at or under an index.
    QList<qint64> documents(const QModelIndex& index) const;
    QModelIndex indexOf(qint64 id) const;

    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

private:
    struct Node;

    Node* node(const QModelIndex& index) const;
    QModelIndex indexFor(Node* node) const;
    bool isSameTree() const;
    void rebuild();
    const SourceEntry* entry(const Node* node) const;
    Qt::CheckState checkState(const Node* node) const;
    QString detail(const SourceEntry& entry) const;
    QString recognition(const SourceEntry& entry) const;

    Sources& m_sources;
    std::unique_ptr<Node> m_root;
    using Leaf = std::pair<qint64, QString>; ///< id, name
    QList<Leaf> m_leaves;                    ///< of which the tree was built
};

} // namespace quire
