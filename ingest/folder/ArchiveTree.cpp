#include "ingest/folder/ArchiveTree.h"

#include "ingest/IngestError.h"
#include "ingest/folder/TarArchive.h"
#include "ingest/folder/ZipArchive.h"

#include <QCoreApplication>

namespace quire {

namespace {

/// "./a//b\c" → "a/b/c"; empty for a name that leads out.
QByteArray insidePath(const QByteArray& name)
{
    if (name.startsWith('/') || (name.size() > 1 && name[1] == ':'))
        return {};
    QByteArrayList parts;
    for (const QByteArray& part : QByteArray(name).replace('\\', '/').split('/')) {
        if (part == "..")
            return {};
        if (!part.isEmpty() && part != ".")
            parts << part;
    }
    return parts.join('/');
}

} // namespace

ArchiveTree::ArchiveTree(const QString& path, const std::vector<Member>& members, Unpack unpack)
    : m_path(path), m_unpack(std::move(unpack))
{
    m_folders[{}];
    for (size_t i = 0; i < members.size(); ++i) {
        const Member& member = members[i];
        const QByteArray inside = insidePath(member.path);
        if (inside.isEmpty()) {
            if (!member.path.isEmpty() && member.path != "./" && member.path != ".")
                add({}, {QByteArray(member.path).replace('/', "\xE2\x88\x95"), Type::Other, member.size});
            continue;
        }
        const qsizetype slash = inside.lastIndexOf('/');
        const QByteArray folder = slash < 0 ? QByteArray() : inside.first(slash);
        add(folder, {inside.sliced(slash + 1), member.type, member.size});
        if (member.type == Type::File)
            m_members[inside] = i;
    }
}

void ArchiveTree::add(const QByteArray& folder, const Entry& entry)
{
    // Parents need not be listed themselves.
    for (QByteArray at = folder; !at.isEmpty();) {
        const qsizetype slash = at.lastIndexOf('/');
        const QByteArray parent = slash < 0 ? QByteArray() : at.first(slash);
        const QByteArray name = at.sliced(slash + 1);
        m_folders[parent].insert_or_assign(name, Entry{name, Type::Folder, 0});
        at = parent;
    }
    auto& entries = m_folders[folder];
    const auto known = entries.find(entry.name);
    if (known == entries.end() || known->second.type != Type::Folder)
        entries.insert_or_assign(entry.name, entry);
}

std::vector<FileTree::Entry> ArchiveTree::list(const QByteArray& folder) const
{
    std::vector<Entry> entries;
    const auto found = m_folders.find(folder);
    if (found != m_folders.end())
        for (const auto& [name, entry] : found->second)
            entries.push_back(entry);
    return entries;
}

size_t ArchiveTree::find(const QByteArray& path) const
{
    const auto found = m_members.find(path);
    if (found == m_members.end())
        throw IngestError(IngestErrorCode::FileUnreadable,
                          QCoreApplication::translate("quire::ArchiveTree", "%1 has no %2 in it.")
                              .arg(m_path, QString::fromUtf8(path)));
    return found->second;
}

QByteArray ArchiveTree::read(const QByteArray& path, qint64 limit) const
{
    const std::lock_guard lock(m_mutex);
    return m_unpack(find(path), limit, true);
}

Source ArchiveTree::source(const QByteArray& path, const QString& name, qint64 limit) const
{
    const std::lock_guard lock(m_mutex);
    return Source::memory(name, m_unpack(find(path), limit, false), m_path + u'/' + QString::fromUtf8(path));
}

bool mayBeArchive(const Source& source)
{
    return ZipArchive::matches(source) || TarArchive::matches(source);
}

std::optional<ArchiveContents> openArchiveContents(const Source& source, qint64 budget)
{
    ArchiveContents contents;
    if (ZipArchive::matches(source)) {
        const auto zip = std::make_shared<ZipArchive>(source, budget);
        for (const ZipArchive::Entry& entry : zip->entries())
            contents.members.push_back({entry.name, entry.size,
                                        entry.isLink               ? FileTree::Type::Link
                                        : entry.name.endsWith('/') ? FileTree::Type::Folder
                                                                   : FileTree::Type::File});
        contents.unpack = [zip](size_t i, qint64 limit, bool cut) {
            const QByteArray& name = zip->entries()[i].name;
            return cut ? zip->readHead(name, limit) : zip->read(name, limit);
        };
        return contents;
    }
    if (!TarArchive::matches(source))
        return std::nullopt;
    const auto tar = std::make_shared<TarArchive>(source, budget);
    for (const TarArchive::Entry& entry : tar->entries())
        contents.members.push_back({entry.name, entry.size, entry.type});
    contents.unpack = [tar](size_t i, qint64 limit, bool cut) { return tar->read(i, limit, cut); };
    return contents;
}

std::unique_ptr<FileTree> openArchive(const Source& source, qint64 budget)
{
    auto contents = openArchiveContents(source, budget);
    if (!contents)
        return nullptr;
    return std::make_unique<ArchiveTree>(source.path(), contents->members, std::move(contents->unpack));
}

} // namespace quire
