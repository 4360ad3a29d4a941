#include "of_pointers.expected.hpp"

#include "check_derivatives.h"

struct OwnedGrid {
  std::vector<double> x = check::sample_vector(4);
  std::vector<double> y = check::sample_vector(4);
  Grid grid{};
  Grid& argument() {
    grid = Grid{4, x.data(), y.data()};
    return grid;
  }
};
inline auto members(OwnedGrid& owned) { return std::tie(owned.x, owned.y); }

int main() {
  CHECK_DERIVATIVES(residual, inout(OwnedGrid()));
  return check::report();
}
