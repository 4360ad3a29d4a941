// Integer counters in globals and statics: after an adjoint they are what they are after the primal.
// derivatives: counted(x[n])
int evaluations;

static int next_ticket() {
  static int ticket = 0;
  return ++ticket;
}

double counted(const double* x, int n) {
  ++evaluations;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    if (x[i] > 1) ++evaluations;
    sum += x[i] * x[i];
  }
  if (next_ticket() < 0) sum = 0;
  return sum;
}
