// Initial states of the flow.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace assimilation {

/// Bumps on a ring, none as high as another: where two cells share the fastest wave the step size has a kink.
inline std::vector<double> wave(std::size_t cells, double height) {
  std::vector<double> u(cells);
  for (std::size_t i = 0; i < cells; ++i) {
    const double x = 2 * 3.14159265358979323846 * static_cast<double>(i) / static_cast<double>(cells);
    u[i] = 1 + height * (std::sin(x) + 0.3 * std::sin(3 * x + 0.4));
  }
  return u;
}

}  // namespace assimilation
