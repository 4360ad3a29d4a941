// abort and exit on error paths.
// derivatives: careful(x)
#include <cstdio>
#include <cstdlib>

double careful(double x, const double* table) {
  if (table == nullptr) {
    std::fputs("no table\n", stderr);
    std::exit(1);
  }
  if (table[0] < 0) std::abort();
  return x * x * table[0];
}
