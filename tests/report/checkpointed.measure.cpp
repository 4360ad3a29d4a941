// What a snapshot and the record of a step take, in bytes.
#include <cstdio>
#include <vector>

#include "checkpointed.emitted.hpp"

int main() {
  const int n = 1000;
  const int steps = 20;
  std::vector<double> u(n, 0.5), u_bar(n, 1.0);
  double k_bar = 0;
  relax_adjoint(u.data(), n, steps, 0.01, u_bar.data(), k_bar, 1.0);
  const backsweep::Statistics& run = backsweep::last_run();
  std::printf("relax_adjoint n=%d steps=%d snapshot=%zu record=%zu\n", n, steps, run.state_bytes, run.record_bytes);
}
