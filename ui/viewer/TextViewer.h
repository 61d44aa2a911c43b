#pragma once

#include "app/desk/SourceDocument.h"
#include "ui/theme/Theme.h"

#include <QPlainTextEdit>

namespace quire {

/// A text with a lit passage. Code and plain text have line numbers, code is coloured; a book is set as one:
/// its headings stand out, its lines are no wider than eyes like.
class TextViewer : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TextViewer(const Theme& theme, QWidget* parent = nullptr);

    void setDocument(const SourceDocument& document);
    /// Lights bytes [begin, end) of the document and shows them; nothing lit when empty.
    void light(qint64 begin, qint64 end);
    QTextCursor litPassage() const { return m_lit; }
    /// Selects the next place of `words` from the cursor on, around the end. False when there is none.
    bool find(const QString& words, bool backwards);
    void setZoom(int percent);
    /// The selected passage as bytes of the document's text; empty when there is none.
    std::pair<qint64, qint64> chosen() const;
    /// Brings a byte of the text into view.
    void goTo(qint64 offset);

signals:
    void menuAsked(const QPoint& globalPosition);

public:
    void paintNumbers(QPaintEvent* event, QWidget* strip);
    int numbersWidth() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void applyTheme();
    void styleHeadings();
    void placeNumbers();
    bool isFlow() const { return !m_source.isNull() && m_source.form() == SourceDocument::Form::Flow; }

    const Theme& m_theme;
    SourceDocument m_source;
    QWidget* m_numbers;
    QTextCursor m_lit;
    int m_zoom = 100;
};

} // namespace quire
