// What the derivative keeps, in bytes.
#include <cstdio>
#include <vector>

#include <backsweep/workspace.hpp>

#include "scratch_array.emitted.hpp"

int main() {
  const int n = 5000;
  std::vector<double> x(n, 0.5), x_bar(n);
  scratch_gradient(x.data(), n, x_bar.data());
  std::printf("scratch_gradient n=%d bytes=%zu\n", n, backsweep::Workspace::local_blocks().peak_bytes());
  ring_gradient(x.data(), n, x_bar.data());
  std::printf("ring_gradient n=%d bytes=%zu\n", n,
              backsweep::Workspace::local().peak_bytes() + backsweep::Workspace::local_blocks().peak_bytes());
}
