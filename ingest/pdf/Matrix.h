#pragma once

#include <cmath>

namespace quire {

/// An affine map of the plane as PDF writes it: (x, y) → (a·x + c·y + e, b·x + d·y + f).
struct Matrix
{
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    /// This map first, then `outer`.
    Matrix then(const Matrix& outer) const
    {
        return {a * outer.a + b * outer.c,           a * outer.b + b * outer.d,
                c * outer.a + d * outer.c,           c * outer.b + d * outer.d,
                e * outer.a + f * outer.c + outer.e, e * outer.b + f * outer.d + outer.f};
    }
    bool isFinite() const
    {
        return std::isfinite(a) && std::isfinite(b) && std::isfinite(c) && std::isfinite(d) &&
               std::isfinite(e) && std::isfinite(f);
    }
};

} // namespace quire
