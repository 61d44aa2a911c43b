#pragma once

#include "tests/ingest/support/PdfEncryption.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

/// Writes small PDF files for tests: text in Courier, whose characters are all 0.6 of the size wide, placed
/// by hand.
class PdfFile
{
public:
    /// Begins a page; sizes in points.
    void page(double width = 595, double height = 842);
    /// Text (Latin-1) with its baseline `down` points below the page's top.
    void text(double x, double down, double size, const QByteArray& latin1);
    /// Lines of one paragraph, `pitch` apart; returns the baseline after the last.
    double lines(double x, double down, double size, double pitch, const QByteArrayList& lines);
    /// An entry of the outline, level 1, to the current page.
    void bookmark(const QByteArray& title);
    /// The page's printed label: prefix and style ("r" roman, "D" decimal) from this page on.
    void labelsFromHere(const QByteArray& style, int first = 1);
    /// A raw piece of content: for damaged pages, and for what has no function here.
    void raw(const QByteArray& content);
    /// An object besides those of the pages, without "obj" around it; returns how to refer to it.
    QByteArray object(const QByteArray& body);
    QByteArray stream(const QByteArray& dictionary, const QByteArray& data);
    /// More of the current page's dictionary ("/Rotate 90") and of its resources ("/XObject << … >>").
    void pageEntry(const QByteArray& entry);
    void resource(const QByteArray& entry);
    /// A font besides /F1, for the current page.
    void font(const QByteArray& name, const QByteArray& reference);
    /// More of the catalog.
    void catalogEntry(const QByteArray& entry) { m_catalog += ' ' + entry; }
    /// Deflates the content of pages, as real files do.
    void setCompressed(bool compressed) { m_compressed = compressed; }

    /// A font of two-byte codes, which are UTF-16: all characters as wide as they are high. Vertical: lines
    /// run downwards. `characters`: those it has.
    QByteArray wideFont(const QString& characters, bool vertical);
    /// Text in such a font: where the first character's box has its upper left corner, or for vertical lines
    /// the middle of its upper side, `down` points below the page's top.
    void wideText(const QByteArray& fontName, double x, double down, double size, const QString& text);

    /// Locks the file. Only pages may be in it: nothing else is encrypted.
    void lock(const PdfEncryption& encryption) { m_encryption = encryption; }

    /// A font of one-byte codes, all half the size wide, whose `codes` mean the given characters.
    QByteArray unicodeFont(const QHash<char, QString>& codes);

    QByteArray bytes() const;

    /// Words filled into lines of at most `columns` characters.
    static QByteArrayList wrap(const QByteArray& text, int columns);

private:
    struct Page
    {
        double width, height;
        QByteArray content, entries, resources, fonts;
    };
    std::vector<Page> m_pages;
    std::vector<std::pair<QByteArray, size_t>> m_bookmarks;
    QByteArray m_labels;
    QByteArrayList m_extra;
    QByteArray m_catalog;
    bool m_compressed = false;
    std::optional<PdfEncryption> m_encryption;
};
