// What the derivative keeps, in bytes.
#include <cstdio>
#include <vector>

#include "joint_calls.emitted.hpp"

int main() {
  const int n = 20;  // The record of one call is well below what is rounded up.
  const int steps = 900;
  std::vector<double> u(n, 0.5), u_bar(n, 1.0);
  double k_bar = 0;
  advance_adjoint(u.data(), n, steps, 0.01, u_bar.data(), k_bar);
  std::printf("advance_adjoint n=%d steps=%d bytes=%zu\n", n, steps,
              backsweep::Workspace::local().peak_bytes() + backsweep::Workspace::local_blocks().peak_bytes());
}
