#include "pointers_asked_for.expected.hpp"

#include "check_derivatives.h"

namespace primal { extern "C" double logged(double x, void (*report)(double), int (*skips)(int)); extern "C" double stepped(const double* x); }

namespace {
void count(double) {}
int at_two(int i) { return i == 2 ? 1 : 0; }
}  // namespace

int main() {
  using Report = void (*)(double);
  using Skips = int (*)(int);
  CHECK_DERIVATIVES_OF(primal::logged, logged, in(sample()), fixed(Report{nullptr}), fixed(Skips{nullptr}));
  CHECK_DERIVATIVES_OF(primal::logged, logged, in(sample()), fixed(Report{count}), fixed(Skips{at_two}));
  CHECK_DERIVATIVES_OF(primal::stepped, stepped, in(sample(3)));
  return check::report();
}
