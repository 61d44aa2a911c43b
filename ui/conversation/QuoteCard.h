#pragma once

#include "app/library/Records.h"
#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QTextLayout>

class QTextLayout;

namespace quire {

/// A quote of an answer: the source's own words, a bar in the colour of the verdict, and where they stand.
/// Pressing it opens the place.
class QuoteCard : public QAbstractButton
{
    Q_OBJECT
public:
    QuoteCard(const CitationRecord& citation, const Theme& theme, QWidget* parent = nullptr);

    const CitationRecord& citation() const { return m_citation; }
    /// The words that are looked for are lit.
    void markWords(const QString& words);
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString words() const;
    QString footer() const;
    QFont wordsFont() const;
    QFont footerFont() const;
    qreal layOut(QTextLayout& layout, int width) const;
    QList<QTextLayout::FormatRange> marksIn(const QString& text) const;
    QRect wordsRect(int width) const;

    CitationRecord m_citation;
    const Theme& m_theme;
    QString m_marked;
};

} // namespace quire
