#include "ingest/ocr/TesseractLibrary.h"

namespace quire {

TesseractLibrary::TesseractLibrary()
{
    for (const int number : {5, 4}) {
        m_library.setFileNameAndVersion(QStringLiteral("tesseract"), number);
        if ((m_loaded = m_library.load()))
            break;
    }
    if (!m_loaded)
        return;
    resolve(version, "TessVersion");
    resolve(create, "TessBaseAPICreate");
    resolve(destroy, "TessBaseAPIDelete");
    resolve(init, "TessBaseAPIInit3");
    resolve(setVariable, "TessBaseAPISetVariable");
    resolve(setPageSegMode, "TessBaseAPISetPageSegMode");
    resolve(setImage, "TessBaseAPISetImage");
    resolve(setResolution, "TessBaseAPISetSourceResolution");
    resolve(recognise, "TessBaseAPIRecognize");
    resolve(iterator, "TessBaseAPIGetIterator");
    resolve(clear, "TessBaseAPIClear");
    resolve(deleteIterator, "TessResultIteratorDelete");
    resolve(next, "TessResultIteratorNext");
    resolve(text, "TessResultIteratorGetUTF8Text");
    resolve(confidence, "TessResultIteratorConfidence");
    resolve(pageIterator, "TessResultIteratorGetPageIterator");
    resolve(boundingBox, "TessPageIteratorBoundingBox");
    resolve(baseline, "TessPageIteratorBaseline");
    resolve(deleteText, "TessDeleteText");
    resolve(createMonitor, "TessMonitorCreate");
    resolve(deleteMonitor, "TessMonitorDelete");
    resolve(setCancelFunction, "TessMonitorSetCancelFunc");
    resolve(setCancelThis, "TessMonitorSetCancelThis");
}

} // namespace quire
