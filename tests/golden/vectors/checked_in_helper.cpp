// A helper with a vector that nobody needs, whose elements are looked at through a check: what the helper does to it is not
// undone, whoever asks for the derivative.
// derivatives: settled(x[n])
// backsweep: --gradient 'settled(x[n])'
#include <cmath>
#include <vector>
static void settle(double a, double* s, const double* c) {
  *s = 0.5 * *c;
  for (int i = 0; i < 3; ++i) {
    std::vector<double> kept;
    kept.push_back(std::fabs(2.0 + std::cos(i)));
    for (int k = 0; k < 2; ++k) {
      std::vector<double> filled;
      filled.assign(2, kept.at(0) * a);
    }
  }
}
double settled(const double* x, int n) {
  double c = 2.0 + n;
  double s = x[0] - x[1];
  const double before = s * s;
  settle(0.5, &s, &c);
  return std::sin(0.5 * s) + before * x[n - 1];
}
