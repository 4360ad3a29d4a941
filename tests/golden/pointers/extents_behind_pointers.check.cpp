#include "extents_behind_pointers.expected.hpp"

#include "check_derivatives.h"

extern "C" double norm(const int* n, const double* x);
extern "C" double weighted(int* n, const double* x, const double* w);
extern "C" double moment(const double* a, const int* size);
extern "C" double length(const line* line);
extern "C" void scaled(const line* line, double* points, const int* n);

struct Lines {
  std::vector<double> points;
  line value;
  line* argument() {
    value.points = points.data();
    value.count = static_cast<int>(points.size());
    return &value;
  }
};
inline auto members(Lines& l) { return std::tie(l.points, l.value.unit); }

struct Points : Lines {};
inline auto members(Points& p) { return std::tie(p.points); }

int main() {
  int size[] = {3, 2};
  CHECK_GRADIENT(norm, fixed(static_cast<const int*>(size)), in(sample(3)));
  CHECK_GRADIENT(weighted, fixed(static_cast<int*>(size)), in(sample(3)), in(sample(3)));
  CHECK_GRADIENT(moment, in(sample(6)), fixed(static_cast<const int*>(size)));
  CHECK_GRADIENT(length, in(Lines{{0.3, 1.4, 0.8, 2.5}, {nullptr, 0, 1.5}}));
  const Points points{{{0.3, 1.4, 0.8}, {nullptr, 0, 1}}};
  CHECK_DERIVATIVES(scaled, in(points), inout(sample(3)), fixed(static_cast<const int*>(size)));
  return check::report();
}
