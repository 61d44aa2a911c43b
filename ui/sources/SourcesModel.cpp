#include "ui/sources/SourcesModel.h"

#include "ui/widgets/Format.h"

#include <QIODevice>
#include <QMimeData>

#include <algorithm>

namespace quire {

namespace {
const QString dragType = QStringLiteral("application/x-quire-source");
} // namespace

struct SourcesModel::Node
{
    QString name;
    int entry = -1; ///< of Sources::entries(); -1 for a folder
    Node* parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    Node* folder(const QString& folderName)
    {
        for (const auto& child : children)
            if (child->entry < 0 && child->name == folderName)
                return child.get();
        return add(folderName, -1);
    }
    Node* add(const QString& childName, int index)
    {
        children.push_back(std::make_unique<Node>());
        Node* child = children.back().get();
        child->name = childName;
        child->entry = index;
        child->parent = this;
        return child;
    }
    int row() const
    {
        const auto& siblings = parent->children;
        return int(
            std::find_if(siblings.begin(), siblings.end(), [this](auto& s) { return s.get() == this; }) -
            siblings.begin());
    }
    template <typename Visit>
    void visit(const Visit& visitor) const
    {
        if (entry >= 0)
            visitor(entry);
        for (const auto& child : children)
            child->visit(visitor);
    }
};

SourcesModel::SourcesModel(Sources& sources, QObject* parent)
    : QAbstractItemModel(parent), m_sources(sources), m_root(std::make_unique<Node>())
{
    connect(&sources, &Sources::changed, this, [this] {
        if (isSameTree()) { // whoever stands in it stays where they are
            Q_EMIT layoutAboutToBeChanged();
            Q_EMIT layoutChanged();
            return;
        }
        beginResetModel();
        rebuild();
        endResetModel();
    });
    connect(&sources, &Sources::entryChanged, this, [this](int index) {
        if (index < m_sources.entries().size())
            for (QModelIndex at = indexOf(m_sources.entries()[index].record.id); at.isValid();
                 at = at.parent())
                Q_EMIT dataChanged(at, at);
    });
    rebuild();
}

SourcesModel::~SourcesModel() = default;

bool SourcesModel::isSameTree() const
{
    const QList<SourceEntry>& entries = m_sources.entries();
    return std::equal(entries.begin(), entries.end(), m_leaves.begin(), m_leaves.end(),
                      [](const SourceEntry& entry, const Leaf& leaf) {
                          return entry.record.id == leaf.first && entry.record.name == leaf.second;
                      });
}

void SourcesModel::rebuild()
{
    m_leaves.clear();
    for (const SourceEntry& entry : m_sources.entries())
        m_leaves.append({entry.record.id, entry.record.name});
    m_root = std::make_unique<Node>();
    const QList<SourceEntry>& entries = m_sources.entries();
    for (int i = 0; i < entries.size(); ++i) {
        const QStringList path = entries[i].record.name.split(u'/');
        Node* at = m_root.get();
        for (int part = 0; part + 1 < path.size(); ++part)
            at = at->folder(path[part]);
        at->add(path.last(), i);
    }
}

SourcesModel::Node* SourcesModel::node(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex SourcesModel::indexFor(Node* node) const
{
    return node && node->parent ? createIndex(node->row(), 0, node) : QModelIndex();
}

QModelIndex SourcesModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* above = node(parent);
    if (row < 0 || column != 0 || row >= int(above->children.size()))
        return {};
    return createIndex(row, 0, above->children[std::size_t(row)].get());
}

QModelIndex SourcesModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexFor(node(index)->parent) : QModelIndex();
}

int SourcesModel::rowCount(const QModelIndex& parent) const
{
    return int(node(parent)->children.size());
}

const SourceEntry* SourcesModel::entry(const Node* node) const
{
    const QList<SourceEntry>& entries = m_sources.entries();
    return node->entry >= 0 && node->entry < entries.size() ? &entries[node->entry] : nullptr;
}

Qt::CheckState SourcesModel::checkState(const Node* node) const
{
    int on = 0, all = 0;
    node->visit([&](int index) {
        ++all;
        on += m_sources.entries().at(index).record.included;
    });
    return on == 0 ? Qt::Unchecked : on == all ? Qt::Checked : Qt::PartiallyChecked;
}

/// What becomes of its pictures of text.
QString SourcesModel::recognition(const SourceEntry& entry) const
{
    const Recognition::Task* task = m_sources.recognition().of(entry.record.id);
    if (!task)
        return {};
    switch (task->state) {
    case Recognition::State::Waiting:
        return tr("The text of its pictures will be recognised.");
    case Recognition::State::Running:
        return tr("Recognising text: page %1 of %2")
            .arg(std::min(task->done + 1, task->pages))
            .arg(task->pages);
    case Recognition::State::Done:
        return tr("The text of %n pages was recognised and can be used.", nullptr,
                  task->document.recognisedPages());
    case Recognition::State::Stopped:
        return tr("Recognising text was stopped.");
    case Recognition::State::Failed:
        return tr("Recognising text did not work: %1").arg(task->failure);
    }
    return {};
}

QString SourcesModel::detail(const SourceEntry& entry) const
{
    if (entry.state == SourceEntry::State::Failed)
        return entry.failure;
    if (entry.missing)
        return tr("The file is no longer where it was: %1").arg(entry.record.path);
    if (entry.stale)
        return tr("The file has changed since it was read. Read it again from its menu.");
    if (entry.changed)
        return tr("The file says something else than when earlier answers quoted it.");
    if (entry.document.isNull())
        return {};
    QStringList lines;
    if (const QString text = recognition(entry); !text.isEmpty())
        lines.append(text);
    const QList<CoverageNote> notes = entry.document.notes();
    for (const CoverageNote& note : notes.mid(0, 12))
        lines.append(note.unit + QStringLiteral(": ") + note.what +
                     (note.reason.isEmpty() ? QString() : QStringLiteral(" – ") + note.reason));
    if (notes.size() > 12)
        lines.append(tr("… and %n more", nullptr, int(notes.size()) - 12));
    return lines.join(u'\n');
}

QVariant SourcesModel::data(const QModelIndex& index, int role) const
{
    const Node* at = node(index);
    const SourceEntry* source = entry(at);
    switch (role) {
    case Qt::DisplayRole:
        return at->name;
    case Qt::CheckStateRole:
        return checkState(at);
    case Qt::ToolTipRole:
        if (source)
            return source->record.name +
                   (detail(*source).isEmpty() ? QString() : QStringLiteral("\n") + detail(*source));
        return at->name;
    case Qt::AccessibleTextRole:
        return at->name + QStringLiteral(", ") + format::tokens(data(index, TokensRole).toLongLong());
    case IdRole:
        return source ? source->record.id : 0;
    case TokensRole: {
        qint64 tokens = 0;
        at->visit([&](int i) { tokens += m_sources.entries().at(i).record.tokens; });
        return tokens;
    }
    case DetailRole:
        return source ? detail(*source) : QString();
    case IconRole:
        if (!source)
            return QStringLiteral("folder");
        if (!source->document.isNull() && source->document.form() == SourceDocument::Form::Code)
            return QStringLiteral("code");
        if (!source->document.isNull() && source->document.form() == SourceDocument::Form::Pages)
            return QStringLiteral("page");
        return QStringLiteral("file");
    case ColourIndexRole:
        return at->entry;
    case FailedRole:
        return source && (source->state == SourceEntry::State::Failed || source->missing);
    case WarningRole:
        return source && (source->state == SourceEntry::State::Failed || source->changed || source->stale ||
                          source->missing || (!source->document.isNull() && !source->document.isComplete()));
    case WaitingRole:
        return source && source->state == SourceEntry::State::Waiting ? source->percent : -1;
    default:
        return {};
    }
}

bool SourcesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole)
        return false;
    for (const qint64 id : documents(index))
        m_sources.setIncluded(id, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags SourcesModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable;
    if (index.isValid() && !index.parent().isValid())
        flags |= Qt::ItemIsDragEnabled;
    return index.isValid() ? flags : flags | Qt::ItemIsDropEnabled;
}

QList<qint64> SourcesModel::documents(const QModelIndex& index) const
{
    QList<qint64> ids;
    node(index)->visit([&](int i) { ids.append(m_sources.entries().at(i).record.id); });
    return ids;
}

QModelIndex SourcesModel::indexOf(qint64 id) const
{
    std::vector<Node*> open{m_root.get()};
    while (!open.empty()) {
        Node* at = open.back();
        open.pop_back();
        const SourceEntry* source = entry(at);
        if (source && source->record.id == id)
            return indexFor(at);
        for (const auto& child : at->children)
            open.push_back(child.get());
    }
    return {};
}

QStringList SourcesModel::mimeTypes() const
{
    return {dragType};
}

QMimeData* SourcesModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(dragType, QByteArray::number(indexes.first().row()));
    return data;
}

bool SourcesModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int,
                                const QModelIndex& parent)
{
    const QModelIndex dragged = index(data->data(dragType).toInt(), 0);
    if (parent.isValid() || !dragged.isValid())
        return false;
    // Documents of a folder stay together.
    const QModelIndex before = index(row < 0 ? rowCount() : row, 0);
    int to = int(m_sources.entries().size());
    if (before.isValid())
        to = m_sources.find(documents(before).constFirst())->record.position;
    m_sources.move(documents(dragged), to);
    return true;
}

} // namespace quire
