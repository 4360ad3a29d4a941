// A value that a call leaves in a local, and that is returned: the reverse part of the call puts back what was there.
// backsweep: --inline-limit=0 --gradient 'by_pointer(x[2])' --gradient 'by_reference(x[2])' --gradient 'in_loop(x[2])'
#include <cmath>

void model(double a, double b, double* out) {
  *out = a * b;
  *out = std::sin(*out) * b;
}

double by_pointer(const double* x) {
  double value;
  model(x[0], x[1], &value);
  return value;
}

void step(double a, double& state) {
  state *= a;
  state = std::sin(state) * state;
}

double by_reference(const double* x) {
  double value = x[1];
  step(x[0], value);
  return value;
}

double in_loop(const double* x) {
  double value = x[1];
  double* const place = &value;
  for (int i = 0; i < 3; ++i) step(x[0], *place);
  return value;
}
