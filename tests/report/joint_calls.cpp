// Calls that are to run again, and such that cannot.
// backsweep: --adjoint 'advance(u[n], k)' --adjoint 'told(u[n])' --adjoint 'scattered(u[n])'
#include <backsweep/annotate.h>

#include <cmath>
#include <cstdio>

void react(double* u, int n, double k) {
  for (int i = 0; i < n; ++i) u[i] = u[i] * std::exp(-k * u[i]);
}

void advance(double* u, int n, int steps, double k) {
  for (int t = 0; t < steps; ++t) {
    BACKSWEEP_RECOMPUTE
    react(u, n, k);
    for (int i = 1; i < n; ++i) u[i] += k * u[i - 1];
  }
}

void react_and_tell(double* u, int n) {
  for (int i = 0; i < n; ++i) u[i] *= u[i];
  std::printf("reacted\n");
}

void told(double* u, int n) {
  BACKSWEEP_RECOMPUTE
  react_and_tell(u, n);
}

struct Rows {
  double* row[4];
};

void square(const Rows& rows, int at, int n) {
  for (int i = 0; i < n; ++i) rows.row[at][i] *= rows.row[at][i];
}

void scattered(double* u, int n) {
  Rows rows = {{u, u + 1, u + 2, u + 3}};
  for (int k = 0; k < 4; ++k) {
    BACKSWEEP_RECOMPUTE
    square(rows, k, n / 4);
  }
}
