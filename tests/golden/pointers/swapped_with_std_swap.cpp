// std::swap on pointers to local arrays.
// derivatives: decay(u[4] -> u[4])
#include <utility>

void decay(double* u, int steps) {
  double first[4];
  double second[4];
  double* now = first;
  double* next = second;
  for (int i = 0; i < 4; ++i) now[i] = u[i];
  for (int step = 0; step < steps; ++step) {
    for (int i = 0; i < 4; ++i) next[i] = now[i] * now[3 - i] * 0.7;
    std::swap(now, next);
  }
  for (int i = 0; i < 4; ++i) u[i] = now[i];
}
