// What the derivative keeps, in bytes.
#include <cstdio>
#include <vector>

#include "triangle.emitted.hpp"

int main() {
  const int n = 150;
  std::vector<double> l(n * n, 1.5), b(n, 0.1), l_bar(n * n), b_bar(n, 1.0);
  solve_adjoint(l.data(), b.data(), n, l_bar.data(), b_bar.data());
  std::printf("solve_adjoint n=%d bytes=%zu\n", n,
              backsweep::Workspace::local().peak_bytes() + backsweep::Workspace::local_blocks().peak_bytes());
}
