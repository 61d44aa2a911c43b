#pragma once

class QFormLayout;
class QLabel;
class QString;
class QVBoxLayout;
class QWidget;

namespace quire {

/// What the pages of the settings are made of, so that they all look the same.
QVBoxLayout* pageColumn(QWidget* page);
QFormLayout* pageForm(QVBoxLayout* column);
/// A line of explanation; wraps, and can be copied.
QLabel* pageNote(const QString& text);
QLabel* pageHeading(const QString& text);

} // namespace quire
