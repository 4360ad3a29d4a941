// A struct behind a void member, which a function that stays a call takes apart.
// refuses: Unsupported
// backsweep: --gradient 'f(x[3])' --inline-limit=0
#include <cmath>

struct Inner {
  double n, c;
};

struct Outer {
  void* inner;
  double k;
};

void forward(double a, const Outer* outer, double* result) {
  const Inner* inner = static_cast<const Inner*>(outer->inner);
  *result = outer->k * std::sin(inner->n * a) + inner->c;
}

double f(const double* x) {
  Inner inner = {x[1], x[0] * x[2]};
  Outer outer = {&inner, x[0]};
  double result = 0;
// expect-error@+2:3: a struct of active values behind a 'void*' member of what is handed to 'forward', which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: raise --inline-limit where it is not recursive, or give the member the struct's type [WayOut]
  forward(x[2], &outer, &result);
  return result;
}
