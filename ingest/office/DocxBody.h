#pragma once

#include "ingest/flow/TextFlow.h"
#include "ingest/office/DocxStyles.h"
#include "ingest/office/Numbering.h"

#include <functional>
#include <vector>

namespace quire {

/// Writes the paragraphs and tables of a WordprocessingML part into a flow.
class DocxBody
{
public:
    DocxBody(TextFlow& flow, const DocxStyles& styles, Numbering& numbering, std::function<void()> check)
        : m_flow(flow), m_styles(styles), m_numbering(numbering), m_check(std::move(check))
    {
    }

    void write(const pugi::xml_node& body) { blocks(body, 0); }
    /// As write(), with a label before the first text: a note's number.
    void writeNote(const QByteArray& label, const pugi::xml_node& note);

    qint64 deletions() const { return m_deletions; }
    qint64 insertions() const { return m_insertions; }
    qint64 pictures() const { return m_pictures; }
    /// Something was nested so deeply that it was left out.
    bool isTooDeep() const { return m_tooDeep; }

private:
    void blocks(const pugi::xml_node& parent, int depth);
    void paragraph(const pugi::xml_node& node, int depth);
    void table(const pugi::xml_node& node, int depth);
    void runs(const pugi::xml_node& parent, int depth);
    void runPart(const pugi::xml_node& node, int depth);
    QByteArray labelOf(const pugi::xml_node& properties, const DocxStyles::Style& style,
                       const QByteArray& styleId, int& level);
    QString clauseNumber(const QByteArray& label, int level);

    TextFlow& m_flow;
    const DocxStyles& m_styles;
    Numbering& m_numbering;
    std::function<void()> m_check;
    std::vector<QByteArray> m_clauses; ///< the whole number of the last clause of each level
    QByteArray m_noteLabel;
    qint64 m_deletions = 0;
    qint64 m_insertions = 0;
    qint64 m_pictures = 0;
    bool m_tooDeep = false;
};

} // namespace quire
