#pragma once

#include <QByteArray>
#include <QRectF>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QImage;

namespace quire {

/// A word found in a picture.
struct RecognisedWord
{
    QByteArray text;      ///< UTF-8
    QRectF box;           ///< pixels; as high as its line, so that words of a line compare
    float confidence = 0; ///< percent
};

/// What was found in one picture.
struct RecognisedPage
{
    std::vector<RecognisedWord> words; ///< in the order of reading, as the recogniser sees it
    float confidence = 0;              ///< percent, of all characters; 0 without words

    QByteArray encoded() const;
    /// Nothing for what encoded() did not give.
    static std::optional<RecognisedPage> decoded(const QByteArray& bytes);
};

/// Finds words in pictures with Tesseract, which is looked for when the first one is made: Quire needs it
/// neither to be built nor to run. For one thread at a time. A process that is to do nothing else is started
/// with OMP_THREAD_LIMIT=1 (as quire-extract is): Tesseract's own threads wait for each other more than they
/// work, and many times longer on a busy machine.
class Recogniser
{
public:
    /// True when Tesseract and at least one of its languages are installed.
    static bool isInstalled();
    /// The languages installed, as Tesseract calls them ("eng", "deu"), in order.
    static QStringList languages();

    /// `wanted`: languages as Tesseract calls them; those not installed are left out. None left or none
    /// given: a few of the installed ones, that of the person's surroundings first. Throws IngestError
    /// (UnknownFormat) when Tesseract cannot be used.
    explicit Recogniser(const QStringList& wanted = {});
    ~Recogniser();

    QStringList used() const; ///< the languages it reads
    /// Names what read() would find in a picture: 16 bytes over its pixels and all that reading depends on.
    QByteArray keyOf(const QImage& image, int dotsPerInch) const;
    /// `image`: Grayscale8. `cancelled` is asked often; once it is true an empty page comes back.
    RecognisedPage read(const QImage& image, int dotsPerInch, const std::function<bool()>& cancelled);

private:
    class Private;
    std::unique_ptr<Private> m;
};

} // namespace quire
