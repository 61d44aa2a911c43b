#pragma once

#include "app/library/Records.h"
#include "ui/theme/Theme.h"

#include <QTextBrowser>

class QTextTable;

namespace quire {

/// A stretch of Markdown or plain text, as high as it needs to be. References are coloured by verdict and can
/// be followed by mouse and keyboard.
class ProseView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit ProseView(const Theme& theme, QWidget* parent = nullptr);

    void setProse(const QString& markdown, const QList<CitationRecord>& citations);
    void setPlain(const QString& text);
    void setMuted(bool muted) { m_muted = muted; }
    /// Width the text would have on as few lines as it was written in.
    int idealWidth() const;
    int heightFor(int width);
    void markWords(const QString& words);
    /// Where marked places stand, below the top.
    QList<int> markTops() const;

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, 0}; }

signals:
    void citationClicked(int ordinal);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void polishDocument();
    void styleCode(QTextCursor& cursor);
    void styleTable(QTextTable* table);
    void styleLinks();

    const Theme& m_theme;
    QString m_markdown;
    QString m_plain;
    QList<CitationRecord> m_citations;
    bool m_muted = false;
    QString m_marked;
};

} // namespace quire
