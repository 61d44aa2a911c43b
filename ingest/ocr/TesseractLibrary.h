#pragma once

#include <QLibrary>

namespace quire {

struct TessBaseAPI;
struct TessPageIterator;
struct TessResultIterator;
struct ETEXT_DESC;

/// The C interface of Tesseract 4 and 5, found at run time. Only what Recogniser uses.
class TesseractLibrary
{
public:
    TesseractLibrary();

    bool isLoaded() const { return m_loaded; }

    // Named as in tesseract/capi.h, without "Tess" and "BaseAPI".
    const char* (*version)() = nullptr;
    TessBaseAPI* (*create)() = nullptr;
    void (*destroy)(TessBaseAPI*) = nullptr;
    int (*init)(TessBaseAPI*, const char* folder, const char* languages) = nullptr; ///< 0: well
    int (*setVariable)(TessBaseAPI*, const char* name, const char* value) = nullptr;
    void (*setPageSegMode)(TessBaseAPI*, int mode) = nullptr;
    void (*setImage)(TessBaseAPI*, const unsigned char* pixels, int width, int height, int bytesPerPixel,
                     int bytesPerLine) = nullptr;
    void (*setResolution)(TessBaseAPI*, int dotsPerInch) = nullptr;
    int (*recognise)(TessBaseAPI*, ETEXT_DESC* monitor) = nullptr; ///< 0: well
    TessResultIterator* (*iterator)(TessBaseAPI*) = nullptr;
    void (*clear)(TessBaseAPI*) = nullptr;
    void (*deleteIterator)(TessResultIterator*) = nullptr;
    int (*next)(TessResultIterator*, int level) = nullptr;
    char* (*text)(const TessResultIterator*, int level) = nullptr;
    float (*confidence)(const TessResultIterator*, int level) = nullptr;
    TessPageIterator* (*pageIterator)(TessResultIterator*) = nullptr;
    int (*boundingBox)(const TessPageIterator*, int level, int* left, int* top, int* right,
                       int* bottom) = nullptr;
    int (*baseline)(const TessPageIterator*, int level, int* x1, int* y1, int* x2, int* y2) = nullptr;
    void (*deleteText)(const char*) = nullptr;
    ETEXT_DESC* (*createMonitor)() = nullptr;
    void (*deleteMonitor)(ETEXT_DESC*) = nullptr;
    void (*setCancelFunction)(ETEXT_DESC*, bool (*)(void* self, int words)) = nullptr;
    void (*setCancelThis)(ETEXT_DESC*, void* self) = nullptr;

    static constexpr int textLine = 2, word = 3; ///< levels of iterators
    static constexpr int automatic = 3;          ///< page segmentation without a script's detection

private:
    template <typename Function>
    void resolve(Function& function, const char* name)
    {
        function = reinterpret_cast<Function>(m_library.resolve(name));
        m_loaded = m_loaded && function;
    }

    QLibrary m_library;
    bool m_loaded = false;
};

} // namespace quire
