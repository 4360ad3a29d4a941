// What breaks a promise is told in the words of the source, whatever the language converts and wherever names repeat.
// derivatives: mirrored(x[n], u)
// backsweep: --check-promises
#include <backsweep/annotate.h>

#include <cstddef>
#include <vector>

void mirrored(const double* x, std::vector<double>& u, const int* index, int n) {
  BACKSWEEP_INDEPENDENT
  for (int i = 0; i < n; ++i) {
    const double a = u[static_cast<std::size_t>(index[i])] * x[i];
    u[static_cast<std::size_t>(n - 1 - i)] = a;
  }
  for (int i = 0; i < n; ++i) u[static_cast<std::size_t>(i)] *= x[i];
}
