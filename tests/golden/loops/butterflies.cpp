// Pairs of elements that a loop combines in place, turned by a factor that runs along in the reverse sweep and is not kept.
// derivatives: transform(data[2 * n] -> data[2 * n])
#include <cmath>

void transform(double* data, int n) {
  for (int length = 2; length <= n; length *= 2) {
    const double step_re = std::cos(6.25 / length);
    const double step_im = std::sin(6.25 / length);
    for (int start = 0; start < n; start += length) {
      double w_re = 1;
      double w_im = 0;
      for (int k = 0; k < length / 2; ++k) {
        double* even = &data[2 * (start + k)];
        double* odd = &data[2 * (start + k + length / 2)];
        const double re = odd[0] * w_re - odd[1] * w_im;
        const double im = odd[0] * w_im + odd[1] * w_re;
        odd[0] = even[0] - re;
        odd[1] = even[1] - im;
        even[0] += re;
        even[1] += im;
        const double next_re = w_re * step_re - w_im * step_im;
        w_im = w_re * step_im + w_im * step_re;
        w_re = next_re;
      }
    }
  }
}
