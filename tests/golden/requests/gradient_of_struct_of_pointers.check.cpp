#include "gradient_of_struct_of_pointers.expected.hpp"

#include "check_derivatives.h"

struct Views {
  std::vector<double> data;
  View view;
  View& argument() {
    view.data = data.data();
    view.size = static_cast<int>(data.size());
    return view;
  }
};
inline auto members(Views& v) { return std::tie(v.data, v.view.k); }

struct Lines {
  std::vector<double> points;
  Line line;
  Line* argument() {
    line.points = points.data();
    return &line;
  }
};
inline auto members(Lines& l) { return std::tie(l.points); }

int main() {
  CHECK_GRADIENT(energy, in(Views{sample_vector(4), {nullptr, 0, 0.7}}));
  CHECK_GRADIENT(length, in(Lines{{0.3, 1.4, 0.8, 2.5}, {nullptr, 1.5}}), fixed(4));
  return check::report();
}
