/* An enumeration that shares its name with a function, as C allows. */
/* derivatives: loss(x[n]) */
#include <math.h>
enum act { ACT_TANH, ACT_SQUARE };
double act(double x, enum act kind) { return kind == ACT_TANH ? tanh(x) : x * x; }
double loss(const double* x, int n) {
  double sum = 0;
  enum act kind = ACT_TANH;
  for (int i = 0; i < n; ++i) {
    sum += act(x[i], kind);
    kind = kind == ACT_TANH ? ACT_SQUARE : ACT_TANH;
  }
  return sum;
}
