// Fast Fourier transform, radix 2, in place.
#pragma once

namespace fft {

/// Transforms `n` complex numbers, stored as pairs of real and imaginary part; n is a power of two.
void fft(double* data, int n);

}  // namespace fft
